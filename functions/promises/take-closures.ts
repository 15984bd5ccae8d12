import { DAY } from '../../shared/kernel/instant.ts';
import { accepted, type Outcome, refused } from '../../shared/kernel/outcome.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { loadCalendar, type StoredCalendar } from '../../shared/store/promise-store.ts';
import { closuresFromIcal } from './closures-from-ical.ts';
import { type EditRefusal, saveCalendar } from './save-calendar.ts';

/** What is taken of events that recur: open cases look a year back, and nobody promises more than ten years ahead. */
const BACK = 366 * DAY;
const AHEAD = 3653 * DAY;

type Given = { calendarId: string; contentType: string; text: string; principal: string };
type Refusal = EditRefusal | 'not-found' | 'unsupported-media-type' | 'not-a-calendar';

/**
 * Takes own closures from a calendar file, in the place of those of the file before; a file without events takes those
 * back. Everything else of the calendar stays.
 */
export async function takeClosures(
  ports: Ports,
  { calendarId: id, contentType, text, principal }: Given,
): Promise<Outcome<{ taken: number; calendar: StoredCalendar }, Refusal>> {
  if (!/^text\/calendar\b/i.test(contentType))
    return refused('unsupported-media-type', { problem: 'Send an iCalendar file as text/calendar.' });
  const held = await loadCalendar(ports.table, id);
  if (!held) return refused('not-found');
  const now = ports.clock.now();
  const closures = closuresFromIcal(text, { zone: held.zone, from: now - BACK, to: now + AHEAD });
  if (!closures.ok)
    return closures.refusal === 'too-many'
      ? refused('too-many-closures', closures.detail)
      : refused('not-a-calendar', closures.detail);
  const taken = closures.value.map(day => ({ ...day, source: 'ical' as const }));
  const edit = { id, input: held, taken, held, principal, decision: 'closures-taken' } as const;
  const saved = await saveCalendar(ports, edit);
  if (!saved.ok) return refused(saved.refusal, { ...saved.detail, field: 'body' });
  return accepted({ taken: taken.length, calendar: saved.value });
}
