import type { StockView } from '../../shared/contracts/depots-contract.ts';
import { command, type Fact, NO_ACCOUNT } from '../../shared/events/envelope.ts';
import { type AccountId, type EventId, eventIdOf } from '../../shared/kernel/id.ts';
import { accepted, type Outcome, refused } from '../../shared/kernel/outcome.ts';
import type { Ports } from '../../shared/store/ports.ts';
import type { StoredDepot } from '../../shared/store/promise-store.ts';
import { loadStock } from '../../shared/store/stock-store.ts';
import type { CommitResult } from '../../shared/store/table.ts';
import { type Attempt, untilFresh } from '../../shared/store/until-fresh.ts';
import { countUnits } from './count-units.ts';
import { depotFor, maySendTo, type Who } from './depot-access.ts';
import { depotEntry, doneBefore } from './depot-entry.ts';
import { moveUnit } from './move-unit.ts';
import { receiveUnits } from './receive-units.ts';
import { type ReturnRefusal, settleReturn } from './settle-return.ts';
import { atShelf, type Shelf, type ShelfAnswer, type ShelfRefusal, type StockMove } from './shelf.ts';
import { stockBook } from './stock-book.ts';
import { stockViewOf } from './stock-view.ts';
import { writeOffUnit } from './write-off-unit.ts';

type Counted = { readonly missing: readonly string[]; readonly found: readonly string[] };
type Refusal = ShelfRefusal | ReturnRefusal | 'not-found';
type Given = {
  readonly depotId: string;
  readonly move: StockMove;
  readonly who: Who;
  readonly idempotencyKey?: string;
};
type Asked = { readonly depot: StoredDepot; readonly move: StockMove; readonly cause: Fact };

/** Does one thing with a depot's stock, with its reason and who did it; the same idempotency key does it once. */
export async function moveStock(
  ports: Ports,
  given: Given,
): Promise<Outcome<{ stock: StockView; missing: string[]; found: string[] }, Refusal>> {
  const { depotId, move, who, idempotencyKey: key } = given;
  const depot = await depotFor(ports, depotId, who);
  if (!depot) return refused('not-found');
  if (move.do === 'move' && !(await maySendTo(ports, move.to, who)))
    return refused('unknown-depot', { field: 'body.to', problem: 'Name a depot of yours or of ours.' });
  const cause = command({
    id: (key === undefined ? ports.ids.random('evt') : eventIdOf(who.id, 'move-stock', key)) as EventId,
    name: 'stock.moved',
    accountId: (depot.accountId as AccountId | undefined) ?? NO_ACCOUNT,
    principal: who.id,
    now: ports.clock.now(),
  });
  const counted = await untilMoved(ports, { depot, move, cause });
  if (!counted.ok) return counted;
  const { missing, found } = counted.value;
  const stock = stockViewOf(await loadStock(ports.table, depotId, move.model), depot);
  return accepted({ stock, missing: [...missing], found: [...found] });
}

async function untilMoved(ports: Ports, asked: Asked): Promise<Outcome<Counted, Refusal>> {
  let answered: Outcome<Counted, Refusal> = refused('not-found');
  await untilFresh(async (): Promise<Attempt> => {
    const { outcome, answer = { done: true } } = await tryToMove(ports, asked);
    answered = outcome;
    return { answer, decision: asked.move.do };
  });
  return answered;
}

type Tried = { readonly outcome: Outcome<Counted, Refusal>; readonly answer?: CommitResult };

async function tryToMove(ports: Ports, asked: Asked): Promise<Tried> {
  const { depot, move, cause } = asked;
  const before = await doneBefore(ports.table, depot.id, cause.id);
  if (before) return { outcome: accepted({ ...nothing, ...(before['counted'] as Counted | undefined) }) };
  const settled = await settleReturn(ports, asked);
  if (settled)
    return settled.ok ? { outcome: accepted(nothing), answer: settled.value } : { outcome: settled };
  const now = ports.clock.now();
  const book = stockBook(ports.table, now);
  // What ended unseen lies on the shelf, for whoever reads the books before they change too.
  await book.apply({ depotId: depot.id, model: move.model }, { do: 'expire' });
  const step = await stepOf({ table: ports.table, book, depot, now }, move);
  if (!step.ok) return { outcome: step };
  const { devices, follows = [], missing = [], found = [] } = step.value;
  const counted = { missing, found };
  const entry = depotEntry(depot.id, {
    ...{ fact: cause, now, decision: move.do },
    reason: { ...reasonOf(move), ...(move.do === 'count' ? { counted } : {}) },
    follows: [...book.follows(), ...follows],
  });
  const answer = await ports.table.commit({
    commitId: ports.ids.random('cmt'),
    writes: [entry, ...book.writes(), ...devices],
  });
  return { outcome: accepted(counted), answer };
}

const nothing: Counted = { missing: [], found: [] };

async function stepOf(shelf: Shelf, move: StockMove): Promise<ShelfAnswer> {
  switch (move.do) {
    case 'receive':
      return receiveUnits(shelf, move);
    case 'set-ready': {
      const { model, serial, ready } = move;
      const set = await shelf.book.apply(
        { depotId: shelf.depot.id, model },
        { do: 'set-ready', serial, ready },
      );
      return set.ok ? accepted({ devices: [] }) : atShelf(set, 'body.serial');
    }
    case 'write-off':
      return writeOffUnit(shelf, move);
    case 'move':
      return moveUnit(shelf, move);
    case 'count':
      return countUnits(shelf, move);
  }
}

/** What is kept of it: a count says what differed instead of all that was there. */
function reasonOf(move: StockMove): Record<string, unknown> {
  if (move.do === 'count') return { model: move.model, reason: move.reason, units: move.found.length };
  const { do: _word, ...rest } = move;
  return rest;
}
