import type { Instant } from '../../kernel/instant.ts';

const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Day = (typeof days)[number];

/** Wall-clock intervals `[from, to)` by weekday; one that ends before it starts runs past midnight. */
export type WorkingHours = { readonly [day in Day]?: readonly (readonly [string, string])[] | undefined };

/** Local weekday (0 is Monday) and minute of the day. */
export type LocalTime = { readonly day: number; readonly minute: number };

const MINUTES_A_DAY = 1_440;
const formatters = new Map<string, Intl.DateTimeFormat>();

/** Made when a zone is first asked for: a formatter costs milliseconds, which a start must not pay. */
function formatterOf(zone: string): Intl.DateTimeFormat {
  let formatter = formatters.get(zone);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      weekday: 'short',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
    formatters.set(zone, formatter);
  }
  return formatter;
}

/** True when the zone is one that this machine's time-zone data knows. */
export function isKnownZone(zone: string): boolean {
  try {
    formatterOf(zone);
    return true;
  } catch {
    return false;
  }
}

/** What a clock on the wall of the zone shows at the instant. */
export function localTime(zone: string, instant: Instant): LocalTime {
  const parts: Record<string, string> = {};
  for (const { type, value } of formatterOf(zone).formatToParts(instant)) parts[type] = value;
  return {
    day: days.indexOf((parts['weekday'] ?? '').toLowerCase() as Day),
    minute: Number(parts['hour']) * 60 + Number(parts['minute']),
  };
}

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

/** True when the instant lies in one of the intervals, those that run over from the day before included. */
export function isWithin(hours: WorkingHours, zone: string, instant: Instant): boolean {
  const { day, minute } = localTime(zone, instant);
  const covers = (weekday: number, at: number) =>
    (hours[days[(weekday + 7) % 7] ?? 'mon'] ?? []).some(([from, to]) => {
      const start = minutesOf(from);
      const end = minutesOf(to) <= start ? minutesOf(to) + MINUTES_A_DAY : minutesOf(to);
      return start <= at && at < end;
    });
  return covers(day, minute) || covers(day - 1, minute + MINUTES_A_DAY);
}
