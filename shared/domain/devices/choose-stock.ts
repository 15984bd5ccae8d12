import type { Instant } from '../../kernel/instant.ts';
import { readyCount, type Stock, serialFor, unitsAt } from './stock.ts';
import { freeUnits, heldBack, mayTake } from './stock-floors.ts';
import { expired } from './stock-units.ts';

/** Why this stock: a unit that the case has already, a free one, one of the promise's own floor, or a displaced one. */
export type ChosenBy = 'already-held' | 'free' | 'own-floor' | 'displacement';

/** Something that would make a unit available, and where. */
export type Help = { readonly depotId: string; readonly model: string } & (
  | { readonly kind: 'not-ready-units'; readonly n: number }
  | { readonly kind: 'ring-fenced'; readonly n: number }
  | { readonly kind: 'reserved-unpromised'; readonly n: number; readonly firstEndsAt: Instant }
  | { readonly kind: 'due-back'; readonly serial: string; readonly at: Instant }
);

export type StockChoice =
  | { readonly chosen: Stock; readonly by: ChosenBy; readonly substitute: boolean }
  | { readonly chosen?: undefined; readonly whatWouldHelp: readonly Help[] };

export type StockQuestion = {
  readonly caseId: string;
  readonly promise?: string;
  /** Depots in the order they are preferred; within one the asked model first, then its substitutes in order. */
  readonly stocks: readonly Stock[];
  readonly now: Instant;
};

/**
 * Which stock a case reserves from. One that holds a unit for the case already; else depot by depot: a unit of the asked
 * model that is free or set aside for the promise, then one of a substitute, then for a promise the unit of an
 * unpromised reservation, in the same order. A promise displaces before it goes to the next depot: whoever has no
 * promise has the time for that. The asked model is that of the first stock. With none: what would help.
 */
export function chooseStock({ caseId, promise, stocks, now }: StockQuestion): StockChoice {
  const asked = stocks[0]?.model;
  const answer = (chosen: Stock, by: ChosenBy) => ({ chosen, by, substitute: chosen.model !== asked });
  const current = stocks.map(stock => ({ stock, now: expired(stock, now).stock }));
  const held = current.find(at => serialFor(at.now, caseId, ['reserved', 'in-transit']) !== undefined);
  if (held) return answer(held.stock, 'already-held');
  for (const depotId of new Set(stocks.map(stock => stock.depotId))) {
    const here = current.filter(at => at.stock.depotId === depotId);
    const open = here.find(at => mayTake(at.now, promise));
    if (open) return answer(open.stock, freeUnits(open.now) > 0 ? 'free' : 'own-floor');
    const last = promise === undefined ? undefined : here.find(at => unpromised(at.now).length > 0);
    if (last) return answer(last.stock, 'displacement');
  }
  return { whatWouldHelp: current.flatMap(at => helpOf(at.now)) };
}

const unpromised = (stock: Stock) =>
  unitsAt(stock, 'reserved').filter(({ unit }) => unit.promise === undefined);

function helpOf(stock: Stock): Help[] {
  const { depotId, model } = stock;
  const idle = unitsAt(stock, 'on-hand').length - readyCount(stock);
  const fenced = heldBack(stock);
  const lent = unpromised(stock);
  const firstEndsAt = Math.min(...lent.map(({ unit }) => unit.expiresAt));
  const loaned = unitsAt(stock, 'loaned').toSorted((a, b) => a.unit.dueBackAt - b.unit.dueBackAt);
  const where = { depotId, model };
  return [
    ...(idle > 0 ? [{ ...where, kind: 'not-ready-units', n: idle } as const] : []),
    ...(fenced > 0 ? [{ ...where, kind: 'ring-fenced', n: fenced } as const] : []),
    ...(lent.length > 0
      ? [{ ...where, kind: 'reserved-unpromised', n: lent.length, firstEndsAt } as const]
      : []),
    ...loaned.map(
      ({ serial, unit }) => ({ ...where, kind: 'due-back', serial, at: unit.dueBackAt }) as const,
    ),
  ];
}
