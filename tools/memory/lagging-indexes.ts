import type { Clock, Instant } from '../../shared/kernel/instant.ts';
import type { IndexName, Row } from '../../shared/store/table.ts';
import { tableShape } from '../../shared/store/table.ts';
import type { RowChange } from './memory-table.ts';
import type { SortedRows } from './sorted-rows.ts';
import { sortedRows } from './sorted-rows.ts';

export type Indexes = {
  follow(change: RowChange): void;
  /** The index as a reader sees it now. */
  now(name: IndexName): SortedRows;
  /** The partition as it would stand without any lag. */
  standing(name: IndexName, pk: string): readonly Row[];
};

type Late = RowChange & { readonly from: Instant };
const names = Object.keys(tableShape.indexes) as IndexName[];

/** Indexes that show a change only some time after it: other rows may overtake it, later changes of the same row may not. */
export function laggingIndexes(clock: Clock, lag: () => number): Indexes {
  const empty = () =>
    Object.fromEntries(names.map(name => [name, sortedRows()])) as Record<IndexName, SortedRows>;
  const indexes = empty();
  const truth = empty();
  const late: Late[] = [];
  const lastOf = new Map<string, Instant>();
  const catchUp = () => {
    const now = clock.now();
    if (late.length === 0) return;
    const due = late.filter(change => change.from <= now);
    if (due.length === 0) return;
    const rest = late.filter(change => change.from > now);
    late.splice(0, late.length, ...rest);
    due.sort((a, b) => a.from - b.from);
    for (const change of due) apply(indexes, change);
    if (rest.length === 0) lastOf.clear();
  };
  return {
    follow(change) {
      apply(truth, change);
      const row = (change.after ?? change.before) as Row;
      const behind = lag();
      const place = `${row.pk}\n${row.sk}`;
      const earliest = lastOf.get(place);
      if (behind <= 0 && earliest === undefined) {
        apply(indexes, change);
        return;
      }
      const from = Math.max(clock.now() + behind, earliest ?? 0);
      lastOf.set(place, from);
      late.push({ ...change, from });
    },
    now(name) {
      catchUp();
      return indexes[name];
    },
    standing: (name, pk) =>
      [...truth[name].walk(pk, { from: undefined, beyond: undefined, descending: false })].map(
        ({ row }) => row,
      ),
  };
}

function apply(indexes: Record<IndexName, SortedRows>, { before, after }: RowChange): void {
  for (const name of names) {
    const was = placeIn(name, before);
    const is = placeIn(name, after);
    if (was) indexes[name].remove(was.pk, was);
    if (is && after) indexes[name].put(is.pk, is, after);
  }
}

function placeIn(name: IndexName, row: Row | undefined) {
  const shape = tableShape.indexes[name];
  const pk = row?.[shape.pk];
  const sort = row?.[shape.sk];
  if (row === undefined || typeof pk !== 'string' || (typeof sort !== 'string' && typeof sort !== 'number'))
    return undefined;
  return { pk, sort, tie: `${row.pk}\n${row.sk}` };
}
