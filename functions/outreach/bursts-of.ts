import { type Assessment, assess } from '../../shared/domain/outreach/burst-detector.ts';
import { daysWithFloor } from '../../shared/domain/outreach/burst-floor.ts';
import { countsOf } from '../../shared/domain/outreach/burst-history.ts';
import { type BurstEvidence, isOpenOutreach, type Outreach } from '../../shared/domain/outreach/outreach.ts';
import type { OutreachRules } from '../../shared/domain/outreach/outreach-rules.ts';
import { dayOfText, dayText, type LocalDay } from '../../shared/domain/time/local-days.ts';
import { loadWords, type StoredBurstRow } from '../../shared/store/damage-store.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { reportsOn } from './count-damage.ts';

type Given = {
  readonly accountId: string;
  readonly row: StoredBurstRow;
  readonly rules: OutreachRules;
  readonly today: string;
  readonly outreach: readonly Outreach[];
  /** The last burst day that was dealt with. */
  readonly until: string | undefined;
};

/** A burst is what the day and the three before it say together. */
const DAYS = 4;
/** From so many days on the history tells a day less well from the others; what was found stays found. */
const SETTLED_DAYS = 14;

/**
 * Which of the last four days and the day of the present outreach are bursts, with what is at risk. Corrections may take a
 * burst away within two weeks of its day. Reports of days that were dealt with make no other day a burst.
 */
export async function burstsOf(ports: Ports, given: Given): Promise<BurstEvidence[]> {
  const { row, rules, today, outreach } = given;
  const now = dayOfText(today);
  const own = outreach.find(one => one.cause === 'burst' && isOpenOutreach(one))?.evidence.burst;
  const isSettled = own !== undefined && dayOfText(own.day) <= now - SETTLED_DAYS;
  const last = Array.from({ length: DAYS }, (_, back): LocalDay => now - back);
  const days = [...new Set([...last, ...(own && !isSettled ? [dayOfText(own.day)] : [])])];
  const terms = { perYear: 365, alpha: rules.alpha, sensitivity: row.sensitivity } as const;
  const assessed = daysWithFloor(row.history, days).map(day => assess(row.history, day, terms));
  const bursts = assessed.filter(one => one.isBurst && isNews(one, row, given.until));
  const found = await Promise.all(bursts.map(burst => evidenceOf(ports, burst, given)));
  return isSettled ? [...found, own] : found;
}

/** Of a day soon after one that was dealt with, the reports since must be above the bound by themselves. */
function isNews({ period, periods, bound }: Assessment, row: StoredBurstRow, until?: string): boolean {
  const since = until === undefined ? Number.NEGATIVE_INFINITY : dayOfText(until);
  if (period <= since || period - periods + 1 > since) return true;
  const counts = countsOf(row.history);
  let fresh = 0;
  for (let day = since + 1; day <= period; day++) fresh += counts.inPeriod(day);
  return fresh > bound;
}

async function evidenceOf(
  ports: Ports,
  burst: Assessment,
  { accountId, row, rules }: Given,
): Promise<BurstEvidence> {
  const words = row.hasWords ? await loadWords(ports.table, accountId) : [];
  const days = Array.from({ length: DAYS }, (_, back): LocalDay => burst.period - back);
  const reports = await Promise.all(
    days.map(day => reportsOn(ports.table, accountId, { day: dayText(day), words })),
  );
  const values = reports.flat().map(({ value }) => value);
  const unvalued = values.filter(value => value === undefined).length;
  const known = values.reduce<number>((sum, value) => sum + (value ?? 0), 0);
  const { observed, expected, bound, pValue, method, score } = burst;
  return {
    ...{ day: dayText(burst.period), observed, expected, bound, pValue, method, score },
    excluded: burst.excluded.map(dayText),
    value: Math.round((known + unvalued * rules.reportValue) * 100) / 100,
    unvalued,
  };
}
