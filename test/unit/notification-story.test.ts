import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { answerFact } from '../../functions/notifications/answer-fact.ts';
import { endings } from '../../shared/domain/notifications/notification.ts';
import { notificationReassigned, taskDone } from '../../shared/events/team-events.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../../shared/kernel/instant.ts';
import { type Clockwork, clockwork } from '../support/notification-clockwork.ts';
import { factOf } from '../support/notifications.ts';

const hourly = { id: 'hourly', channel: 'push', every: 'hour' } as const;
const daily = { id: 'daily', channel: 'mail', every: 'day' } as const;
const deeds = {
  tell: (here: Clockwork) => here.tell({ taskId: 'tsk_1' }),
  'tell urgently': (here: Clockwork) => here.tell({ taskId: 'tsk_1', critical: true }),
  'tell of a promise': (here: Clockwork) => here.tell({ taskId: 'tsk_1', dueAt: here.now() + HOUR }),
  'tell of another': (here: Clockwork) => here.tell(),
  snooze: (here: Clockwork) => here.act(latest(here), { do: 'snooze', until: here.now() + 2 * HOUR }),
  'snooze for days': (here: Clockwork) =>
    here.act(latest(here), { do: 'snooze', until: here.now() + 5 * DAY }),
  unsnooze: (here: Clockwork) => here.act(latest(here), 'unsnooze'),
  see: (here: Clockwork) => here.act(latest(here), 'seen'),
  acknowledge: (here: Clockwork) => here.act(latest(here), 'acknowledge'),
  'hand over': (here: Clockwork, n: number) =>
    answerFact(
      here.ports,
      factOf(notificationReassigned.of({ fromId: 'anna', toId: 'emil', reason: 'cover-on-duty' }), {
        id: `o${n}`,
      }),
    ),
  'task done': (here: Clockwork, n: number) =>
    answerFact(
      here.ports,
      factOf(taskDone.of({ taskId: 'tsk_1', kind: 'welcome-account', agentId: 'anna' }), { id: `d${n}` }),
    ),
  'want digests': (here: Clockwork) => here.prefer('anna', { digests: [hourly, daily] }),
  'want nothing': (here: Clockwork) => here.prefer('anna', { push: false, mail: 'never' }),
  'want all': (here: Clockwork) => here.prefer('anna', { quiet: 'always', mail: 'always' }),
  leave: (here: Clockwork) => here.setAgent('anna', { active: false }),
  return: (here: Clockwork) => here.setAgent('anna'),
  'no room': (here: Clockwork) => here.whenPushed(() => ({ status: 503 })),
  'all gone': (here: Clockwork) => here.whenPushed(() => ({ status: 410 })),
  room: (here: Clockwork) => here.whenPushed(() => ({ status: 201 })),
  seconds: (here: Clockwork) => here.runFor(20 * SECOND),
  minutes: (here: Clockwork) => here.runFor(2 * MINUTE),
  hours: (here: Clockwork) => here.runFor(3 * HOUR),
  days: (here: Clockwork) => here.runFor(2 * DAY),
};
type Deed = keyof typeof deeds;
const latest = (here: Clockwork) => String(here.rowsOf('notification').at(-1)?.['id'] ?? 'none');

test('whatever is told, put away, brought back and handed over, each ends once and leaves nothing behind', async () => {
  const story = fc.array(fc.constantFrom(...(Object.keys(deeds) as Deed[])), { maxLength: 25 });
  await fc.assert(
    fc.asyncProperty(story, async story => {
      const here = await clockwork(['anna', 'emil']);
      await here.tell({ taskId: 'tsk_1' });
      const ended = new Map<string, unknown>();
      for (const [n, deed] of story.entries()) {
        await deeds[deed](here, n);
        await here.settle();
        for (const row of here.rowsOf('notification')) {
          const { id, outcome, outcomeAt, outcomeReason, snooze, dueAt } = row as never as Record<
            string,
            never
          >;
          if (ended.has(String(id)))
            expect(ended.get(String(id))).toEqual([outcome, outcomeAt, outcomeReason]);
          else if (outcome !== undefined) ended.set(String(id), [outcome, outcomeAt, outcomeReason]);
          if (snooze && dueAt) expect((snooze as { until: number }).until).toBeLessThanOrEqual(dueAt);
        }
        const open = here.rowsOf('notification').filter(row => row['outcome'] === undefined);
        expect(new Set(open.map(row => `${row['recipientId']} ${row['matter']}`)).size).toBe(open.length);
        for (const type of ['unseen', 'matter']) expect(here.rowsOf(type)).toHaveLength(open.length);
      }
      await here.runFor(120 * DAY);
      for (const row of here.rowsOf('notification')) expect(endings).toContain(row['outcome']);
      for (const type of ['timer', 'unseen', 'matter']) expect(here.rowsOf(type)).toEqual([]);
      expect(here.rowsOf('delivery').filter(row => row['state'] === 'sending')).toEqual([]);
    }),
    { numRuns: 40 },
  );
});
