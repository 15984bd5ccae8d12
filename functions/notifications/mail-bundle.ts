import type { MailMessage } from '../../shared/adapters/mail.ts';
import {
  awaitingReport,
  claim,
  conclude,
  type Delivery,
  effectKey,
  isAnswerLost,
} from '../../shared/domain/notifications/delivery.ts';
import { works } from '../../shared/domain/notifications/preferences.ts';
import { signUnsubscribe } from '../../shared/domain/notifications/unsubscribe-token.ts';
import type { Tick } from '../../shared/events/timers.ts';
import { DAY } from '../../shared/kernel/instant.ts';
import { inParallel } from '../../shared/kernel/parallel.ts';
import { bundleWrite, loadBundle, type StoredBundle } from '../../shared/store/bundle-store.ts';
import { deliveryWrite, loadDeliveries, type StoredDelivery } from '../../shared/store/delivery-store.ts';
import { arm, finish, type TimerRow } from '../../shared/store/journal.ts';
import { bundleIdOf } from '../../shared/store/keys.ts';
import type { StoredNotification } from '../../shared/store/notification-store.ts';
import type { Handled } from '../../shared/store/ports.ts';
import { loginDigest, type StoredAgent } from '../../shared/store/roster-store.ts';
import type { Write } from '../../shared/store/table.ts';
import { readTimer } from '../../shared/store/timer-store.ts';
import { howFor, loadReach, mailWrites, type Reach } from './bring.ts';
import { DeliveryUnderWayError } from './delivery-under-way.ts';
import { afterMail } from './mail-notification.ts';
import { markSent } from './move-notification.ts';
import type { TickPorts } from './ports.ts';
import { ABREAST, decideOn, waitingIn } from './push-bundle.ts';
import { textOf } from './push-message.ts';
import { MAIL_TARGET } from './settle-mail.ts';

/** A digest that nobody could be sent in this time says nothing any more. */
const USEFUL = DAY;

type Job = {
  readonly bundle: StoredBundle;
  readonly timer: TimerRow;
  readonly reach: Reach;
  readonly held: StoredDelivery | undefined;
};

/**
 * A mail digest is due: one mail that lists what is still unseen. As with every mail a lease in the delivery's row makes
 * a lost answer recognisable, and the timer stands until the mail has an end.
 */
export async function mailBundle(ports: TickPorts, tick: Tick): Promise<Handled> {
  const read = await readTimer(ports, tick);
  if (!read.ok) return { decision: read.refusal };
  const timer = read.value;
  const found = await loadBundle(ports.table, bundleIdOf(timer.pk));
  if (!found) return end(ports, timer, 'not-found');
  const bundle = await closed(ports, found);
  const [reach, deliveries] = await Promise.all([
    loadReach(ports.table, bundle.recipientId),
    loadDeliveries(ports.table, bundle.id),
  ]);
  const job = { bundle, timer, reach, held: deliveries.find(({ channel }) => channel === 'mail') };
  const waiting = (await waitingIn(ports.table, bundle)).filter(one => howFor(one, reach).mail !== 'never');
  if (job.held?.state === 'sent' || job.held?.state === 'delivered') return closeSent(ports, job, waiting);
  if (waiting.length === 0 || !reach.agent?.active) return nothingSent(ports, job, 'nothing-left');
  if (!works(reach.person, 'mail', loginDigest(reach.agent.email)))
    return nothingSent(ports, job, 'mail-off');
  if (bundle.state !== 'sending' && !reach.person.digests.some(({ id }) => id === bundle.digestId))
    return mailOneByOne(ports, { ...job, agent: reach.agent }, waiting);
  return sendDigest(ports, job, waiting);
}

/** From now on nothing joins it, so that what is read after this is all there is. */
async function closed(ports: TickPorts, bundle: StoredBundle): Promise<StoredBundle> {
  if (bundle.state !== 'open') return bundle;
  const after = { ...bundle, state: 'closed' } as const;
  if (!(await commit(ports, [bundleWrite(after, bundle)]))) throw new DeliveryUnderWayError(bundle.id);
  return { ...after, version: bundle.version + 1 };
}

/** The digest was taken off meanwhile: what was gathered for it is mailed as if it came now. */
async function mailOneByOne(
  ports: TickPorts,
  job: Job & { readonly agent: StoredAgent },
  waiting: readonly StoredNotification[],
): Promise<Handled> {
  const reach = { ...job.reach, agent: job.agent };
  for (const one of waiting)
    if (!(await commit(ports, mailWrites(one, reach, ports.clock.now()))))
      throw new DeliveryUnderWayError(job.bundle.id);
  return nothingSent(ports, job, 'digest-off');
}

async function sendDigest(
  ports: TickPorts,
  job: Job,
  waiting: readonly StoredNotification[],
): Promise<Handled> {
  const { held, reach } = job;
  const now = ports.clock.now();
  const bundle = job.bundle.state === 'sending' ? job.bundle : await decideOn(ports, job.bundle, waiting);
  if (held && isAnswerLost(held, now))
    return recorded(ports, { ...job, bundle }, { delivery: awaitingReport(held, now), read: held.version });
  const claimed = claim(held, {
    ...{ notificationId: bundle.id, channel: 'mail', target: MAIL_TARGET, now },
    attemptId: ports.ids.random('att'),
  });
  if (!claimed.ok && claimed.refusal === 'spent' && held) {
    const spent = conclude(held, { state: 'failed', detail: 'attempts-used-up', at: now });
    return recorded(ports, { ...job, bundle }, { delivery: spent, read: held.version });
  }
  if (!claimed.ok && claimed.refusal === 'finished') return end(ports, job.timer, 'mail-failed');
  if (!claimed.ok) throw new DeliveryUnderWayError(bundle.id);
  if (!(await commit(ports, [deliveryWrite(claimed.value, held?.version)])))
    throw new DeliveryUnderWayError(bundle.id);
  const result = await ports.mail.send(await messageOf(ports, { bundle, reach, waiting }));
  const delivery = afterMail(claimed.value, result, { now: ports.clock.now(), until: bundle.dueAt + USEFUL });
  const done = await recorded(ports, { ...job, bundle }, { delivery, read: (held?.version ?? 0) + 1 });
  return delivery.state === 'sent' ? closeSent(ports, job, waiting) : done;
}

async function messageOf(
  ports: TickPorts,
  given: { bundle: StoredBundle; reach: Reach; waiting: readonly StoredNotification[] },
): Promise<MailMessage> {
  const { bundle, reach, waiting } = given;
  const { brand, replyTo } = reach.settings.company;
  const { mail } = textOf(bundle, waiting, { reach, origin: ports.origin });
  const { tokenKey } = await ports.secrets.read();
  const token = signUnsubscribe(tokenKey, bundle.id);
  return {
    ...mail,
    ...{ to: reach.agent?.email ?? '', fromName: brand, replyTo, about: bundle.id },
    effectKey: effectKey(bundle, 'mail'),
    unsubscribeUrl: `${ports.origin}/api/v1/mail-actions/${token}`,
  };
}

async function recorded(
  ports: TickPorts,
  { bundle, timer }: Job,
  { delivery, read }: { delivery: Delivery; read: number },
): Promise<Handled> {
  const { retryAt, state } = delivery;
  const again = { pk: timer.pk, kind: timer.kind, epoch: timer.epoch + 1, now: ports.clock.now() };
  // What was mailed is marked before the timer goes: whoever crashes in between is woken again.
  const end = state === 'sent' ? [] : [finish(timer)];
  const next = retryAt === undefined ? end : [arm({ ...again, dueAt: retryAt })];
  if (!(await commit(ports, [deliveryWrite(delivery, read), ...next])))
    throw new DeliveryUnderWayError(bundle.id);
  const decision =
    retryAt === undefined ? (state === 'sent' ? 'digest-mailed' : 'digest-failed') : 'mail-later';
  return { decision, detail: { bundle: bundle.id } };
}

async function closeSent(
  ports: TickPorts,
  { timer }: Job,
  waiting: readonly StoredNotification[],
): Promise<Handled> {
  await markAll(ports, waiting);
  return end(ports, timer, 'digest-mailed');
}

const markAll = (ports: TickPorts, waiting: readonly StoredNotification[]) =>
  inParallel(waiting, ABREAST, ({ id }) => markSent(ports, id));

async function nothingSent(ports: TickPorts, { bundle, timer }: Job, decision: string): Promise<Handled> {
  const closed = bundle.state === 'open' ? [bundleWrite({ ...bundle, state: 'closed' }, bundle)] : [];
  await commit(ports, [...closed, finish(timer)]);
  return { decision, detail: { bundle: bundle.id } };
}

async function end(ports: TickPorts, timer: TimerRow, decision: string): Promise<Handled> {
  await commit(ports, [finish(timer)]);
  return { decision, detail: { bundle: bundleIdOf(timer.pk) } };
}

const commit = async ({ table, ids }: TickPorts, writes: readonly Write[]): Promise<boolean> =>
  (await table.commit({ commitId: ids.random('cmt'), writes })).done;
