import { answerFact } from '../../functions/devices/answer-fact.ts';
import { answerTick } from '../../functions/devices/answer-tick.ts';
import type { Stock } from '../../shared/domain/devices/stock.ts';
import { caseOf, type StoredCase } from '../../shared/store/case-store.ts';
import type { Device } from '../../shared/store/device-store.ts';
import { bare, type Row } from '../../shared/store/table.ts';
import { type MemoryTable, memoryTable } from '../../tools/memory/memory-table.ts';
import { aDevice, berlin, seedDevices } from '../support/devices.ts';
import { anAgent, seedTeam } from '../support/team.ts';
import { unlessAgain } from './support/comes-again.ts';
import { type TableWorld, tableWorld } from './support/table-world.ts';

export const DEVICES = ['D-0', 'D-1', 'D-2', 'D-3'];
export const UNITS = ['U-0', 'U-1', 'U-2', 'U-3'];
export const FRESH = ['N-0', 'N-1', 'N-2'];
export const DEPOTS = ['mall', 'central'] as const;
export const START = berlin('10:05');
export const ears = { hear: answerFact, tick: unlessAgain(answerTick) };

const seeded = await seedRows();
async function seedRows() {
  const clock = { now: () => START };
  const table = memoryTable({ clock });
  let n = 0;
  const ports = { table, clock, ids: { random: (prefix: string) => `${prefix}_s${n++}` } };
  await seedTeam(ports, [
    anAgent('anna'),
    anAgent('clara', { roles: ['clerk'] }),
    anAgent('lea', { roles: ['agent', 'lead'] }),
  ]);
  const of = (serial: string) => ({ accountId: DEVICES.indexOf(serial) < 3 ? 'mall-group' : 'acme' });
  const devices = DEVICES.map(serial => aDevice(serial, of(serial)));
  await seedDevices(ports, { devices, ready: UNITS.slice(0, 3), floors: { 'two-hours': 1 } });
  await seedDevices(ports, { devices: [], depotId: 'central', ready: UNITS.slice(3) });
  return [...table.rows()];
}

export type DeviceWorld = TableWorld & {
  cases(): StoredCase[];
  stocks(): Stock[];
  devices(): Device[];
  once<T>(key: string, decide: () => T): T;
};

/** Rows never change: each is read once. */
const readOnce = <T>(read: (row: Row) => T) => {
  const known = new WeakMap<Row, { readonly as: T }>();
  return (row: Row): T => {
    const found = known.get(row) ?? { as: read(row) };
    known.set(row, found);
    return found.as;
  };
};
const caseIn = readOnce(caseOf);
const deviceIn = readOnce(row => bare(row) as unknown as Device);

/** Customers' devices, two depots with units for them, and cases: what follows is heard, and clocks ring. */
export function deviceWorld(sabotage?: (table: MemoryTable) => MemoryTable): DeviceWorld {
  const world = tableWorld({ rows: seeded, now: START, rings: /^device\./, sabotage });
  const decided = new Map<string, unknown>();
  return {
    ...world,
    cases: () => world.rowsOf('device-case').map(caseIn),
    stocks: () => world.rowsOf('stock') as unknown as Stock[],
    devices: () => world.rowsOf('device').map(deviceIn),
    once: (key, decide) => {
      if (!decided.has(key)) decided.set(key, decide());
      return decided.get(key) as ReturnType<typeof decide>;
    },
  };
}
