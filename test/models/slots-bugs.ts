import type { DayEntry } from '../../shared/domain/calls/agent-day.ts';
import { DAY, HOUR } from '../../shared/kernel/instant.ts';
import type { StoredCall } from '../../shared/store/call-store.ts';
import { keyOfWrite } from '../../shared/store/commit.ts';
import { rosterPk } from '../../shared/store/keys.ts';
import type { Put, Row, Write } from '../../shared/store/table.ts';
import type { MemoryTable } from '../../tools/memory/memory-table.ts';
import { WINTER } from './slots-world.ts';

type Sabotage = (table: MemoryTable) => MemoryTable;

/** Every write set, changed before it is committed. */
const writing =
  (change: (writes: readonly Write[]) => readonly Write[]): Sabotage =>
  table => ({ ...table, commit: set => table.commit({ ...set, writes: [...change(set.writes)] }) });
/** Every row, changed as it is read. */
const reading =
  (change: (row: Row) => Row | undefined): Sabotage =>
  table => ({
    ...table,
    get: async key => {
      const row = await table.get(key);
      return row && change(row);
    },
  });
const isPut = (write: Write, type: string): write is Put => write.do === 'put' && write.row['type'] === type;
const decisionIn = (writes: readonly Write[]): unknown =>
  writes.flatMap(write => (isPut(write, 'journal') ? write.row['decision'] : []))[0];

/** Whoever comes last wins an agent's day. */
export const careless = writing(writes =>
  writes.map(write => (isPut(write, 'agent-day') ? { do: 'put', row: write.row } : write)),
);

/** A hold counts as alive for a day. */
export const endlessHolds = reading(row =>
  row['type'] === 'hold' ? { ...row, until: Number(row['until']) + DAY } : row,
);

/** What is cancelled leaves its time taken. */
export const unfreed = writing(writes =>
  ['cancelled', 'cancel'].includes(String(decisionIn(writes)))
    ? writes.filter(write => !isPut(write, 'agent-day'))
    : writes,
);

/** Nobody remembers what was answered to a request. */
export const forgetful: Sabotage = table =>
  writing(writes => writes.filter(write => !isPut(write, 'answer')))(
    reading(row => (row['type'] === 'answer' ? undefined : row))(table),
  );

/** Whoever was chosen may be away by the commit. */
export const unchecked = writing(writes =>
  writes.filter(write => write.do !== 'check' || keyOfWrite(write).pk !== rosterPk),
);

/** An end that is reckoned on the wall: across the end of summer time it is an hour too late. */
export const onTheWall = writing(writes => {
  const { booking, id } = (writes.find(write => isPut(write, 'call'))?.row ?? {}) as Partial<StoredCall>;
  if (!booking || !(booking.from < WINTER && WINTER < booking.to && booking.to < booking.from + HOUR))
    return writes;
  const to = booking.to + HOUR;
  const late = (one: DayEntry) => (one.id === id ? { ...one, to } : one);
  return writes.map(write => {
    if (write.do !== 'put') return write;
    const { row } = write;
    if (row['type'] === 'call') return { ...write, row: { ...row, booking: { ...booking, to } } };
    if (row['type'] !== 'agent-day') return write;
    return { ...write, row: { ...row, entries: (row['entries'] as DayEntry[]).map(late) } };
  });
});

/** Nobody is asked to choose again. */
export const silent = writing(writes =>
  writes.map(write => {
    if (!isPut(write, 'call')) return write;
    const { booking } = write.row as Partial<StoredCall>;
    if (booking?.mustMove === undefined) return write;
    const { mustMove: _gone, ...stands } = booking;
    return { ...write, row: { ...write.row, booking: stands } };
  }),
);
