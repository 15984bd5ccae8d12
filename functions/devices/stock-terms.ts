import { decideStock } from '../../shared/domain/devices/decide-stock.ts';
import { newStock, type Stock } from '../../shared/domain/devices/stock.ts';
import type { StockCommand } from '../../shared/domain/devices/stock-commands.ts';
import type { Instant } from '../../shared/kernel/instant.ts';
import type { StoredDepot } from '../../shared/store/promise-store.ts';
import type { StockBook } from './stock-book.ts';

export type Terms = StoredDepot['models'][string];
const noTerms: Terms = { substitutes: [], minimum: 0, floors: {} };

/** What a depot says of a model; of one it does not name, nothing is kept back and nothing may replace it. */
export const termsOf = ({ models }: StoredDepot, model: string): Terms =>
  Object.hasOwn(models, model) ? (models[model] ?? noTerms) : noTerms;

/** What brings a stock to the terms of its depot; nothing when it has them. */
export function commandsTo({ minimum, floors }: Terms, stock: Stock): StockCommand[] {
  const promises = [...new Set([...Object.keys(stock.floors), ...Object.keys(floors)])].sort();
  return [
    ...(stock.minimum === minimum ? [] : [{ do: 'set-minimum', units: minimum } as const]),
    ...promises
      .filter(promise => (stock.floors[promise] ?? 0) !== (floors[promise] ?? 0))
      .map(promise => ({ do: 'set-floor', promise, units: floors[promise] ?? 0 }) as const),
  ];
}

/** Brings a stock to the terms of its depot, in the books. */
export async function giveTerms(book: StockBook, depot: StoredDepot, model: string): Promise<void> {
  const at = { depotId: depot.id, model };
  const commands = commandsTo(termsOf(depot, model), await book.read(depot.id, model));
  for (const command of commands) await book.apply(at, command);
}

/** A model that comes to a depot for the first time takes its terms from there. */
export async function giveTermsIfNew(book: StockBook, depot: StoredDepot, model: string): Promise<void> {
  const { version } = await book.read(depot.id, model);
  if (version === undefined) await giveTerms(book, depot, model);
}

/** The stock of a model that a depot names and has never had: empty, and short of all that is to be kept. */
export const emptyStock = (depot: StoredDepot, model: string, now: Instant): Stock =>
  commandsTo(termsOf(depot, model), newStock(depot.id, model)).reduce(
    (stock, command) => {
      const answer = decideStock(stock, command, now);
      return answer.ok ? answer.value.stock : stock;
    },
    newStock(depot.id, model),
  );
