import type { InsightPart, InsightStep, InsightsView } from '../../shared/contracts/insights-contract.ts';
import { type Bucket, bucketsOf, wholeOf } from '../../shared/domain/insights/buckets.ts';
import { agentsOf, insightsOf, type Material } from '../../shared/domain/insights/insights.ts';
import { limitOf } from '../../shared/domain/outreach/budget.ts';
import { outreachRules } from '../../shared/domain/outreach/outreach-rules.ts';
import { dayText, localDayOf } from '../../shared/domain/time/local-days.ts';
import { DAY, formatInstant, type Instant } from '../../shared/kernel/instant.ts';
import { accepted, type Outcome } from '../../shared/kernel/outcome.ts';
import { countWatched } from '../../shared/store/budget-store.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { loadRoster } from '../../shared/store/roster-store.ts';
import { loadSettings } from '../../shared/store/settings-store.ts';
import type { Table } from '../../shared/store/table.ts';
import { gatherCases } from './insights-cases.ts';
import { gatherAnswers, gatherCalls, gatherFeedback, gatherOutreach } from './insights-events.ts';
import { countedTable } from './insights-lists.ts';
import { withSegments } from './insights-segments.ts';

type Asked = {
  readonly from: string;
  readonly to: string;
  readonly by?: InsightStep | undefined;
  readonly segment?: string | undefined;
  /** What each agent did is for leads. */
  readonly isLead: boolean;
};

/** What became of promises, calls, outreach and notifications in a period, by day, week or month of the company's wall. */
export async function readInsights(
  ports: Pick<Ports, 'table' | 'clock'>,
  { from, to, by = 'week', segment, isLead }: Asked,
): Promise<Outcome<InsightsView, 'bad-period'>> {
  const { table, reads } = countedTable(ports.table);
  const now = ports.clock.now();
  const { company, outreach } = await loadSettings(table);
  const { zone } = company;
  const buckets = bucketsOf({ from, to, by, zone });
  if (!buckets.ok) return buckets;
  const { budgetPercent: percent, quarterDays } = outreachRules(outreach);
  const [gathered, accounts] = await Promise.all([
    gather(table, { buckets: buckets.value, quarterDays, now }),
    countWatched(table),
  ]);
  const { material, isShort } = await withSegments(table, gathered.material);
  const terms = { buckets: buckets.value, segment, quarterDays, now };
  const short = [
    ...gathered.short.map(one => shortIn(one, { endAt: wholeOf(buckets.value).endAt, zone })),
    ...(isShort ? [{ part: 'segments' } as const] : []),
  ];
  return accepted({
    ...{ from, to, by, zone, ...(segment === undefined ? {} : { segment }) },
    ...insightsOf(material, terms),
    ...(isLead ? { agents: await namedAgents(table, material, buckets.value) } : {}),
    budget: { limit: limitOf(accounts, { percent, quarterDays }), quarterDays },
    ...{ partial: short.length > 0, short, reads: reads(), at: formatInstant(now) },
  });
}

type Terms = { readonly buckets: readonly Bucket[]; readonly quarterDays: number; readonly now: Instant };
type Short = { readonly part: InsightPart; readonly since: Instant };

/** Everything that happened in the period, and of outreach in the budget's quarter before it. */
async function gather(table: Table, { buckets, quarterDays, now }: Terms) {
  const { from, to, startAt, endAt } = wholeOf(buckets);
  const range = { from: startAt, to: Math.min(endAt, now) };
  const [promises, calls, feedback, outreach, answers] = await Promise.all([
    gatherCases(table, { startAt, endAt, now }),
    gatherCalls(table, range),
    gatherFeedback(table, range),
    gatherOutreach(table, { from: startAt - quarterDays * DAY, to: now }),
    gatherAnswers(table, { from, to, now }),
  ]);
  const short = Object.entries({ promises, calls, feedback, outreach, answers }).flatMap(
    ([part, { countedFrom }]): Short[] =>
      countedFrom === undefined ? [] : [{ part: part as InsightPart, since: countedFrom }],
  );
  const material: Material = {
    ...{ cases: promises.lines, calls: calls.lines, feedback: feedback.lines },
    ...{ outreach: outreach.lines, answers: answers.lines },
  };
  return { material, short };
}

/** The first whole day that is counted; none where no day of the period is. */
function shortIn(
  { part, since }: Short,
  { endAt, zone }: { readonly endAt: Instant; readonly zone: string },
) {
  if (since >= endAt) return { part };
  const at = part === 'answers' ? formatInstant(since).slice(0, 10) : dayText(localDayOf(zone, since) + 1);
  return { part, countedFrom: at };
}

async function namedAgents(table: Table, material: Material, buckets: readonly Bucket[]) {
  const names = new Map((await loadRoster(table)).map(({ id, name }) => [id, name]));
  return agentsOf(material, buckets).map(one => ({ ...one, name: names.get(one.agentId) ?? one.agentId }));
}
