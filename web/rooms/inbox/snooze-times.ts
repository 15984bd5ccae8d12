import type { NotificationView } from '../../../shared/contracts/notifications-contract.ts';
import { DAY, HOUR, type Instant, MINUTE } from '../../../shared/kernel/instant.ts';
import { instantOf, wallTime } from '../../app/zoned.ts';

export const SHORTEST_MS = 3 * MINUTE;
export const LONGEST_MS = 90 * DAY;

export const snoozeChoices = ['hour', 'afternoon', 'tomorrow', 'monday', 'own'] as const;
export type SnoozeChoice = (typeof snoozeChoices)[number];
export type SnoozeTime = { readonly choice: SnoozeChoice; readonly at: Instant };

const dayAfter = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);

/**
 * The usual times to come back, on the reader's wall clock: in an hour; at 15:00 while that is more than an hour away;
 * tomorrow and on Monday at 09:00, Monday only when it is not tomorrow.
 */
export function snoozeTimes(now: Instant, zone: string): readonly SnoozeTime[] {
  const today = wallTime(now, zone).slice(0, 10);
  const weekDay = new Date(`${today}T00:00:00Z`).getUTCDay();
  const toMonday = (8 - weekDay) % 7 || 7;
  const afternoon = instantOf(`${today}T15:00`, zone);
  return [
    { choice: 'hour', at: now + HOUR },
    ...(afternoon > now + HOUR ? [{ choice: 'afternoon', at: afternoon } as const] : []),
    { choice: 'tomorrow', at: instantOf(`${dayAfter(today, 1)}T09:00`, zone) },
    ...(toMonday > 1
      ? [{ choice: 'monday', at: instantOf(`${dayAfter(today, toMonday)}T09:00`, zone) } as const]
      : []),
  ];
}

type Promised = Pick<NotificationView, 'dueAt'>;
export type Snoozing = {
  /** Until when the first of them is away. */
  readonly until: Instant;
  /** How many come back earlier than asked for, since their promise ends. */
  readonly capped: number;
  readonly refused?: 'too-short' | 'too-long' | 'promise-too-close';
};

/** What would come of a snooze, by the rule that the server applies: 3 minutes to 90 days, never past a promise. */
export function snoozing(items: readonly Promised[], until: Instant, now: Instant): Snoozing {
  const ends = items.map(({ dueAt }) => (dueAt === undefined ? until : Math.min(until, Date.parse(dueAt))));
  const outcome = { until: Math.min(...ends), capped: ends.filter(end => end < until).length };
  if (until < now + SHORTEST_MS) return { ...outcome, refused: 'too-short' };
  if (until > now + LONGEST_MS) return { ...outcome, refused: 'too-long' };
  const tooClose = ends.every(end => end < now + SHORTEST_MS);
  return tooClose ? { ...outcome, refused: 'promise-too-close' } : outcome;
}
