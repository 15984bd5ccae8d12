import type { Row } from '../../shared/store/table.ts';

/** Where a row stands in its partition: by sort key, then by what tells rows with the same one apart. */
export type Place = { readonly sort: string | number; readonly tie: string };
type Standing = Place & { readonly row: Row };

/** Rows of one table or index, by partition, in the order of their sort key. */
export type SortedRows = {
  put(pk: string, place: Place, row: Row): void;
  remove(pk: string, place: Place): void;
  get(pk: string, place: Place): Row | undefined;
  /** In order, from the first place not before `from` (or after `beyond`). */
  walk(pk: string, way: Way): Generator<Standing>;
  size(): number;
  all(): Generator<Row>;
};

export type Way = {
  readonly from: Place | undefined;
  readonly beyond: Place | undefined;
  readonly descending: boolean;
};

const compare = (a: Place, b: Place): number =>
  a.sort < b.sort ? -1 : a.sort > b.sort ? 1 : a.tie < b.tie ? -1 : a.tie > b.tie ? 1 : 0;

/** Index of the first standing that is not before the place. */
function find(standings: readonly Standing[], place: Place): number {
  let low = 0;
  let high = standings.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compare(standings[middle] as Standing, place) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

export function sortedRows(): SortedRows {
  const partitions = new Map<string, Standing[]>();
  const hit = (pk: string, place: Place) => {
    const standings = partitions.get(pk);
    if (!standings) return undefined;
    const at = find(standings, place);
    const found = standings[at];
    return found && compare(found, place) === 0 ? { standings, at, found } : undefined;
  };
  return {
    put(pk, { sort, tie }, row) {
      const standings = partitions.get(pk) ?? [];
      if (standings.length === 0) partitions.set(pk, standings);
      const at = find(standings, { sort, tie });
      const there = standings[at];
      standings.splice(at, there && compare(there, { sort, tie }) === 0 ? 1 : 0, { sort, tie, row });
    },
    remove(pk, place) {
      const there = hit(pk, place);
      there?.standings.splice(there.at, 1);
    },
    get: (pk, place) => hit(pk, place)?.found.row,
    *walk(pk, { from, beyond, descending }) {
      const standings = partitions.get(pk) ?? [];
      let at = descending ? standings.length - 1 : 0;
      if (from) at = descending ? find(standings, { ...from, tie: '\uffff' }) - 1 : find(standings, from);
      if (beyond) {
        const there = find(standings, beyond);
        const standing = standings[there];
        const same = standing !== undefined && compare(standing, beyond) === 0;
        at = descending ? there - 1 : there + (same ? 1 : 0);
      }
      for (; at >= 0 && at < standings.length; at += descending ? -1 : 1) yield standings[at] as Standing;
    },
    size: () => [...partitions.values()].reduce((sum, standings) => sum + standings.length, 0),
    *all() {
      for (const standings of partitions.values()) for (const { row } of standings) yield row;
    },
  };
}
