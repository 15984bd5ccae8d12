import type { MemoryTable } from '../../tools/memory/memory-table.ts';
import { stockAlways, stockAtRest, watchAdjustments, watchReservations } from './depot-stock-rules.ts';
import { type DeviceDeed, deviceDeeds, performOnDevices } from './device-deeds.ts';
import { type DeviceWorld, deviceWorld, ears } from './device-world.ts';
import { comesAgain } from './support/comes-again.ts';
import type { Model } from './support/model.ts';
import { comeIn, passWithTicks } from './support/table-world.ts';

export const stockModel = (
  sabotage?: (table: MemoryTable) => MemoryTable,
): Model<DeviceWorld, DeviceDeed> => ({
  name: 'depot-stock',
  setup: () => watchReservations(watchAdjustments(deviceWorld(sabotage))),
  deeds: deviceDeeds,
  perform: performOnDevices,
  pass: (world, ms, table) => passWithTicks(world, ms, { ...ears, table }),
  always: stockAlways,
  atRest: stockAtRest,
  settle: world => comeIn(world, ears),
  mayFail: comesAgain,
});
