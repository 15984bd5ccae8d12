import { pushUsefulUntil } from '../../shared/domain/notifications/delivery.ts';
import { roundOf } from '../../shared/domain/notifications/notification.ts';
import { digestFor, type Effective } from '../../shared/domain/notifications/preferences.ts';
import { arm } from '../../shared/store/journal.ts';
import { notificationPk } from '../../shared/store/keys.ts';
import type { StoredNotification } from '../../shared/store/notification-store.ts';
import type { Handled, Ports } from '../../shared/store/ports.ts';
import type { Sent } from './attempt.ts';
import { howFor, limitsFor, mailEpoch, type Reach } from './bring.ts';
import { deliver } from './deliver.ts';
import { markSent } from './move-notification.ts';
import type { PushPorts } from './ports.ts';
import { chatOf, messageFor } from './push-message.ts';

/** One notification on its own, to every browser of its recipient and into their chat. */
export async function pushOne(
  ports: PushPorts,
  notification: StoredNotification,
  reach: Reach,
): Promise<Handled> {
  const { id, recipientId } = notification;
  const { usefulMs } = limitsFor(reach.settings, notification.kind);
  const how = howFor(notification, reach);
  const sent = await deliver(ports, {
    ...{ reach, how },
    subject: {
      id,
      recipientId,
      round: roundOf(notification),
      usefulUntil: pushUsefulUntil(notification, usefulMs),
    },
    push: async () =>
      messageFor(notification, { ...(await pushKeys(ports)), reach, usefulMs, now: ports.clock.now() }),
    chat: chatOf(notification, { reach, origin: ports.origin }),
  });
  if (sent.includes('sent')) await markSent(ports, id);
  else if (isLost(sent, how)) return noChannel(ports, notification, reach);
  return { decision: decisionOf(sent), detail: { notification: id, ...counts(sent) } };
}

const pushKeys = async ({ secrets }: PushPorts) => ({ tokenKey: (await secrets.read()).tokenKey });

/** Whoever has no browser is told by mail in its time; a channel that is not ready is tried again. */
function decisionOf(sent: readonly Sent[]): string {
  if (sent.length > 0 && sent.every(one => one === 'skipped')) return 'no-subscription';
  return sent.includes('later') && !sent.includes('sent') ? 'push-later' : 'pushed';
}

/** Something was tried and nothing is left to try; or there was nothing to try, and no mail is to come. */
export const isLost = (sent: readonly Sent[], { mail }: Pick<Effective, 'mail'>): boolean =>
  sent.some(one => one === 'failed' || one === 'gone' || (one === 'skipped' && mail === 'never')) &&
  sent.every(one => one === 'failed' || one === 'gone' || one === 'skipped');

/** No channel that interrupts took it: the mail goes now; where none is to come, nobody can be reached. */
async function noChannel(
  { table, clock, ids }: Ports,
  notification: StoredNotification,
  reach: Reach,
): Promise<Handled> {
  const { id, kind } = notification;
  const how = howFor(notification, reach);
  const detail = { notification: id };
  if (how.mail === 'never') return { decision: 'nobody-reachable', detail };
  if (!how.critical && digestFor(reach.person, 'mail', kind)) return { decision: 'push-failed', detail };
  const now = clock.now();
  const mail = arm({
    ...{ pk: notificationPk(id), kind: 'notification.mail-fallback', dueAt: now, now },
    epoch: mailEpoch(notification) + 50,
  });
  await table.commit({ commitId: ids.random('cmt'), writes: [mail] });
  return { decision: 'push-failed', detail };
}

export const counts = (sent: readonly Sent[]): Record<string, number> =>
  Object.fromEntries([...new Set(sent)].map(word => [word, sent.filter(one => one === word).length]));
