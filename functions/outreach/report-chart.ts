import type { OutreachPage } from '../../shared/contracts/outreach-contract.ts';
import { assess } from '../../shared/domain/outreach/burst-detector.ts';
import { countReports, countsOf } from '../../shared/domain/outreach/burst-history.ts';
import type { BurstEvidence } from '../../shared/domain/outreach/outreach.ts';
import { dayOfText, dayText, type LocalDay } from '../../shared/domain/time/local-days.ts';
import type { StoredBurstRow } from '../../shared/store/damage-store.ts';

type Given = {
  /** Where the account is. */
  readonly today: LocalDay;
  readonly alpha: number;
  /** Of the burst that is spoken of, as it was when it was found. */
  readonly burst?: BurstEvidence | undefined;
};
type Chart = OutreachPage['chart'];

/** Days shown: as far back as the history tells days apart. */
const MOST_DAYS = 63;

/**
 * Reports a day up to today, each day held against what was known before it. The day of the burst that is spoken of
 * keeps its bound and its mark, whatever was said of the account since.
 */
export function reportChart({ history, sensitivity }: StoredBurstRow, given: Given): Chart {
  const { today, alpha, burst } = given;
  if (history.from > history.to) return [];
  const until = countReports(history, today, 0);
  const first = Math.max(until.from, countsOf(until).byPeriodFrom, today - MOST_DAYS + 1);
  const days = Array.from({ length: Math.max(0, today - first + 1) }, (_, n) => first + n);
  const marked = burst && dayOfText(burst.day);
  return days.map(day => {
    const { observed, expected, bound, isBurst } = assess(until, day, { perYear: 365, alpha, sensitivity });
    const found = { day: dayText(day), observed, expected, bound, isBurst };
    return burst && day === marked
      ? { ...found, expected: burst.expected, bound: burst.bound, isBurst: true }
      : found;
  });
}
