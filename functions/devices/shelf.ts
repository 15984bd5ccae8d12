import type * as z from 'zod/mini';
import type { moveStock } from '../../shared/contracts/depots-contract.ts';
import type { Stock, Unit } from '../../shared/domain/devices/stock.ts';
import type { StockAnswer, StockRefusal } from '../../shared/domain/devices/stock-commands.ts';
import { reservationDisplaced } from '../../shared/events/device-events.ts';
import type { Follow } from '../../shared/events/envelope.ts';
import type { Instant } from '../../shared/kernel/instant.ts';
import { type Outcome, type Refused, refused } from '../../shared/kernel/outcome.ts';
import { type Device, deviceRow } from '../../shared/store/device-store.ts';
import { replace } from '../../shared/store/journal.ts';
import type { StoredDepot } from '../../shared/store/promise-store.ts';
import type { Table, Write } from '../../shared/store/table.ts';
import type { StockBook } from './stock-book.ts';

/** A depot's shelf while one thing is done with it. */
export type Shelf = {
  readonly table: Table;
  readonly book: StockBook;
  readonly depot: StoredDepot;
  readonly now: Instant;
};

/** What can be done with a shelf. */
export type StockMove = z.infer<typeof moveStock.body>;

/** What a move of stock adds to the books: rows of devices, and what others must hear of. */
export type ShelfStep = {
  readonly devices: readonly Write[];
  readonly follows?: readonly Follow[];
  readonly missing?: readonly string[];
  readonly found?: readonly string[];
};
export type ShelfRefusal =
  | StockRefusal
  | 'serial-elsewhere'
  | 'other-model'
  | 'in-a-case'
  | 'expected-back'
  | 'unknown-depot'
  | 'same-depot'
  | 'too-many-at-once';
export type ShelfAnswer = Outcome<ShelfStep, ShelfRefusal>;

/** A unit in the books of a depot belongs to nobody; it is managed, so that its next user is entitled. */
export const inStock = (
  device: Device | undefined,
  { serial, model, depotId }: { serial: string; model: string; depotId: string },
): Write =>
  replace(
    deviceRow({ serial, model, managed: device?.managed ?? true, place: 'depot', depotId }),
    device?.version,
  );

/** A unit that nobody has any more; the depot that wrote it off stays with it. */
export const outOfStock = ({ version, ...device }: Device, place: 'missing' | 'scrapped'): Write => {
  const { accountId: _theirs, contactId: _user, site: _site, product: _for, caseId: _in, ...kept } = device;
  return replace(deviceRow({ ...kept, place }), version);
};

/** Written off before: it is in no books any more. */
export const isWrittenOff = ({ place, accountId }: Device): boolean =>
  place === 'scrapped' || (place === 'missing' && accountId === undefined);

/** A customer has it, or loses or returns it, and this depot gave it out. */
export const isIssuedBy = (depotId: string, device: Device): boolean =>
  device.depotId === depotId &&
  device.accountId !== undefined &&
  device.place !== 'depot' &&
  !isWrittenOff(device);

/** The case whose unit was on its way looks for another one. */
export const lostOnItsWay = (
  { depotId, model }: Pick<Stock, 'depotId' | 'model'>,
  unit: Unit | undefined,
  { serial, formerCaseId }: StockAnswer,
): Follow[] =>
  unit?.at === 'in-transit' && serial !== undefined && formerCaseId !== undefined
    ? [reservationDisplaced.of({ caseId: formerCaseId, depotId, model, serial, why: 'displaced' })]
    : [];

/** What each refusal of a stock means for whoever stands at the shelf. */
const sentences: Readonly<Record<StockRefusal, string>> = {
  'serial-known': 'It is in stock here already.',
  'unknown-serial': 'This depot has no such unit of this model in its books.',
  'not-on-hand': 'By the books it is on its way or lent; take it back first.',
  'not-ready': 'It is not ready to be handed out.',
  'no-stock': 'No ready unit may be given out.',
  'not-reserved': 'No unit is reserved for this case.',
  'still-reserved': 'It is reserved for a case.',
  'already-loaned': 'The case has another loaner; take that back first.',
  'already-expired': 'The reservation would have ended before it began.',
  'none-with-customer': 'This depot has given no such device to a customer.',
  'reason-needed': 'Say why.',
  'units-out-of-range': 'That is no number of units a depot can hold.',
  'too-many-units': 'A depot can hold no more units of one model.',
};

/** A refusal of the books with the part of the request it is about and a sentence. */
export const atShelf = <R extends string>({ refusal, detail }: Refused<R>, field: string): Refused<R> => {
  const { problem, ...rest } = detail ?? {};
  const sentence = problem ?? (sentences as Readonly<Record<string, string>>)[refusal];
  return refused(refusal, { ...rest, field, ...(sentence === undefined ? {} : { problem: sentence }) });
};
