import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { answerFact } from '../../functions/notifications/answer-fact.ts';
import { actOnNotification } from '../../functions/notifications/answer-person.ts';
import { answerTick } from '../../functions/notifications/answer-tick.ts';
import { putSubscription } from '../../functions/notifications/keep-subscription.ts';
import { pushNotification } from '../../functions/notifications/push-notification.ts';
import { endings } from '../../shared/domain/notifications/notification.ts';
import { taskDone } from '../../shared/events/team-events.ts';
import { SECOND } from '../../shared/kernel/instant.ts';
import type { TimerRow } from '../../shared/store/journal.ts';
import { browser } from '../support/browser.ts';
import { factOf, type Room, room, wanted } from '../support/notifications.ts';

const chrome = browser('chrome');
const steps = [
  ...['wanted', 'wanted again', 'push', 'tick', 'early tick', 'see', 'acknowledge', 'lead looks'],
  ...['task done', 'subscribe', 'agent leaves', 'agent returns', 'time passes'],
  ...['push fails', 'push gone', 'push works', 'mail fails', 'mail breaks', 'mail works'],
] as const;
type Step = (typeof steps)[number];

/** One hand at the levers: every step may come at any time, twice, and in the middle of another. */
function levers(here: Room) {
  const notification = () => here.rowsOf('notification')[0];
  const id = () => String(notification()?.['id'] ?? 'none');
  const anna = { id: 'anna', roles: ['agent'] };
  const act = (what: 'seen' | 'acknowledge', viewer = anna) =>
    actOnNotification(here.ports, viewer, { notificationId: id(), act: what });
  const timers = () => [...here.rowsOf('timer')] as TimerRow[];
  const tick = async (mayBeEarly: boolean) => {
    const next = timers().sort((a, b) => a.dueAt - b.dueAt)[0];
    if (!next) return;
    if (!mayBeEarly && next.dueAt > here.ports.clock.now()) here.moveTo(next.dueAt);
    await answerTick(here.ports, next);
  };
  const levers: Record<Step, () => unknown> = {
    wanted: () => answerFact(here.ports, wanted()),
    'wanted again': () => answerFact(here.ports, wanted()),
    push: () => pushNotification(here.ports, here.queuedFact(id())),
    tick: () => tick(false),
    'early tick': () => tick(true),
    see: () => act('seen'),
    acknowledge: () => act('acknowledge'),
    'lead looks': () => act('seen', { id: 'fatima', roles: ['lead'] }),
    'task done': () =>
      answerFact(
        here.ports,
        factOf(taskDone.of({ taskId: 'tsk_1', kind: 'welcome-account', agentId: 'anna' }), { id: 'd' }),
      ),
    subscribe: () => putSubscription(here.ports, 'anna', chrome.subscription),
    'agent leaves': () => here.setAgent('anna', { active: false }),
    'agent returns': () => here.setAgent('anna'),
    'time passes': () => here.pass(31 * SECOND),
    'push fails': () => here.answersPush({ status: 503 }),
    'push gone': () => here.answersPush({ status: 410 }),
    'push works': () => here.answersPush({ status: 201 }),
    'mail fails': () => here.answersMail({ result: 'later', why: 'throttled' }),
    'mail breaks': () => here.answersMail(undefined),
    'mail works': () => here.answersMail({ result: 'sent', messageId: 'm' }),
  };
  return {
    /** A throw is what the queue would bring back; the next step may be the very same one. */
    take: async (step: Step) => {
      await Promise.resolve(levers[step]()).catch(() => undefined);
      return notification();
    },
    /** Whatever is left to the clock: every timer fires until none is armed. */
    async runOut() {
      for (let round = 0; round < 60 && timers().length > 0; round++)
        await tick(false).catch(() => here.pass(31 * SECOND));
    },
  };
}

test('whatever happens in whatever order, a notification ends exactly once and leaves nothing armed', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(...steps), { maxLength: 30 }), async taken => {
      const here = room();
      await here.seed();
      const { take, runOut } = levers(here);
      let ended: unknown;
      for (const step of ['wanted', ...taken] as Step[]) {
        const row = await take(step);
        if (ended) expect(row).toMatchObject(ended as object);
        else if (row?.['outcome']) {
          const { outcome, outcomeAt, outcomeReason, version } = row;
          ended = { outcome, outcomeAt, outcomeReason, version };
        }
      }
      await runOut();
      const [row, ...others] = here.rowsOf('notification');
      expect(others).toEqual([]);
      expect(endings).toContain(row?.['outcome']);
      if (ended) expect(row).toMatchObject(ended as object);
      expect([...here.rowsOf('timer'), ...here.rowsOf('unseen')]).toEqual([]);
      expect(here.emitted('notification.changed').length).toBeLessThanOrEqual(2);
      for (const sent of [here.mails, here.pushes]) expect(sent.length).toBeLessThanOrEqual(5);
    }),
    { numRuns: 500 },
  );
}, 60_000);
