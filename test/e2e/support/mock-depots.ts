import type { CounterCase, DepotView, StockView } from '../../../shared/contracts/depots-contract.ts';
import type { DeviceView } from '../../../shared/contracts/devices-contract.ts';
import type { AgentView } from '../../../shared/contracts/team-contract.ts';
import { decideStock } from '../../../shared/domain/devices/decide-stock.ts';
import { balanceOf, needsOf, newStock, type Stock } from '../../../shared/domain/devices/stock.ts';
import type { StockAnswer, StockCommand } from '../../../shared/domain/devices/stock-commands.ts';
import { formatInstant, HOUR, MINUTE } from '../../../shared/kernel/instant.ts';
import { Refusal } from './mock-api.ts';
import { agents, at, START } from './mock-data.ts';
import type { MockState } from './mock-state.ts';

/** The depots of the stand-in, kept by the product's own stock rules. */
export type MockDepots = {
  readonly depots: Map<string, DepotView>;
  readonly stocks: Map<string, Stock>;
  cases: readonly CounterCase[];
  readonly devices: Map<string, DeviceView>;
};

const keyOf = (depotId: string, model: string): string => `${depotId}/${model}`;
export const nowOf = (state: MockState): number => START + state.minute * MINUTE;

const depot = (id: string, name: string, more: Partial<DepotView>): DepotView => ({
  ...{ id, name, zone: 'Europe/Berlin', clerks: [], models: {}, version: 1 },
  ...more,
});

const kept = (substitutes: string[], minimum: number, floors: Record<string, number>) => ({
  substitutes,
  minimum,
  floors,
});

const freshDepots = () => [
  depot('mall', 'Store in the mall', {
    ...{ accountId: 'acc-1', site: 'mall', clerks: ['clara'] },
    models: { 'tab-8': kept(['tab-10'], 3, { 'two-hours': 2 }), 'tab-10': kept([], 0, { 'two-hours': 1 }) },
  }),
  depot('central', 'Central depot', { models: { 'tab-8': kept(['tab-10'], 2, {}) } }),
];

const counterCase = (caseId: string, serial: string, more: Partial<CounterCase>): CounterCase => ({
  ...{ caseId, serial, model: 'tab-8', damage: 'broken', state: 'reported', owesReturn: false },
  ...more,
});

const freshCases = () => [
  counterCase('case_mall', 'SN-1001', {
    dueAt: at(80),
    reserved: { serial: 'SN-9001', model: 'tab-8' },
  }),
  counterCase('case_late', 'SN-1002', { state: 'triaged', damage: 'malfunction', dueAt: at(-12) }),
  counterCase('case_none', 'SN-1003', { model: 'tab-10' }),
  counterCase('case_owes', 'SN-1004', { state: 'handed-over', owesReturn: true }),
];

const device = (serial: string, more: Partial<DeviceView> = {}): DeviceView => ({
  ...{ serial, model: 'tab-8', accountId: 'acc-1', accountName: 'Casa Aurora', managed: true, site: 'mall' },
  ...{ place: 'with-customer', version: 1 },
  ...more,
});

function stocked(mock: MockDepots): void {
  const day = START - 60 * HOUR;
  const at_ = (hours: number) => day + hours * HOUR;
  for (const { id, models } of mock.depots.values())
    for (const model of Object.keys(models)) mock.stocks.set(keyOf(id, model), newStock(id, model));
  const fill = (id: string, model: string, serials: readonly string[]) => {
    for (const [n, serial] of serials.entries())
      decide({ mock, now: at_(n) }, [id, model], { do: 'receive', serial, ready: true });
  };
  fill('mall', 'tab-8', ['SN-9001', 'SN-9002', 'SN-9003', 'SN-9004']);
  fill('mall', 'tab-10', ['SN-9010']);
  fill('central', 'tab-8', ['SN-9020', 'SN-9021']);
  const mall = ['mall', 'tab-8'] as const;
  decide({ mock, now: at_(8) }, mall, { do: 'set-ready', serial: 'SN-9004', ready: false });
  const expiresAt = START + 20 * HOUR;
  decide({ mock, now: at_(50) }, mall, {
    do: 'reserve',
    caseId: 'case_mall',
    promise: 'two-hours',
    expiresAt,
  });
  for (const { id, models } of mock.depots.values())
    for (const [model, { floors, minimum }] of Object.entries(models))
      floorsOf(mock, [id, model], { floors, minimum });
}

type Of = readonly [depotId: string, model: string];
type Kept = { readonly floors: Readonly<Record<string, number>>; readonly minimum: number };

/** Sets a stock's floors and minimum as its depot has them. */
export function floorsOf(mock: MockDepots, of: Of, { floors, minimum }: Kept): void {
  for (const [promise, units] of Object.entries(floors))
    decide({ mock, now: START }, of, { do: 'set-floor', promise, units });
  decide({ mock, now: START }, of, { do: 'set-minimum', units: minimum });
}

/** Does one thing with a stock by the product's rules; what they refuse is answered as the API would. */
export function decide(
  { mock, now }: { readonly mock: MockDepots; readonly now: number },
  [depotId, model]: Of,
  command: StockCommand,
): StockAnswer {
  const stock = mock.stocks.get(keyOf(depotId, model)) ?? newStock(depotId, model);
  const decided = decideStock(stock, command, now);
  if (!decided.ok) throw new Refusal(422, decided.refusal.replaceAll('-', ' '), { refusal: decided.refusal });
  mock.stocks.set(keyOf(depotId, model), decided.value.stock);
  return decided.value;
}

const made = new WeakMap<MockState, MockDepots>();

/** The depots of a stand-in server's day. */
export function depotsOf(state: MockState): MockDepots {
  const held = made.get(state);
  if (held) return held;
  const devices = ['SN-1001', 'SN-1002', 'SN-1003', 'SN-1005', 'SN-1006'].map(serial => device(serial));
  const own = [
    device('SN-2001', { accountId: 'acc-3', caseId: 'case_mall' }),
    device('SN-2002', { accountId: 'acc-3', managed: false }),
  ];
  const mock: MockDepots = {
    depots: new Map(freshDepots().map(one => [one.id, one])),
    stocks: new Map(),
    cases: freshCases(),
    devices: new Map([...devices, ...own].map(one => [one.serial, one])),
  };
  stocked(mock);
  made.set(state, mock);
  return mock;
}

type Unit = Stock['units'][string];
const untilOf = (unit: Unit): number | undefined =>
  unit.at === 'reserved' ? unit.expiresAt : unit.at === 'loaned' ? unit.dueBackAt : undefined;

function unitOf([serial, unit]: readonly [string, Unit]): StockView['units'][number] {
  const until = untilOf(unit);
  return {
    serial,
    at: unit.at,
    ready: unit.at === 'on-hand' && unit.ready,
    ...('caseId' in unit ? { caseId: unit.caseId } : {}),
    ...(unit.at === 'reserved' && unit.promise ? { promise: unit.promise } : {}),
    ...(until === undefined ? {} : { until: formatInstant(until) }),
    since: formatInstant(unit.since),
  };
}

/** A stock as the API shows it. */
export function stockView(mock: MockDepots, [depotId, model]: Of): StockView {
  const stock = mock.stocks.get(keyOf(depotId, model)) ?? newStock(depotId, model);
  const { substitutes = [], minimum = 0, floors = {} } = mock.depots.get(depotId)?.models[model] ?? {};
  return {
    ...{ model, substitutes, minimum, floors, balance: balanceOf(stock), version: 1 },
    needs: needsOf(stock).map(need => ({
      kind: need.kind,
      ...(need.kind === 'floor-touched' ? { promise: need.promise } : {}),
      ready: need.kind === 'floor-touched' ? need.floor - need.short : need.ready,
      wanted: need.kind === 'floor-touched' ? need.floor : need.minimum,
    })),
    units: Object.entries(stock.units).map(unitOf),
  };
}

/** A client's clerk, who may work at one counter and nowhere else. */
export const clerk: AgentView = {
  ...(agents[0] as AgentView),
  ...{ id: 'clara', name: 'Clara Counter', email: 'clara@example.com', roles: ['clerk'], languages: ['en'] },
};
