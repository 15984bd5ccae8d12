import type { Put, Write } from '../../shared/store/table.ts';
import type { MemoryTable } from '../../tools/memory/memory-table.ts';
import { stockAlways, stockAtRest, watchAdjustments } from './depot-stock-rules.ts';
import { type DeviceDeed, deviceDeeds, performOnDevices } from './device-deeds.ts';
import { type DeviceWorld, deviceWorld, ears } from './device-world.ts';
import { comesAgain } from './support/comes-again.ts';
import type { Model } from './support/model.ts';
import { prove } from './support/prove.ts';
import { comeIn, passWithTicks } from './support/table-world.ts';

const stockModel = (sabotage?: (table: MemoryTable) => MemoryTable): Model<DeviceWorld, DeviceDeed> => ({
  name: 'depot-stock',
  setup: () => watchAdjustments(deviceWorld(sabotage)),
  deeds: deviceDeeds,
  perform: performOnDevices,
  pass: (world, ms, table) => passWithTicks(world, ms, { ...ears, table }),
  always: stockAlways,
  atRest: stockAtRest,
  settle: world => comeIn(world, ears),
  mayFail: comesAgain,
});

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
const careless = written(write => (isOf(write, 'stock') ? [{ do: 'put', row: write.row }] : [write]));

/** What is written off leaves the books twice, at the cost of what once came in. */
const upsideDown = written((write, table) => {
  const gone = Number(write.row['scrapped'] ?? 0) - Number(table.peek(write.row)?.['scrapped'] ?? 0);
  if (!isOf(write, 'stock') || gone <= 0) return [write];
  const { scrapped, received, ...row } = write.row;
  const books = { scrapped: Number(scrapped) - 2 * gone, received: Number(received) - 2 * gone };
  return [{ ...write, row: { ...row, ...books } }];
});

/** A case is closed with the handover, whatever is to come back. */
const hurried = written(write =>
  isOf(write, 'device-case') && write.row['state'] === 'handed-over'
    ? [{ ...write, row: { ...write.row, state: 'closed' } }]
    : [write],
);

/** Nobody asks for the unit that another one was handed over for. */
const generous = written(write =>
  isOf(write, 'device-case') && write.row['state'] === 'handed-over'
    ? [{ ...write, row: { ...write.row, state: 'closed', owed: [], oldUnit: 'not-asked' } }]
    : [write],
);

/** What moves in a stock is written down nowhere. */
const silent = (table: MemoryTable): MemoryTable => ({
  ...table,
  commit: set => {
    const isStock = set.writes.some(write => write.do === 'put' && isOf(write, 'stock'));
    const kept = set.writes.filter(write => write.do !== 'put' || !isOf(write, 'journal'));
    return table.commit(isStock ? { ...set, writes: kept } : set);
  },
});

/** A count says nothing of why. */
const wordless = written(write => {
  if (write.row['decision'] !== 'count') return [write];
  const { reason: _, ...reason } = write.row['reason'] as Record<string, unknown>;
  return [{ ...write, row: { ...write.row, reason } }];
});

prove({
  model: stockModel(),
  runs: 60,
  planted: [
    {
      bug: 'a stock that is written without a look at its version',
      breaks: /depot-stock [1347]:/,
      among: 'actors',
      model: stockModel(careless),
    },
    {
      bug: 'a loss that is booked twice',
      breaks: /depot-stock 2:/,
      model: stockModel(upsideDown),
    },
    {
      bug: 'a case that closes before the old unit is settled',
      breaks: /depot-stock 5:/,
      model: stockModel(hurried),
    },
    {
      bug: 'an old unit that nobody asks for',
      breaks: /depot-stock 5:/,
      model: stockModel(generous),
    },
    {
      bug: 'a stock that moves without an entry',
      breaks: /depot-stock 6: an adjustment has an entry/,
      model: stockModel(silent),
    },
    {
      bug: 'a count without its reason',
      breaks: /depot-stock 6: an adjustment has its reason/,
      model: stockModel(wordless),
    },
  ],
});
