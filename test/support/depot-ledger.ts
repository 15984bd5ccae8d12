import { balanceOf, type Stock, type Unit } from '../../shared/domain/devices/stock.ts';
import type { Returned, StockAnswer, StockCommand } from '../../shared/domain/devices/stock-commands.ts';
import type { Instant } from '../../shared/kernel/instant.ts';

/** Where a unit is as somebody who only hears the answers would note it down. */
type Place = {
  readonly depot: string;
  readonly at: Unit['at'] | 'with-customer';
  readonly ready?: boolean;
  readonly caseId?: string;
  readonly promise?: string | undefined;
  readonly until?: Instant;
};
type Heard = {
  readonly depot: string;
  readonly command: StockCommand;
  readonly answer: StockAnswer;
  readonly now: Instant;
};

const total = (floors: Stock['floors']) => Object.values(floors).reduce((sum, n) => sum + n, 0);

/** The second set of books: every unit of all depots by serial, kept from commands and answers alone. */
export function depotLedger() {
  const places = new Map<string, Place>();
  const scrapped = new Map<string, number>();
  const complaints: string[] = [];
  let entered = 0;

  const must = (holds: boolean, problem: string) => holds || complaints.push(problem);
  const shelf = (depot: string, ready = true): Place => ({ depot, at: 'on-hand', ready });
  const of = (depot: string) => [...places].filter(([, place]) => place.depot === depot);
  const heldBy = (depot: string, caseId: string, ...at: Place['at'][]) =>
    of(depot).find(([, place]) => place.caseId === caseId && at.includes(place.at));

  function enter(serial: string, place: Place) {
    must(!places.has(serial), `${serial} came in although it is ${places.get(serial)?.at}`);
    places.set(serial, place);
    entered++;
  }
  function scrap(depot: string, serial: string) {
    must(places.delete(serial), `${serial} was scrapped although it is nowhere`);
    scrapped.set(depot, (scrapped.get(depot) ?? 0) + 1);
  }
  function back(depot: string, { caseId, serial, why }: Returned, now: Instant) {
    const place = places.get(serial);
    must(place?.at === 'reserved' && place.caseId === caseId, `${serial} returned without a reservation`);
    must(why !== 'expired' || Number(place?.until) <= now, `${serial} expired before its end`);
    places.set(serial, shelf(depot));
  }

  /** A unit goes from the shelf, or from the case's own hands, to a case. */
  function give({ depot, command, answer }: Heard, to: Place) {
    const { serial = 'none', displaced } = answer;
    const promise = 'promise' in command ? command.promise : undefined;
    if (displaced) {
      const loser = places.get(displaced.serial);
      const mine = loser?.at === 'reserved' && loser.caseId === displaced.caseId;
      must(mine && loser.promise === undefined, `${displaced.caseId} was displaced from a promise`);
      must(promise !== undefined, `${displaced.caseId} was displaced without a promise`);
      places.set(displaced.serial, shelf(depot));
    }
    const from = places.get(serial);
    const fits = from?.at === 'on-hand' ? from.ready === true : from?.caseId === to.caseId;
    must(fits && from?.depot === depot, `${serial} was given to ${to.caseId} although ${from?.at}`);
    places.set(serial, to);
  }

  function reserve(heard: Heard, command: StockCommand & { do: 'reserve' }) {
    const { depot, answer } = heard;
    const held = heldBy(depot, command.caseId, 'reserved', 'in-transit');
    const { caseId, promise, expiresAt: until } = command;
    if (!held) return give(heard, { depot, at: 'reserved', caseId, promise, until });
    const [serial, place] = held;
    must(answer.serial === serial, `${caseId} got ${answer.serial} beside ${serial}`);
    if (place.at !== 'reserved') return;
    const longest = Math.max(until, place.until ?? 0);
    places.set(serial, { ...place, promise: place.promise ?? promise, until: longest });
  }

  function count({ depot, answer }: Heard, command: StockCommand & { do: 'count' }) {
    const onHand = of(depot).filter(([, { at }]) => at === 'on-hand');
    const missing = onHand.flatMap(([serial]) => (command.found.includes(serial) ? [] : [serial]));
    must(String(missing.sort()) === String([...(answer.missing ?? [])].sort()), 'a count missed others');
    must(command.reason !== '', 'a count had no reason');
    for (const serial of missing) scrap(depot, serial);
    for (const serial of answer.found ?? [])
      if (places.get(serial)?.at === 'with-customer') places.set(serial, shelf(depot, false));
      else enter(serial, shelf(depot, false));
  }

  function note(heard: Heard) {
    const { depot, command, answer, now } = heard;
    for (const returned of answer.returned) back(depot, returned, now);
    switch (command.do) {
      case 'receive':
        return enter(command.serial, shelf(depot, command.ready));
      case 'move-in':
        return places.set(command.serial, shelf(depot, command.ready));
      case 'set-ready':
        return places.set(command.serial, shelf(depot, command.ready));
      case 'reserve':
        return reserve(heard, command);
      case 'ship':
        return give(heard, { depot, at: 'in-transit', caseId: command.caseId });
      case 'hand-over':
        return give(heard, { depot, at: 'with-customer', caseId: command.caseId });
      case 'loan':
        return give(heard, { depot, at: 'loaned', caseId: command.caseId });
      case 'take-back':
        if (places.has(command.serial)) return places.set(command.serial, shelf(depot, command.ready));
        return enter(command.serial, shelf(depot, command.ready));
      case 'write-off':
        return scrap(depot, command.serial ?? 'none');
      case 'move-out':
        return must(places.delete(command.serial), `${command.serial} moved out of nowhere`);
      case 'count':
        return count(heard, command);
    }
  }

  /** Compares one depot's stock with what was noted down. */
  function compare(stock: Stock) {
    const noted = of(stock.depotId);
    const inside = noted.filter(([, { at }]) => at !== 'with-customer');
    const { conserved, ...counts } = balanceOf(stock);
    must(conserved, `${stock.depotId} is not conserved`);
    must(
      Object.values(counts).every(n => n >= 0),
      `${stock.depotId} has something negative`,
    );
    must(inside.length === Object.keys(stock.units).length, `${stock.depotId} has other units`);
    for (const [serial, place] of inside) {
      const unit = stock.units[serial];
      const caseId = unit && 'caseId' in unit ? unit.caseId : undefined;
      must(unit?.at === place.at && caseId === place.caseId, `${serial} is not ${place.at} but ${unit?.at}`);
    }
    must(stock.withCustomer === noted.length - inside.length, `${stock.depotId} miscounts customers`);
    must(stock.scrapped === (scrapped.get(stock.depotId) ?? 0), `${stock.depotId} miscounts scrap`);
    const lack = Math.max(0, total(stock.floors) - counts.ready);
    must(total(stock.short) === lack, `${stock.depotId} misjudges its floors`);
  }

  return {
    complaints,
    must,
    note,
    placeOf: (serial: string) => places.get(serial),
    /** After every commit: each depot by itself, and all of them together. */
    check(stocks: readonly Stock[]) {
      for (const stock of stocks) compare(stock);
      const received = stocks.reduce((sum, stock) => sum + stock.received, 0);
      must(received === entered, `${received} units are on the books, ${entered} came in`);
    },
    overdue: (depot: string, now: Instant) =>
      of(depot).filter(([, { at, until }]) => at === 'reserved' && Number(until) <= now).length,
    readyIn: (depot: string) => of(depot).filter(([, { at, ready }]) => at === 'on-hand' && ready).length,
    unpromisedIn: (depot: string, now: Instant) =>
      of(depot).filter(
        ([, { at, promise, until }]) => at === 'reserved' && promise === undefined && Number(until) > now,
      ).length,
  };
}
