import type { Slot } from './book-state.ts';

export type SlotTime = { readonly from: string; readonly label: string };
export type SlotDay = {
  /** Such as 2026-11-25. */
  readonly day: string;
  /** Such as Wed, 25 Nov, and both in one in full. */
  readonly weekday: string;
  readonly date: string;
  readonly name: string;
  readonly times: readonly SlotTime[];
};

/**
 * Slots by the days that a calendar on the wall of the zone shows, in their order. Where a clock is put back and shows
 * a time twice, both say how far it is from UTC.
 */
export function slotDays(slots: readonly Slot[], locale: string, zone: string): readonly SlotDay[] {
  const { dayKey, weekday, date, name, time, offset } = formats(locale, zone);
  const days = Map.groupBy(
    slots.toSorted((a, b) => Date.parse(a.from) - Date.parse(b.from)),
    ({ from }) => dayKey.format(Date.parse(from)),
  );
  return [...days].map(([day, all]) => {
    const shown = Map.groupBy(all, ({ from }) => time.format(Date.parse(from)));
    const labelOf = (from: string) => {
      const at = Date.parse(from);
      const label = time.format(at);
      return (shown.get(label)?.length ?? 0) > 1 ? `${label} (${nameIn(offset, at)})` : label;
    };
    const start = Date.parse(all[0]?.from ?? '');
    return {
      day,
      weekday: weekday.format(start),
      date: date.format(start),
      name: name.format(start),
      times: all.map(({ from }) => ({ from, label: labelOf(from) })),
    };
  });
}

function formats(locale: string, zone: string) {
  const make = (language: string, options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(language, { timeZone: zone, hourCycle: 'h23', ...options });
  return {
    dayKey: make('en-CA', { year: 'numeric', month: '2-digit', day: '2-digit' }),
    weekday: make(locale, { weekday: 'short' }),
    date: make(locale, { day: 'numeric', month: 'short' }),
    name: make(locale, { weekday: 'long', day: 'numeric', month: 'long' }),
    time: make(locale, { hour: '2-digit', minute: '2-digit' }),
    offset: make(locale, { timeZoneName: 'shortOffset' }),
  };
}

const nameIn = (format: Intl.DateTimeFormat, at: number): string =>
  format.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? '';
