import type { Tick } from '../../shared/events/timers.ts';
import { finish } from '../../shared/store/journal.ts';
import type { Handled, Ports } from '../../shared/store/ports.ts';
import { type ReadTimer, readTimer } from '../../shared/store/timer-store.ts';
import { lookAfterTransfer } from './adopt-tasks.ts';
import { drainQueue, retryOwner } from './drain-queue.ts';
import { endAbsence } from './end-absence.ts';
import { lookAfterLeaver } from './look-after-leaver.ts';
import { startAbsence } from './start-absence.ts';

/** An account has waited for an owner for the configured time, an absence begins or ends, or lists are looked at again. */
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
    case 'agent.left-look':
      return lookAfterLeaver(ports, read.value);
    case 'account.transferred-look':
      return lookAfterTransfer(ports, read.value);
    default:
      return { decision: 'not-ours' };
  }
}

/**
 * Looks again. When somebody could own the account, those ahead of it in the queue come first. The retry arms the timer
 * anew or removes it; a timer of an account that no longer waits is removed here, or it would tick for ever.
 */
async function lookForOwner(ports: Ports, timer: ReadTimer): Promise<Handled> {
  const accountId = String(timer.accountId);
  const looked = await retryOwner(ports, accountId, { waitedLongEnough: true, onlyQueues: true });
  const found = looked.decision === 'owner-found';
  if (found) await drainQueue(ports, { aheadOf: accountId });
  const handled = found ? await retryOwner(ports, accountId, { waitedLongEnough: true }) : looked;
  if (handled.decision === 'not-waiting')
    await ports.table.commit({ commitId: ports.ids.random('cmt'), writes: [finish(timer)] });
  return handled;
}
