import type { Instant } from '../../kernel/instant.ts';
import { accepted, type Outcome, refused } from '../../kernel/outcome.ts';
import { readyCount, readyUnits, type Stock, type Unit, unitOf, unitsAt } from './stock.ts';
import type { Returned, StockRefusal } from './stock-commands.ts';
import { heldBack, mayTake, settled, shortBy } from './stock-floors.ts';

/** The stock with one unit in this place; a serial is in one place, so it leaves any other. */
export const placed = (stock: Stock, serial: string, unit: Unit): Stock => ({
  ...stock,
  units: { ...stock.units, [serial]: unit },
});

/** The stock without this unit. Where it went is the caller's to count. */
export function without(stock: Stock, serial: string): Stock {
  const { [serial]: _, ...units } = stock.units;
  return { ...stock, units };
}

const ready = (now: Instant): Unit => ({ at: 'on-hand', ready: true, since: now });

/**
 * Every reservation whose end has come returns, ready, at the end of the line; one that is returned is no reservation
 * any more, so it returns once. The very same stock when none has ended.
 */
export function expired(
  stock: Stock,
  now: Instant,
): { readonly stock: Stock; readonly returned: readonly Returned[] } {
  const over = unitsAt(stock, 'reserved').filter(({ unit }) => unit.expiresAt <= now);
  const after = over.reduce((left, { serial }) => unreserved(left, serial, now), stock);
  const returned = over.map(({ serial, unit }) => ({ caseId: unit.caseId, serial, why: 'expired' }) as const);
  return { stock: settled(after), returned };
}

/** A reserved unit goes back on hand, ready; what its promise had taken from its own floor is there again. */
export function unreserved(stock: Stock, serial: string, now: Instant): Stock {
  const unit = unitOf(stock, serial);
  const back = placed(stock, serial, ready(now));
  return unit?.at === 'reserved' && unit.promise !== undefined ? shortBy(back, unit.promise, -1) : back;
}

export type Claim = { readonly caseId: string; readonly promise?: string; readonly expiresAt: Instant };
type Taken = {
  readonly stock: Stock;
  readonly serial: string;
  readonly displaced?: { caseId: string; serial: string };
};

/**
 * Reserves the unit longest on hand. A promise that may take none takes the unit of the unpromised reservation made
 * last, whose case is displaced. Refused with `no-stock`, with what is there for others.
 */
export function take(stock: Stock, claim: Claim, now: Instant): Outcome<Taken, StockRefusal> {
  const { caseId, promise, expiresAt } = claim;
  const unit: Unit = {
    at: 'reserved',
    caseId,
    expiresAt,
    since: now,
    ...(promise === undefined ? {} : { promise }),
  };
  const [oldest] = readyUnits(stock);
  if (oldest !== undefined && mayTake(stock, promise)) {
    const fenced = !mayTake(stock) && promise !== undefined;
    return accepted({
      stock: placed(fenced ? shortBy(stock, promise, 1) : stock, oldest, unit),
      serial: oldest,
    });
  }
  const unpromised = unitsAt(stock, 'reserved').filter(reserved => reserved.unit.promise === undefined);
  const last = promise === undefined ? undefined : unpromised.at(-1);
  if (!last)
    return refused('no-stock', {
      ready: readyCount(stock),
      heldBack: heldBack(stock),
      reservedUnpromised: unpromised.length,
    });
  const displaced = { caseId: last.unit.caseId, serial: last.serial };
  return accepted({ stock: placed(stock, last.serial, unit), serial: last.serial, displaced });
}

/** The reservation of one unit becomes that of another ready one: as many are ready and set aside as before. */
export function moved(stock: Stock, { from, to }: { from: string; to: string }, now: Instant): Stock {
  const unit = unitOf(stock, from);
  return from === to || !unit ? stock : placed(placed(stock, from, ready(now)), to, unit);
}

/** Why a named unit cannot be taken from the shelf, if so. */
export function notOnShelf(stock: Stock, serial: string): StockRefusal | undefined {
  const unit = unitOf(stock, serial);
  if (!unit) return 'unknown-serial';
  if (unit.at === 'reserved') return 'still-reserved';
  if (unit.at !== 'on-hand') return 'not-on-hand';
  return unit.ready ? undefined : 'not-ready';
}
