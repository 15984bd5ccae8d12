import { chooseStock } from '../../shared/domain/devices/choose-stock.ts';
import { type DeviceCase, isOpenCase, needsUnit } from '../../shared/domain/devices/device-case.ts';
import { type PolicySnapshot, reservedUntil } from '../../shared/domain/devices/policy.ts';
import { promisedUntil } from '../../shared/domain/devices/watch-case.ts';
import type { Instant } from '../../shared/kernel/instant.ts';
import { calendarsOf } from '../../shared/store/case-calendars.ts';
import { loadDepot } from '../../shared/store/promise-store.ts';
import type { StoredStock } from '../../shared/store/stock-store.ts';
import type { Table } from '../../shared/store/table.ts';
import type { StockBook } from './stock-book.ts';

export type UnitPorts = { readonly table: Table; readonly book: StockBook; readonly now: Instant };

/** A promise that reserves with the report counts as one that stock is kept for. */
export const promiseOf = (policy: PolicySnapshot): { promise?: string } =>
  policy.reserve === 'at-report' ? { promise: policy.id } : {};

/**
 * Brings the case and the stock together: a case that needs a unit gets one reserved, or says that there is none and
 * what would help; one that needs none any more gives its unit back.
 */
export async function withUnitOf(ports: UnitPorts, held: DeviceCase): Promise<DeviceCase> {
  if (held.reservation && !held.reservation.shipped && !needsUnit(held)) return giveBack(ports, held);
  if (held.reservation || held.lapsed || !needsUnit(held))
    return without(held, isOpenCase(held) && needsUnit(held));
  return reserve(ports, held);
}

const without = (held: DeviceCase, stillLacks: boolean): DeviceCase =>
  held.noStock && !stillLacks ? { ...held, noStock: false, help: [] } : held;

async function giveBack({ book }: UnitPorts, held: DeviceCase): Promise<DeviceCase> {
  const { reservation, ...rest } = held;
  if (reservation) await freeUnit(book, reservation, held.id);
  return { ...rest, noStock: false, help: [] };
}

/** Ends a case's reservation. When its time was over and nobody had looked yet, the unit returns all the same. */
export async function freeUnit(
  book: StockBook,
  at: { readonly depotId: string; readonly model: string },
  caseId: string,
): Promise<void> {
  const released = await book.apply(at, { do: 'release', caseId });
  if (!released.ok) await book.apply(at, { do: 'expire' });
}

/** Reserves from the policy's depots, the first preferred, and there from the model or its listed substitutes. */
export async function reserve(ports: UnitPorts, held: DeviceCase): Promise<DeviceCase> {
  const { policy } = held;
  if (!policy) return held;
  const stocks = await stocksFor(ports, held, policy);
  const choice = chooseStock({ caseId: held.id, ...promiseOf(policy), stocks, now: ports.now });
  if (!choice.chosen) return { ...held, noStock: true, help: choice.whatWouldHelp };
  const { depotId, model } = choice.chosen;
  const { by, substitute } = choice;
  const calendars = await calendarsOf(ports.table, held, ports.now);
  const until = reservedUntil(
    policy,
    promisedUntil(held, { calendars, now: ports.now }) ?? ports.now,
    ports.now,
  );
  const answer = await ports.book.apply(
    { depotId, model },
    { do: 'reserve', caseId: held.id, ...promiseOf(policy), expiresAt: until },
  );
  if (!answer.ok || answer.value.serial === undefined) return { ...held, noStock: true, help: [] };
  const reservation = { depotId, model, serial: answer.value.serial, until, shipped: false, by, substitute };
  return { ...held, reservation, noStock: false, help: [] };
}

async function stocksFor(
  { table, book }: UnitPorts,
  { model }: DeviceCase,
  policy: PolicySnapshot,
): Promise<StoredStock[]> {
  const perDepot = await Promise.all(
    policy.depots.map(async depotId => {
      const depot = await loadDepot(table, depotId);
      const models = [model, ...(depot?.models[model]?.substitutes ?? [])];
      return Promise.all(models.map(one => book.read(depotId, one)));
    }),
  );
  return perDepot.flat();
}
