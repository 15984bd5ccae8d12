import { command, type Fact } from '../../shared/events/envelope.ts';
import { type AccountId, type EventId, eventIdOf } from '../../shared/kernel/id.ts';
import { parseInstant } from '../../shared/kernel/instant.ts';
import { accepted, type Outcome, refused } from '../../shared/kernel/outcome.ts';
import { loadCase } from '../../shared/store/case-store.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { checkSwap, type Swap, type SwapRefusal } from './check-swap.ts';
import { depotFor, type Who } from './depot-access.ts';
import { doneBefore } from './depot-entry.ts';
import type { MoveRefusal } from './move-case.ts';
import { ENTERED, openFor } from './open-for.ts';
import { swapIn } from './swap-in.ts';
import { type Swapped, swappedOf } from './swapped.ts';

type Given = {
  readonly depotId: string;
  readonly swap: Swap;
  readonly who: Who;
  readonly idempotencyKey?: string;
};

/**
 * A walk-in swap: a report opens the case where there is none, then one commit hands a ready unit out and takes the old
 * device in, and the promise is kept or not at that moment. Sent again, with the same key or the same serials, it
 * finishes what an earlier try began and hands out nothing twice.
 */
export async function swapDevice(
  ports: Ports,
  given: Given,
): Promise<Outcome<Swapped, SwapRefusal | MoveRefusal>> {
  const { swap, who, idempotencyKey: key } = given;
  const depot = await depotFor(ports, given.depotId, who);
  if (!depot) return refused('not-found');
  const now = ports.clock.now();
  const at = swap.at === undefined ? now : (parseInstant(swap.at) ?? now);
  const root = key === undefined ? ports.ids.random('evt') : eventIdOf(who.id, 'swap-device', key);
  const before = await doneBefore(ports.table, depot.id, swapId(root));
  if (before) return accepted(before['swapped'] as Swapped);
  const checked = await checkSwap(ports.table, depot, { swap, at, now });
  if (!checked.ok) return checked;
  const { accountId, settled } = checked.value;
  const by = { accountId: accountId as AccountId, principal: who.id, now };
  const report: Fact = {
    ...command({ ...by, id: root as EventId, name: ENTERED }),
    occurredAt: at,
  };
  const cause: Fact = { ...report, id: swapId(root), name: 'case.swapped', correlation: report.id };
  const caseId = checked.value.caseId ?? (await opened(ports, report, swap));
  // It came back or changed hands since it was checked.
  if (caseId === undefined) return swapDevice(ports, given);
  return settled && !swap.oldReturned
    ? accepted(await toldOf(ports, caseId))
    : swapIn(ports, { caseId, depot, swap, cause });
}

/** The report has the root's id; what the counter did comes after it, in name and in order. */
const swapId = (root: string): EventId => `${root}.swap` as EventId;

async function opened(
  ports: Ports,
  report: Fact,
  { oldSerial, damage = 'broken' }: Swap,
): Promise<string | undefined> {
  let caseId: string | undefined;
  await openFor(ports, report, { serial: oldSerial, damage }, one => {
    caseId = one?.caseId;
  });
  return caseId;
}

async function toldOf({ table, clock }: Ports, caseId: string): Promise<Swapped> {
  const held = await loadCase(table, caseId);
  if (!held) throw new TypeError(`there is no case ${caseId}`);
  return swappedOf(table, held, clock.now());
}
