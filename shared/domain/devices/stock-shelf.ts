import type { Instant } from '../../kernel/instant.ts';
import { accepted, refused } from '../../kernel/outcome.ts';
import { MOST_UNITS, type Stock, type Unit, unitOf, unitsAt } from './stock.ts';
import type { CommandTo, StockOutcome } from './stock-commands.ts';
import { placed, without } from './stock-units.ts';

const onHand = (ready: boolean, now: Instant): Unit => ({ at: 'on-hand', ready, since: now });

/** A unit comes in, from a supplier or from another depot: one more received. Refused with `serial-known`. */
export function receive(stock: Stock, command: CommandTo<'receive' | 'move-in'>, now: Instant): StockOutcome {
  const { serial, ready } = command;
  const unit = unitOf(stock, serial);
  if (unit) return refused('serial-known', { serial, at: unit.at });
  const stocked = placed(stock, serial, onHand(ready, now));
  return accepted({ stock: { ...stocked, received: stock.received + 1 }, serial });
}

/** Only ready units are stock. Refused with `unknown-serial`, `still-reserved` or `not-on-hand`. */
export function setReady(stock: Stock, { serial, ready }: CommandTo<'set-ready'>): StockOutcome {
  const unit = unitOf(stock, serial);
  if (!unit) return refused('unknown-serial', { serial });
  if (unit.at !== 'on-hand') return elsewhere(serial, unit);
  return accepted({
    stock: unit.ready === ready ? stock : placed(stock, serial, { ...unit, ready }),
    serial,
  });
}

const elsewhere = (serial: string, { at }: Unit) =>
  refused(at === 'reserved' ? 'still-reserved' : 'not-on-hand', { serial, at });

/**
 * A unit comes back: a loaner, a parcel that could not be delivered, a unit handed over here (one fewer with customers)
 * or one that this stock never issued (one more received). Refused with `serial-known` when it is on hand,
 * `still-reserved`, or `none-with-customer` when this stock has no unit out.
 */
export function takeBack(stock: Stock, command: CommandTo<'take-back'>, now: Instant): StockOutcome {
  const { serial, issuedHere, ready } = command;
  const unit = unitOf(stock, serial);
  if (unit?.at === 'on-hand') return refused('serial-known', { serial, at: unit.at });
  if (unit?.at === 'reserved') return refused('still-reserved', { serial });
  if (unit)
    return accepted({
      stock: placed(stock, serial, onHand(ready, now)),
      serial,
      formerCaseId: unit.caseId,
    });
  if (!issuedHere) return receive(stock, { do: 'receive', serial, ready }, now);
  if (stock.withCustomer === 0) return refused('none-with-customer', { serial });
  const back = placed(stock, serial, onHand(ready, now));
  return accepted({ stock: { ...back, withCustomer: stock.withCustomer - 1 }, serial });
}

/**
 * Scraps a unit: one on hand, one lost on its way, a loaner that never came back, or with `issuedHere` one handed over
 * that never comes back. Refused with `still-reserved`, `unknown-serial` or `none-with-customer`.
 */
export function writeOff(stock: Stock, command: CommandTo<'write-off'>): StockOutcome {
  const { serial, issuedHere = false } = command;
  const named = serial === undefined ? {} : { serial };
  const scrapped = stock.scrapped + 1;
  const unit = serial === undefined ? undefined : unitOf(stock, serial);
  if (unit?.at === 'reserved') return refused('still-reserved', named);
  if (serial !== undefined && unit) {
    const former = unit.at === 'on-hand' ? {} : { formerCaseId: unit.caseId };
    return accepted({ stock: { ...without(stock, serial), scrapped }, serial, ...former });
  }
  if (!issuedHere) return refused('unknown-serial', named);
  if (stock.withCustomer === 0) return refused('none-with-customer', named);
  return accepted({ stock: { ...stock, withCustomer: stock.withCustomer - 1, scrapped }, ...named });
}

/**
 * A unit on hand, or with `issuedHere` one handed over here, becomes another depot's business: one fewer received here,
 * one more there by `move-in` in the same commit. Refused with `still-reserved`, `not-on-hand`, `unknown-serial` or
 * `none-with-customer`.
 */
export function moveOut(stock: Stock, command: CommandTo<'move-out'>): StockOutcome {
  const { serial, issuedHere = false } = command;
  const unit = unitOf(stock, serial);
  const received = stock.received - 1;
  if (unit && unit.at !== 'on-hand') return elsewhere(serial, unit);
  if (unit) return accepted({ stock: { ...without(stock, serial), received }, serial });
  if (!issuedHere) return refused('unknown-serial', { serial });
  if (stock.withCustomer === 0) return refused('none-with-customer', { serial });
  return accepted({ stock: { ...stock, withCustomer: stock.withCustomer - 1, received }, serial });
}

/**
 * Stock-taking of what is on hand. What is missing is scrapped; what is found unknown comes in, not ready until somebody
 * has looked at it: as received, or as back from a customer when it was handed over here. Reserved units may be among
 * those found and stay as they are. Refused with `reason-needed`, `not-on-hand` (some of those found are loaned or on
 * their way by the books: take them back first), or `none-with-customer`.
 */
export function count(stock: Stock, command: CommandTo<'count'>, now: Instant): StockOutcome {
  if (command.reason.trim() === '') return refused('reason-needed', { field: 'reason', problem: 'is empty' });
  const seen = new Set(command.found);
  const away = [...seen].filter(serial => isAway(unitOf(stock, serial)));
  if (away.length > 0) return refused('not-on-hand', { serials: away });
  const missing = unitsAt(stock, 'on-hand').flatMap(({ serial }) => (seen.has(serial) ? [] : [serial]));
  const found = [...seen].filter(serial => !unitOf(stock, serial));
  const back = found.filter(serial => command.issuedHere?.includes(serial)).length;
  if (back > stock.withCustomer) return refused('none-with-customer', { withCustomer: stock.withCustomer });
  const kept = missing.reduce(without, stock);
  const held = found.reduce((shelf, serial) => placed(shelf, serial, onHand(false, now)), kept);
  const counted = {
    ...held,
    scrapped: stock.scrapped + missing.length,
    received: stock.received + found.length - back,
    withCustomer: stock.withCustomer - back,
  };
  return accepted({ stock: counted, missing, found });
}

const isAway = (unit: Unit | undefined): boolean => unit?.at === 'in-transit' || unit?.at === 'loaned';

/** Ring-fences so many ready units for a promise; none ends the fence. Refused with `units-out-of-range`. */
export function setFloor(stock: Stock, { promise, units }: CommandTo<'set-floor'>): StockOutcome {
  if (!isCount(units)) return outOfRange();
  const { [promise]: _, ...others } = stock.floors;
  return accepted({ stock: { ...stock, floors: units === 0 ? others : { ...others, [promise]: units } } });
}

/** Fewer ready units than this raise an alert. Refused with `units-out-of-range`. */
export const setMinimum = (stock: Stock, { units }: CommandTo<'set-minimum'>): StockOutcome =>
  isCount(units) ? accepted({ stock: { ...stock, minimum: units } }) : outOfRange();

const isCount = (units: number): boolean => Number.isInteger(units) && units >= 0 && units <= MOST_UNITS;
const outOfRange = () =>
  refused('units-out-of-range', { field: 'units', problem: `is no whole number from 0 to ${MOST_UNITS}` });
