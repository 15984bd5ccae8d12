import type { Leg } from '../../../shared/contracts/promises-contract.ts';

/** The steps of a case, in their usual order. */
export const legs = ['diagnose', 'prepare', 'ship', 'install', 'return'] as const satisfies readonly Leg[];
export const awaited = ['customer', 'carrier', 'supplier', 'internal'] as const;
const waits = ['nobody', ...awaited] as const;
const groups = ['leg', 'owner'] as const;

/** What the board shows, as its address says it: whose cases, of which month, and what of them. */
export type BoardView = {
  readonly of: 'all' | 'mine';
  /** All cases opened in this month (UTC) instead of those that are open. */
  readonly month?: string | undefined;
  readonly leg?: Leg | undefined;
  readonly waiting?: (typeof waits)[number] | undefined;
  readonly owner?: string | undefined;
  readonly risk?: boolean | undefined;
  readonly group?: (typeof groups)[number] | undefined;
};

export const everyCase: BoardView = { of: 'all' };

const oneOf = <T extends string>(allowed: readonly T[], text: string | null): T | undefined =>
  allowed.find(one => one === text);

/** Reads the view from an address; what is not understood is left out. */
export function viewOf(query: URLSearchParams): BoardView {
  const month = query.get('month') ?? '';
  return {
    of: query.get('of') === 'mine' ? 'mine' : 'all',
    month: /^\d{4}-(0[1-9]|1[0-2])$/.test(month) ? month : undefined,
    leg: oneOf(legs, query.get('leg')),
    waiting: oneOf(waits, query.get('waiting')),
    owner: query.get('owner') || undefined,
    risk: query.get('risk') === 'yes' || undefined,
    group: oneOf(groups, query.get('group')),
  };
}

/** The address of a view: only what differs from the plain board. */
export function boardPath(view: BoardView): string {
  const { of, risk, ...rest } = view;
  const parts = { ...(of === 'mine' ? { of } : {}), ...rest, ...(risk ? { risk: 'yes' } : {}) };
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parts)) if (value !== undefined) query.set(name, value);
  return query.size > 0 ? `/devices?${query}` : '/devices';
}

/** How many things are filtered for, apart from whose cases and which month. */
export const filtersOf = ({ leg, waiting, owner, risk }: BoardView): number =>
  [leg, waiting, owner, risk].filter(one => one !== undefined).length;

/** The same cases without filters; the grouping stays. */
export const unfiltered = ({ of, month, group }: BoardView): BoardView => ({ of, month, group });

/** The month so many months away: `2026-12` and 1 is `2027-01`. */
export function monthAway(month: string, by: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number - 1 + by, 1)).toISOString().slice(0, 7);
}
