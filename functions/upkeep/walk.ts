import { loadRoster } from '../../shared/store/roster-store.ts';
import type { Row, Table } from '../../shared/store/table.ts';
import type { Guard } from './guard.ts';
import { guards } from './promise-kinds.ts';

/** One list of open work, or what a guard reads by itself. */
type Station = { readonly name: string; readonly guard: Guard; readonly list?: string };

/** Where a walk broke off: at which station, and behind which row of it. */
export type Place = { readonly station: string; readonly cursor?: string };

const PAGE = 100;

/** Everywhere open work may stand, in an order that stays the same while nobody joins the roster. */
export async function stationsOf(table: Table): Promise<readonly Station[]> {
  const agents = (await loadRoster(table)).map(({ id }) => id).sort();
  return guards.flatMap(guard => {
    const lists = [...(guard.lists ?? []), ...agents.flatMap(id => guard.listsOf?.(id) ?? [])];
    const own = guard.rows ? [{ name: guard.name, guard }] : [];
    return [...own, ...lists.map(list => ({ name: `${guard.name} ${list}`, guard, list }))];
  });
}

type Walking = {
  readonly from: Place | undefined;
  /** False when no more can be looked at. */
  readonly visit: (guard: Guard, rows: readonly Row[]) => Promise<boolean>;
};

/**
 * Goes from station to station, page by page, once round at most, beginning where the last walk broke off. Answers where
 * this one broke off, or nothing when it came all the way round.
 */
export async function walk(
  table: Table,
  stations: readonly Station[],
  { from, visit }: Walking,
): Promise<Place | undefined> {
  const first = Math.max(
    0,
    stations.findIndex(({ name }) => name === from?.station),
  );
  const begun = stations[first]?.name === from?.station ? from?.cursor : undefined;
  const order = [...stations.slice(first), ...stations.slice(0, first)];
  for (const [at, station] of order.entries()) {
    let cursor = at === 0 ? begun : undefined;
    do {
      const page = await pageOf(table, station, cursor);
      cursor = page.cursor;
      const goesOn = await visit(station.guard, page.rows);
      const next = cursor === undefined ? order[at + 1] : station;
      if (!goesOn && next)
        return { station: next.name, ...(next === station && cursor !== undefined ? { cursor } : {}) };
    } while (cursor !== undefined);
  }
  return undefined;
}

/** Guarded work stays in its list, so the first page alone would hide whatever stands behind it. */
async function pageOf(table: Table, { guard, list }: Station, cursor: string | undefined) {
  if (list === undefined) return { rows: (await guard.rows?.(table)) ?? [], cursor: undefined };
  const from = cursor === undefined ? {} : { cursor };
  const { rows, cursor: next } = await table.query({ index: 'list', pk: list, limit: PAGE, ...from });
  return { rows, cursor: next };
}
