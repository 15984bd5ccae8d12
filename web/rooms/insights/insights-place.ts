/** Periods that end today, by a short name, and how many days they have. */
export const insightPeriods = { '7d': 7, '4w': 28, quarter: 91, year: 364 } as const;
export type InsightPeriod = keyof typeof insightPeriods;

/** What of the insights is looked at, as the address says it. */
export type InsightsPlace = {
  readonly period: InsightPeriod | 'own';
  /** Of an own period. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly by?: 'day' | 'week' | 'month' | undefined;
  readonly segment?: string | undefined;
};

const day = /^\d{4}-\d{2}-\d{2}$/;
const steps = ['day', 'week', 'month'] as const;

/** Two days make an own period, else the last four weeks are meant. */
export function insightsPlaceOf(query: URLSearchParams): InsightsPlace {
  const [from, to] = [query.get('from') ?? '', query.get('to') ?? ''];
  const named = (Object.keys(insightPeriods) as InsightPeriod[]).find(one => one === query.get('period'));
  const own = day.test(from) && day.test(to);
  return {
    ...(own ? ({ period: 'own', from, to } as const) : { period: named ?? '4w' }),
    by: steps.find(step => step === query.get('by')),
    segment: query.get('segment') || undefined,
  };
}

export function insightsPath({ period, from, to, by, segment }: InsightsPlace): string {
  const said = {
    period: period === '4w' || period === 'own' ? undefined : period,
    ...(period === 'own' ? { from, to } : {}),
    ...{ by, segment },
  };
  const query = Object.entries(said).filter((pair): pair is [string, string] => Boolean(pair[1]));
  return query.length === 0 ? '/insights' : `/insights?${new URLSearchParams(query)}`;
}
