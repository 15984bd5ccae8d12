import {
  claim,
  conclude,
  type Delivery,
  isAnswerLost,
  MAX_ATTEMPTS,
} from '../../shared/domain/notifications/delivery.ts';
import type { TimerKind } from '../../shared/events/timers.ts';
import { deliveryWrite, placeOf, type StoredDelivery } from '../../shared/store/delivery-store.ts';
import { arm } from '../../shared/store/journal.ts';
import type { Ports } from '../../shared/store/ports.ts';
import type { Write } from '../../shared/store/table.ts';

/** How one delivery stands after this try; `busy` and `not-yet` are other runs' business. */
export type Sent = Delivery['state'] | 'later' | 'busy' | 'not-yet' | 'finished';

export type Attempted = Pick<Delivery, 'notificationId' | 'channel' | 'target' | 'round'> & {
  readonly held: StoredDelivery | undefined;
  /** Timer by which another attempt comes. */
  readonly retry: { readonly kind: TimerKind };
  /** Sends, and says how the delivery stands afterwards. */
  readonly send: (claimed: Delivery) => Promise<Delivery>;
  /** The receiver shows every repeat: an attempt whose answer was lost is the last one. */
  readonly once?: boolean;
  /** What goes with an address that is gone. */
  readonly gone?: () => Promise<unknown>;
};

/** One attempt on one target: take it, send, write down what was answered. */
export async function attemptOn(ports: Ports, job: Attempted): Promise<Sent> {
  const { notificationId, channel, target, round, held } = job;
  const asked = ports.clock.now();
  if (job.once && held && isAnswerLost(held, asked)) {
    const lost = conclude(held, { state: 'failed', detail: 'answer-unknown', at: asked, answerLost: true });
    return record(ports, job, { delivery: lost, read: held.version });
  }
  const claimed = claim(held, {
    ...{ notificationId, channel, target },
    ...(round === undefined ? {} : { round }),
    attemptId: ports.ids.random('att'),
    now: ports.clock.now(),
  });
  if (!claimed.ok && claimed.refusal !== 'spent')
    return claimed.refusal === 'finished' && held?.state === 'sent' ? 'sent' : claimed.refusal;
  if (!claimed.ok) {
    if (!held) return 'finished';
    const spent = conclude(held, { state: 'failed', detail: 'attempts-used-up', at: ports.clock.now() });
    return record(ports, job, { delivery: spent, read: held.version });
  }
  const read = (held?.version ?? 0) + 1;
  if (!(await commit(ports, [deliveryWrite(claimed.value, held?.version)]))) return 'busy';
  return record(ports, job, { delivery: await job.send(claimed.value), read });
}

/** Writes the answer down, with what it leads to: the next attempt's timer, or the end of the address. */
async function record(
  ports: Ports,
  job: Attempted,
  { delivery, read }: { delivery: Delivery; read: number },
): Promise<Sent> {
  const { retryAt, attempts, notificationId, target, state, round = 1 } = delivery;
  const retry = {
    ...{ pk: placeOf(notificationId), ...job.retry, name: target },
    // Tries count on from round to round: a tick of this one is no repeat of an earlier one's.
    ...{ epoch: (round - 1) * MAX_ATTEMPTS + attempts, now: ports.clock.now() },
  };
  const written = await commit(ports, [
    deliveryWrite(delivery, read),
    ...(retryAt === undefined ? [] : [arm({ ...retry, dueAt: retryAt })]),
  ]);
  if (!written) return 'busy';
  // In a commit of its own: somebody may have moved or renewed the address meanwhile, and the answer counts all the same.
  if (state === 'gone') await job.gone?.();
  return state === 'sending' ? 'later' : state;
}

/** False when somebody was faster. */
const commit = async ({ table, ids }: Ports, writes: readonly Write[]): Promise<boolean> =>
  (await table.commit({ commitId: ids.random('cmt'), writes })).done;
