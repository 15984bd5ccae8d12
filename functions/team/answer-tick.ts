import type { Tick } from '../../shared/events/timers.ts';
import type { Handled, Ports } from '../../shared/store/ports.ts';
import { readTimer } from '../../shared/store/timer-store.ts';
import { retryOwner } from './drain-queue.ts';

/** An account has waited for an owner for the configured time: look again. The retry arms the timer anew or removes it. */
export async function answerTick(ports: Ports, tick: Tick): Promise<Handled> {
  const read = await readTimer(ports, tick);
  if (!read.ok) return { decision: read.refusal };
  const accountId = String(read.value.accountId);
  return retryOwner(ports, accountId);
}
