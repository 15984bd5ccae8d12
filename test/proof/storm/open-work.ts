import { isOpenCase } from '../../../shared/domain/devices/device-case.ts';
import { caseOf } from '../../../shared/store/case-store.ts';
import type { Row } from '../../../shared/store/table.ts';
import type { World } from '../../simulation/world.ts';

const kinds = {
  call: (row: Row) => row['state'] !== 'ended',
  task: (row: Row) => row['state'] === 'open',
  notification: (row: Row) => row['outcome'] === undefined,
  'device-case': (row: Row) => isOpenCase(caseOf(row)),
  outreach: () => true,
  ownership: () => true,
} as const;
export type Kind = keyof typeof kinds;

/** Rows in no order, of which one is drawn, put or taken at the same cost however many there are. */
function bag() {
  const rows: Row[] = [];
  const places = new Map<string, number>();
  const placeOf = ({ pk, sk }: Row) => `${pk}\n${sk}`;
  return {
    rows,
    put(row: Row): void {
      const at = places.get(placeOf(row)) ?? rows.length;
      places.set(placeOf(row), at);
      rows[at] = row;
    },
    take(row: Row): void {
      const at = places.get(placeOf(row));
      const last = rows.at(-1);
      if (at === undefined || !last) return;
      rows[at] = last;
      places.set(placeOf(last), at);
      rows.pop();
      places.delete(placeOf(row));
    },
  };
}

/** What is open just now, kept by watching every commit: who looks through the whole table for each deed never ends. */
export function openWork({ table, random }: World) {
  const bags = new Map(Object.keys(kinds).map(kind => [kind, bag()]));
  const keep = (before: Row | undefined, after: Row | undefined): void => {
    const type = String((after ?? before)?.type);
    const kept = bags.get(type);
    if (!kept) return;
    if (after && kinds[type as Kind](after)) kept.put(after);
    else kept.take((after ?? before) as Row);
  };
  for (const row of table.rows()) keep(undefined, row);
  table.onCommit(changes => {
    for (const { before, after } of changes) keep(before, after);
  });
  const rowsOf = (kind: Kind): readonly Row[] => bags.get(kind)?.rows ?? [];
  return {
    rowsOf,
    /** Any one that fits, if a few draws find it. */
    any: (kind: Kind, fits: (row: Row) => boolean = () => true): Row | undefined => {
      const rows = rowsOf(kind);
      for (let draw = 0; draw < 8 && rows.length > 0; draw++) {
        const row = random.pick(rows);
        if (fits(row)) return row;
      }
      return undefined;
    },
  };
}
