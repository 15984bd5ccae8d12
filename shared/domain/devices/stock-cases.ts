import type { Instant } from '../../kernel/instant.ts';
import { accepted, refused } from '../../kernel/outcome.ts';
import { type Stock, serialFor, type Unit, unitOf } from './stock.ts';
import type { CommandTo, StockOutcome } from './stock-commands.ts';
import { type Claim, moved, notOnShelf, placed, take, unreserved, without } from './stock-units.ts';

/**
 * Reserves a ready unit for a case. A case that has a unit reserved or on its way is answered with that one; such a
 * repeat may add a promise and move the end later, never the other way. Without a promise only units beyond all floors
 * are taken; a promise takes free ones, then its own floor, then the unit of the unpromised reservation made last.
 * Refused with `no-stock`, or `already-expired` when the end is not after now.
 */
export function reserve(stock: Stock, command: CommandTo<'reserve'>, now: Instant): StockOutcome {
  const serial = serialFor(stock, command.caseId, ['reserved', 'in-transit']);
  if (serial !== undefined) return accepted({ stock: strengthened(stock, serial, command), serial });
  if (!(command.expiresAt > now))
    return refused('already-expired', { field: 'expiresAt', problem: 'is not after now' });
  return take(stock, command, now);
}

function strengthened(stock: Stock, serial: string, { promise, expiresAt }: Claim): Stock {
  const unit = unitOf(stock, serial);
  if (unit?.at !== 'reserved') return stock;
  const adds = unit.promise === undefined && promise !== undefined;
  if (!adds && !(expiresAt > unit.expiresAt)) return stock;
  const end = expiresAt > unit.expiresAt ? expiresAt : unit.expiresAt;
  return placed(stock, serial, { ...unit, expiresAt: end, ...(adds ? { promise } : {}) });
}

/** Ends a reservation: the unit is on hand and ready again. Refused with `not-reserved`, so it happens once. */
export function release(stock: Stock, { caseId }: CommandTo<'release'>, now: Instant): StockOutcome {
  const serial = serialFor(stock, caseId, ['reserved']);
  if (serial === undefined) return refused('not-reserved', { caseId });
  const returned = [{ caseId, serial, why: 'released' }] as const;
  return accepted({ stock: unreserved(stock, serial, now), serial, returned });
}

/** Sends the case's reserved unit off; a repeat is answered with the unit on its way. Refused with `not-reserved`. */
export function ship(stock: Stock, { caseId }: CommandTo<'ship'>, now: Instant): StockOutcome {
  const serial = serialFor(stock, caseId, ['reserved', 'in-transit']);
  if (serial === undefined) return refused('not-reserved', { caseId });
  if (unitOf(stock, serial)?.at === 'in-transit') return accepted({ stock, serial });
  return accepted({ stock: placed(stock, serial, { at: 'in-transit', caseId, since: now }), serial });
}

/**
 * Gives a unit to the customer for good: the one reserved or on its way for the case, or the one named. A named unit is
 * the case's loaner or a ready one on hand; the case's reserved unit then returns. A case without a reservation takes a
 * named unit under the rules of a reservation. Refused with `not-reserved`, `no-stock`, `unknown-serial`, `not-on-hand`,
 * `not-ready`, or `still-reserved` when the unit is another case's.
 */
export function handOver(stock: Stock, command: CommandTo<'hand-over'>, now: Instant): StockOutcome {
  const { caseId } = command;
  const held = serialFor(stock, caseId, ['reserved', 'in-transit']);
  const serial = command.serial ?? held;
  if (serial === undefined) return refused('not-reserved', { caseId });
  if (serial === held) return accepted({ stock: given(stock, serial), serial });
  const reserved = serialFor(stock, caseId, ['reserved']);
  const returned = reserved ? [{ caseId, serial: reserved, why: 'replaced' } as const] : [];
  if (serial === serialFor(stock, caseId, ['loaned'])) {
    const freed = reserved ? unreserved(stock, reserved, now) : stock;
    return accepted({ stock: given(freed, serial), serial, returned });
  }
  const problem = notOnShelf(stock, serial);
  if (problem) return refused(problem, { serial });
  const claim = { ...command, expiresAt: now };
  const taken = reserved ? accepted({ stock, serial: reserved }) : take(stock, claim, now);
  if (!taken.ok) return taken;
  const { stock: next, serial: from, ...displaced } = taken.value;
  return accepted({
    ...displaced,
    stock: given(moved(next, { from, to: serial }, now), serial),
    serial,
    returned,
  });
}

const given = (stock: Stock, serial: string): Stock => ({
  ...without(stock, serial),
  withCustomer: stock.withCustomer + 1,
});

/**
 * Lends a unit until an instant: the named one, else the one reserved for the case, else one taken under the rules of a
 * reservation. With another unit named, a reservation of the case stays: the loaner bridges the wait. A case has one
 * loaner; a repeat is answered with it and may move its return later. Refused with `already-loaned` when another unit is
 * named then, otherwise as a hand-over.
 */
export function loan(stock: Stock, command: CommandTo<'loan'>, now: Instant): StockOutcome {
  const { caseId, dueBackAt, serial: named } = command;
  const loaned = serialFor(stock, caseId, ['loaned']);
  if (loaned !== undefined) {
    if (named !== undefined && named !== loaned) return refused('already-loaned', { serial: loaned });
    return accepted({ stock: later(stock, loaned, dueBackAt), serial: loaned });
  }
  const lent: Unit = { at: 'loaned', caseId, dueBackAt, since: now };
  const reserved = serialFor(stock, caseId, ['reserved']);
  if (reserved !== undefined && (named ?? reserved) === reserved)
    return accepted({ stock: placed(stock, reserved, lent), serial: reserved });
  const problem = named === undefined ? undefined : notOnShelf(stock, named);
  if (problem) return refused(problem, { serial: named });
  const taken = take(stock, { ...command, expiresAt: now }, now);
  if (!taken.ok) return taken;
  const { stock: next, serial: from, ...displaced } = taken.value;
  const serial = named ?? from;
  return accepted({
    ...displaced,
    stock: placed(moved(next, { from, to: serial }, now), serial, lent),
    serial,
  });
}

function later(stock: Stock, serial: string, dueBackAt: Instant): Stock {
  const unit = unitOf(stock, serial);
  if (unit?.at !== 'loaned' || !(dueBackAt > unit.dueBackAt)) return stock;
  return placed(stock, serial, { ...unit, dueBackAt });
}
