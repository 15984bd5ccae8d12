import type { Tick } from '../../shared/events/timers.ts';
import { finish } from '../../shared/store/journal.ts';
import { timerNameOf } from '../../shared/store/keys.ts';
import type { Handled, Ports } from '../../shared/store/ports.ts';
import { readTimer } from '../../shared/store/timer-store.ts';
import { goOnErasing } from './go-on-erasing.ts';

/** An erasure begins, goes on, or is looked at for the last time. */
export async function answerTick(ports: Ports, tick: Tick): Promise<Handled> {
  const timer = await readTimer(ports, tick);
  if (!timer.ok) return { decision: timer.refusal };
  const { accountId, sk } = timer.value;
  if (accountId === undefined) return { decision: 'not-ours' };
  const place = { accountId, contactId: timerNameOf(sk) };
  return goOnErasing(ports, place, finish(timer.value));
}
