import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { answerFact } from '../../functions/notifications/answer-fact.ts';
import { answerTick } from '../../functions/notifications/answer-tick.ts';
import type { TickPorts } from '../../functions/notifications/ports.ts';
import { stepEscalation } from '../../functions/notifications/step-escalation.ts';
import { stopEscalation } from '../../functions/notifications/stop-escalation.ts';
import { takeOn } from '../../functions/notifications/take-on-escalation.ts';
import { HOUR } from '../../shared/kernel/instant.ts';
import { chainWrites } from '../../shared/store/chain-store.ts';
import { notificationPk } from '../../shared/store/keys.ts';
import {
  aChain,
  endedEscalation,
  escalationRoom,
  notify,
  repeat,
  wait,
  wantedEscalation,
} from '../support/escalation.ts';
import { type Race, raceTrack, rulesBroken } from '../support/escalation-race.ts';
import { putAway, putBack } from '../support/escalation-snooze.ts';
import { interleaved } from '../support/interleaved.ts';
import { factOf } from '../support/notifications.ts';

const RACES = 10_000;
const chain = aChain(
  notify({ agent: 'anna' }),
  notify({ agent: 'bruno' }),
  wait(5),
  notify({ agent: 'gone' }),
  notify({ agent: 'carmen' }),
  wait(5),
  repeat(1),
);

/** Where a race may start: told, acknowledged, put away by Anna; through in vain. */
const starts = ['running', 'acknowledged', 'snoozed', 'exhausted'] as const;
async function trackFrom(state: (typeof starts)[number]) {
  const here = await escalationRoom(chain);
  await answerFact(here.ports, wantedEscalation());
  await here.deliver();
  const notificationId = here.notificationOf('anna');
  const move = {
    notificationId,
    command: { do: 'acknowledge', by: 'anna' } as const,
    cause: causeOf('start'),
  };
  if (state === 'acknowledged') await takeOn(here.ports, 'esc_1', { ...move, at: here.ports.clock.now() });
  if (state === 'snoozed') await putAway(here, 'anna', here.ports.clock.now() + HOUR);
  while (state === 'exhausted' && here.timerOf('escalation.step')) await here.tick('escalation.step');
  await here.deliver();
  expect(here.run().state).toBe(state);
  return raceTrack(here);
}

const causeOf = (id: string) => () =>
  factOf({ name: 'notification.acknowledge-ordered', version: 1, data: {} } as never, { id });

const deeds = (
  'anna|anna again|bruno|step|step again|reminder|ended|anna puts away|anna puts back|bruno puts away|' +
  'bruno’s mail|late telling|settle|edit'
).split('|');

/** What each deed does on its turn; others may cut in between any two of its calls to the table. */
function deedsOf(race: Race, ports: TickPorts, late: () => void): Record<string, () => Promise<unknown>> {
  const idOf = (by: string) => String(race.notifications().find(one => one.recipientId === by)?.id);
  const acknowledge =
    (by: string, cause = by) =>
    () =>
      takeOn(ports, 'esc_1', {
        notificationId: idOf(by),
        command: { do: 'acknowledge', by },
        at: ports.clock.now(),
        cause: causeOf(cause),
      });
  const tick = (kind: 'escalation.step' | 'escalation.ack-reminder') => async () => {
    const timer = race.timer(kind);
    if (!timer) return;
    race.reach(timer.dueAt);
    return stepEscalation(ports, { ...timer, kind });
  };
  const mine = { ports, notificationOf: idOf };
  const editing = { ...aChain(notify('lead')), id: 'breach', changedAt: 0 };
  return {
    anna: acknowledge('anna'),
    bruno: acknowledge('bruno'),
    'anna again': acknowledge('anna', 'anna again'),
    step: tick('escalation.step'),
    'step again': tick('escalation.step'),
    reminder: tick('escalation.ack-reminder'),
    ended: () => stopEscalation(ports, endedEscalation() as Parameters<typeof stopEscalation>[1]),
    'anna puts away': () => putAway(mine, 'anna', ports.clock.now() + HOUR),
    'bruno puts away': () => putAway(mine, 'bruno', ports.clock.now() + HOUR),
    'anna puts back': () => putBack(mine, 'anna'),
    'bruno’s mail': async () => {
      const kind = 'notification.mail-fallback';
      const timer = race.timer(kind, notificationPk(idOf('bruno')));
      if (!timer) return;
      const [over, mails, moves] = [race.run().state, race.mails.length, race.history.length];
      race.reach(timer.dueAt);
      await answerTick(ports, { ...timer, kind });
      const reopened = race.history.slice(moves).some(({ after }) => after.state === 'running');
      if (over !== 'running' && over !== 'exhausted' && !reopened && race.mails.length > mails) late();
    },
    edit: () => ports.table.commit({ commitId: 'edit', writes: chainWrites(editing, 1) }),
    'late telling': async () => {
      const { wanted } = race;
      const data = { ...(wanted?.data as object), recipientId: 'denise' };
      return wanted && answerFact(ports, { ...wanted, data, id: 'evt_late' as typeof wanted.id });
    },
    settle: async () => {
      for (const changed of race.emitted('escalation.changed')) await answerFact(ports, changed);
    },
  };
}

/** Brings every fact to its consumer, as the queues do in the end. */
async function deliver(race: Race): Promise<void> {
  const done = new Set<string>();
  const fresh = () =>
    ['notification.wanted', 'escalation.changed'].flatMap(race.emitted).filter(({ id }) => !done.has(id));
  for (let facts = fresh(); facts.length > 0; facts = fresh())
    for (const fact of facts) {
      done.add(fact.id);
      await answerFact(race.ports, fact);
    }
}

test('whatever cuts into whatever, one person has an escalation, and the seven rules of it hold', async () => {
  const tracks = new Map(
    await Promise.all(starts.map(async state => [state, await trackFrom(state)] as const)),
  );
  const seen = new Map<string, number>();
  const count = (what: string) => seen.set(what, (seen.get(what) ?? 0) + 1);
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...starts),
      fc.uniqueArray(fc.constantFrom(...deeds), { minLength: 2, maxLength: 5 }),
      fc.integer(),
      async (state, chosen, seed) => {
        const broken: string[] = [];
        const race = (tracks.get(state) as ReturnType<typeof raceTrack>)();
        const { table, run } = interleaved(race.ports.table, seed);
        const late = () => broken.push('whoever is mailed begins before somebody has it');
        const acts = deedsOf(race, { ...race.ports, table }, late);
        const answers = await run(chosen.map(deed => async () => acts[deed]?.()));
        for (const answer of answers) {
          const { ok, detail } = (answer ?? {}) as { ok?: boolean; detail?: { by?: string } };
          if (ok === false && detail?.by !== undefined) count('came second');
        }
        await deliver(race);
        broken.push(...rulesBroken(race));
        if (broken.length > 0) throw new Error(broken.join('; '));
        count(race.run().state);
        if (race.history.length > 1) count('several moved it');
      },
    ),
    { numRuns: RACES },
  );
  console.info(`${RACES} interleavings ended: ${JSON.stringify(Object.fromEntries(seen))}`);
  const wanted = [...starts, 'resolved', 'came second', 'several moved it'];
  expect(wanted.filter(what => (seen.get(what) ?? 0) < 200)).toEqual([]);
}, 120_000);
