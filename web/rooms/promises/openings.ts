import { wallTime } from '../../app/zoned.ts';

type Opening = { readonly from: string; readonly to: string };

/** Openings by the day on which they begin, in the calendar's zone: 2026-11-23, 09:00–18:00. */
export function openingsByDay(
  openings: readonly Opening[],
  zone: string,
): readonly { readonly day: string; readonly hours: string }[] {
  const days = new Map<string, string[]>();
  for (const { from, to } of openings) {
    const [begins, ends] = [from, to].map(at => wallTime(Date.parse(at), zone));
    const day = begins?.slice(0, 10) ?? '';
    days.set(day, [...(days.get(day) ?? []), `${begins?.slice(11)}–${endOf(day, ends ?? '')}`]);
  }
  return [...days].map(([day, hours]) => ({ day, hours: hours.join(', ') }));
}

/** The end of an opening: midnight of its own day is 24:00. */
const endOf = (day: string, ends: string): string => {
  const time = ends.slice(11);
  return time === '00:00' && ends.slice(0, 10) !== day ? '24:00' : time;
};
