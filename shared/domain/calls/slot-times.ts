import { DAY, type Instant, MINUTE } from '../../kernel/instant.ts';
import { accepted, type Outcome, refused } from '../../kernel/outcome.ts';
import type { AgendaItem, Booking } from './call.ts';
import type { CallRules } from './call-rules.ts';

export type TimeRefusal = 'too-soon' | 'too-far' | 'not-a-start' | 'over';

/** Slots of customers begin on the quarter of an hour. */
const QUARTER = 15 * MINUTE;

/**
 * Whether a customer may pick a start: on the quarter of an hour, after the notice (counted from when they began to keep
 * it free, `since`), and not further ahead than the window. Their hours and holidays do not restrict what they pick.
 */
export function mayPick(
  from: Instant,
  { now, since = now, rules }: { readonly now: Instant; readonly since?: Instant; readonly rules: CallRules },
): Outcome<undefined, TimeRefusal> {
  const field = 'body.from';
  if (from % QUARTER !== 0)
    return refused('not-a-start', { field, problem: 'Calls begin on the quarter of an hour.' });
  if (from < since + rules.noticeMinutes * MINUTE || from < now)
    return refused('too-soon', { field, problem: `We need ${rules.noticeMinutes} minutes before a call.` });
  if (from >= now + rules.windowDays * DAY)
    return refused('too-far', { field, problem: `Times can be taken ${rules.windowDays} days ahead.` });
  return accepted(undefined);
}

/** Nobody plans further ahead, in days. */
const STAFF_DAYS = 180;

/** Staff may plan for any instant less than 180 days ahead. Refused: `too-far`, with the field it came in. */
export const staffMayPlan = (
  at: Instant,
  { now, field }: { readonly now: Instant; readonly field: string },
): Outcome<undefined, TimeRefusal> =>
  at < now + STAFF_DAYS * DAY
    ? accepted(undefined)
    : refused('too-far', { field, problem: `Calls can be planned ${STAFF_DAYS} days ahead.` });

/** What is booked is looked after 90 days ahead when its agent leaves or is away; what is agreed lies within. */
const PICK_DAYS = 89;

/** Staff may agree on any start that is not over (`over`) and no more than 89 days ahead (`too-far`). */
export function staffMayPick(from: Instant, now: Instant): Outcome<undefined, TimeRefusal> {
  const field = 'body.from';
  if (from <= now - QUARTER) return refused('over', { field, problem: 'This time is over.' });
  if (from > now + PICK_DAYS * DAY)
    return refused('too-far', { field, problem: `Times can be agreed ${PICK_DAYS} days ahead.` });
  return accepted(undefined);
}

/**
 * How many minutes a call takes: as long as what is agreed, else as the longest of what is to be spoken of, and of one
 * kind more that joins it.
 */
export function minutesOf(
  call: { readonly booking?: Booking; readonly agenda: readonly AgendaItem[] } | undefined,
  rules: Pick<CallRules, 'minutesFor'>,
  joins?: AgendaItem['kind'],
): number {
  if (call?.booking) return (call.booking.to - call.booking.from) / MINUTE;
  const open = call?.agenda.flatMap(({ state, kind }) => (state === 'open' ? kind : [])) ?? [];
  const kinds = joins ? [...open, joins] : open;
  return Math.max(...(kinds.length > 0 ? kinds : (['callback'] as const)).map(rules.minutesFor));
}
