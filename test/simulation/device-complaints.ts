import { isOpenCase } from '../../shared/domain/devices/device-case.ts';
import { balanceOf, type Stock } from '../../shared/domain/devices/stock.ts';
import type { Instant } from '../../shared/kernel/instant.ts';
import { caseOf, type StoredCase } from '../../shared/store/case-store.ts';
import { casePk, deviceKey, timerKey } from '../../shared/store/keys.ts';
import { isAwake } from '../../shared/store/wake.ts';
import type { World } from './world.ts';

const rowsOf = (world: World, type: string) => [...world.table.rows()].filter(row => row.type === type);

export const casesIn = (world: World): StoredCase[] => rowsOf(world, 'device-case').map(caseOf);
export const stocksIn = (world: World): Stock[] => rowsOf(world, 'stock') as unknown as Stock[];

/** What is wrong with cases, clocks and stocks of a world at rest. */
export function aboutDevices(world: World): string[] {
  const cases = casesIn(world);
  const stocks = stocksIn(world);
  return [
    ...cases.flatMap(held => [...aboutRecords(held), ...aboutTimer(world, held), ...aboutUnit(held, stocks)]),
    ...stocks.flatMap(stock => aboutStock(stock, cases)),
    ...aboutSerials(world, stocks),
  ];
}

/** Each threshold of each target acted at most once, never before its instant. */
function aboutRecords({ id, records }: StoredCase): string[] {
  const acted = records
    .filter(record => record.is === 'warned' || record.is === 'breached')
    .map(record => `${record.target} ${record.is === 'warned' ? record.threshold : 'breach'}`);
  const twice = acted.filter((one, at) => acted.indexOf(one) !== at);
  const early = records.filter(record => 'noticedAt' in record && (record.noticedAt as Instant) < record.at);
  return [
    ...twice.map(one => `${id}: ${one} acted twice`),
    ...early.map(({ target, is }) => `${id}: ${target} ${is} before its time`),
  ];
}

/** A settled case has no timer; an open one whose clock runs has exactly one. */
function aboutTimer(world: World, held: StoredCase): string[] {
  const timer = world.table.peek(timerKey(casePk(held.id), 'device.due'));
  const stands = timer !== undefined && isAwake(timer);
  if (!isOpenCase(held))
    return stands && held.owed.length === 0 ? [`${held.id}: a settled case has a timer`] : [];
  const breached = held.records.some(({ is, target }) => is === 'breached' && target === 'handover');
  return held.policy && !stands && !breached ? [`${held.id}: an open case has no timer`] : [];
}

/** A case and the stock name each other. */
function aboutUnit(held: StoredCase, stocks: readonly Stock[]): string[] {
  const { reservation } = held;
  if (!reservation) return [];
  const stock = stocks.find(
    ({ depotId, model }) => depotId === reservation.depotId && model === reservation.model,
  );
  const unit = stock?.units[reservation.serial];
  const matches = unit && unit.at !== 'on-hand' && unit.caseId === held.id;
  return matches ? [] : [`${held.id}: its reserved unit ${reservation.serial} is ${unit?.at ?? 'nowhere'}`];
}

function aboutStock(stock: Stock, cases: readonly StoredCase[]): string[] {
  const balance = balanceOf(stock);
  const name = `${stock.depotId}/${stock.model}`;
  const orphans = Object.entries(stock.units).filter(
    ([serial, unit]) =>
      unit.at === 'reserved' &&
      !cases.some(({ id, reservation }) => id === unit.caseId && reservation?.serial === serial),
  );
  const negative = Object.entries(balance).filter(([, n]) => typeof n === 'number' && n < 0);
  return [
    ...(balance.conserved ? [] : [`${name}: the books do not add up ${JSON.stringify(balance)}`]),
    ...negative.map(([what]) => `${name}: ${what} is negative`),
    ...orphans.map(([serial]) => `${name}: ${serial} is reserved for nobody`),
  ];
}

/** A serial is in one place: in one stock at most, and its own row says the same. */
function aboutSerials(world: World, stocks: readonly Stock[]): string[] {
  const places = new Map<string, string[]>();
  for (const { depotId, units } of stocks)
    for (const serial of Object.keys(units)) places.set(serial, [...(places.get(serial) ?? []), depotId]);
  return [...places].flatMap(([serial, at]) => {
    const row = world.table.peek(deviceKey(serial));
    if (at.length > 1) return [`${serial} is in ${at.join(' and ')}`];
    return row?.['depotId'] === at[0] ? [] : [`${serial} is at ${at[0]}, its row says ${row?.['depotId']}`];
  });
}
