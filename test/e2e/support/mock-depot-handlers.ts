import type * as z from 'zod/mini';
import type {
  CounterCase,
  DepotInput,
  moveStock,
  swapDevice,
} from '../../../shared/contracts/depots-contract.ts';
import type { DeviceInput } from '../../../shared/contracts/devices-contract.ts';
import { unitsAt } from '../../../shared/domain/devices/stock.ts';
import { formatInstant } from '../../../shared/kernel/instant.ts';
import { type Handler, Refusal } from './mock-api.ts';
import { decide, depotsOf, floorsOf, type MockDepots, nowOf, stockView } from './mock-depots.ts';
import type { MockState } from './mock-state.ts';

type Swap = z.infer<typeof swapDevice.body>;
type Move = z.infer<typeof moveStock.body>;
type At = { readonly mock: MockDepots; readonly depotId: string; readonly now: number };

const refuse = (refusal: string, more: { field?: string } = {}): never => {
  throw new Refusal(422, refusal.replaceAll('-', ' '), { refusal, ...more });
};

function depotAt(state: MockState, depotId = '', agentId: string): At {
  const mock = depotsOf(state);
  const depot = mock.depots.get(depotId);
  if (!depot) throw new Refusal(404, 'no such depot', { refusal: 'not-found' });
  const { roles = [] } = state.agents.find(one => one.id === agentId) ?? {};
  if (roles.every(role => role === 'clerk') && !depot.clerks.includes(agentId))
    throw new Refusal(404, 'not found', { refusal: 'not-found' });
  return { mock, depotId, now: nowOf(state) };
}

function moved(
  { mock, depotId, now }: At,
  body: Move,
): { missing: readonly string[]; found: readonly string[] } {
  const of = [depotId, body.model] as const;
  const none = { missing: [], found: [] };
  switch (body.do) {
    case 'receive':
      for (const serial of body.serials)
        takenIn({ mock, depotId, now }, body.model, { serial, ready: body.ready });
      return none;
    case 'set-ready':
      decide({ mock, now }, of, body);
      return none;
    case 'write-off':
      decide({ mock, now }, of, { do: 'write-off', serial: body.serial });
      return none;
    case 'move':
      decide({ mock, now }, of, { do: 'move-out', serial: body.serial });
      decide({ mock, now }, [body.to, body.model], { do: 'move-in', serial: body.serial, ready: true });
      return none;
    case 'count': {
      const { missing = [], found = [] } = decide({ mock, now }, of, body);
      return { missing, found };
    }
  }
}

/** A unit comes in; an old one that a case waits for is no longer owed. */
function takenIn({ mock, depotId, now }: At, model: string, unit: { serial: string; ready: boolean }): void {
  decide({ mock, now }, [depotId, model], { do: 'take-back', issuedHere: false, ...unit });
  mock.cases = mock.cases.filter(one => one.serial !== unit.serial || !one.owesReturn);
}

function unitFor(
  { mock, depotId }: At,
  of: CounterCase,
  named: string | undefined,
): { serial: string; model: string } {
  const stocks = [...mock.stocks.values()].filter(one => one.depotId === depotId);
  const known = (serial: string) => stocks.find(one => Object.hasOwn(one.units, serial))?.model;
  if (named !== undefined)
    return { serial: named, model: known(named) ?? refuse('unknown-serial', { field: 'body.newSerial' }) };
  if (of.reserved) return of.reserved;
  const ready = stocks.flatMap(one =>
    unitsAt(one, 'on-hand').map(({ serial, unit }) => ({ serial, unit, model: one.model })),
  );
  return ready.find(one => one.model === of.model && one.unit.ready) ?? refuse('no-stock');
}

function swapped(at: At, body: Swap) {
  const { mock, depotId, now } = at;
  const device = mock.devices.get(body.oldSerial) ?? refuse('unknown-serial', { field: 'body.oldSerial' });
  const opened: CounterCase = {
    ...{ caseId: `case_${body.oldSerial}`, serial: body.oldSerial, model: device.model, state: 'reported' },
    ...{ damage: body.damage ?? 'broken', owesReturn: false },
  };
  const of = mock.cases.find(one => one.serial === body.oldSerial) ?? opened;
  const gone = of.damage === 'lost' || of.damage === 'stolen';
  if (gone && body.oldReturned) refuse('nothing-owed', { field: 'body.oldReturned' });
  const unit = unitFor(at, of, body.newSerial);
  decide({ mock, now }, [depotId, unit.model], {
    do: 'hand-over',
    caseId: of.caseId,
    serial: unit.serial,
    promise: 'two-hours',
  });
  const happened = body.at ? Date.parse(body.at) : now;
  const after = { ...of, state: 'handed-over', owesReturn: !gone && !body.oldReturned };
  mock.cases = [...mock.cases.filter(one => one.caseId !== of.caseId), after];
  if (body.oldReturned) takenIn(at, of.model, { serial: of.serial, ready: false });
  return {
    ...{ caseId: of.caseId, handedOut: unit.serial, model: unit.model, at: formatInstant(happened) },
    ...(of.dueAt ? { kept: happened < Date.parse(of.dueAt), dueAt: of.dueAt } : {}),
  };
}

/** The depots' and the register's answers, by the ids of their routes. */
export const depotHandlers: Readonly<Record<string, Handler>> = {
  'list-depots': ({ agentId }, state) => {
    const { roles = [] } = state.agents.find(one => one.id === agentId) ?? {};
    const all = [...depotsOf(state).depots.values()];
    return {
      depots: roles.every(role => role === 'clerk') ? all.filter(one => one.clerks.includes(agentId)) : all,
    };
  },
  'get-depot': ({ params, agentId }, state) => {
    const { mock, depotId, now } = depotAt(state, params['depotId'], agentId);
    const depot = mock.depots.get(depotId);
    const stock = Object.keys(depot?.models ?? {}).map(model => stockView(mock, [depotId, model]));
    return { depot, stock, cases: depotId === 'mall' ? mock.cases : [], now: formatInstant(now) };
  },
  'put-depot': ({ params, body }, state) => {
    const mock = depotsOf(state);
    const id = params['depotId'] ?? '';
    const input = body as DepotInput;
    if (input.zone.includes('Atlantis')) refuse('unknown-zone', { field: 'body.zone' });
    const depot = { ...input, id, version: (mock.depots.get(id)?.version ?? 0) + 1 };
    mock.depots.set(id, depot);
    for (const [model, kept] of Object.entries(input.models)) floorsOf(mock, [id, model], kept);
    state.send({ type: 'depot', id });
    return depot;
  },
  'move-stock': ({ params, body, agentId }, state) => {
    const at = depotAt(state, params['depotId'], agentId);
    const move = body as Move;
    const told = moved(at, move);
    return { stock: stockView(at.mock, [at.depotId, move.model]), ...told };
  },
  'swap-device': ({ params, body, agentId }, state) =>
    swapped(depotAt(state, params['depotId'], agentId), body as Swap),
  'list-devices': ({ query }, state) => ({
    devices: [...depotsOf(state).devices.values()].filter(one => one.accountId === query['accountId']),
  }),
  'put-device': ({ params, body }, state) => {
    const { devices } = depotsOf(state);
    const serial = params['serial'] ?? '';
    const held = devices.get(serial);
    const made = {
      place: 'with-customer' as const,
      ...held,
      serial,
      ...(body as DeviceInput),
      version: (held?.version ?? 0) + 1,
    };
    devices.set(serial, made);
    return made;
  },
};
