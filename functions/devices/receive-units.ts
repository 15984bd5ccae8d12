import { isOpenCase } from '../../shared/domain/devices/device-case.ts';
import { type Unit, unitOf } from '../../shared/domain/devices/stock.ts';
import type { StockCommand } from '../../shared/domain/devices/stock-commands.ts';
import type { Follow } from '../../shared/events/envelope.ts';
import { accepted, type Refused, refused } from '../../shared/kernel/outcome.ts';
import { inParallel } from '../../shared/kernel/parallel.ts';
import { loadCase } from '../../shared/store/case-store.ts';
import { type Device, loadDevice } from '../../shared/store/device-store.ts';
import type { Table, Write } from '../../shared/store/table.ts';
import {
  atShelf,
  inStock,
  isIssuedBy,
  isWrittenOff,
  lostOnItsWay,
  type Shelf,
  type ShelfAnswer,
  type ShelfRefusal,
} from './shelf.ts';
import { giveTermsIfNew } from './stock-terms.ts';

const ABREAST = 8;
type Asked = { readonly model: string; readonly serials: readonly string[]; readonly ready: boolean };

/**
 * Units come in: new ones, loaners and parcels on their way back, and those that this depot had given to a customer. A
 * serial that is anywhere else by the books is refused with what to do about it, and then nothing comes in.
 */
export async function receiveUnits(shelf: Shelf, { model, serials, ready }: Asked): Promise<ShelfAnswer> {
  const at = { depotId: shelf.depot.id, model };
  const asked = [...new Set(serials)];
  const known = await inParallel(asked, ABREAST, serial => loadDevice(shelf.table, serial));
  const devices: Write[] = [];
  const follows: Follow[] = [];
  for (const [n, serial] of asked.entries()) {
    const field = `body.serials.${serials.indexOf(serial)}`;
    const device = known[n];
    const unit = unitOf(await shelf.book.read(at.depotId, model), serial);
    const wrong = device && (await elsewhere(shelf, device, { model, unit }));
    if (wrong) return atShelf(wrong, field);
    const answer = await shelf.book.apply(at, comingIn(at.depotId, { serial, ready, device, unit }));
    if (!answer.ok) return atShelf(answer, field);
    devices.push(inStock(device, { serial, ...at }));
    follows.push(...lostOnItsWay(at, unit, answer.value));
  }
  await giveTermsIfNew(shelf.book, shelf.depot, model);
  return accepted({ devices, follows });
}

type Coming = {
  readonly serial: string;
  readonly ready: boolean;
  readonly device: Device | undefined;
  readonly unit: Unit | undefined;
};

function comingIn(depotId: string, { serial, ready, device, unit }: Coming): StockCommand {
  const issuedHere = unit === undefined && device !== undefined && isIssuedBy(depotId, device);
  const back = issuedHere || unit?.at === 'loaned' || unit?.at === 'in-transit';
  return back ? { do: 'take-back', serial, issuedHere, ready } : { do: 'receive', serial, ready };
}

/** Where a device is by its own row, when that is not this shelf. */
export async function elsewhere(
  { table, depot }: Pick<Shelf, 'table' | 'depot'>,
  device: Device,
  { model, unit }: { readonly model: string; readonly unit: Unit | undefined },
): Promise<Refused<ShelfRefusal> | undefined> {
  const { serial, depotId } = device;
  if (device.model !== model && device.model !== 'unknown')
    return refused('other-model', { problem: `${serial} is registered as ${device.model}.` });
  if (unit || isWrittenOff(device)) return undefined;
  if (await owedTo(table, device))
    return refused('expected-back', {
      problem: `A case expects ${serial} back: take it in by itself, so that the case is settled.`,
    });
  const held = device.caseId === undefined ? undefined : await loadCase(table, device.caseId);
  if (held && isOpenCase(held))
    return refused('in-a-case', { problem: `${serial} is in an open case: swap it, or settle the case.` });
  if (depotId !== undefined && depotId !== depot.id)
    return refused('serial-elsewhere', {
      problem: `${serial} is in the books of ${depotId}: receive it there, then move it here.`,
    });
  if (device.accountId !== undefined && depotId === undefined)
    return refused('none-with-customer', {
      problem: `${serial} belongs to a customer and was not given out here: report it and swap it.`,
    });
  return undefined;
}

/** The id of the case that expects the device back. */
export async function owedTo(table: Table, { serial, caseId }: Device): Promise<string | undefined> {
  const held = caseId === undefined ? undefined : await loadCase(table, caseId);
  return held?.owed.includes(serial) ? held.id : undefined;
}
