import type { DeviceCase } from '../../shared/domain/devices/device-case.ts';
import type { Stock, Unit } from '../../shared/domain/devices/stock.ts';
import { DAY } from '../../shared/kernel/instant.ts';
import type { Put, Row, Write, WriteSet } from '../../shared/store/table.ts';
import type { MemoryTable } from '../../tools/memory/memory-table.ts';

/** A table that is given other writes than were meant. */
const written =
  (change: (write: Put, table: MemoryTable) => readonly Write[]) =>
  (table: MemoryTable): MemoryTable => ({
    ...table,
    commit: set =>
      table.commit({
        ...set,
        writes: set.writes.flatMap(write => (write.do === 'put' ? change(write, table) : [write])),
      }),
  });
const isOf = ({ row }: Put, type: string): boolean => row['type'] === type;

/** Whoever comes last wins a stock. */
export const careless = written(write => (isOf(write, 'stock') ? [{ do: 'put', row: write.row }] : [write]));

/** What is written off leaves the books twice, at the cost of what once came in. */
export const upsideDown = written((write, table) => {
  const gone = Number(write.row['scrapped'] ?? 0) - Number(table.peek(write.row)?.['scrapped'] ?? 0);
  if (!isOf(write, 'stock') || gone <= 0) return [write];
  const { scrapped, received, ...row } = write.row;
  const books = { scrapped: Number(scrapped) - 2 * gone, received: Number(received) - 2 * gone };
  return [{ ...write, row: { ...row, ...books } }];
});

/** A case is closed with the handover, whatever is to come back. */
export const hurried = written(write =>
  isOf(write, 'device-case') && write.row['state'] === 'handed-over'
    ? [{ ...write, row: { ...write.row, state: 'closed' } }]
    : [write],
);

/** Nobody asks for the unit that another one was handed over for. */
export const generous = written(write =>
  isOf(write, 'device-case') && write.row['state'] === 'handed-over'
    ? [{ ...write, row: { ...write.row, state: 'closed', owed: [], oldUnit: 'not-asked' } }]
    : [write],
);

/** What moves in a stock is written down nowhere. */
export const silent = (table: MemoryTable): MemoryTable => ({
  ...table,
  commit: set => {
    const isStock = set.writes.some(write => write.do === 'put' && isOf(write, 'stock'));
    const kept = set.writes.filter(write => write.do !== 'put' || !isOf(write, 'journal'));
    return table.commit(isStock ? { ...set, writes: kept } : set);
  },
});

/** A count says nothing of why. */
export const wordless = written(write => {
  if (write.row['decision'] !== 'count') return [write];
  const { reason: _, ...reason } = write.row['reason'] as Record<string, unknown>;
  return [{ ...write, row: { ...write.row, reason } }];
});

/** The history of a depot is cleaned away like any message that was heard. */
export const shortLived = written(write =>
  isOf(write, 'journal') && write.row.pk.includes('depot#')
    ? [{ ...write, row: { ...write.row, expiresAt: 1 } }]
    : [write],
);

type Books = {
  readonly row: Row & Stock;
  readonly before: (Row & Stock) | undefined;
  readonly set: WriteSet;
};
/** A table whose stocks are written otherwise, or not at all; `before` is what stands there. */
const booked =
  (change: (books: Books, write: Put) => Write | undefined) =>
  (table: MemoryTable): MemoryTable => ({
    ...table,
    commit: set => {
      const write = (one: Write): readonly Write[] => {
        if (one.do !== 'put' || !isOf(one, 'stock')) return [one];
        const row = one.row as Books['row'];
        const changed = change({ row, before: table.peek(row) as Books['before'], set }, one);
        return changed ? [changed] : [];
      };
      return table.commit({ ...set, writes: set.writes.flatMap(write) });
    },
  });
const unitsIn = (stock: Stock | undefined): [string, Unit][] => Object.entries(stock?.units ?? {});
/** Units that were reserved and are so no longer, or for another case. */
const freed = ({ row, before }: Pick<Books, 'row' | 'before'>) =>
  unitsIn(before).flatMap(([serial, was]) => {
    const is = row.units[serial];
    if (was.at !== 'reserved' || is === undefined) return [];
    return is.at === 'reserved' && is.caseId === was.caseId ? [] : [{ serial, was, is }];
  });
/** Units that are reserved now and were not, or for another case. */
const given = ({ row, before }: Pick<Books, 'row' | 'before'>) =>
  unitsIn(row).flatMap(([serial, is]) => {
    const was = before?.units[serial];
    if (is.at !== 'reserved' || (was?.at === 'reserved' && was.caseId === is.caseId)) return [];
    return [{ serial, was, is }];
  });

/** What is handed over is nowhere in the books. */
export const unbooked = booked(({ row, before }, write) =>
  before && row.withCustomer > before.withCustomer
    ? { ...write, row: { ...row, withCustomer: before.withCustomer } }
    : write,
);

/** What comes back from a customer is booked as if it came in for the first time. */
export const asNew = booked(({ row, before }, write) => {
  const back = (before?.withCustomer ?? 0) - row.withCustomer;
  const isBack = back > 0 && before?.scrapped === row.scrapped && before.received === row.received;
  const books = { withCustomer: row.withCustomer + back, received: row.received + back };
  return isBack ? { ...write, row: { ...row, ...books } } : write;
});

const receivedMore = ({ row, before }: Pick<Books, 'row' | 'before'>): number =>
  row.received - (before?.received ?? 0);
const isMove = ({ set }: Books): boolean =>
  set.writes.filter(write => write.do === 'put' && isOf(write, 'stock')).length > 1;

/** A move takes a unit out of one depot and brings it into none. */
export const swallowed = booked((books, write) =>
  isMove(books) && receivedMore(books) > 0 ? undefined : write,
);

/** A move brings a unit into a depot and takes it out of none. */
export const stays = booked((books, write) => {
  const isLess = unitsIn(books.row).length < unitsIn(books.before).length;
  return isMove(books) && receivedMore(books) < 0 && isLess ? undefined : write;
});

/** A case is opened, and its device does not know of it. */
export const unknowing = (table: MemoryTable): MemoryTable => ({
  ...table,
  commit: set => {
    const opens = set.writes.some(
      write => write.do === 'put' && isOf(write, 'device-case') && write.row.version === 1,
    );
    const forget = (write: Write): Write => {
      if (write.do !== 'put' || !isOf(write, 'device')) return write;
      const { caseId: _, ...row } = write.row;
      return { ...write, row: row as Row };
    };
    return table.commit(opens ? { ...set, writes: set.writes.map(forget) } : set);
  },
});

/** A reservation takes two units where there are two. */
export const twofold = booked(({ row, before }, write) => {
  const [one] = given({ row, before });
  const other = unitsIn(row).find(([, { at }]) => at === 'on-hand')?.[0];
  return one && other ? { ...write, row: { ...row, units: { ...row.units, [other]: one.is } } } : write;
});

/** A case gives up its unit, and the stock keeps it for the case. */
export const clinging = booked(({ row, before }, write) => {
  const early = freed({ row, before }).filter(
    ({ was, is }) => is.at === 'on-hand' && is.since < was.expiresAt,
  );
  const units = Object.fromEntries(early.map(({ serial, was }) => [serial, was]));
  return { ...write, row: { ...row, units: { ...row.units, ...units } } };
});

/** What a case gave up is given back once more, whoever has it by then. */
export const twice = (table: MemoryTable): MemoryTable => {
  const back = new Set<string>();
  table.onCommit(changes => {
    for (const { before, after } of changes)
      if (after?.['type'] === 'stock')
        for (const { serial, is } of freed({ row: after as Books['row'], before: before as Books['before'] }))
          if (is.at === 'on-hand') back.add(serial);
  });
  return booked(({ row, before }, write) => {
    const again = unitsIn(before).filter(([serial, { at }]) => back.has(serial) && at === 'reserved');
    const units = again.flatMap(([serial, { since }]) =>
      row.units[serial]?.at === 'reserved' ? [[serial, { at: 'on-hand', ready: false, since }]] : [],
    );
    return { ...write, row: { ...row, units: { ...row.units, ...Object.fromEntries(units) } } };
  })(table);
};

/** A case takes its unit to be kept for a day longer than the stock keeps it. */
export const overdue = written((write, table) => {
  if (!isOf(write, 'device-case')) return [write];
  const { reservation } = write.row as Row & Partial<DeviceCase>;
  const before = (table.peek(write.row) as Partial<DeviceCase> | undefined)?.reservation;
  if (!reservation || before?.serial === reservation.serial) return [write];
  const longer = { ...reservation, until: reservation.until + DAY };
  return [{ ...write, row: { ...write.row, reservation: longer } }];
});

/** Whoever reserves a unit that somebody else got meanwhile gets it all the same. */
export const greedy = booked(({ row, before }, write) => {
  const isLate = before !== undefined && row.version !== undefined && before.version === row.version;
  const wanted = given({ row, before }).filter(({ was }) => was?.at === 'reserved');
  if (!isLate || wanted.length === 0) return write;
  const units = Object.fromEntries(wanted.map(({ serial, is }) => [serial, is]));
  const version = row.version + 1;
  return { do: 'put', row: { ...before, units: { ...before.units, ...units }, version } };
});
