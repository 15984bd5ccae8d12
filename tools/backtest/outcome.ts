import { grantedAt, limitOf } from '../../shared/domain/outreach/budget.ts';
import type { OutreachRules } from '../../shared/domain/outreach/outreach-rules.ts';
import { dayOfText, dayText, instantOnDay, localDayOf } from '../../shared/domain/time/local-days.ts';
import { weekdayOf } from '../../shared/domain/time/working-hours.ts';
import { DAY, type Instant } from '../../shared/kernel/instant.ts';
import type { Diary, Signal } from './diary.ts';

/** Both days included, on the wall where the company is. */
export type Window = { readonly from: string; readonly to: string; readonly zone: string };
export type Week = {
  /** Its Monday, or the first day of the window. */
  readonly from: string;
  readonly calls: number;
  readonly burst: number;
  readonly deadline: number;
  readonly market: number;
  /** Accounts called about bursts within the quarter that ends with it, and how many there are. */
  readonly inQuarter: number;
  readonly accounts: number;
};
export type Peak = {
  readonly at: Instant;
  readonly called: number;
  readonly accounts: number;
  readonly limit: number;
};
/** What the rules would have led to within the window. */
export type Outcome = {
  readonly called: readonly Signal[];
  /** Called about before the window, as the budget knows. */
  readonly calledBefore: number;
  /** Held back and never called about. */
  readonly held: readonly Signal[];
  /** Without a call: they lost their reason before it. */
  readonly withdrawn: number;
  readonly offered: readonly Signal[];
  readonly digests: number;
  readonly work: number;
  readonly calls: number;
  readonly weeks: readonly Week[];
  /** When most accounts had been called about bursts within a quarter, as a share of all. */
  readonly peak?: Peak | undefined;
  /** On so many days more was needed than allowed, and the most of it. */
  readonly exceeded: { readonly days: number; readonly needed: number; readonly limit: number };
  /** Accounts watched at the end. */
  readonly accounts: number;
};

/** From the first instant of the window up to, and without, the one behind its last day. */
export const instantsOf = ({
  from,
  to,
  zone,
}: Window): { readonly from: Instant; readonly until: Instant } => ({
  from: instantOnDay(zone, dayOfText(from)),
  until: instantOnDay(zone, dayOfText(to) + 1) - 1,
});

export function outcomeOf(diary: Diary, window: Window, rules: OutreachRules): Outcome {
  const { from, until } = instantsOf(window);
  const isIn = (at: Instant | undefined): boolean => at !== undefined && at >= from && at <= until;
  const signals = [...diary.signals.values()];
  const called = signals.filter(({ calledAt }) => isIn(calledAt)).sort(byCall);
  const exceeded = diary.exceeded.filter(({ at }) => isIn(at));
  const worst = exceeded.reduce<Diary['exceeded'][number] | undefined>(
    (most, one) => (most && most.needed >= one.needed ? most : one),
    undefined,
  );
  return {
    called,
    calledBefore: signals.filter(({ calledAt = until }) => calledAt < from).length,
    held: signals.filter(one => one.calledAt === undefined && one.held.some(({ at }) => isIn(at))),
    withdrawn: called.filter(({ call, ending }) => call === undefined && ending !== undefined).length,
    offered: signals.filter(({ offeredAt }) => isIn(offeredAt)),
    digests: diary.digests.filter(({ at }) => isIn(at)).length,
    work: [...diary.work.values()].filter(({ at }) => isIn(at)).length,
    calls: callsAmong(called),
    weeks: weeksOf(diary, window, rules),
    peak: peakOf(diary, called, rules),
    exceeded: {
      days: new Set(exceeded.map(({ at }) => localDayOf(window.zone, at))).size,
      needed: worst?.needed ?? 0,
      limit: worst?.limit ?? 0,
    },
    accounts: accountsAt(diary, until),
  };
}

const byCall = (a: Signal, b: Signal): number =>
  (a.calledAt ?? 0) - (b.calledAt ?? 0) || (a.accountId < b.accountId ? -1 : 1);

/** Signals of one call are one; one that is still to be made at the end is a call too. */
const callsAmong = (called: readonly Signal[]): number =>
  new Set(called.filter(isMade).map(({ call, id }) => call ?? id)).size;

const isMade = ({ call, ending }: Signal): boolean => call !== undefined || ending === undefined;

function weeksOf(diary: Diary, window: Window, rules: OutreachRules): Week[] {
  const { zone } = window;
  const last = dayOfText(window.to);
  const weeks: Week[] = [];
  for (let day = dayOfText(window.from); day <= last; ) {
    const end = Math.min(last, day + 6 - weekdayOf(day));
    weeks.push(weekOf(diary, { from: dayText(day), to: dayText(end), zone }, rules));
    day = end + 1;
  }
  return weeks;
}

function weekOf(diary: Diary, week: Window, rules: OutreachRules): Week {
  const { from, until } = instantsOf(week);
  const made = [...diary.signals.values()].filter(
    one => isMade(one) && (one.calledAt ?? -1) >= from && (one.calledAt ?? -1) <= until,
  );
  const about = (cause: Signal['cause']): number => made.filter(one => one.cause === cause).length;
  return {
    ...{ from: week.from, calls: callsAmong(made) },
    ...{ burst: about('burst'), deadline: about('deadline'), market: about('market') },
    ...{ inQuarter: calledInQuarter(diary, until, rules), accounts: accountsAt(diary, until) },
  };
}

function peakOf(diary: Diary, called: readonly Signal[], rules: OutreachRules): Peak | undefined {
  let peak: Peak | undefined;
  for (const { calledAt, exempt } of called) {
    if (exempt || calledAt === undefined) continue;
    const accounts = accountsAt(diary, calledAt);
    const count = calledInQuarter(diary, calledAt, rules);
    if (peak && count / accounts <= peak.called / peak.accounts) continue;
    const limit = limitOf(accounts, { percent: rules.budgetPercent, quarterDays: rules.quarterDays });
    peak = { at: calledAt, called: count, accounts, limit };
  }
  return peak;
}

/** Accounts called for statistical reasons within the quarter that ends at the instant, counted as the budget does. */
function calledInQuarter(diary: Diary, at: Instant, rules: OutreachRules): number {
  const { budgetPercent: percent, quarterDays } = rules;
  const since = at - quarterDays * DAY;
  const grants = Object.fromEntries(
    [...diary.signals.values()]
      .filter(one => !one.exempt && isMade(one) && (one.calledAt ?? 0) > since && (one.calledAt ?? 0) <= at)
      .map(one => [one.accountId, [one.calledAt ?? 0]]),
  );
  return grantedAt(grants, { percent, quarterDays }, at).length;
}

const accountsAt = ({ watched }: Diary, at: Instant): number =>
  watched.findLast(one => one.at <= at)?.accounts ?? 0;
