import { type Stock, unitOf, unitsAt } from '../../shared/domain/devices/stock.ts';
import { accepted, type Outcome, refused } from '../../shared/kernel/outcome.ts';
import { inParallel } from '../../shared/kernel/parallel.ts';
import { type Device, loadDevice } from '../../shared/store/device-store.ts';
import { elsewhere } from './receive-units.ts';
import {
  atShelf,
  inStock,
  isIssuedBy,
  outOfStock,
  type Shelf,
  type ShelfAnswer,
  type ShelfRefusal,
} from './shelf.ts';
import { giveTermsIfNew } from './stock-terms.ts';

/** Rows of devices that one commit has room for beside the stock. */
const MOST = 90;
const ABREAST = 8;
type Asked = { readonly model: string; readonly found: readonly string[]; readonly reason: string };

/** Brings the books to what lies on the shelf; a serial that is anywhere else by the books is refused, and nothing changes. */
export async function countUnits(shelf: Shelf, { model, found, reason }: Asked): Promise<ShelfAnswer> {
  const { book, depot } = shelf;
  const changed = changesOf(await book.read(depot.id, model), found);
  if (changed.missing.length + changed.unknown.length > MOST)
    return refused('too-many-at-once', {
      field: 'body.found',
      problem: `The count differs from the books by more than ${MOST} units; receive what is new first.`,
    });
  const here = await devicesOf(shelf, changed.unknown, { model, found });
  if (!here.ok) return here;
  const issuedHere = changed.unknown.filter((_, n) => {
    const device = here.value[n];
    return device !== undefined && isIssuedBy(depot.id, device);
  });
  const counted = await book.apply({ depotId: depot.id, model }, { do: 'count', found, issuedHere, reason });
  if (!counted.ok) return atShelf(counted, 'body.found');
  await giveTermsIfNew(book, depot, model);
  const lost = await inParallel(changed.missing, ABREAST, serial => loadDevice(shelf.table, serial));
  return accepted({
    devices: [
      ...changed.unknown.map((serial, n) => inStock(here.value[n], { serial, model, depotId: depot.id })),
      ...lost.flatMap(device => (device ? [outOfStock(device, 'missing')] : [])),
    ],
    missing: counted.value.missing ?? [],
    found: counted.value.found ?? [],
  });
}

/** What the books do not know, and what they have on hand that was not found. */
function changesOf(stock: Stock, found: readonly string[]) {
  const seen = new Set(found);
  return {
    unknown: [...seen].filter(serial => unitOf(stock, serial) === undefined),
    missing: unitsAt(stock, 'on-hand').flatMap(({ serial }) => (seen.has(serial) ? [] : [serial])),
  };
}

async function devicesOf(
  shelf: Shelf,
  serials: readonly string[],
  { model, found }: Pick<Asked, 'model' | 'found'>,
): Promise<Outcome<(Device | undefined)[], ShelfRefusal>> {
  const devices = await inParallel(serials, ABREAST, serial => loadDevice(shelf.table, serial));
  for (const device of devices) {
    const wrong = device && (await elsewhere(shelf, device, { model, unit: undefined }));
    if (wrong) return atShelf(wrong, `body.found.${found.indexOf(device.serial)}`);
  }
  return accepted(devices);
}
