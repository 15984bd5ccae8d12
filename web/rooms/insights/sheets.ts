import type { InsightBucket, InsightsView } from '../../../shared/contracts/insights-contract.ts';
import type { InsightWords } from './words/en.ts';

export type Cell = string | number | undefined;
export type Kind = 'count' | 'share' | 'seconds' | 'mean';
export type Column = { readonly id: keyof InsightWords['columns']; readonly kind: Kind };
/** A row's head is a stretch of days, a segment or an agent. */
export type SheetRow = {
  readonly head: string;
  readonly from?: string;
  readonly to?: string;
  readonly cells: readonly Cell[];
};
export type SheetId = keyof InsightWords['charts'];
/** What a table shows and its file holds: the same columns and rows. */
export type Sheet = {
  readonly id: SheetId;
  readonly heads: 'bucket' | 'segment' | 'agent';
  readonly columns: readonly Column[];
  readonly rows: readonly SheetRow[];
};

type Part<T> = readonly (readonly [id: Column['id'], kind: Kind, of: (one: T, view: InsightsView) => Cell])[];
type Figures = Pick<InsightBucket, 'promises' | 'calls' | 'outreach'>;
type Agent = NonNullable<InsightsView['agents']>[number];

const seconds = (ms: number | undefined): Cell => (ms === undefined ? undefined : Math.round(ms / 1_000));

const promises: Part<Figures> = [
  ['promised', 'count', one => one.promises.promised],
  ['open', 'count', one => one.promises.open],
  ['met', 'count', one => one.promises.met],
  ['breached', 'count', one => one.promises.breached],
  ['corrected', 'count', one => one.promises.corrected],
  ['excused', 'count', one => one.promises.excused],
  ['kept_share', 'share', one => one.promises.keptShare],
  ['median_margin_seconds', 'seconds', one => seconds(one.promises.medianMarginMs)],
];

const answers: Part<InsightBucket> = [
  ['answered', 'count', one => one.answers.answered],
  ['median_seconds', 'seconds', one => one.answers.medianSeconds],
  ['p90_seconds', 'seconds', one => one.answers.p90Seconds],
];

const calls: Part<Figures> = [
  ['calls_ended', 'count', one => one.calls.ended],
  ['reached', 'count', one => one.calls.reached],
  ['declined', 'count', one => one.calls.declined],
  ['never_reached', 'count', one => one.calls.neverReached],
  ['wrong_number', 'count', one => one.calls.wrongNumber],
  ['not_made', 'count', one => one.calls.notMade],
  ['reached_share', 'share', one => one.calls.reachedShare],
  ['late', 'count', one => one.calls.late],
  ['attempts', 'count', one => one.calls.attempts],
  ['unanswered', 'count', one => one.calls.unanswered],
  ['rated', 'count', one => one.calls.rated],
  ['average_rating', 'mean', one => one.calls.averageRating],
];

const outreach: Part<InsightBucket> = [
  ['opened', 'count', one => one.outreach.opened],
  ['ended', 'count', one => one.outreach.ended],
  ['called', 'count', one => one.outreach.called],
  ['called_in_quarter', 'count', one => one.calledInQuarter],
  ['allowed', 'count', (_, view) => view.budget.limit],
];

const useful: Part<InsightBucket> = [
  ['judged', 'count', one => one.outreach.judged],
  ['useful', 'count', one => one.outreach.useful],
  ['useful_share', 'share', one => one.outreach.usefulShare],
];

const load: Part<InsightBucket> = [
  ['agents', 'count', one => one.load.agents],
  ['answered', 'count', one => one.load.answered],
  ['calls', 'count', one => one.load.calls],
  ['cases', 'count', one => one.load.cases],
  ['answered_per_agent', 'mean', one => one.load.answeredPerAgent],
  ['calls_per_agent', 'mean', one => one.load.callsPerAgent],
];

const segments: Part<Figures> = [
  ['promised', 'count', one => one.promises.promised],
  ['kept_share', 'share', one => one.promises.keptShare],
  ['calls_ended', 'count', one => one.calls.ended],
  ['reached_share', 'share', one => one.calls.reachedShare],
  ['average_rating', 'mean', one => one.calls.averageRating],
  ['called', 'count', one => one.outreach.called],
  ['useful_share', 'share', one => one.outreach.usefulShare],
];

const agents: Part<Agent> = [
  ['answered', 'count', one => one.answered],
  ['median_seconds', 'seconds', one => one.medianSeconds],
  ['p90_seconds', 'seconds', one => one.p90Seconds],
  ['calls', 'count', one => one.calls],
  ['reached', 'count', one => one.reached],
];

const ofBuckets = { promises, answers, calls, outreach, useful, load };

const cellsOf = <T>(part: Part<T>, one: T, view: InsightsView): Cell[] =>
  part.map(([, , of]) => of(one, view));
const columnsOf = <T>(part: Part<T>): Column[] => part.map(([id, kind]) => ({ id, kind }));

/** One table of the insights; without agents, for whom they are not meant, their table is empty. */
export function sheetOf(id: SheetId, view: InsightsView): Sheet {
  if (id === 'segments')
    return {
      ...{ id, heads: 'segment', columns: columnsOf(segments) },
      rows: view.segments.map(one => ({ head: one.segment, cells: cellsOf(segments, one, view) })),
    };
  if (id === 'agents')
    return {
      ...{ id, heads: 'agent', columns: columnsOf(agents) },
      rows: (view.agents ?? []).map(one => ({ head: one.name, cells: cellsOf(agents, one, view) })),
    };
  const part: Part<InsightBucket> = ofBuckets[id];
  return {
    ...{ id, heads: 'bucket', columns: columnsOf(part) },
    rows: view.buckets.map(one => ({
      ...{ head: one.label, from: one.from, to: one.to, cells: cellsOf(part, one, view) },
    })),
  };
}

/** A sheet as lines of a CSV file. Columns have the same names in every language, so that what was set up once goes on working. */
export function sheetLines({ heads, columns, rows }: Sheet): readonly (readonly Cell[])[] {
  const names = columns.map(({ id }) => id);
  if (heads !== 'bucket') return [[heads, ...names], ...rows.map(({ head, cells }) => [head, ...cells])];
  return [
    ['time', 'from', 'to', ...names],
    ...rows.map(({ head, from, to, cells }) => [head, from, to, ...cells]),
  ];
}
