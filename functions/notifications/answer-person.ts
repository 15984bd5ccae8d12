import type { NotificationView } from '../../shared/contracts/notifications-contract.ts';
import { isValidToken, subjectOfToken } from '../../shared/domain/notifications/action-token.ts';
import type { Notification, Refusal } from '../../shared/domain/notifications/notification.ts';
import { looksForThemselves, mayHandle, type Viewer } from '../../shared/domain/notifications/who-may.ts';
import { command } from '../../shared/events/envelope.ts';
import type { AccountId, EventId } from '../../shared/kernel/id.ts';
import { HOUR, type Instant } from '../../shared/kernel/instant.ts';
import { accepted, type Outcome, refused } from '../../shared/kernel/outcome.ts';
import { loadNotification, type StoredNotification } from '../../shared/store/notification-store.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { loadAgent } from '../../shared/store/roster-store.ts';
import { type Move, type Moved, markDelivered, moveNotification } from './move-notification.ts';
import type { ApiPorts } from './ports.ts';
import { putToSleep, wakeUp } from './snooze-notification.ts';
import { type Acknowledge, takeOn } from './take-on-escalation.ts';
import { viewFor } from './view.ts';

type Sleep = { readonly do: 'snooze'; readonly until: Instant; readonly reason?: string | undefined };
export type Act = 'seen' | 'acknowledge' | 'unsnooze' | Sleep;

export type ActRefusal = 'not-found' | 'forbidden' | Refusal;

/**
 * A person has a notification in front of them, takes it on, puts it away or brings it back. Doing so twice answers the
 * same. A lead may act for the recipient; a lead's look changes nothing, since the recipient has still not seen it.
 */
export async function actOnNotification(
  ports: Ports,
  viewer: Viewer,
  { notificationId, act }: { notificationId: string; act: Act },
): Promise<Outcome<NotificationView, ActRefusal>> {
  const notification = await loadNotification(ports.table, notificationId);
  if (!notification) return refused('not-found');
  if (!mayHandle(viewer, notification)) return refused('forbidden');
  if (act === 'seen' && !looksForThemselves(viewer, notification))
    return accepted(await viewFor(ports.table, viewer.id, notification));
  const moved = await move(ports, notification, { act, by: viewer.id });
  return moved.ok ? accepted(await viewFor(ports.table, viewer.id, moved.value)) : moved;
}

type TokenAct = 'delivered' | 'seen' | 'acknowledge' | 'snooze';

/**
 * The same from the push itself: the token is the right to do this one thing as the recipient. A token that is broken,
 * old, foreign or of somebody who left says no more than that there is nothing here.
 */
export async function actByToken(
  ports: ApiPorts,
  { token, act }: { token: string; act: TokenAct },
): Promise<Outcome<Pick<Notification, 'id' | 'state'>, 'not-found' | Refusal>> {
  const notification = await notificationOf(ports, token);
  if (!notification) return refused('not-found');
  if (act === 'delivered') {
    await markDelivered(ports, notification.id);
    return accepted({ id: notification.id, state: notification.state });
  }
  const what: Act = act === 'snooze' ? { do: act, until: ports.clock.now() + HOUR } : act;
  const moved = await move(ports, notification, { act: what, by: notification.recipientId });
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

const orders = {
  seen: 'notification.seen-reported',
  acknowledge: 'notification.acknowledge-ordered',
  snooze: 'notification.snooze-ordered',
  unsnooze: 'notification.return-ordered',
} as const;

function move(
  ports: Ports,
  notification: StoredNotification,
  { act, by }: { act: Act; by: string },
): Promise<Moved> {
  const now = ports.clock.now();
  const id = ports.ids.random('evt') as EventId;
  const move: Omit<Move, 'command'> = {
    notificationId: notification.id,
    at: now,
    cause: ({ accountId, correlation }) => ({
      ...command({
        id,
        name: orders[typeof act === 'string' ? act : act.do],
        accountId: accountId as AccountId,
        principal: by,
        now,
      }),
      correlation: correlation as EventId,
    }),
  };
  if (act === 'seen') return moveNotification(ports, { ...move, command: { do: 'see' } });
  if (act === 'acknowledge') return acknowledge(ports, notification, { ...move, command: { do: act, by } });
  if (act === 'unsnooze') return wakeUp(ports, { ...move, command: { do: act } }, by);
  return putToSleep(ports, { ...move, command: { ...act, by } });
}

const acknowledge = (
  ports: Ports,
  { escalationId }: StoredNotification,
  move: Move & { readonly command: Acknowledge },
) => (escalationId === undefined ? moveNotification(ports, move) : takeOn(ports, escalationId, move));
