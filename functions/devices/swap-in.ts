import { isOpenCase } from '../../shared/domain/devices/device-case.ts';
import type { Fact } from '../../shared/events/envelope.ts';
import { accepted, type Outcome, refused } from '../../shared/kernel/outcome.ts';
import { loadCase, type StoredCase } from '../../shared/store/case-store.ts';
import type { Ports } from '../../shared/store/ports.ts';
import type { StoredDepot } from '../../shared/store/promise-store.ts';
import type { CommitResult } from '../../shared/store/table.ts';
import { type Attempt, untilFresh } from '../../shared/store/until-fresh.ts';
import type { UnitPorts } from './case-unit.ts';
import { otherUnit, type Swap, type SwapRefusal } from './check-swap.ts';
import type { MoveRefusal } from './move-case.ts';
import { pickUnit } from './pick-unit.ts';
import { type CaseStep, commitAtCounter, stepCase } from './step-case.ts';
import { stockBook } from './stock-book.ts';
import { giveTermsIfNew } from './stock-terms.ts';
import { type Swapped, swappedOf } from './swapped.ts';

type Asked = {
  readonly caseId: string;
  readonly depot: StoredDepot;
  readonly swap: Swap;
  readonly cause: Fact;
};
type Answer = Outcome<Swapped, SwapRefusal | MoveRefusal>;
type Tried = { readonly outcome: Answer; readonly answer?: CommitResult };

/** Hands a unit out where the case still waits for one, takes the old device in where it was brought: one commit. */
export async function swapIn(ports: Ports, asked: Asked): Promise<Answer> {
  let answered: Answer = refused('not-found');
  await untilFresh(async (): Promise<Attempt> => {
    const { outcome, answer = { done: true } } = await tryToSwap(ports, asked);
    answered = outcome;
    return { answer, decision: 'swapped', detail: { case: asked.caseId } };
  });
  return answered;
}

async function tryToSwap(ports: Ports, { caseId, depot, swap, cause }: Asked): Promise<Tried> {
  const before = await loadCase(ports.table, caseId);
  if (!before) return { outcome: refused('not-found') };
  const now = ports.clock.now();
  const book = stockBook(ports.table, now);
  const units = { table: ports.table, book, now };
  const steps = await stepsOf(units, before, { depot, swap });
  if (!steps.ok) return { outcome: steps };
  if (steps.value.length === 0) return { outcome: accepted(await swappedOf(ports.table, before, now)) };
  const { version: _read, ...held } = before;
  const stepped = await stepCase(units, held, { steps: steps.value, cause, now });
  if (!stepped.ok) return { outcome: stepped };
  const { after, devices } = stepped.value;
  if (swap.oldReturned) await giveTermsIfNew(book, depot, before.model);
  const swapped = await swappedOf(ports.table, after, now);
  const reason = { by: cause.producer, oldSerial: swap.oldSerial, returned: swap.oldReturned, swapped };
  const done = { depotId: depot.id, decision: 'swapped', reason, before, after, devices, book, cause, now };
  return { outcome: accepted(swapped), answer: await commitAtCounter(ports, done) };
}

/** What is left to do: nothing when somebody else did it meanwhile. */
async function stepsOf(
  units: UnitPorts,
  held: StoredCase,
  { depot, swap }: { depot: StoredDepot; swap: Swap },
): Promise<Outcome<CaseStep[], SwapRefusal | MoveRefusal>> {
  const comesIn: CaseStep = {
    command: { do: 'return', fate: 'returned' },
    units: { depotId: depot.id },
    field: 'body.oldReturned',
  };
  if (!isOpenCase(held)) {
    const other = otherUnit(held, swap.newSerial);
    if (other) return other;
    return accepted(swap.oldReturned && held.owed.includes(swap.oldSerial) ? [comesIn] : []);
  }
  const picked = await pickUnit(units, held, { depot, newSerial: swap.newSerial });
  if (!picked.ok) return picked;
  const goesOut: CaseStep = {
    command: { do: 'hand-over' },
    units: { serial: picked.value, depotId: depot.id },
    field: 'body.newSerial',
  };
  return accepted(swap.oldReturned ? [goesOut, comesIn] : [goesOut]);
}
