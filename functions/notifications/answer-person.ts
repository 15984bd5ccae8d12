import type { NotificationView } from '../../shared/contracts/notifications-contract.ts';
import { isValidToken, subjectOfToken } from '../../shared/domain/notifications/action-token.ts';
import type { Notification } from '../../shared/domain/notifications/notification.ts';
import { looksForThemselves, mayHandle, type Viewer } from '../../shared/domain/notifications/who-may.ts';
import { command } from '../../shared/events/envelope.ts';
import type { AccountId, EventId } from '../../shared/kernel/id.ts';
import { accepted, type Outcome, refused } from '../../shared/kernel/outcome.ts';
import { loadNotification, type StoredNotification } from '../../shared/store/notification-store.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { loadAgent } from '../../shared/store/roster-store.ts';
import { type Move, moveNotification } from './move-notification.ts';
import type { ApiPorts } from './ports.ts';
import { type Acknowledge, takeOn } from './take-on-escalation.ts';
import { viewFor } from './view.ts';

export type Act = 'seen' | 'acknowledge';

/**
 * A person has a notification in front of them or takes it on. Doing so twice answers the same. A lead may acknowledge
 * for the recipient; a lead's look changes nothing, since the recipient has still not seen it.
 */
export async function actOnNotification(
  ports: Ports,
  viewer: Viewer,
  { notificationId, act }: { notificationId: string; act: Act },
): Promise<Outcome<NotificationView, 'not-found' | 'forbidden' | 'already-settled'>> {
  const notification = await loadNotification(ports.table, notificationId);
  if (!notification) return refused('not-found');
  if (!mayHandle(viewer, notification)) return refused('forbidden');
  if (act === 'seen' && !looksForThemselves(viewer, notification))
    return accepted(await viewFor(ports.table, viewer.id, notification));
  const moved = await move(ports, notification, { act, by: viewer.id });
  return moved.ok ? accepted(await viewFor(ports.table, viewer.id, moved.value)) : moved;
}

/**
 * The same from the push itself: the token is the right to do this one thing as the recipient. A token that is broken,
 * old, foreign or of somebody who left says no more than that there is nothing here.
 */
export async function actByToken(
  ports: ApiPorts,
  { token, act }: { token: string; act: Act },
): Promise<Outcome<Pick<Notification, 'id' | 'state'>, 'not-found' | 'already-settled'>> {
  const notification = await notificationOf(ports, token);
  if (!notification) return refused('not-found');
  const moved = await move(ports, notification, { act, by: notification.recipientId });
  return moved.ok ? accepted({ id: moved.value.id, state: moved.value.state }) : moved;
}

async function notificationOf({ table, secrets, clock }: ApiPorts, token: string) {
  const subject = subjectOfToken(token);
  const notification = subject && (await loadNotification(table, subject));
  if (!notification) return undefined;
  const { tokenKey, previousTokenKey } = await secrets.read();
  const keys = [tokenKey, ...(previousTokenKey === undefined ? [] : [previousTokenKey])];
  if (!isValidToken(token, notification, { keys, now: clock.now() })) return undefined;
  return (await loadAgent(table, notification.recipientId))?.active ? notification : undefined;
}

function move(ports: Ports, notification: StoredNotification, { act, by }: { act: Act; by: string }) {
  const now = ports.clock.now();
  const id = ports.ids.random('evt') as EventId;
  const move: Omit<Move, 'command'> = {
    notificationId: notification.id,
    at: now,
    cause: ({ accountId, correlation }) => ({
      ...command({
        id,
        name: act === 'seen' ? 'notification.seen-reported' : 'notification.acknowledge-ordered',
        accountId: accountId as AccountId,
        principal: by,
        now,
      }),
      correlation: correlation as EventId,
    }),
  };
  if (act === 'seen') return moveNotification(ports, { ...move, command: { do: 'see' } });
  return acknowledge(ports, notification, { ...move, command: { do: 'acknowledge', by } });
}

const acknowledge = (
  ports: Ports,
  { escalationId }: StoredNotification,
  move: Move & { readonly command: Acknowledge },
) => (escalationId === undefined ? moveNotification(ports, move) : takeOn(ports, escalationId, move));
