import { unitOf } from '../../shared/domain/devices/stock.ts';
import { accepted, refused } from '../../shared/kernel/outcome.ts';
import { loadCase } from '../../shared/store/case-store.ts';
import { loadDevice } from '../../shared/store/device-store.ts';
import { atShelf, isIssuedBy, lostOnItsWay, outOfStock, type Shelf, type ShelfAnswer } from './shelf.ts';

type Asked = { readonly model: string; readonly serial: string };

/** Scraps a unit of this depot: on hand, lost on its way, a loaner, or one given to a customer that never comes back. */
export async function writeOffUnit(shelf: Shelf, { model, serial }: Asked): Promise<ShelfAnswer> {
  const at = { depotId: shelf.depot.id, model };
  const device = await loadDevice(shelf.table, serial);
  const unit = unitOf(await shelf.book.read(at.depotId, model), serial);
  const issuedHere = device !== undefined && device.model === model && isIssuedBy(at.depotId, device);
  const held = device?.caseId === undefined ? undefined : await loadCase(shelf.table, device.caseId);
  if (held && held.state !== 'closed' && held.state !== 'cancelled')
    return refused('in-a-case', {
      field: 'body.serial',
      problem: 'A case of this device is not closed; write the old device off there.',
    });
  const off = await shelf.book.apply(at, { do: 'write-off', serial, issuedHere });
  if (!off.ok) return atShelf(off, 'body.serial');
  return accepted({
    devices: device ? [outOfStock(device, 'scrapped')] : [],
    follows: lostOnItsWay(at, unit, off.value),
  });
}
