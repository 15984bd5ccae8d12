import type { Outreach } from '../../shared/domain/outreach/outreach.ts';
import { keyOfWrite } from '../../shared/store/commit.ts';
import { followsOf } from '../../shared/store/journal.ts';
import { outreachKey } from '../../shared/store/outreach-keys.ts';
import type { Row, Write, WriteSet } from '../../shared/store/table.ts';
import type { MemoryTable } from '../../tools/memory/memory-table.ts';

/** A look that does not look whether somebody looked meanwhile. */
export const careless = (table: MemoryTable): MemoryTable => ({
  ...table,
  commit: set =>
    table.commit({
      ...set,
      writes: set.writes.flatMap(write => {
        const type = write.do === 'put' ? String(write.row['type']) : '';
        const isOurs = ['outreach', 'outreach-standing', 'timer', 'journal'].includes(type);
        return write.do === 'put' && isOurs ? { do: 'put', row: write.row } : write;
      }),
    }),
});

/** No cause ever rests. */
export const restless = (table: MemoryTable): MemoryTable => ({
  ...table,
  commit: set =>
    table.commit({
      ...set,
      writes: set.writes.map(write => {
        if (write.do !== 'put' || write.row['type'] !== 'outreach-standing') return write;
        const { pausedUntil: _, ...row } = write.row;
        return { ...write, row: row as Row };
      }),
    }),
});

/** Whoever looks or whoever calls does not read that somebody objected. */
const deaf =
  (who: 'looks' | 'calls') =>
  (table: MemoryTable): MemoryTable => {
    let last: unknown;
    return {
      ...table,
      get: async key => {
        const row = await table.get(key);
        if (row?.['type'] === 'timer') last = 'looks';
        if (row?.['type'] === 'call') last = 'calls';
        return row;
      },
      query: async query => {
        const page = await table.query(query);
        return last === who ? { ...page, rows: page.rows.filter(row => row['word'] !== 'objects') } : page;
      },
    };
  };
export const deafCaller = deaf('calls');
export const deafLook = deaf('looks');

type Kept = Row & Outreach;
const endedIn = ({ writes }: WriteSet): readonly Kept[] =>
  writes.flatMap(write =>
    write.do === 'put' && write.row['type'] === 'outreach' && write.row['state'] === 'ended'
      ? [write.row as Kept]
      : [],
  );

/** A recovery is said and changes nothing. */
export const unended = (table: MemoryTable): MemoryTable => ({
  ...table,
  commit: set => {
    const over = new Set<Row>(endedIn(set).filter(({ ending }) => ending === 'withdrawn'));
    return table.commit({
      ...set,
      writes: set.writes.filter(write => write.do !== 'put' || !over.has(write.row)),
    });
  },
});

/** No look sees that a claim is over. */
export const unseeing = (table: MemoryTable): MemoryTable => ({
  ...table,
  query: async query => {
    const page = await table.query(query);
    const open = ({ submitted: _in, closed: _over, ...row }: Row): Row => row as Row;
    return { ...page, rows: page.rows.map(row => (row['type'] === 'claim' ? open(row) : row)) };
  },
});

/** News of what is over opens it again. */
export const reopening = (table: MemoryTable): MemoryTable => ({
  ...table,
  commit: set => {
    const again = new Set<Row>(endedIn(set).filter(row => table.peek(row)?.['state'] === 'ended'));
    const write = (one: Write): Write =>
      one.do === 'put' && again.has(one.row) ? { ...one, row: { ...one.row, state: 'open' } } : one;
    return table.commit({ ...set, writes: set.writes.map(write) });
  },
});

/** With whatever ends another one of the account is closed, of these causes; `told`, or without a word. */
const sweeping =
  (isClosed: (one: Kept) => boolean, told: boolean) =>
  (table: MemoryTable): MemoryTable => {
    const open = new Map<string, Kept>();
    table.onCommit(changes => {
      for (const { after } of changes)
        if (after?.['type'] === 'outreach') {
          if (after['state'] === 'open' && isClosed(after as Kept)) open.set(after.pk, after as Kept);
          else open.delete(after.pk);
        }
    });
    return {
      ...table,
      commit: set => {
        const [one] = endedIn(set).filter(row => table.peek(row)?.['state'] !== 'ended');
        const other =
          one && [...open.values()].find(({ pk, accountId }) => pk !== one.pk && accountId === one.accountId);
        const isFree = other && !set.writes.some(write => keyOfWrite(write).pk === other.pk);
        if (!isFree) return table.commit(set);
        const over = {
          state: 'ended',
          ending: 'withdrawn',
          endedAt: one.endedAt,
          version: (other.version ?? 0) + 1,
        };
        const spoken = (write: Write): Write => {
          if (!told || write.do !== 'put' || write.row['type'] !== 'journal') return write;
          const follows = followsOf(write.row).flatMap(fact =>
            fact.name === 'outreach.ended' && fact.data['outreachId'] === one.id
              ? [fact, { ...fact, id: `${fact.id}.too`, data: { ...fact.data, outreachId: other.id } }]
              : [fact],
          );
          return { ...write, row: { ...write.row, follows } };
        };
        const writes: Write[] = [...set.writes.map(spoken), { do: 'put', row: { ...other, ...over } }];
        return table.commit({ ...set, writes });
      },
    };
  };

/** What ends takes what stands beside it along, and nobody is told. */
export const sweepingUp = sweeping(({ cause }) => cause !== 'deadline', false);

/** What ends takes the claims along that stand beside it. */
export const sweepingAway = sweeping(({ cause }) => cause === 'deadline', true);

/** News of what is open begins another. */
export const oblivious = (table: MemoryTable): MemoryTable => ({
  ...table,
  commit: set => {
    const another = (write: Write): Write => {
      if (write.do !== 'put' || write.row['type'] !== 'outreach') return write;
      const before = table.peek(write.row) as Kept | undefined;
      const row = write.row as Kept;
      const isNews =
        before && before.state !== 'ended' && row.state !== 'ended' && row.updates > before.updates;
      if (!isNews) return write;
      const id = `${row.id}-${row.updates}`;
      return { do: 'put', row: { ...row, ...outreachKey(id), id, version: 1 } };
    };
    return table.commit({ ...set, writes: set.writes.map(another) });
  },
});

/** What is held is not looked at again. */
export const shelved = (table: MemoryTable): MemoryTable => ({
  ...table,
  commit: set => {
    const isHeld = set.writes.some(
      write => write.do === 'put' && write.row['type'] === 'outreach' && write.row['state'] === 'held',
    );
    const next = (write: Write): Write => {
      if (!isHeld || write.do !== 'put' || write.row['kind'] !== 'outreach.look') return write;
      const { row, ...guard } = write;
      return { ...guard, do: 'delete', key: { pk: row.pk, sk: row.sk } };
    };
    return table.commit({ ...set, writes: set.writes.map(next) });
  },
});
