import type { Tick } from '../../shared/events/timers.ts';
import { finish } from '../../shared/store/journal.ts';
import type { Handled, Ports } from '../../shared/store/ports.ts';
import { readTimer } from '../../shared/store/timer-store.ts';
import { retryOwner } from './drain-queue.ts';

/**
 * An account has waited for an owner for the configured time: look again. The retry arms the timer anew or removes it;
 * a timer of an account that no longer waits is removed here, or it would tick for ever.
 */
export async function answerTick(ports: Ports, tick: Tick): Promise<Handled> {
  const read = await readTimer(ports, tick);
  if (!read.ok) return { decision: read.refusal };
  const accountId = String(read.value.accountId);
  const handled = await retryOwner(ports, accountId, { waitedLongEnough: true });
  if (handled.decision === 'not-waiting')
    await ports.table.commit({ commitId: ports.ids.random('cmt'), writes: [finish(read.value)] });
  return handled;
}
