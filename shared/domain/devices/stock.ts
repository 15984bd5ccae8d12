import type { Instant } from '../../kernel/instant.ts';

/** Where a unit is, and since when. */
export type Unit = { readonly since: Instant } & (
  | { readonly at: 'on-hand'; readonly ready: boolean }
  /** `promise` is the id of the policy whose promise the reservation serves; absent: unpromised. */
  | {
      readonly at: 'reserved';
      readonly caseId: string;
      readonly promise?: string;
      readonly expiresAt: Instant;
    }
  | { readonly at: 'in-transit'; readonly caseId: string }
  | { readonly at: 'loaned'; readonly caseId: string; readonly dueBackAt: Instant }
);
export type UnitAt<Place extends Unit['at']> = Extract<Unit, { at: Place }>;

/** All units of one model that are the business of one depot. A serial is the id of the device. */
export type Stock = {
  readonly depotId: string;
  readonly model: string;
  readonly units: Readonly<Record<string, Unit>>;
  /** Handed over for good, and not yet back. */
  readonly withCustomer: number;
  readonly scrapped: number;
  /** Came in, less what moved to another depot. */
  readonly received: number;
  /** Ready units ring-fenced for a promise, by policy id. */
  readonly floors: Readonly<Record<string, number>>;
  /** What a floor lacks now, where it does; whoever took from a floor bears it. Together: what is not ready of all floors. */
  readonly short: Readonly<Record<string, number>>;
  /** Fewer ready units than this raise an alert. */
  readonly minimum: number;
};

export type StockAlert =
  | {
      readonly kind: 'floor-touched';
      readonly promise: string;
      readonly ready: number;
      readonly floor: number;
      readonly short: number;
    }
  | { readonly kind: 'below-minimum'; readonly ready: number; readonly minimum: number };

export type Balance = {
  readonly onHand: number;
  /** Part of those on hand. */
  readonly ready: number;
  readonly reserved: number;
  readonly inTransit: number;
  readonly loaned: number;
  readonly withCustomer: number;
  readonly scrapped: number;
  readonly received: number;
  readonly conserved: boolean;
};

/** A stock is one row: more units of one model in one depot would not fit it. */
export const MOST_UNITS = 1_000;

/** The stock of a model that a depot has nothing of yet. */
export const newStock = (depotId: string, model: string): Stock => ({
  depotId,
  model,
  units: {},
  withCustomer: 0,
  scrapped: 0,
  received: 0,
  floors: {},
  short: {},
  minimum: 0,
});

/** The unit with this serial, when it is this depot's business. Serials come from outside: only own keys count. */
export const unitOf = (stock: Stock, serial: string): Unit | undefined =>
  Object.hasOwn(stock.units, serial) ? stock.units[serial] : undefined;

/** The units in one place, those that came there first in front; at the same instant by serial. */
export function unitsAt<Place extends Unit['at']>(
  stock: Stock,
  place: Place,
): readonly { readonly serial: string; readonly unit: UnitAt<Place> }[] {
  return Object.entries(stock.units)
    .filter(([, unit]) => unit.at === place)
    .map(([serial, unit]) => ({ serial, unit: unit as UnitAt<Place> }))
    .sort((a, b) => a.unit.since - b.unit.since || (a.serial < b.serial ? -1 : 1));
}

/** What may be given to somebody: the ready units on hand, and nothing else, the one longest on hand first. */
export const readyUnits = (stock: Stock): readonly string[] =>
  unitsAt(stock, 'on-hand')
    .filter(({ unit }) => unit.ready)
    .map(({ serial }) => serial);

/** How many units are stock. */
export const readyCount = (stock: Stock): number =>
  Object.values(stock.units).filter(unit => unit.at === 'on-hand' && unit.ready).length;

/** The unit that a case has in one of these places; a case has at most one in each. */
export const serialFor = (
  stock: Stock,
  caseId: string,
  places: readonly ('reserved' | 'in-transit' | 'loaned')[],
): string | undefined =>
  Object.entries(stock.units).find(
    ([, unit]) => unit.at !== 'on-hand' && unit.caseId === caseId && places.includes(unit.at),
  )?.[0];

/** The sum of a record's numbers. */
export const total = (numbers: Readonly<Record<string, number>>): number =>
  Object.values(numbers).reduce((sum, n) => sum + n, 0);

/** The books. Conserved means: on hand + reserved + in transit + loaned + with customers + scrapped = received. */
export function balanceOf(stock: Stock): Balance {
  const { withCustomer, scrapped, received } = stock;
  const counts = { 'on-hand': 0, reserved: 0, 'in-transit': 0, loaned: 0 };
  for (const { at } of Object.values(stock.units)) counts[at]++;
  return {
    onHand: counts['on-hand'],
    ready: readyCount(stock),
    reserved: counts.reserved,
    inTransit: counts['in-transit'],
    loaned: counts.loaned,
    withCustomer,
    scrapped,
    received,
    conserved: total(counts) + withCustomer + scrapped === received,
  };
}

/** Everything that is short now: the floors that lack units, and the model when fewer than its minimum are ready. */
export function needsOf(stock: Stock): readonly StockAlert[] {
  const ready = readyCount(stock);
  const { floors, minimum } = stock;
  const touched = Object.entries(stock.short).map(([promise, short]) => {
    const floor = floors[promise] ?? 0;
    return { kind: 'floor-touched', promise, ready, floor, short } as const;
  });
  return ready < minimum ? [...touched, { kind: 'below-minimum', ready, minimum }] : touched;
}

/** What became short between two states of a stock and was not short before; a need that grows is not told again. */
export function newNeeds(before: Stock, after: Stock): readonly StockAlert[] {
  const nameOf = (need: StockAlert) => (need.kind === 'floor-touched' ? `floor/${need.promise}` : need.kind);
  const known = new Set(needsOf(before).map(nameOf));
  return needsOf(after).filter(need => !known.has(nameOf(need)));
}
