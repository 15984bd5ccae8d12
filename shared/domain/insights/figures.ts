import type { CallEnding, CallOutcome } from '../../events/call-events.ts';
import type { Instant } from '../../kernel/instant.ts';
import { answerQuantile } from '../team/answer-times.ts';
import type { Verdict } from '../time/sla-records.ts';
import { countOf, meanAs, medianAs, shareAs } from './ratios.ts';

/** A device case as the figures need it. */
export type CaseLine = {
  readonly openedAt: Instant;
  readonly segment?: string | undefined;
  readonly targets: readonly { readonly verdict: Verdict; readonly marginMs?: number }[];
};

/** A call that is over. */
export type CallLine = {
  readonly accountId: string;
  readonly segment?: string | undefined;
  readonly endedAt: Instant;
  /** Whoever had it last; `-`: nobody. */
  readonly agentId: string;
  readonly ending: CallEnding;
  /** What the attempts at it came to. */
  readonly outcomes: readonly (CallOutcome | undefined)[];
  /** What was promised or agreed passed before it was made. */
  readonly late: boolean;
};

export type FeedbackLine = {
  readonly accountId: string;
  readonly segment?: string | undefined;
  readonly at: Instant;
  readonly rating: number;
};

export type OutreachLine = {
  readonly accountId: string;
  readonly segment?: string | undefined;
  readonly openedAt: Instant;
  readonly endedAt?: Instant | undefined;
  readonly ending?: string | undefined;
  /** No budget holds it back. */
  readonly exempt: boolean;
  readonly useful?: boolean | undefined;
};

/** Notifications that one agent acknowledged on one day (UTC), by how long it took: see `answerBuckets`. */
export type AnswerLine = {
  readonly day: string;
  readonly agentId: string;
  readonly counts: readonly number[];
};

/** Targets by what is said of them. The share is of those met and breached: what was corrected or excused is on neither side. */
export function promiseFigures(cases: readonly CaseLine[]) {
  const targets = cases.flatMap(one => one.targets);
  const count = (verdict: Verdict) => countOf(targets, target => target.verdict === verdict);
  const [met, breached] = [count('kept'), count('breached')];
  return {
    ...{ promised: targets.length, open: count('open'), met, breached },
    ...{ corrected: count('corrected'), excused: count('excused') },
    ...shareAs('keptShare', met, met + breached),
    ...medianAs(
      'medianMarginMs',
      targets.flatMap(({ marginMs }) => marginMs ?? []),
    ),
  };
}

/** Histograms added up; the quantiles are linear within their bucket, in whole seconds. */
export function answerFigures(lines: readonly AnswerLine[]) {
  const width = Math.max(0, ...lines.map(({ counts }) => counts.length));
  const counts = Array.from({ length: width }, (_, at) =>
    lines.reduce((sum, line) => sum + (line.counts[at] ?? 0), 0),
  );
  const [median, p90] = [answerQuantile(counts, 0.5), answerQuantile(counts, 0.9)];
  return {
    answered: counts.reduce((sum, count) => sum + count, 0),
    ...(median === undefined ? {} : { medianSeconds: Math.round(median) }),
    ...(p90 === undefined ? {} : { p90Seconds: Math.round(p90) }),
  };
}

const UNMADE: readonly CallEnding[] = ['cancelled', 'withdrawn'];
const UNANSWERED: readonly (CallOutcome | undefined)[] = ['no-answer', 'busy', 'no-show'];

/** Calls by their ending, attempts by what they came to, and what customers said. Shares are of the calls that were not cancelled or withdrawn. */
export function callFigures(calls: readonly CallLine[], feedback: readonly FeedbackLine[]) {
  const count = (ending: CallEnding) => countOf(calls, call => call.ending === ending);
  const tried = calls.filter(({ ending }) => !UNMADE.includes(ending));
  const late = countOf(tried, call => call.late);
  const attempts = calls.flatMap(({ outcomes }) => outcomes);
  const unanswered = countOf(attempts, outcome => UNANSWERED.includes(outcome));
  return {
    ...{ ended: calls.length, reached: count('reached'), declined: count('declined') },
    ...{ neverReached: count('never-reached'), wrongNumber: count('wrong-number') },
    ...{ notMade: calls.length - tried.length, attempts: attempts.length, unanswered, late },
    ...shareAs('reachedShare', count('reached'), tried.length),
    ...shareAs('unansweredShare', unanswered, attempts.length),
    ...shareAs('lateShare', late, tried.length),
    rated: feedback.length,
    ...meanAs('averageRating', {
      ...{ sum: feedback.reduce((sum, { rating }) => sum + rating, 0), count: feedback.length, digits: 2 },
    }),
  };
}

const CALLED: readonly (string | undefined)[] = ['reached', 'declined', 'never-reached', 'wrong-number'];
const wasCalled = ({ ending }: OutreachLine): boolean => CALLED.includes(ending);

/** Signals that were opened and that ended; judged are those of which somebody said whether they were useful. */
export function outreachFigures(opened: readonly OutreachLine[], ended: readonly OutreachLine[]) {
  const judged = countOf(ended, ({ useful }) => useful !== undefined);
  const useful = countOf(ended, line => line.useful === true);
  return {
    ...{ opened: opened.length, ended: ended.length, called: countOf(ended, wasCalled), judged, useful },
    ...shareAs('usefulShare', useful, judged),
  };
}

/** Accounts whose outreach ended within `(until − ms, until]` with a call that the budget limits: each once. */
export const calledWithin = (
  lines: readonly OutreachLine[],
  { until, ms }: { readonly until: Instant; readonly ms: number },
): number =>
  new Set(
    lines
      .filter(line => !line.exempt && wasCalled(line))
      .filter(({ endedAt = Number.NEGATIVE_INFINITY }) => until - ms < endedAt && endedAt <= until)
      .map(({ accountId }) => accountId),
  ).size;
