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

/** Whoever comes last wins a stock. */
const careless = (table: MemoryTable): MemoryTable => ({
  ...table,
  commit: set =>
    table.commit({
      ...set,
      writes: set.writes.flatMap(write =>
        write.do === 'put' && write.row['type'] === 'stock' ? { do: 'put', row: write.row } : write,
      ),
    }),
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
  ],
});
