import { DAY, type Instant, MINUTE } from '../../../shared/kernel/instant.ts';
import type { AgentWeek, WeekEntry } from '../../api/call-queries.ts';
import { instantOf } from '../../app/zoned.ts';
import { dayAfter } from '../duty/duty-place.ts';

export type Span = { readonly from: Instant; readonly to: Instant };
/** What an agent has on one day of the reader's; what goes on over midnight stands on both days. */
export type WeekDay = Span & {
  /** Such as 2026-11-23. */
  readonly day: string;
  readonly working: readonly Span[];
  readonly entries: readonly WeekEntry[];
};

const spanOf = ({ from, to }: { from: string; to: string }): Span => ({
  from: Date.parse(from),
  to: Date.parse(to),
});
const touches = (one: Span, other: Span): boolean => one.from < other.to && one.to > other.from;

/** The instants at which a day of the reader's begins and ends; 23 or 25 hours apart when the clocks are changed. */
export const boundsOf = (day: string, zone: string): Span => ({
  from: instantOf(`${day}T00:00`, zone),
  to: instantOf(`${dayAfter(day, 1)}T00:00`, zone),
});

/** The seven days from a Monday, each with what is on it in the order of the day. */
export function weekDays(
  { entries, working }: AgentWeek,
  { monday, zone }: { readonly monday: string; readonly zone: string },
): readonly WeekDay[] {
  return Array.from({ length: 7 }, (_, n) => dayAfter(monday, n)).map(day => {
    const bounds = boundsOf(day, zone);
    return {
      ...bounds,
      day,
      working: working
        .map(spanOf)
        .filter(one => touches(one, bounds))
        .map(one => ({ from: Math.max(one.from, bounds.from), to: Math.min(one.to, bounds.to) })),
      entries: entries
        .filter(entry => touches(spanOf(entry), bounds))
        .toSorted((one, other) => Date.parse(one.from) - Date.parse(other.from)),
    };
  });
}

export type Piece = { readonly is: string; readonly x: number; readonly width: number };

/** A day drawn to scale: where each stretch lies and how wide it is, in per cent of what is drawn of the day. */
export function piecesOf(day: WeekDay, drawn: Span): readonly Piece[] {
  const shown = { from: day.from + drawn.from, to: day.from + drawn.to };
  const place = (is: string, span: Span): Piece => {
    const [from, to] = [Math.max(span.from, shown.from), Math.min(span.to, shown.to)];
    const whole = shown.to - shown.from;
    return { is, x: ((from - shown.from) / whole) * 100, width: (Math.max(to - from, 0) / whole) * 100 };
  };
  return [
    ...day.working.map(span => place('working', span)),
    ...day.entries.map(entry => place(entry.is, spanOf(entry))),
  ].filter(({ width }) => width > 0);
}

/**
 * How much of each day is drawn, counted from its midnight and the same for all: from half an hour before the earliest
 * work or entry of the week to half an hour after the latest.
 */
export function drawnOf(days: readonly WeekDay[]): Span {
  const all = days.flatMap(day =>
    [...day.working, ...day.entries.map(spanOf)].map(({ from, to }) => ({
      from: Math.max(from, day.from) - day.from,
      to: Math.min(to, day.to) - day.from,
    })),
  );
  if (all.length === 0) return { from: 0, to: DAY };
  return {
    from: Math.max(Math.min(...all.map(one => one.from)) - 30 * MINUTE, 0),
    to: Math.min(Math.max(...all.map(one => one.to)) + 30 * MINUTE, DAY),
  };
}
