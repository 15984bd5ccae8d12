import { accountChanged, signedUp } from '../../shared/events/account-events.ts';
import type { Fact } from '../../shared/events/envelope.ts';
import { notificationWanted } from '../../shared/events/team-events.ts';
import type { Tick } from '../../shared/events/timers.ts';
import { MINUTE } from '../../shared/kernel/instant.ts';
import { arm, finish, journal, replace, type TimerRow } from '../../shared/store/journal.ts';
import { accountKey, accountPk, taskKey } from '../../shared/store/keys.ts';
import type { Ports } from '../../shared/store/ports.ts';
import type { CommitResult, Row, Write } from '../../shared/store/table.ts';
import type { Wiring } from './world.ts';

/** The smallest product that uses every part of the engine: counts facts, passes them on, arms and answers timers. */
export const toy: Wiring = {
  facts: { accounts: countFact, team: openTask, notifications: noteDown },
  ticks: { 'team-clock': answerTick },
};

const TRIES = 5;
const toyKey = (accountId: string, sk: string) => ({ pk: accountPk(accountId), sk });

/** Loads, decides and commits anew while somebody else is faster. */
async function untilFresh(commit: () => Promise<CommitResult>) {
  for (let tries = 1; ; tries++) {
    const result = await commit();
    if (result.done) return { decision: 'done' };
    if (result.refusal !== 'stale' || tries === TRIES) {
      if (result.refusal === 'already-done') return { decision: 'already-done' };
      throw new Error(`refused: ${result.refusal}`);
    }
  }
}

async function countFact({ table, clock, ids }: Ports, fact: Fact) {
  const key = accountKey(fact.accountId);
  return untilFresh(async () => {
    const row = await table.get(key);
    const count = Number(row?.count ?? 0) + 1;
    const follow = accountChanged.of({
      moment: 'signed-up',
      language: 'de',
      segment: 'standard',
      accountVersion: count,
    });
    const writes: Write[] = [
      journal({
        pk: accountPk(fact.accountId),
        capability: 'accounts',
        fact,
        decision: 'counted',
        follows: [follow],
        now: clock.now(),
        shown: { accountId: fact.accountId, inFeed: true },
      }),
      replace({ ...key, type: 'toy', count }, row?.version),
    ];
    return table.commit({ commitId: ids.random('cmt'), writes });
  });
}

export const TOY_DELAY = 5 * MINUTE;

async function openTask({ table, clock, ids }: Ports, fact: Fact) {
  const pk = accountPk(fact.accountId);
  const key = taskKey(fact.id);
  const wanted = notificationWanted.of({
    recipientId: 'anna',
    kind: 'signed-up',
    language: 'de',
    reason: 'owner-on-duty',
  });
  const now = clock.now();
  return untilFresh(() =>
    table.commit({
      commitId: ids.random('cmt'),
      writes: [
        journal({ pk, capability: 'team', fact, decision: 'opened', follows: [wanted], now }),
        { do: 'change', key: toyKey(fact.accountId, 'tasks'), add: { times: 1 } },
        { do: 'put', row: { ...key, type: 'toy-task' }, when: { is: 'absent' }, orElse: 'already-done' },
        arm({ pk: key.pk, kind: 'task.unowned', dueAt: now + TOY_DELAY, epoch: 1, now }),
      ],
    }),
  );
}

async function noteDown({ table, clock, ids }: Ports, fact: Fact) {
  const entry = journal({
    pk: accountPk(fact.accountId),
    capability: 'notifications',
    fact,
    decision: 'noted',
    now: clock.now(),
  });
  const add = { do: 'change', key: toyKey(fact.accountId, 'notes'), add: { times: 1 } } as const;
  return untilFresh(() => table.commit({ commitId: ids.random('cmt'), writes: [entry, add] }));
}

/** Acts once: the timer is removed in the same commit, under the epoch that was read. */
export async function answerTick({ table, clock, ids }: Ports, tick: Tick) {
  const row = (await table.get({ pk: tick.pk, sk: tick.sk })) as TimerRow | undefined;
  if (!row || row.epoch !== tick.epoch) return { decision: 'old-tick' };
  if (row.dueAt > clock.now()) throw new Error('too early');
  const result = await table.commit({
    commitId: ids.random('cmt'),
    writes: [
      finish(row),
      {
        do: 'change',
        key: { pk: tick.pk, sk: 'fired' },
        add: { times: 1 },
        set: { firedAt: clock.now(), dueAt: row.dueAt, epoch: row.epoch },
      },
    ],
  });
  return { decision: result.done ? 'fired' : result.refusal };
}

export type ToySums = { counted: number; tasks: number; notes: number; fired: number };

/** How often each effect happened over all accounts and timers, and the most often that one timer fired. */
export function toySums(rows: Iterable<Row>): ToySums & { mostFired: number } {
  const sums = { counted: 0, tasks: 0, notes: 0, fired: 0, mostFired: 0 };
  for (const row of rows) {
    if (row.type === 'toy') sums.counted += Number(row.count);
    if (row.sk === 'tasks') sums.tasks += Number(row.times);
    if (row.sk === 'notes') sums.notes += Number(row.times);
    if (row.sk === 'fired') sums.fired += Number(row.times);
    if (row.sk === 'fired') sums.mostFired = Math.max(sums.mostFired, Number(row.times));
  }
  return sums;
}

/** A fact that starts the whole chain. */
export const toyFact = signedUp.of({ product: 'repricer', language: 'de' });
