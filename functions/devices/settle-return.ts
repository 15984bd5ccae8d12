import type { Fact } from '../../shared/events/envelope.ts';
import type { AccountId } from '../../shared/kernel/id.ts';
import { accepted, type Outcome, refused } from '../../shared/kernel/outcome.ts';
import { loadCase } from '../../shared/store/case-store.ts';
import { loadDevice } from '../../shared/store/device-store.ts';
import type { Ports } from '../../shared/store/ports.ts';
import type { StoredDepot } from '../../shared/store/promise-store.ts';
import type { CommitResult } from '../../shared/store/table.ts';
import type { MoveRefusal } from './move-case.ts';
import { owedTo } from './receive-units.ts';
import { atShelf, type ShelfRefusal, type StockMove } from './shelf.ts';
import { commitAtCounter, stepCase } from './step-case.ts';
import { stockBook } from './stock-book.ts';
import { giveTermsIfNew } from './stock-terms.ts';

type Asked = { readonly depot: StoredDepot; readonly move: StockMove; readonly cause: Fact };
export type ReturnRefusal = MoveRefusal | ShelfRefusal;

/**
 * A device that a case expects back comes in or is written off: the case is settled in the same commit. Answers nothing
 * when no case expects it.
 */
export async function settleReturn(
  ports: Ports,
  { depot, move, cause: asked }: Asked,
): Promise<Outcome<CommitResult, ReturnRefusal> | undefined> {
  const { serial, fate, field } = returning(move);
  const device = serial === undefined ? undefined : await loadDevice(ports.table, serial);
  const caseId = device && (await owedTo(ports.table, device));
  const before = caseId === undefined ? undefined : await loadCase(ports.table, caseId);
  if (!device || !before) return undefined;
  const wrong = wrongPlace(depot, { ...device, ofCase: before.accountId, asked: move.model });
  if (wrong) return atShelf(wrong, field);
  const now = ports.clock.now();
  const book = stockBook(ports.table, now);
  const cause = { ...asked, accountId: before.accountId as AccountId };
  const { version: _read, ...held } = before;
  const command = { do: 'return', fate } as const;
  const steps = [{ command, units: { depotId: depot.id }, field }];
  const stepped = await stepCase({ table: ports.table, book, now }, held, { steps, cause, now });
  if (!stepped.ok) return stepped;
  if (fate === 'returned') await giveTermsIfNew(book, depot, device.model);
  const reason = { by: cause.producer, serial: device.serial, model: device.model, caseId: before.id };
  const { after, devices } = stepped.value;
  const done = { depotId: depot.id, decision: fate, reason, before, after, devices, book, cause, now };
  return accepted(await commitAtCounter(ports, done));
}

function returning(move: StockMove) {
  if (move.do === 'write-off')
    return { serial: move.serial, fate: 'written-off', field: 'body.serial' } as const;
  const alone = move.do === 'receive' && move.serials.length === 1 ? move.serials[0] : undefined;
  return { serial: alone, fate: 'returned', field: 'body.serials.0' } as const;
}

function wrongPlace(
  { accountId }: StoredDepot,
  device: { serial: string; model: string; ofCase: string; asked: string },
) {
  if (device.model !== device.asked && device.model !== 'unknown')
    return refused('other-model', { problem: `${device.serial} is registered as ${device.model}.` });
  return accountId !== undefined && accountId !== device.ofCase
    ? refused('serial-elsewhere', { problem: 'It belongs to another client: take it in at a depot of ours.' })
    : undefined;
}
