import type { Run } from '../../shared/domain/notifications/escalation.ts';
import type { Fact } from '../../shared/events/envelope.ts';
import { MINUTE } from '../../shared/kernel/instant.ts';
import { followsOf } from '../../shared/store/journal.ts';
import { agentKey, chainKey, escalationKey, rosterPk } from '../../shared/store/keys.ts';
import type { Put, Row, Write } from '../../shared/store/table.ts';
import type { MemoryTable } from '../../tools/memory/memory-table.ts';
import { ears } from './escalation-world.ts';
import { all, getting, isOf, putting, type Sabotage } from './support/sabotage.ts';

const runIn = (row: Row): Run => row as unknown as Run;
const puttingRuns = (change: (run: Run, table: MemoryTable) => Partial<Run>): Sabotage =>
  putting((put, table) =>
    isOf(put, 'escalation') ? { ...put, row: { ...put.row, ...change(runIn(put.row), table) } } : put,
  );
const gettingRuns = (change: (run: Run, table: MemoryTable) => Partial<Run>): Sabotage =>
  getting((row, table) => (row['type'] === 'escalation' ? { ...row, ...change(runIn(row), table) } : row));

/** Whoever comes last wins the escalation. */
export const careless = putting(put => (isOf(put, 'escalation') ? { do: 'put', row: put.row } : put));

/** A step that waits for the sweep's third round. */
export const sluggish: typeof ears.tick = async (ports, tick) =>
  tick.kind === 'escalation.step' && ports.clock.now() < tick.dueAt + 3 * MINUTE
    ? undefined
    : ears.tick(ports, tick);

/** A machine whose clock is minutes ahead. */
export const ahead: typeof ears.tick = (ports, tick) => {
  const { clock } = ports;
  return ears.tick({ ...ports, clock: { now: () => clock.now() + 10 * MINUTE } }, tick);
};

/** Nobody counts the rounds: the chain is in its first one for ever. */
export const uncounted = puttingRuns(() => ({ cycle: 0 }));

/** What is kept of how far it has come is the level that was told, not the one behind it. */
export const lagging = puttingRuns(({ state, step, chain, nextAt, log }) => {
  const behind = chain.steps[step - 1]?.do === 'wait' && log.at(-1)?.why === 'told';
  return state === 'running' && nextAt !== undefined && behind ? { step: log.at(-1)?.step ?? step } : {};
});

const without = (kind: string): Sabotage => putting(put => (isOf(put, 'timer', kind) ? undefined : put));
/** The next step is written down, and nothing brings it. */
export const unarmed = without('escalation.step');
/** Nobody is asked whether they are still at it. */
export const unreminded = without('escalation.ack-reminder');
/** A chain that came to its end in vain counts as one more step. */
export const silent = putting(put =>
  put.row['decision'] === 'escalation-exhausted'
    ? { ...put, row: { ...put.row, decision: 'escalation-stepped' } }
    : put,
);

const tells = (write: Write): boolean =>
  write.do === 'put' && followsOf(write.row).some(({ name }) => name === 'notification.wanted');

/** People are told in a commit of its own, before the escalation is moved. */
export const hasty: Sabotage = table => ({
  ...table,
  commit: async set => {
    const moves = set.writes.some(write => write.do === 'put' && isOf(write, 'escalation'));
    if (!moves || !set.writes.some(tells)) return table.commit(set);
    const said = await table.commit({ commitId: `${set.commitId}-said`, writes: set.writes.filter(tells) });
    if (!said.done) return said;
    return table.commit({ ...set, writes: set.writes.filter(write => !tells(write)) });
  },
});

/** Whoever takes it on says so to nobody else who was told. */
export const unheard = putting(put => {
  const follows = (put.row['follows'] ?? []) as readonly Fact[];
  if (follows.length === 0) return put;
  return {
    ...put,
    row: { ...put.row, follows: follows.filter(({ name }) => name !== 'escalation.changed') },
  };
});

const standing = ({ chainId }: Run, table: MemoryTable): Pick<Run, 'chain'> => {
  const { steps, ackMinutes } = table.peek(chainKey(chainId)) as unknown as Run['chain'];
  return { chain: { steps, ackMinutes } };
};
/** Every step reads the chain as it stands now, and keeps that. */
export const rewritten = gettingRuns(standing);

/** Every step reads the chain as it stands now, and keeps the one that it began with. */
export const following = all(
  puttingRuns(({ id, chain }, table) => {
    const kept = table.peek(escalationKey(id));
    return { chain: kept ? runIn(kept).chain : chain };
  }),
  rewritten,
);

/** Whoever left is still on the roster as it was read once. */
export const believed: Sabotage = table => ({
  ...table,
  query: async query => {
    const page = await table.query(query);
    const anna = page.rows.find(({ sk }) => sk === agentKey('anna').sk);
    if (query.pk !== rosterPk || !anna) return page;
    return {
      ...page,
      rows: [...page.rows, { ...anna, ...agentKey('gone'), id: 'gone', roles: ['agent'] } as Row],
    };
  },
});

/** A level at which nobody was leaves no word. */
export const unrecorded = puttingRuns(({ log }) => ({
  log: log.filter(({ why }) => why !== 'nobody-on-duty'),
}));

/** Where nobody was, the chain waits all the same, as if somebody had been told. */
export const patient: Sabotage = table => ({
  ...table,
  commit: set => {
    const put = set.writes.find((write): write is Put => write.do === 'put' && isOf(write, 'escalation'));
    const { log = [], nextAt }: Partial<Run> = put ? runIn(put.row) : {};
    const at = log.findLastIndex(({ why }) => why === 'nobody-on-duty');
    const nobody = log[at];
    const had = put && table.peek(put.row);
    const isNew = at >= (had ? runIn(had).log.length : 0);
    if (!nobody || !isNew || nextAt === undefined) return table.commit(set);
    const after = log.slice(at + 1).flatMap(({ told }) => told);
    const waits = { step: nobody.step + 2, log: log.slice(0, at + 1), nextAt: nobody.at + 10 * MINUTE };
    return table.commit({
      ...set,
      writes: set.writes.map(write => {
        if (write.do !== 'put') return write;
        if (write === put) return { ...write, row: { ...write.row, ...waits } };
        if (isOf(write, 'timer', 'escalation.step'))
          return { ...write, row: { ...write.row, dueAt: waits.nextAt } };
        const follows = followsOf(write.row).filter(({ data }) => !after.includes(recipientOf(data)));
        return isOf(write, 'journal') ? { ...write, row: { ...write.row, follows } } : write;
      }),
    });
  },
});

const recipientOf = (data: unknown): string => String((data as { recipientId?: string }).recipientId);
