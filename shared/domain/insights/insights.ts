import { DAY, type Instant } from '../../kernel/instant.ts';
import { type Bucket, type Span, wholeOf, within } from './buckets.ts';
import {
  type AnswerLine,
  answerFigures,
  type CallLine,
  type CaseLine,
  calledWithin,
  callFigures,
  type FeedbackLine,
  type OutreachLine,
  outreachFigures,
  promiseFigures,
} from './figures.ts';
import { countOf, meanAs } from './ratios.ts';

/** What the figures are made of, at least of the whole period; what lies outside of it is not counted. */
export type Material = {
  readonly cases: readonly CaseLine[];
  readonly calls: readonly CallLine[];
  readonly feedback: readonly FeedbackLine[];
  /** Also of the budget's quarter before the period. */
  readonly outreach: readonly OutreachLine[];
  readonly answers: readonly AnswerLine[];
};

export type Terms = {
  readonly buckets: readonly Bucket[];
  readonly segment?: string | undefined;
  readonly quarterDays: number;
  readonly now: Instant;
};

/**
 * The figures of a period: of each bucket, of the whole and of each segment. With a segment, promises, calls and
 * outreach of buckets and whole are that segment's; times to answer, load and the use of the budget have none and stay those of all. What has no
 * known segment counts in the whole and in none.
 */
export function insightsOf(all: Material, { buckets, segment, quarterDays, now }: Terms) {
  const own = segment === undefined ? all : ofSegment(all, segment);
  const whole = wholeOf(buckets);
  return {
    buckets: buckets.map(bucket => ({
      ...{ label: bucket.label, from: bucket.from, to: bucket.to },
      ...figuresIn(all, own, bucket),
      calledInQuarter: calledWithin(all.outreach, {
        until: Math.min(bucket.endAt - 1, now),
        ms: quarterDays * DAY,
      }),
    })),
    totals: figuresIn(all, own, whole),
    segments: segmentsIn(all, whole).map(name => ({
      segment: name,
      ...partsIn(ofSegment(all, name), whole),
    })),
  };
}

const figuresIn = (all: Material, own: Material, span: Span) => ({
  ...partsIn(own, span),
  answers: answerFigures(answersIn(all, span)),
  load: loadIn(all, span),
});

/** What is known of each segment. */
const partsIn = ({ cases, calls, feedback, outreach }: Material, span: Span) => ({
  promises: promiseFigures(within(cases, span, one => one.openedAt)),
  calls: callFigures(
    within(calls, span, one => one.endedAt),
    within(feedback, span, one => one.at),
  ),
  outreach: outreachFigures(
    within(outreach, span, one => one.openedAt),
    within(outreach, span, one => one.endedAt),
  ),
});

/** Days of the rows (UTC) count as days of the same name. */
const answersIn = ({ answers }: Material, { from, to }: Span): readonly AnswerLine[] =>
  answers.filter(({ day }) => from <= day && day <= to);

const had = ({ agentId }: CallLine): boolean => agentId !== '-';

function loadIn(all: Material, span: Span) {
  const answers = answersIn(all, span);
  const calls = within(all.calls, span, one => one.endedAt).filter(had);
  const { answered } = answerFigures(answers);
  const agents = new Set([...answers, ...calls].map(({ agentId }) => agentId)).size;
  return {
    ...{ agents, answered, calls: calls.length },
    cases: within(all.cases, span, one => one.openedAt).length,
    ...meanAs('answeredPerAgent', { sum: answered, count: agents }),
    ...meanAs('callsPerAgent', { sum: calls.length, count: agents }),
  };
}

/** What each agent did within the period, whoever did most first; then by id. */
export function agentsOf(all: Material, buckets: readonly Bucket[]) {
  const span = wholeOf(buckets);
  const answers = answersIn(all, span);
  const calls = within(all.calls, span, one => one.endedAt).filter(had);
  const ids = [...new Set([...answers, ...calls].map(({ agentId }) => agentId))];
  return ids
    .map(agentId => {
      const own = calls.filter(call => call.agentId === agentId);
      return {
        agentId,
        ...answerFigures(answers.filter(line => line.agentId === agentId)),
        ...{ calls: own.length, reached: countOf(own, ({ ending }) => ending === 'reached') },
      };
    })
    .sort((a, b) => b.answered + b.calls - a.answered - a.calls || (a.agentId < b.agentId ? -1 : 1));
}

function ofSegment({ answers, ...lines }: Material, segment: string): Material {
  const own = <T extends { readonly segment?: string | undefined }>(some: readonly T[]): readonly T[] =>
    some.filter(line => line.segment === segment);
  const { cases, calls, feedback, outreach } = lines;
  return {
    ...{ cases: own(cases), calls: own(calls), feedback: own(feedback), outreach: own(outreach) },
    answers,
  };
}

/** Segments that anything in the period is of, by name. */
function segmentsIn({ cases, calls, feedback, outreach }: Material, span: Span): string[] {
  const lines = [
    ...within(cases, span, one => one.openedAt),
    ...within(calls, span, one => one.endedAt),
    ...within(feedback, span, one => one.at),
    ...within(outreach, span, one => one.openedAt),
    ...within(outreach, span, one => one.endedAt),
  ];
  return [...new Set(lines.flatMap(({ segment }) => segment ?? []))].sort();
}
