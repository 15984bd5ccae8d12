import { DAY } from '../../shared/kernel/instant.ts';
import type { Key, Row, Table, Write, WriteSet } from '../../shared/store/table.ts';

/** What somebody would see who takes a row for good as long as it stands, whatever its own instant says. */
export type Belief = (table: Table) => Table;

const FAR = 400 * DAY;

/** Reads show rows of a type in another way. */
const shown =
  (type: string | undefined, change: (row: Row) => Row): Belief =>
  table => {
    const seen = (row: Row): Row => (type === undefined || row.type === type ? change(row) : row);
    return {
      ...table,
      get: async key => {
        const row = await table.get(key);
        return row && seen(row);
      },
      query: async query => {
        const page = await table.query(query);
        return { ...page, rows: page.rows.map(seen) };
      },
    };
  };

/** The instant in this field lies more than a year ahead, in rows of a type or in all. */
export const goodForever = (type: string | undefined, field: string): Belief =>
  shown(type, row => (row[field] === undefined ? row : { ...row, [field]: Number(row[field]) + FAR }));

/** Whatever an agent's day keeps free is kept free for good. */
export const heldForever: Belief = shown('agent-day', row => ({
  ...row,
  entries: (row['entries'] as { until?: number }[]).map(({ until, ...entry }) => entry),
}));

/** Whatever the board shows as kept free is kept free for good. */
export const shownHeldForever: Belief = shown('board-day', row => {
  const held = row['held'] as readonly (readonly number[])[] | undefined;
  return held ? { ...row, held: held.map(one => [...one.slice(0, -1), Number(one.at(-1)) + FAR]) } : row;
});

/** Each of what was counted happened a moment ago. */
export const justNow = (type: string, field: string, now: () => number): Belief =>
  shown(type, row => {
    const counted = row[field] as readonly object[] | undefined;
    return counted ? { ...row, [field]: counted.map(one => ({ ...one, at: now() })) } : row;
  });

/** What may be done once in a while is done once for all. */
export const onceForAll: Belief = table => ({
  ...table,
  commit: set => {
    const writes = set.writes.map(
      (one): Write => (one.when?.is === 'below' ? { ...one, when: { is: 'absent' } } : one),
    );
    return table.commit({ ...set, writes });
  },
});

/** What is counted in windows is counted in one that never ends. */
export const oneWindow =
  (prefix: string): Belief =>
  table => {
    const placed = <K extends Key>(key: K): K => (key.pk.startsWith(prefix) ? { ...key, sk: 'ever' } : key);
    const write = (one: Write): Write =>
      one.do === 'put' ? { ...one, row: placed(one.row) } : { ...one, key: placed(one.key) };
    return {
      ...table,
      get: key => table.get(placed(key)),
      commit: (set: WriteSet) => table.commit({ ...set, writes: set.writes.map(write) }),
    };
  };
