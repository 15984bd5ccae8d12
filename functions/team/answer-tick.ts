import type { Tick } from '../../shared/events/timers.ts';
import { finish } from '../../shared/store/journal.ts';
import type { Handled, Ports } from '../../shared/store/ports.ts';
import { type ReadTimer, readTimer } from '../../shared/store/timer-store.ts';
import { retryOwner } from './drain-queue.ts';
import { endAbsence } from './end-absence.ts';
import { startAbsence } from './start-absence.ts';

/** An account has waited for an owner for the configured time, or an absence begins or ends. */
export async function answerTick(ports: Ports, tick: Tick): Promise<Handled> {
  const read = await readTimer(ports, tick);
  if (!read.ok) return { decision: read.refusal };
  switch (tick.kind) {
    case 'task.unowned':
      return lookForOwner(ports, read.value);
    case 'absence.starts':
      return startAbsence(ports, read.value);
    case 'absence.ends':
      return endAbsence(ports, read.value);
    default:
      return { decision: 'not-ours' };
  }
}

/**
 * Looks again. The retry arms the timer anew or removes it; a timer of an account that no longer waits is removed here,
 * or it would tick for ever.
 */
async function lookForOwner(ports: Ports, timer: ReadTimer): Promise<Handled> {
  const handled = await retryOwner(ports, String(timer.accountId), { waitedLongEnough: true });
  if (handled.decision === 'not-waiting')
    await ports.table.commit({ commitId: ports.ids.random('cmt'), writes: [finish(timer)] });
  return handled;
}
