import * as z from 'zod/mini';
import { idText } from './common.ts';
import { defineRoute } from './define-route.ts';

const day = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/, 'must be a day such as 2026-11-22'));
/** 0 to 1, absent without cases: nobody is told of 0 or 100 % where there was nothing. */
const share = z.optional(z.number());

export const insightSteps = ['day', 'week', 'month'] as const;
export type InsightStep = (typeof insightSteps)[number];

/** Targets of device cases opened in the time, each by what is to be said of it now. */
export const promiseFigures = z.object({
  promised: z.int(),
  open: z.int(),
  met: z.int(),
  breached: z.int(),
  /** Breaches that facts took back, or somebody excused: on neither side of the share. */
  corrected: z.int(),
  excused: z.int(),
  /** Met of met and breached. */
  keptShare: share,
  /** Half of those that ended had so much time left or more; negative when late. */
  medianMarginMs: z.optional(z.number()),
});

/** Notifications acknowledged in the time, of the whole team. */
export const answerFigures = z.object({
  answered: z.int(),
  medianSeconds: z.optional(z.number()),
  p90Seconds: z.optional(z.number()),
});

/** Calls that ended in the time, and what customers said of calls in it. */
export const callFigures = z.object({
  ended: z.int(),
  reached: z.int(),
  declined: z.int(),
  neverReached: z.int(),
  wrongNumber: z.int(),
  /** Cancelled or without a reason any more. */
  notMade: z.int(),
  /** How often the phone rang, and how often nobody was reached by it. */
  attempts: z.int(),
  unanswered: z.int(),
  /** Of those that were tried: what was promised or agreed passed before. */
  late: z.int(),
  /** Reached of all that were tried. */
  reachedShare: share,
  unansweredShare: share,
  lateShare: share,
  rated: z.int(),
  /** 1 to 5. */
  averageRating: z.optional(z.number()),
});

/** Reasons to call customers who did not ask. */
export const outreachFigures = z.object({
  opened: z.int(),
  ended: z.int(),
  /** Ended with a call that was tried. */
  called: z.int(),
  judged: z.int(),
  useful: z.int(),
  /** Useful of judged. */
  usefulShare: share,
});

/** What the whole team did. */
export const loadFigures = z.object({
  /** Who answered a notification or had a call. */
  agents: z.int(),
  answered: z.int(),
  calls: z.int(),
  /** Device cases that came in. */
  cases: z.int(),
  answeredPerAgent: z.optional(z.number()),
  callsPerAgent: z.optional(z.number()),
});

const bySegment = { promises: promiseFigures, calls: callFigures, outreach: outreachFigures };
export const insightFigures = z.object({ ...bySegment, answers: answerFigures, load: loadFigures });
export type InsightFigures = z.infer<typeof insightFigures>;

export const insightBucket = z.object({
  /** `2026-11-22`, the ISO week `2026-W47` or `2026-11`. */
  label: z.string(),
  /** First and last day that are counted; fewer than the step's at the ends of the period. */
  from: z.string(),
  to: z.string(),
  ...insightFigures.shape,
  /** Accounts called for statistical reasons within the budget's quarter that ends with the bucket; of all segments. */
  calledInQuarter: z.int(),
});
export type InsightBucket = z.infer<typeof insightBucket>;

/** Lists that are bounded: what was too long to be counted whole. */
export const insightParts = ['promises', 'answers', 'calls', 'feedback', 'outreach', 'segments'] as const;
export type InsightPart = (typeof insightParts)[number];

export const insightsView = z.object({
  from: z.string(),
  to: z.string(),
  by: z.enum(insightSteps),
  /** The company's; days, weeks and months are those of its wall. */
  zone: z.string(),
  segment: z.optional(z.string()),
  buckets: z.array(insightBucket),
  totals: insightFigures,
  /** Each there is in the period, whichever was asked for: of a case the one it was matched in, of calls and outreach that of the account now. */
  segments: z.array(z.object({ segment: z.string(), ...bySegment })),
  /** For leads alone; whoever did most first. */
  agents: z.optional(
    z.array(
      z.object({
        agentId: z.string(),
        name: z.string(),
        ...answerFigures.shape,
        calls: z.int(),
        reached: z.int(),
      }),
    ),
  ),
  /** The outreach budget as it is today: so many accounts within so many days. */
  budget: z.object({ limit: z.int(), quarterDays: z.int() }),
  /** True when something could not be counted whole: see `short`. */
  partial: z.boolean(),
  /** What is counted from a day on only, or, without one, not whole on any day. */
  short: z.array(z.object({ part: z.enum(insightParts), countedFrom: z.optional(z.string()) })),
  /** How many reads of the table it took. */
  reads: z.int(),
  at: z.string(),
});
export type InsightsView = z.infer<typeof insightsView>;

export const getInsights = defineRoute({
  access: { to: 'staff' },
  answeredBy: 'views-api',
  id: 'get-insights',
  method: 'GET',
  path: '/v1/insights',
  summary:
    'Promises kept, times to answer, calls, outreach and load of at most 366 days, by day, week or month, and by segment.',
  query: z.object({
    from: day,
    to: day,
    /** `week` when nothing is said. */
    by: z.optional(z.enum(insightSteps)),
    /** Promises, calls and outreach of this segment alone; times to answer and load have none and stay the team's. */
    segment: z.optional(idText),
  }),
  answer: insightsView,
});
