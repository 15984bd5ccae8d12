import type { Fact } from '../../shared/events/envelope.ts';
import type { Tick } from '../../shared/events/timers.ts';
import { DAY } from '../../shared/kernel/instant.ts';
import type { TimerRow } from '../../shared/store/journal.ts';
import { wakeShards } from '../../shared/store/keys.ts';
import type { Ports } from '../../shared/store/ports.ts';
import type { Put, Table, Write, WriteSet } from '../../shared/store/table.ts';
import { toy } from './toy.ts';
import type { Wiring, WorldPorts, WorldSettings } from './world.ts';

/** One mistake that somebody could make, as a change of a sound world's settings. */
export type PlantedBug = { readonly bug: string; readonly plant: Partial<WorldSettings> };

const isJournal = (write: Write): write is Put => write.do === 'put' && write.row.type === 'journal';
const isTimer = (write: Write): write is Put => write.do === 'put' && write.row.type === 'timer';

const withTable = (change: (table: Table) => Partial<Table>): Partial<WorldSettings> => ({
  sabotage: ports => ({ ...ports, table: { ...ports.table, ...change(ports.table) } }),
});
const rewriting = (rewrite: (write: Write) => Write): Partial<WorldSettings> =>
  withTable(table => ({ commit: set => table.commit({ ...set, writes: set.writes.map(rewrite) }) }));
const withPorts = (change: (ports: WorldPorts) => Partial<WorldPorts>): Partial<WorldSettings> => ({
  sabotage: ports => ({ ...ports, ...change(ports) }),
});
const withFacts = (
  change: (handle: NonNullable<Wiring['facts']['accounts']>) => NonNullable<Wiring['facts']['accounts']>,
): Partial<WorldSettings> => ({
  wiring: {
    ...toy,
    facts: Object.fromEntries(Object.entries(toy.facts).map(([name, handle]) => [name, change(handle)])),
  },
});
const withTicks = (answer: NonNullable<Wiring['ticks']['team-clock']>): Partial<WorldSettings> => ({
  wiring: { ...toy, ticks: { 'team-clock': answer } },
});

/** Cuts the `when` off a write. */
function unguarded<W extends Write>(write: W): W {
  if (write.do === 'check') return write;
  const { when, orElse, ...rest } = write as Put;
  return rest as unknown as W;
}
/** Commits the writes one after the other instead of all or nothing. */
async function piecemeal(table: Table, set: WriteSet, parts: readonly (readonly Write[])[]) {
  let result = await table.commit({ ...set, writes: parts[0] ?? [] });
  for (const writes of parts.slice(1))
    if (result.done && writes.length > 0) result = await table.commit({ ...set, writes });
  return result;
}

const act = (ports: Ports, tick: Tick, guard: Write) =>
  ports.table.commit({
    commitId: ports.ids.random('cmt'),
    writes: [
      guard,
      {
        do: 'change',
        key: { pk: tick.pk, sk: 'fired' },
        add: { times: 1 },
        set: { firedAt: ports.clock.now(), dueAt: tick.dueAt, epoch: tick.epoch },
      },
    ],
  });
const removing = (tick: Tick): Write => ({ do: 'delete', key: { pk: tick.pk, sk: tick.sk } });

export const plantedBugs: readonly PlantedBug[] = [
  {
    bug: 'the journal row is put without its condition',
    plant: rewriting(write => (isJournal(write) ? unguarded(write) : write)),
  },
  {
    bug: 'state rows are replaced without comparing their version',
    plant: rewriting(write => (write.do === 'put' && write.row.type === 'toy' ? unguarded(write) : write)),
  },
  {
    bug: 'a commit is made row by row',
    plant: withTable(table => ({
      commit: set =>
        piecemeal(
          table,
          set,
          set.writes.map(write => [write]),
        ),
    })),
  },
  {
    bug: 'timers are armed after the commit instead of in it',
    plant: withTable(table => ({
      commit: set =>
        set.writes.some(isTimer) && set.writes.length > 1
          ? piecemeal(table, set, [set.writes.filter(write => !isTimer(write)), set.writes.filter(isTimer)])
          : table.commit(set),
    })),
  },
  {
    bug: 'refused entries of the bus are not looked at',
    plant: withPorts(({ bus }) => ({
      bus: { put: async facts => (await bus.put(facts)).map(() => true) },
    })),
  },
  {
    bug: 'only the first two facts of a call are sent',
    plant: withPorts(({ bus }) => ({
      bus: {
        put: async facts => {
          await bus.put(facts.slice(0, 2));
          return facts.map(() => true);
        },
      },
    })),
  },
  {
    bug: 'facts are sent after the commit, from memory, and not from the journal',
    plant: rewriting(write => {
      if (!isJournal(write)) return write;
      const { wakeShard, wakeAt, ...row } = write.row;
      return { ...write, row };
    }),
  },
  {
    bug: 'a fact is acknowledged before it is committed',
    plant: withFacts(handle => async (ports, fact, run) => {
      void handle(ports, fact, run).catch(() => {});
      return { decision: 'done' };
    }),
  },
  {
    bug: 'an error is logged and the message acknowledged',
    plant: withFacts(
      handle => (ports, fact, run) => handle(ports, fact, run).catch(() => ({ decision: 'failed' })),
    ),
  },
  {
    bug: 'an index is asked whether the fact was handled',
    plant: withTable(table => ({
      async commit(set) {
        const entry = set.writes.find(isJournal)?.row;
        if (!entry) return table.commit(set);
        const { rows } = await table.query({ index: 'timeline', pk: `timeline#${entry.accountId}` });
        const known = rows.some(row => row.eventId === entry.eventId && row.capability === entry.capability);
        if (known) return { done: false, refusal: 'already-done', at: 0, row: undefined };
        return table.commit({
          ...set,
          writes: set.writes.map(write => (isJournal(write) ? unguarded(write) : write)),
        });
      },
    })),
  },
  {
    bug: 'one shard of the wake index is never swept',
    plant: withTable(table => ({
      query: async query => (query.pk === wakeShards[7] ? { rows: [] } : table.query(query)),
    })),
  },
  {
    bug: 'the sweep reads the first page of a shard only',
    plant: withTable(table => ({
      query: async query =>
        query.index === 'wake' ? { rows: (await table.query(query)).rows } : table.query(query),
    })),
  },
  {
    bug: 'a lease does not compare the epoch',
    plant: rewriting(write =>
      write.do === 'change' && write.when?.is === 'same'
        ? { ...write, when: { is: 'equal', field: 'wakeAt', value: write.when.fields.wakeAt ?? 0 } }
        : write,
    ),
  },
  {
    // One that is taken for good is noticed by the relay, which gives the row its place back.
    bug: 'a lease is taken for a day',
    plant: rewriting(write =>
      write.do === 'change' && write.when?.is === 'same'
        ? { ...write, set: { ...write.set, wakeAt: Number(write.set?.['wakeAt']) + DAY } }
        : write,
    ),
  },
  {
    bug: 'a tick is believed without reading the timer',
    plant: withTicks(async (ports, tick) => {
      await act(ports, tick, removing(tick));
      return { decision: 'fired' };
    }),
  },
  {
    bug: 'the epoch of a tick is not compared',
    plant: withTicks(async (ports, tick) => {
      const row = (await ports.table.get({ pk: tick.pk, sk: tick.sk })) as TimerRow | undefined;
      if (!row) return { decision: 'gone' };
      await act(ports, tick, removing(tick));
      return { decision: 'fired' };
    }),
  },
  {
    bug: 'a timer is read but finished without a condition',
    plant: withTicks(async (ports, tick) => {
      const row = (await ports.table.get({ pk: tick.pk, sk: tick.sk })) as TimerRow | undefined;
      if (!row || row.epoch !== tick.epoch || row.dueAt > ports.clock.now()) return { decision: 'not-now' };
      await act(ports, tick, removing(tick));
      return { decision: 'fired' };
    }),
  },
  {
    bug: 'a timer is finished in a commit of its own, before its effect',
    plant: withTicks(async (ports, tick) => {
      const row = (await ports.table.get({ pk: tick.pk, sk: tick.sk })) as TimerRow | undefined;
      if (!row || row.epoch !== tick.epoch || row.dueAt > ports.clock.now()) return { decision: 'not-now' };
      await ports.table.commit({ commitId: ports.ids.random('cmt'), writes: [removing(tick)] });
      await act(ports, tick, { do: 'delete', key: { pk: tick.pk, sk: 'nothing' } });
      return { decision: 'fired' };
    }),
  },
  {
    bug: 'delays are rounded down and nobody looks at the clock',
    plant: {
      ...withTicks(async (ports, tick) => {
        const row = (await ports.table.get({ pk: tick.pk, sk: tick.sk })) as TimerRow | undefined;
        if (row?.epoch !== tick.epoch) return { decision: 'moved' };
        const when = { is: 'equal', field: 'epoch', value: tick.epoch } as const;
        await act(ports, tick, { do: 'delete', key: tick, when, orElse: 'stale' });
        return { decision: 'fired' };
      }),
      ...withPorts(({ clockQueues }) => ({
        clockQueues: {
          send: ticks =>
            clockQueues.send(ticks.map(one => ({ ...one, delaySeconds: Math.max(0, one.delaySeconds - 1) }))),
        },
      })),
    },
  },
  {
    bug: 'what follows gets a new id at every sending',
    plant: withPorts(({ bus, ids }) => ({
      bus: {
        put: facts =>
          bus.put(
            facts.map(fact => (fact.causation ? { ...fact, id: ids.random('evt') as Fact['id'] } : fact)),
          ),
      },
    })),
  },
];
