import { digest } from '../../kernel/id.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { News, Notification, Wanted } from './notification-state.ts';
import { anew } from './snooze.ts';

const KEPT_TIMES = 10;

/**
 * What a notification is about: account, kind, product, subject (case, depot), the task it led to and the escalation it
 * is a step of. Two that agree in all of these are one matter to a person; ten broken devices are ten.
 */
export const matterOf = (
  wanted: Pick<Wanted, 'kind' | 'product' | 'subjectKind' | 'subjectId' | 'taskId' | 'escalationId'>,
  accountId: string,
): string => {
  const { kind, product, subjectKind, subjectId, taskId, escalationId } = wanted;
  return digest(
    ...['matter', accountId, kind, product ?? '-', subjectKind ?? '-', subjectId ?? '-'],
    ...[taskId ?? '-', escalationId ?? '-'],
  );
};

/**
 * The same matter is told once more while it is open: the notification is brought up to date instead of making another.
 * It comes back unseen and at the top, unless it was put away: then it counts and keeps still, for a snooze suppresses
 * what is created anew, save for what is critical. News that are older than what is known, and come late, count and change no word of it.
 */
export function renewed(notification: Notification, news: News, at: Instant): Notification {
  const { occurredAt, openUntil, ...rest } = news;
  const told = {
    ...notification,
    ...rest,
    ...(occurredAt < notification.occurredAt ? knownOf(notification) : {}),
    occurredAt: Math.max(notification.occurredAt, occurredAt),
    openUntil: Math.max(notification.openUntil, openUntil),
    times: (notification.times ?? 1) + 1,
    toldAgain: [...(notification.toldAgain ?? []), at].slice(-KEPT_TIMES),
  };
  if (notification.snooze === undefined) return anew(told, at);
  if (news.critical !== true) return { ...told, ...withinPromise(told) };
  const { snooze: _, ...awake } = told;
  return anew(awake, at);
}

function knownOf({ reason, dueAt, threshold, ownerId }: Notification): Partial<Notification> {
  return {
    reason,
    ...(dueAt === undefined ? {} : { dueAt }),
    ...(threshold === undefined ? {} : { threshold }),
    ...(ownerId === undefined ? {} : { ownerId }),
  };
}

/** News may bring the promise's end nearer than the snooze's. */
function withinPromise({ snooze, dueAt }: Notification): Pick<Notification, 'snooze'> | undefined {
  if (snooze === undefined || dueAt === undefined || dueAt >= snooze.until) return undefined;
  return { snooze: { ...snooze, until: dueAt, capped: true } };
}
