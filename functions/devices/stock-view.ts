import type { DepotView, StockView } from '../../shared/contracts/depots-contract.ts';
import { balanceOf, needsOf, type StockAlert, type Unit } from '../../shared/domain/devices/stock.ts';
import { formatInstant, type Instant } from '../../shared/kernel/instant.ts';
import type { StoredDepot } from '../../shared/store/promise-store.ts';
import { loadStocks, type StoredStock } from '../../shared/store/stock-store.ts';
import type { Table } from '../../shared/store/table.ts';
import { emptyStock, termsOf } from './stock-terms.ts';

export const depotView = ({ changedAt: _at, changedBy: _by, ...depot }: StoredDepot): DepotView => depot;

/** Every model that a depot names or has in its books, by model. */
export async function stockViewsOf(table: Table, depot: StoredDepot, now: Instant): Promise<StockView[]> {
  const stocks = await loadStocks(table, depot.id);
  const there = new Set(stocks.map(({ model }) => model));
  const missing = Object.keys(depot.models).filter(model => !there.has(model));
  return [...stocks, ...missing.map(model => emptyStock(depot, model, now))]
    .map(stock => stockViewOf(stock, depot))
    .sort((one, other) => (one.model < other.model ? -1 : 1));
}

export function stockViewOf(stock: StoredStock, depot: StoredDepot): StockView {
  const { model, minimum, floors, units, version = 0 } = stock;
  return {
    ...{ model, minimum, version },
    substitutes: [...termsOf(depot, model).substitutes],
    floors: { ...floors },
    balance: { ...balanceOf(stock) },
    needs: needsOf(stock).map(needView),
    units: Object.entries(units)
      .map(([serial, unit]) => unitView(serial, unit))
      .sort((a, b) => (a.since === b.since ? (a.serial < b.serial ? -1 : 1) : a.since < b.since ? -1 : 1)),
  };
}

/** What of a need is wanted, in the same numbers as whoever refills is told. */
const needView = (need: StockAlert): StockView['needs'][number] =>
  need.kind === 'floor-touched'
    ? { kind: need.kind, promise: need.promise, ready: need.ready, wanted: need.ready + need.short }
    : { kind: need.kind, ready: need.ready, wanted: need.minimum };

function unitView(serial: string, unit: Unit): StockView['units'][number] {
  const until = unit.at === 'reserved' ? unit.expiresAt : unit.at === 'loaned' ? unit.dueBackAt : undefined;
  return {
    ...{ serial, at: unit.at, since: formatInstant(unit.since) },
    ready: unit.at === 'on-hand' ? unit.ready : unit.at === 'reserved',
    ...(unit.at === 'on-hand' ? {} : { caseId: unit.caseId }),
    ...(unit.at === 'reserved' && unit.promise !== undefined ? { promise: unit.promise } : {}),
    ...(until === undefined ? {} : { until: formatInstant(until) }),
  };
}
