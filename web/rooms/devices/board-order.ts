import type { CaseLine } from '../../../shared/contracts/devices-contract.ts';
import type { Instant } from '../../../shared/kernel/instant.ts';
import { type BoardView, legs } from './board-view.ts';
import { countdownOf } from './countdown.ts';

/** Work on it goes on: its clocks run. */
export const isOpen = ({ state }: Pick<CaseLine, 'state'>): boolean =>
  state === 'reported' || state === 'triaged';

/** The share of its time that a case has used up, as far as a threshold told: 75 for `at-75`, 100 once it is broken. */
export function usedUp(reached: string | undefined): number {
  if (reached === 'breached') return 100;
  return Number(/^at-(\d{1,2})$/.exec(reached ?? '')?.[1] ?? 0);
}

/** An open promise that is late or has used up three quarters of its time, or that no unit is in stock for. */
export const isAtRisk = (line: CaseLine, now: Instant): boolean =>
  isOpen(line) && (line.noStock || usedUp(line.reached) >= 75 || countdownOf(line, now).overdue);

/** The cases that a view shows. `me` is the agent who looks. */
export function filtered(
  lines: readonly CaseLine[],
  view: BoardView,
  { me, now }: { readonly me: string | undefined; readonly now: Instant },
): readonly CaseLine[] {
  const { of, leg, waiting, owner, risk } = view;
  return lines.filter(
    line =>
      (of === 'all' || line.ownerId === me) &&
      (leg === undefined || line.leg === leg) &&
      (waiting === undefined || (line.waitingOn ?? 'nobody') === waiting) &&
      (owner === undefined || line.ownerId === owner) &&
      (!risk || isAtRisk(line, now)),
  );
}

const instant = (text: string | undefined): Instant =>
  text === undefined ? Number.POSITIVE_INFINITY : Date.parse(text);

/**
 * Open cases by what ends first on the wall clock; then those whose clock stands without an end, by the time that is
 * left; then what nothing is promised for, and what is settled, by their age.
 */
export function byTimeLeft(one: CaseLine, other: CaseLine): number {
  const rank = (line: CaseLine) => [
    isOpen(line) ? 0 : 1,
    instant(line.dueAt),
    line.left?.ms ?? Number.POSITIVE_INFINITY,
    instant(line.openedAt),
  ];
  return compared(rank(one), rank(other)) || one.id.localeCompare(other.id);
}

function compared(one: readonly number[], other: readonly number[]): number {
  const at = one.findIndex((value, n) => value !== other[n]);
  return at < 0 ? 0 : (one[at] ?? 0) < (other[at] ?? 0) ? -1 : 1;
}

/** The youngest first, as a month is looked through. */
export const byOpening = (one: CaseLine, other: CaseLine): number =>
  instant(other.openedAt) - instant(one.openedAt) || one.id.localeCompare(other.id);

export type BoardItem =
  | { readonly is: 'head'; readonly key: string; readonly group: string; readonly count: number }
  | { readonly is: 'case'; readonly key: string; readonly line: CaseLine };

/**
 * The rows of the board, under a heading for each group when it is grouped. Steps stand in their usual order, owners by
 * name; what has none comes last. Within a group the order stays.
 */
export function boardItems(lines: readonly CaseLine[], group: BoardView['group']): readonly BoardItem[] {
  const rows = (of: readonly CaseLine[]): BoardItem[] => of.map(line => ({ is: 'case', key: line.id, line }));
  if (group === undefined) return rows(lines);
  const nameOf = (line: CaseLine) => (group === 'leg' ? line.leg : (line.ownerName ?? line.ownerId)) ?? '';
  const groups = Map.groupBy(lines, nameOf);
  const place = (name: string) => (group === 'leg' ? (legs as readonly string[]).indexOf(name) : 0);
  const order = [...groups.keys()].toSorted(
    (a, b) => Number(a === '') - Number(b === '') || place(a) - place(b) || a.localeCompare(b),
  );
  return order.flatMap(name => {
    const own = groups.get(name) ?? [];
    return [{ is: 'head', key: `group ${name}`, group: name, count: own.length } as const, ...rows(own)];
  });
}

/** How the cases stand: how many, still open, and what became of the promises. */
export function tally(lines: readonly CaseLine[]): {
  readonly all: number;
  readonly open: number;
  readonly kept: number;
  readonly late: number;
} {
  const count = (holds: (line: CaseLine) => boolean) => lines.filter(holds).length;
  return {
    all: lines.length,
    open: count(isOpen),
    kept: count(line => line.verdict === 'kept' || line.verdict === 'corrected'),
    late: count(line => line.verdict === 'breached' || line.verdict === 'excused'),
  };
}
