import type { CaseCommand } from '../../shared/domain/devices/case-commands.ts';
import { decideCase } from '../../shared/domain/devices/decide-case.ts';
import type { DeviceCase } from '../../shared/domain/devices/device-case.ts';
import type { Fact } from '../../shared/events/envelope.ts';
import type { Instant } from '../../shared/kernel/instant.ts';
import { accepted, type Outcome } from '../../shared/kernel/outcome.ts';
import type { StoredCase } from '../../shared/store/case-store.ts';
import type { Ports } from '../../shared/store/ports.ts';
import type { CommitResult, Write } from '../../shared/store/table.ts';
import { type UnitPorts, withUnitOf } from './case-unit.ts';
import { commitCase } from './commit-case.ts';
import { depotEntry } from './depot-entry.ts';
import type { MoveRefusal } from './move-case.ts';
import { unitsMoved } from './move-units.ts';
import { atShelf } from './shelf.ts';
import type { UnitMove } from './unit-move.ts';

export type CaseStep = {
  readonly command: CaseCommand;
  readonly units: UnitMove;
  /** The part of the request that a refusal is about. */
  readonly field: string;
};
export type Stepped = { readonly after: DeviceCase; readonly devices: readonly Write[] };
type Moment = { readonly cause: Fact; readonly now: Instant };

/** Does several things with a case one after another, with the units that move; nothing is written yet. */
export async function stepCase(
  units: UnitPorts,
  held: DeviceCase,
  { steps, cause, now }: Moment & { readonly steps: readonly CaseStep[] },
): Promise<Outcome<Stepped, MoveRefusal>> {
  let after = held;
  const devices: Write[] = [];
  for (const { field, ...step } of steps) {
    const moved = await unitsMoved(units, after, step);
    if (!moved.ok) return atShelf(moved, field);
    // Marks of one fact are told apart, and sorted at the same instant, by what comes after the dot.
    const factId = `${cause.id}.${step.command.do}`;
    const decided = decideCase(moved.value.held, moved.value.command, { factId, at: cause.occurredAt, now });
    if (!decided.ok) return atShelf(decided, field);
    after = decided.value;
    devices.push(...(await moved.value.devices(after)));
  }
  return accepted({ after: await withUnitOf(units, after), devices: lastOfEach(devices) });
}

/** A device that moved twice stands where it came last. */
function lastOfEach(writes: readonly Write[]): Write[] {
  const placeOf = (write: Write) => (write.do === 'put' ? write.row : write.key);
  return [...new Map(writes.map(write => [placeOf(write).pk, write])).values()];
}

type AtCounter = Moment &
  Stepped & {
    readonly depotId: string;
    readonly before: StoredCase;
    readonly book: UnitPorts['book'];
    readonly decision: string;
    /** Kept with the depot: what a repeat of the call is answered with. */
    readonly reason: Readonly<Record<string, unknown>>;
  };

/** One commit for what was done with a case at a counter, in the history of the case and of the depot. */
export async function commitAtCounter(ports: Ports, done: AtCounter): Promise<CommitResult> {
  const { before, after, cause, decision, reason, book, devices, depotId, now } = done;
  const entry = depotEntry(depotId, { fact: cause, decision, reason, now });
  const { answer } = await commitCase(ports, {
    ...{ before, after, cause, decision, reason: { depotId, ...reason } },
    writes: [...book.writes(), ...devices, entry],
    follows: book.follows(),
  });
  return answer;
}
