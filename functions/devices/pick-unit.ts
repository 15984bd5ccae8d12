import { chooseStock } from '../../shared/domain/devices/choose-stock.ts';
import type { StockRefusal } from '../../shared/domain/devices/stock-commands.ts';
import { accepted, type Outcome, refused } from '../../shared/kernel/outcome.ts';
import type { StoredCase } from '../../shared/store/case-store.ts';
import type { StoredDepot } from '../../shared/store/promise-store.ts';
import { promiseOf, type UnitPorts } from './case-unit.ts';
import { atShelf } from './shelf.ts';
import { termsOf } from './stock-terms.ts';

/**
 * The unit that a counter hands out: the one named; else the one reserved here; else under the rules of a reservation one
 * of the model, the one longest in stock, or of a listed substitute.
 */
export async function pickUnit(
  { book, now }: UnitPorts,
  held: StoredCase,
  { depot, newSerial }: { readonly depot: StoredDepot; readonly newSerial: string | undefined },
): Promise<Outcome<string, StockRefusal>> {
  if (newSerial !== undefined) return accepted(newSerial);
  const { id: caseId, model, policy, reservation } = held;
  if (reservation?.depotId === depot.id) return accepted(reservation.serial);
  const models = [model, ...termsOf(depot, model).substitutes];
  const stocks = await Promise.all(models.map(one => book.read(depot.id, one)));
  const promise = policy ? promiseOf(policy) : {};
  const choice = chooseStock({ caseId, ...promise, stocks, now });
  if (!choice.chosen)
    return refused('no-stock', { field: 'body.newSerial', problem: 'No ready unit may be given out here.' });
  const taken = await book.apply(choice.chosen, {
    ...({ do: 'reserve', caseId, ...promise } as const),
    // It is handed over in the same commit.
    expiresAt: now + 1,
  });
  if (!taken.ok) return atShelf(taken, 'body.newSerial');
  return accepted(taken.value.serial ?? '');
}
