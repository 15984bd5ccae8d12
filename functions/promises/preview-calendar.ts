import type * as z from 'zod/mini';
import type { previewCalendar as previewRoute } from '../../shared/contracts/promises-contract.ts';
import {
  compileCalendar,
  deadline,
  elapsed,
  openBetween,
} from '../../shared/domain/time/business-calendar.ts';
import { DAY, formatInstant, type Instant, MINUTE } from '../../shared/kernel/instant.ts';
import { accepted, type Outcome, refused } from '../../shared/kernel/outcome.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { loadCalendar, specOf } from '../../shared/store/promise-store.ts';

const SHOWN = 14 * DAY;
const HORIZON = 731 * DAY;

type Preview = z.infer<typeof previewRoute.answer>;
type Asked = { calendarId: string; from?: Instant | undefined; minutes?: number | undefined };

/**
 * Openings of a calendar that begin in the fourteen days from an instant (now, unless said), and until when so many
 * minutes of open time last from it; nothing is said of what lasts longer than two years.
 */
export async function previewCalendar(
  { table, clock }: Ports,
  { calendarId, from = clock.now(), minutes }: Asked,
): Promise<Outcome<Preview, 'not-found'>> {
  const stored = await loadCalendar(table, calendarId);
  if (!stored) return refused('not-found');
  // Compiled for this alone: what is kept between calls must not grow with whatever instant is asked for.
  const calendar = compileCalendar(specOf(stored), { from, to: from + HORIZON });
  const ms = (minutes ?? 0) * MINUTE;
  const lasts = minutes !== undefined && elapsed(calendar, from, calendar.to) >= ms;
  return accepted({
    zone: stored.zone,
    openings: openBetween(calendar, from, from + SHOWN + DAY)
      .filter(([opens]) => opens < from + SHOWN)
      .map(([opens, closes]) => ({ from: formatInstant(opens), to: formatInstant(closes) })),
    from: formatInstant(from),
    ...(lasts ? { dueAt: formatInstant(deadline(calendar, from, ms)) } : {}),
  });
}
