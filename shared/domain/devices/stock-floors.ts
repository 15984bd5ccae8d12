import { readyCount, type Stock, total } from './stock.ts';

const numberOf = (numbers: Readonly<Record<string, number>>, name: string): number =>
  Object.hasOwn(numbers, name) ? (numbers[name] ?? 0) : 0;

/** Ready units that stand behind no floor: the only ones for a case without a promise. */
export const freeUnits = (stock: Stock): number => Math.max(0, readyCount(stock) - total(stock.floors));

/** Ready units that stand behind a promise's floor now. */
export const setAside = (stock: Stock, promise: string): number =>
  numberOf(stock.floors, promise) - numberOf(stock.short, promise);

/** Ready units that stand behind all floors together. */
export const heldBack = (stock: Stock): number => total(stock.floors) - total(stock.short);

/** Anybody may take a free unit; a promise may then take what is set aside for it, never what is set aside for others. */
export const mayTake = (stock: Stock, promise?: string): boolean =>
  freeUnits(stock) > 0 || (promise !== undefined && setAside(stock, promise) > 0);

/** The floor of a promise lacks so many units more (or fewer), never less than none and never more than all. */
export function shortBy(stock: Stock, promise: string, by: 1 | -1): Stock {
  const floor = numberOf(stock.floors, promise);
  const short = Math.min(floor, Math.max(0, numberOf(stock.short, promise) + by));
  return { ...stock, short: { ...stock.short, [promise]: short } };
}

/**
 * Deals the ready units out to the floors anew: all floors together lack exactly what is not ready of them. New units
 * go to the floor that lacks most; units lost to nobody's reservation go from the floor with most set aside. The very
 * same stock when nothing changes.
 */
export function settled(stock: Stock): Stock {
  const { floors } = stock;
  const promises = Object.keys(floors).sort();
  const short = new Map(
    promises.map(name => [name, Math.min(floors[name] ?? 0, numberOf(stock.short, name))]),
  );
  const lacking = (name: string) => short.get(name) ?? 0;
  const shift = (by: 1 | -1, weight: (name: string) => number) => {
    const most = promises.reduce((best, name) => (weight(name) > weight(best) ? name : best));
    short.set(most, lacking(most) + by);
  };
  const owed = Math.max(0, total(floors) - readyCount(stock));
  let lacked = promises.reduce((sum, name) => sum + lacking(name), 0);
  for (; lacked > owed; lacked--) shift(-1, lacking);
  for (; lacked < owed; lacked++) shift(1, name => (floors[name] ?? 0) - lacking(name));
  const next = Object.fromEntries([...short].filter(([, n]) => n > 0));
  return same(next, stock.short) ? stock : { ...stock, short: next };
}

const same = (one: Readonly<Record<string, number>>, other: Readonly<Record<string, number>>): boolean =>
  Object.keys(one).length === Object.keys(other).length &&
  Object.keys(one).every(name => one[name] === numberOf(other, name));
