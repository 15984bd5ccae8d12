import { HOUR, type Instant } from '../../kernel/instant.ts';
import type { Agent } from '../team/agent.ts';
import { elapsed, openBetween } from '../time/business-calendar.ts';
import { type ContactWindow, deadlineInWindow, firstInWindow, retryTimes } from '../time/contact-window.ts';
import type { Attempt } from './call.ts';
import { nextOnDuty } from './promise-now.ts';

/** When a contact may be called, and who might. */
export type CallTimes = {
  readonly window: ContactWindow;
  readonly agents: readonly Agent[];
  readonly language: string;
};

/** Windows of contact and agents that never meet are looked through so far. */
const TURNS = 60;

/**
 * The first instant from `at` on that lies in the contact's window and at which somebody who speaks the language works.
 * Where the two never meet, or nobody speaks it, the contact's window alone counts; beyond its reach neither does.
 */
export function firstCallable({ window, agents, language }: CallTimes, at: Instant): Instant {
  if (!isKnown(window, at)) return at;
  const first = firstInWindow(window, at) ?? at;
  let found = first;
  for (let turn = 0; turn < TURNS; turn++) {
    const staffed = nextOnDuty(agents, language, found);
    if (staffed === undefined || !isKnown(window, staffed)) return first;
    const open = firstInWindow(window, staffed);
    if (open === undefined || open === found) return open ?? first;
    found = open;
  }
  return first;
}

const isKnown = ({ from, to }: ContactWindow, at: Instant): boolean => from <= at && at <= to;

/**
 * When something is to be spoken of: not before it may be, and due at the last moment of the window that is not after
 * `dueAt`; where none is left, after one hour of the window. What lies beyond the window's reach stays as it is, an hour
 * on the clock at least.
 */
export function timesInWindow(
  times: CallTimes,
  { readyAt: from, dueAt: until }: { readonly readyAt: Instant; readonly dueAt: Instant },
): { readonly readyAt: Instant; readonly dueAt: Instant } {
  const readyAt = firstCallable(times, from);
  if (!isKnown(times.window, readyAt) || until > times.window.to)
    return { readyAt, dueAt: Math.max(until, readyAt + HOUR) };
  const last = until > readyAt ? openBetween(times.window, readyAt, until).at(-1)?.[1] : undefined;
  return { readyAt, dueAt: last ?? anHourOn(times.window, readyAt) };
}

const anHourOn = (window: ContactWindow, at: Instant): Instant =>
  elapsed(window, at, window.to) < HOUR ? at + HOUR : deadlineInWindow(window, at, HOUR);

const FAILED: readonly unknown[] = ['no-answer', 'busy', 'no-show'];

/** When a call is tried again after an attempt that reached nobody and ends at `now`; `undefined` when it is not any more. */
export function retryAfter(
  times: CallTimes,
  attempts: readonly Attempt[],
  now: Instant,
): Instant | undefined {
  const failed = attempts.filter(({ outcome }) => FAILED.includes(outcome));
  const [first] = failed;
  const next = retryTimes(times.window, {
    ...{ n: failed.length + 1, at: now },
    ...(first ? { firstAt: first.at } : {}),
  });
  return next === undefined ? undefined : firstCallable(times, next);
}
