import { queueOf } from '../../shared/events/timers.ts';
import { followsOf } from '../../shared/store/journal.ts';
import type { Row } from '../../shared/store/table.ts';
import { isAwake, isLeasedToRelay } from '../../shared/store/wake.ts';
import type { HandOverPorts } from './hand-over.ts';
import { handOver, isTimer } from './hand-over.ts';
import type { TableChange } from './table-change.ts';
import { fellAsleep, wakeAgain } from './wake-again.ts';

export type Relayed = {
  readonly facts: number;
  readonly ticks: number;
  /** Rows that had lost their place in the wake index before anybody was done with them, and have it again. */
  readonly woken: number;
  /** Sequence numbers to be delivered again, lowest first. */
  readonly failed: readonly string[];
  readonly causes: readonly unknown[];
};

/**
 * The row whose facts or tick this change asks the relay to send, if any: a journal row that is new and has
 * facts to emit, or a timer that was armed or moved and is near. Leases and marks ask for nothing. A kind of timer that
 * only a newer release knows is left to its sweep: this stream must not wait for it.
 */
export function toSend({ before, after }: TableChange): Row | undefined {
  if (after === undefined || !isAwake(after)) return undefined;
  if (isTimer(after)) {
    const moved =
      before === undefined || ['epoch', 'dueAt', 'armedAt'].some(field => before[field] !== after[field]);
    return moved && isLeasedToRelay(after) && queueOf(after.kind) !== undefined ? after : undefined;
  }
  return before === undefined && followsOf(after).length > 0 ? after : undefined;
}

/** Sends what commits left to be sent, right after them. What fails is tried again; the sweep guarantees it. */
export async function relay(ports: HandOverPorts, changes: readonly TableChange[]): Promise<Relayed> {
  const wanted = changes.flatMap(change => {
    const row = toSend(change);
    return row ? [{ sequence: change.sequence, row }] : [];
  });
  const done = await handOver(
    ports,
    wanted.map(({ row }) => row),
  );
  const asleep = await wakeAgain(ports, changes.filter(fellAsleep));
  const unsent = new Set(wanted.filter(({ row }) => done.failed.has(row)).map(({ sequence }) => sequence));
  const failed = changes
    .map(({ sequence }) => sequence)
    .filter(one => unsent.has(one) || asleep.failed.has(one));
  const causes = [...done.causes, ...asleep.causes];
  return { facts: done.facts, ticks: done.ticks, woken: asleep.woken, failed, causes };
}
