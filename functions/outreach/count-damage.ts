import {
  type BurstHistory,
  countReports,
  countsOf,
  startOfWeek,
  weekOf,
} from '../../shared/domain/outreach/burst-history.ts';
import { dayOfText, dayText, type LocalDay } from '../../shared/domain/time/local-days.ts';
import {
  type DamageReport,
  type DamageWord,
  daysSaid,
  loadReports,
  loadWords,
} from '../../shared/store/damage-store.ts';
import type { Table } from '../../shared/store/table.ts';

/** Days that are counted together: one, or a week where the history tells no days apart any more. */
type Bin = { readonly from: LocalDay; readonly to: LocalDay };

/**
 * The history with the days counted anew from what was reported: counts are set, never added to, so whatever is said
 * again, in any order and in any batch, is counted once. Words that change reports come before what was said first.
 */
export async function countDays(
  table: Table,
  accountId: string,
  given: {
    readonly history: BurstHistory;
    readonly days: readonly LocalDay[];
    readonly hasWords: boolean;
  },
): Promise<BurstHistory> {
  const { days, hasWords } = given;
  const words = hasWords ? await loadWords(table, accountId) : [];
  // The latest day first: it decides which days are still told apart.
  let history = countReports(given.history, Math.max(...days), 0);
  for (const bin of binsOf(history, days)) {
    const counted = await countOf(table, accountId, { bin, words });
    history = countReports(history, bin.from, counted - heldIn(history, bin));
  }
  return history;
}

function binsOf(history: BurstHistory, days: readonly LocalDay[]): readonly Bin[] {
  const { byPeriodFrom } = countsOf(history);
  const bins = days.map(day => {
    if (day >= byPeriodFrom) return { from: day, to: day };
    const monday = startOfWeek(7, weekOf(7, day));
    return { from: monday, to: monday + 6 };
  });
  return [...new Map(bins.map(bin => [bin.from, bin])).values()];
}

function heldIn(history: BurstHistory, { from, to }: Bin): number {
  const counts = countsOf(history);
  return from === to ? counts.inPeriod(from) : counts.inWeek(weekOf(7, from));
}

async function countOf(
  table: Table,
  accountId: string,
  { bin, words }: { readonly bin: Bin; readonly words: readonly DamageWord[] },
): Promise<number> {
  let count = 0;
  for (let day = bin.from; day <= bin.to; day++)
    count += (await reportsOn(table, accountId, { day: dayText(day), words })).length;
  return count;
}

/** What counts on a day: reports of the day that nobody changed since, and those moved there by a later word. */
export async function reportsOn(
  table: Table,
  accountId: string,
  { day, words }: { readonly day: string; readonly words: readonly DamageWord[] },
): Promise<readonly Pick<DamageReport, 'reportId' | 'value'>[]> {
  const said = await loadReports(table, accountId, day);
  const changed = new Set(words.map(({ reportId }) => reportId));
  return [
    ...said.filter(({ reportId }) => !changed.has(reportId)),
    ...words.filter(word => word.day === day),
  ];
}

/** On which days a report counts or counted that a word changes: where it was said first, and where any word moved it. */
export async function daysOfWord(table: Table, accountId: string, word: DamageWord): Promise<LocalDay[]> {
  const said = (await loadReports(table, accountId)).filter(({ reportId }) => reportId === word.reportId);
  const days = [...said.map(({ day }) => day), ...(await daysSaid(table, accountId, word.reportId))];
  return [...new Set(days)].map(dayOfText);
}
