import fc from 'fast-check';
import { actOnCase } from '../../functions/devices/act-on-case.ts';
import { moveStock } from '../../functions/devices/move-stock.ts';
import { reportDevice } from '../../functions/devices/report-device.ts';
import { swapDevice } from '../../functions/devices/swap-device.ts';
import type { CaseAction } from '../../shared/contracts/devices-contract.ts';
import type { EventId } from '../../shared/kernel/id.ts';
import { DAY, formatInstant } from '../../shared/kernel/instant.ts';
import { DEPOTS, DEVICES, type DeviceWorld, ears, FRESH, UNITS } from './device-world.ts';
import type { Hands } from './support/model.ts';
import { arrive, type Coming, type Ears } from './support/table-world.ts';

const LEAD = { id: 'lea', roles: ['agent', 'lead'] };
const SERIALS = [...UNITS, ...FRESH, ...DEVICES];
const stages = ['picked-up', 'delayed', 'delivered', 'missing'] as const;
const acts = [
  ...([
    'replace',
    'replace',
    'replace',
    'repair',
    'reserve',
    'ship',
    'ship',
    'shipment',
    'hand-over',
  ] as const),
  ...([
    'hand-over',
    'hand-over',
    'hand-over-named',
    'returned',
    'returned',
    'waived',
    'written-off',
  ] as const),
  ...(['loan', 'wait', 'wait', 'go-on', 'close', 'cancel', 'reopen'] as const),
];
const moves = ['receive', 'receive', 'set-ready', 'write-off', 'move', 'move', 'count'] as const;

export type DeviceDeed =
  | { readonly is: 'report'; readonly device: number; readonly lost: boolean; readonly minutesAgo: number }
  | { readonly is: 'act'; readonly held: number; readonly what: (typeof acts)[number]; readonly n: number }
  | { readonly is: 'swap'; readonly device: number; readonly depot: number; readonly back: boolean }
  | {
      readonly is: 'stock';
      readonly what: (typeof moves)[number];
      readonly depot: number;
      readonly n: number;
      readonly yes: boolean;
    }
  | Coming;

const upTo = (max: number) => fc.nat({ max });
const is = <T extends string>(one: T) => fc.constant(one);
export const deviceDeeds: fc.Arbitrary<DeviceDeed> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      is: is('report'),
      device: upTo(3),
      lost: fc.boolean(),
      minutesAgo: fc.constantFrom(0, 0, 7),
    }),
  },
  {
    weight: 11,
    arbitrary: fc.record({ is: is('act'), held: upTo(4), what: fc.constantFrom(...acts), n: upTo(20) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ is: is('swap'), device: upTo(3), depot: upTo(1), back: fc.boolean() }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      is: is('stock'),
      what: fc.constantFrom(...moves),
      depot: upTo(1),
      n: upTo(10),
      yes: fc.boolean(),
    }),
  },
  { weight: 4, arbitrary: fc.record({ is: is('fact'), n: upTo(5), again: fc.boolean() }) },
  { weight: 3, arbitrary: fc.record({ is: is('tick'), n: upTo(30), old: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ is: is('outage'), seconds: upTo(100_000) }) },
);

export async function performOnDevices(
  world: DeviceWorld,
  deed: DeviceDeed,
  hands: Hands,
  heard: Ears = ears,
): Promise<void> {
  const ports = { ...world.ports, table: hands.table };
  switch (deed.is) {
    case 'report': {
      const at = world.once(hands.key, () => world.clock.now() - deed.minutesAgo * 60_000);
      const damage = deed.lost ? 'lost' : 'broken';
      const serial = DEVICES[deed.device] ?? '';
      const factId = `report-${hands.key}` as EventId;
      await reportDevice(ports, { serial, damage, at, principal: 'anna', factId });
      return;
    }
    case 'act': {
      const cases = world.cases();
      const caseId = world.once(hands.key, () => cases[deed.held % Math.max(1, cases.length)]?.id ?? '');
      const action = actionOf(world, deed);
      await actOnCase(ports, { caseId, action, principal: LEAD.id, roles: LEAD.roles });
      return;
    }
    case 'swap': {
      const swap = { oldSerial: DEVICES[deed.device] ?? '', oldReturned: deed.back };
      const depotId = DEPOTS[deed.depot] ?? 'mall';
      await swapDevice(ports, { depotId, swap, who: LEAD, idempotencyKey: hands.key });
      return;
    }
    case 'stock': {
      const depotId = DEPOTS[deed.depot] ?? 'mall';
      await moveStock(ports, { depotId, move: moveOf(world, deed), who: LEAD, idempotencyKey: hands.key });
      return;
    }
    default:
      return arrive(world, deed, { ...heard, hands });
  }
}

function actionOf(world: DeviceWorld, { what, n }: Extract<DeviceDeed, { is: 'act' }>): CaseAction {
  const serial = SERIALS[n % SERIALS.length] ?? '';
  switch (what) {
    case 'replace':
    case 'repair':
      return { do: 'triage', path: what };
    case 'shipment':
      return { do: what, way: n % 3 === 0 ? 'back' : 'out', stage: stages[n % stages.length] ?? 'delivered' };
    case 'hand-over-named':
      return { do: 'hand-over', serial };
    case 'returned':
    case 'waived':
    case 'written-off':
      return { do: 'return', fate: what, ...(n % 2 === 0 ? { depotId: DEPOTS[n % 4 === 0 ? 0 : 1] } : {}) };
    case 'loan':
      return { do: what, serial, dueBackAt: formatInstant(world.clock.now() + DAY) };
    case 'wait':
      return { do: what, on: n % 2 === 0 ? 'customer' : 'carrier', reason: 'absent' };
    case 'reopen':
    case 'cancel':
      return { do: what, reason: 'mistake' };
    default:
      return { do: what };
  }
}

function moveOf(world: DeviceWorld, { what, depot, n, yes }: Extract<DeviceDeed, { is: 'stock' }>) {
  const model = 'tab-8';
  const serial = SERIALS[n % SERIALS.length] ?? '';
  if (what === 'receive') return { do: what, model, serials: [serial], ready: yes };
  if (what === 'set-ready') return { do: what, model, serial, ready: yes };
  if (what === 'write-off') return { do: what, model, serial, reason: 'broken for good' };
  if (what === 'move') return { do: what, model, serial, to: DEPOTS[1 - depot] ?? 'mall' };
  const stock = world.stocks().find(one => one.depotId === DEPOTS[depot]);
  const there = Object.entries(stock?.units ?? {}).flatMap(([id, { at }]) => (at === 'on-hand' ? id : []));
  const found = yes ? there.filter(one => one !== serial) : [...new Set([...there, serial])];
  return { do: what, model, found, reason: 'monthly count' };
}
