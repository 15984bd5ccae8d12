import type { CalendarInput } from '../../shared/contracts/promises-contract.ts';
import { holidayDates } from '../../shared/domain/time/holidays.ts';
import { dayNumber } from '../../shared/domain/time/open-hours.ts';
import { accepted, type Outcome, refused } from '../../shared/kernel/outcome.ts';
import type { ClosedDay } from '../../shared/store/promise-store.ts';

type Wanted = Pick<CalendarInput, 'holidays' | 'closures'>;

/**
 * Every day that a calendar is closed on, in order: its public holidays as the holiday data has them now, own closures,
 * and what was taken from a calendar file. A day that is a holiday in two regions is one.
 */
export function closedDays(
  { holidays, closures }: Wanted,
  taken: readonly ClosedDay[],
): Outcome<readonly ClosedDay[], 'unknown-holidays' | 'bad-date'> {
  const found = new Map<string, ClosedDay>();
  for (const [at, { country, region }] of holidays.entries()) {
    const dates = holidayDates(region === undefined ? { country } : { country, region });
    if (!dates.ok)
      return refused('unknown-holidays', {
        field: `holidays.${at}.${dates.detail?.['field']}`,
        problem: dates.detail?.['problem'],
      });
    for (const { date, name } of dates.value) found.set(date, { date, name, source: 'holiday' });
  }
  const bad = closures.findIndex(({ date }) => dayNumber(date) === undefined);
  if (bad >= 0)
    return refused('bad-date', {
      field: `closures.${bad}.date`,
      problem: 'Give a date that exists as YYYY-MM-DD, such as 2026-12-24.',
    });
  const own = closures.map(({ date, name }) => ({ date, name, source: 'closure' as const }));
  return accepted([...found.values(), ...own, ...taken].sort(byDate));
}

const byDate = (one: ClosedDay, other: ClosedDay): number =>
  one.date === other.date ? 0 : one.date < other.date ? -1 : 1;
