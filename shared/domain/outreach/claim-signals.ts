import { dateOf, dayNumber } from '../time/open-hours.ts';
import { type Claim, isAtStake, waitOf } from './claim.ts';
import { type ClaimRule, type ClaimWindow, windowOfClaim } from './claim-deadline.ts';

/** A claim that is a signal, as it is told. Days are `YYYY-MM-DD`. */
export type ClaimLine = {
  readonly claimId: string;
  readonly closesOn: string;
  readonly value?: number;
  /** Days until it closes, as the signal had it. */
  readonly distance: number;
  readonly waitsFor?: string;
  readonly marketplace?: string;
  readonly type?: string;
  /** The marketplace said so itself, or a rule of the settings does. */
  readonly by: 'marketplace' | 'rule';
};

export type SignalRules = {
  readonly rules: readonly ClaimRule[];
  /** Days before the end of a claim. */
  readonly distances: readonly number[];
  /** The day where the account is, `YYYY-MM-DD`. */
  readonly today: string;
  /** The day itself when somebody works then, else the last one before; asked from today until 300 days ahead. */
  readonly workdayOnOrBefore: (day: string) => string;
};

export type ClaimSignals = {
  /** Claims that are a signal now, the first to close first. */
  readonly due: ClaimLine[];
  /** When to look again at the latest if nothing is heard meanwhile; absent when nothing will change by itself. */
  readonly nextDay?: string;
};

/** Days ahead of which working days are asked for, and after which to look again at what lies beyond. */
const REACH = 300;
const LOOK_AGAIN = 240;
const NEVER = Number.POSITIVE_INFINITY;

/** Today and the working days around it, as days counted from 1970-01-01. */
type Round = {
  readonly today: number;
  /** The first working day after today. */
  readonly nextWorkday: number;
  /** The farthest first. */
  readonly distances: readonly number[];
  readonly workday: (day: number) => number;
};

/**
 * The claims at stake that a signal is due for: a distance counts from the working day on or before the day so long
 * before the end, until the end itself. The nearest distance that counts is told. A claim that cannot be handed in yet
 * makes no signal before its first working day, or before its first day when it has no working day at all. `nextDay` is
 * the next day on which another distance counts or a claim that is due is over, at most 240 days ahead when there are
 * claims beyond. Throws when `today` is no day.
 */
export function claimSignals(claims: readonly Claim[], given: SignalRules): ClaimSignals {
  const round = roundOf(given);
  const due: ClaimLine[] = [];
  let [changes, ahead] = [NEVER, NEVER];
  for (const claim of claims) {
    const window = isAtStake(claim) ? windowOfClaim(claim, given.rules) : undefined;
    if (window === undefined || window.closes < round.today) continue;
    const signal = signalOf(window, round);
    changes = Math.min(changes, signal.changes);
    ahead = Math.min(ahead, signal.ahead);
    if (signal.distance !== undefined) due.push(lineOf(claim, window, signal.distance));
  }
  due.sort((a, b) => order(a.closesOn, b.closesOn) || order(a.claimId, b.claimId));
  const next = Math.min(changes, workdayAhead(ahead, round));
  return { due, ...(next === NEVER ? {} : { nextDay: dateOf(next) }) };
}

/** A claim is spoken of for the last time: no distance is nearer to its end. */
export const isLastDistance = ({ distance }: ClaimLine, distances: readonly number[]): boolean =>
  distance <= Math.min(...distances);

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function roundOf({ today, distances, workdayOnOrBefore }: SignalRules): Round {
  const known = new Map<number, number>();
  const workday = (day: number): number => {
    const found = known.get(day) ?? mustBeDay(workdayOnOrBefore(dateOf(day)));
    known.set(day, found);
    return found;
  };
  const now = mustBeDay(today);
  let nextWorkday = now + 1;
  while (nextWorkday < now + REACH && workday(nextWorkday) <= now) nextWorkday++;
  return { today: now, nextWorkday, distances: distances.toSorted((a, b) => b - a), workday };
}

function mustBeDay(date: string): number {
  const day = dayNumber(date);
  if (day === undefined) throw new RangeError(`${date} is no day`);
  return day;
}

type Signal = {
  /** The nearest that counts. */
  readonly distance?: number;
  /** The day on which that changes or the claim is over. */
  readonly changes: number;
  /** Or the working day on or before this day, which is asked for once for all claims. */
  readonly ahead: number;
};

/**
 * Of a window that has not closed. A working day is never later than that of a later day: the first distance that does
 * not count yet is the next that will.
 */
function signalOf(window: ClaimWindow, round: Round): Signal {
  const { closes } = window;
  const { today, nextWorkday, distances } = round;
  const opening = openingDay(window, round);
  if (opening > today) {
    const first = Math.max(opening, workdayAhead(closes - (distances[0] ?? 0), round));
    return { changes: first <= closes ? first : NEVER, ahead: NEVER };
  }
  const coming = distances.findIndex(distance => closes - distance >= nextWorkday);
  const distance = coming < 0 ? distances.at(-1) : distances[coming - 1];
  const ahead = coming < 0 ? NEVER : closes - (distances[coming] ?? 0);
  return distance === undefined ? { changes: NEVER, ahead } : { distance, changes: closes + 1, ahead };
}

/** The working day on or before a day after today; of one that is too far away, the day to look again. */
function workdayAhead(day: number, { today, workday }: Round): number {
  if (day <= today || day === NEVER) return day;
  return day > today + REACH ? today + LOOK_AGAIN : workday(day);
}

/** The first working day of a claim's window, or its first day when it has none; today stands for all before it. */
function openingDay({ opens, closes }: ClaimWindow, { today, workday }: Round): number {
  if (opens === undefined || workday(today) >= opens) return today;
  if (opens > today + REACH) return today + LOOK_AGAIN;
  const last = Math.min(closes, today + REACH);
  for (let day = Math.max(opens, today + 1); day <= last; day++) if (workday(day) >= opens) return day;
  return opens;
}

function lineOf(claim: Claim, { closes, by }: ClaimWindow, distance: number): ClaimLine {
  const { opened } = claim;
  const waitsFor = waitOf(claim);
  return {
    claimId: claim.id,
    closesOn: dateOf(closes),
    ...(opened?.value.value === undefined ? {} : { value: opened.value.value }),
    distance,
    ...(waitsFor === undefined ? {} : { waitsFor }),
    ...(opened === undefined ? {} : { marketplace: opened.value.marketplace, type: opened.value.type }),
    by,
  };
}
