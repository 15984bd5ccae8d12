import { BUNDLE_PREFIX } from '../../shared/domain/notifications/bundle.ts';
import { effectKey } from '../../shared/domain/notifications/delivery.ts';
import { afterReport, type MailEvent } from '../../shared/domain/notifications/mail-event.ts';
import { roundOf } from '../../shared/domain/notifications/notification.ts';
import { loadBundle } from '../../shared/store/bundle-store.ts';
import { deliveryWrite, loadDeliveries, type StoredDelivery } from '../../shared/store/delivery-store.ts';
import { loadNotification } from '../../shared/store/notification-store.ts';
import type { Ports } from '../../shared/store/ports.ts';
import type { Table } from '../../shared/store/table.ts';
import { untilFresh } from '../../shared/store/until-fresh.ts';

/** `not-found`: there is no such mail; `of-before`: the notification has been brought before its recipient anew since. */
export type Recorded = 'recorded' | 'of-before' | 'not-found';

/**
 * Writes into the delivery's row what the mail service reported of it. The tags alone are no proof that there was a mail:
 * the effect key must be that of one of its rounds.
 */
export async function recordReport(ports: Ports, event: MailEvent): Promise<Recorded> {
  let recorded: Recorded = 'not-found';
  await untilFresh(async () => {
    const found = await mailOf(ports.table, event);
    if (!found) return { answer: DONE, decision: 'not-found' };
    const { delivery, isLast } = found;
    recorded = isLast ? 'recorded' : 'of-before';
    const after = afterReport(delivery, event);
    if (after === delivery) return { answer: DONE, decision: 'unchanged' };
    const writes = [deliveryWrite(after, delivery.version)];
    const commitId = ports.ids.random('cmt');
    return { answer: await ports.table.commit({ commitId, writes }), decision: after.state };
  });
  return recorded;
}

const DONE = { done: true } as const;

type Found = { readonly delivery: StoredDelivery; readonly isLast: boolean };

async function mailOf(table: Table, { about, effect }: MailEvent): Promise<Found | undefined> {
  if (about === undefined || effect === undefined) return undefined;
  const [subject, deliveries] = await Promise.all([subjectOf(table, about), loadDeliveries(table, about)]);
  if (!subject) return undefined;
  const { recipientId } = subject;
  const delivery = deliveries.find(
    ({ channel, round = 1 }) =>
      channel === 'mail' && effectKey({ id: about, recipientId, round }, 'mail') === effect,
  );
  return delivery && { delivery, isLast: (delivery.round ?? 1) === subject.round };
}

/** Whom a mail went to, and which round it is now; a bundle has one. */
async function subjectOf(table: Table, about: string) {
  if (about.startsWith(BUNDLE_PREFIX)) {
    const bundle = await loadBundle(table, about);
    return bundle && { recipientId: bundle.recipientId, round: 1 };
  }
  const notification = await loadNotification(table, about);
  return notification && { recipientId: notification.recipientId, round: roundOf(notification) };
}
