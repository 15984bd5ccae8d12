import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { answerFact } from '../../functions/notifications/answer-fact.ts';
import { actOnNotification } from '../../functions/notifications/answer-person.ts';
import { answerTick } from '../../functions/notifications/answer-tick.ts';
import type { TickPorts } from '../../functions/notifications/ports.ts';
import type { Run } from '../../shared/domain/notifications/escalation.ts';
import { endings } from '../../shared/domain/notifications/notification.ts';
import type { Table } from '../../shared/store/table.ts';
import {
  aChain,
  endedEscalation,
  escalationRoom,
  notify,
  wait,
  wantedEscalation,
} from '../support/escalation.ts';

const chain = aChain(
  notify({ agent: 'anna' }),
  notify({ agent: 'bruno' }),
  wait(5),
  notify({ agent: 'carmen' }),
  wait(5),
  notify('lead'),
  wait(5),
);
type Here = Awaited<ReturnType<typeof escalationRoom>>;

/** Every call to the table waits until the scheduler lets it through: what happens between two calls is up to chance. */
const scheduled = (table: Table, scheduler: fc.Scheduler): Table => {
  const let_ = <T>(what: string, call: () => Promise<T>) =>
    scheduler.schedule(Promise.resolve(), what).then(call);
  return {
    get: key => let_('get', () => table.get(key)),
    query: query => let_('query', () => table.query(query)),
    commit: set => let_('commit', () => table.commit(set)),
  };
};

/** Everything the run went through, in the order of the commits, with how many people each commit had told. */
function watch(here: Here) {
  const seen: { state: Run['state']; told: number; by: string | undefined }[] = [];
  here.table.onCommit(changes => {
    for (const { after } of changes)
      if (after?.['type'] === 'escalation') {
        const follows = changes.flatMap(({ after: row }) => (row?.['follows'] ?? []) as { name: string }[]);
        seen.push({
          state: after['state'] as Run['state'],
          told: follows.filter(({ name }) => name === 'notification.wanted').length,
          by: after['acknowledgedBy'] as string | undefined,
        });
      }
  });
  return seen;
}

const deeds = [
  'step',
  'step again',
  'anna',
  'bruno',
  'anna again',
  'late telling',
  'ended',
  'settle',
] as const;

const deedsOf = (here: Here, ports: TickPorts): Record<(typeof deeds)[number], () => Promise<unknown>> => {
  const timer = here.timerOf('escalation.step');
  if (!timer) throw new Error('no timer');
  const step = () => answerTick(ports, { ...timer, kind: 'escalation.step' });
  const acknowledge = (id: string) => () =>
    actOnNotification(
      ports,
      { id, roles: ['agent'] },
      { notificationId: here.notificationOf(id), act: 'acknowledge' },
    );
  const late = here.emitted('notification.wanted').at(-1);
  return {
    step,
    'step again': step,
    anna: acknowledge('anna'),
    bruno: acknowledge('bruno'),
    'anna again': acknowledge('anna'),
    'late telling': async () => late && answerFact(ports, { ...late, id: 'evt_late' as typeof late.id }),
    ended: () => answerFact(ports, endedEscalation()),
    settle: async () => {
      for (const changed of here.emitted('escalation.changed')) await answerFact(ports, changed);
    },
  };
};

test('acknowledgements, steps, tellings and the end may cut into each other anywhere: one wins, nothing is told after it', async () => {
  let races = 0;
  let refused = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.scheduler(),
      fc.uniqueArray(fc.constantFrom(...deeds), { minLength: 2, maxLength: 6 }),
      async (scheduler, chosen) => {
        const here = await escalationRoom(chain);
        await answerFact(here.ports, wantedEscalation());
        for (const wanted of here.emitted('notification.wanted')) await answerFact(here.ports, wanted);
        here.moveTo(here.timerOf('escalation.step')?.dueAt ?? 0);
        const seen = watch(here);
        const ports = { ...here.ports, table: scheduled(here.table, scheduler) };
        const acts = deedsOf(here, ports);
        const answers = Promise.all(chosen.map(async deed => ({ deed, answer: await acts[deed]() })));
        await scheduler.waitFor(answers);
        const acknowledged = (await answers).filter(({ deed }) => /anna|bruno/.test(deed));
        for (const { deed, answer } of acknowledged) {
          const { ok, detail } = answer as { ok: boolean; detail?: { by?: string } };
          const winner = seen.find(({ state }) => state === 'acknowledged')?.by;
          if (winner !== undefined && !ok) refused++;
          if (winner !== undefined && detail?.by !== undefined) expect(detail.by).toBe(winner);
          if (ok && winner !== undefined && here.run().state !== 'resolved') expect(deed).toContain(winner);
        }
        // Once somebody has it, or it is solved, no commit tells anybody, and nothing but its end comes.
        const first = seen.findIndex(({ state }) => state === 'acknowledged' || state === 'resolved');
        const later = first < 0 ? [] : seen.slice(first);
        if (first > 0) races++;
        expect(later.filter(({ told }) => told > 0)).toEqual([]);
        expect(
          later.map(({ state }) => state).filter(state => state === 'running' || state === 'exhausted'),
        ).toEqual([]);
        expect(new Set(later.flatMap(({ by }) => by ?? [])).size).toBeLessThanOrEqual(1);
        // The step was taken at most once.
        expect(seen.filter(({ told }) => told > 0).length).toBeLessThanOrEqual(1);
        await here.deliver();
        const { state } = here.run();
        expect(
          here
            .rowsOf('timer')
            .map(({ kind }) => kind)
            .filter(kind => /^escalation/.test(String(kind))),
        ).toEqual(
          {
            running: ['escalation.step'],
            acknowledged: ['escalation.ack-reminder'],
            resolved: [],
            exhausted: [],
          }[state],
        );
        const open = here.rowsOf('notification').filter(row => !endings.some(one => one === row['state']));
        if (state === 'acknowledged' || state === 'resolved') expect(open).toEqual([]);
      },
    ),
    { numRuns: 3_000 },
  );
  console.info(
    `${races} of 3000 interleavings had a step before the acknowledgement or end; ${refused} people came second`,
  );
  expect(Math.min(races, refused)).toBeGreaterThan(100);
}, 120_000);
