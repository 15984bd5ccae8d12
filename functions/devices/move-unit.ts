import { unitOf } from '../../shared/domain/devices/stock.ts';
import { accepted, refused } from '../../shared/kernel/outcome.ts';
import { loadDevice } from '../../shared/store/device-store.ts';
import { loadDepot } from '../../shared/store/promise-store.ts';
import { atShelf, inStock, type Shelf, type ShelfAnswer } from './shelf.ts';
import { giveTermsIfNew } from './stock-terms.ts';

type Asked = { readonly model: string; readonly serial: string; readonly to: string };

/** A unit on hand becomes another depot's business, as ready as it was; both books change in one commit. */
export async function moveUnit(shelf: Shelf, { model, serial, to }: Asked): Promise<ShelfAnswer> {
  const { table, book, depot } = shelf;
  if (to === depot.id) return refused('same-depot', { field: 'body.to', problem: 'It is there already.' });
  const target = await loadDepot(table, to);
  if (!target)
    return refused('unknown-depot', { field: 'body.to', problem: 'Name another depot that is there.' });
  const unit = unitOf(await book.read(depot.id, model), serial);
  const out = await book.apply({ depotId: depot.id, model }, { do: 'move-out', serial });
  if (!out.ok) return atShelf(out, 'body.serial');
  const ready = unit?.at === 'on-hand' && unit.ready;
  const into = await book.apply({ depotId: to, model }, { do: 'move-in', serial, ready });
  if (!into.ok) return atShelf(into, 'body.to');
  await giveTermsIfNew(book, target, model);
  const device = await loadDevice(table, serial);
  return accepted({ devices: [inStock(device, { serial, model, depotId: to })] });
}
