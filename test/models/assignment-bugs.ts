import { keyOfWrite } from '../../shared/store/commit.ts';
import { lists, rosterPk } from '../../shared/store/keys.ts';
import type { Row, Write } from '../../shared/store/table.ts';
import type { MemoryTable } from '../../tools/memory/memory-table.ts';

type Sabotage = (table: MemoryTable) => MemoryTable;

/** Every write set, changed before it is committed. */
const writing =
  (change: (write: Write) => readonly Write[]): Sabotage =>
  table => ({ ...table, commit: set => table.commit({ ...set, writes: set.writes.flatMap(change) }) });

/** A book that takes one more, however many it holds. */
export const bottomless = writing(write => {
  if (write.do !== 'change' || write.when?.is !== 'below') return [write];
  const { when: _cap, ...open } = write;
  return [open];
});

/** Whoever gives an account away keeps its place in their book. */
export const keepsPlaces = writing(write =>
  write.do === 'change' && write.add?.['open'] === -1 ? [] : [write],
);

/** The roster is read once and believed from then on, also by the commit. */
export const believed: Sabotage = table => {
  const first = new Map<string, Row>();
  const seen = (row: Row): Row => {
    if (row['type'] !== 'agent') return row;
    if (!first.has(row.sk)) first.set(row.sk, row);
    return first.get(row.sk) as Row;
  };
  const unchecked = writing(write =>
    write.do === 'check' && keyOfWrite(write).pk === rosterPk ? [] : [write],
  );
  return {
    ...unchecked(table),
    query: async query => {
      const page = await table.query(query);
      return query.pk === rosterPk ? { ...page, rows: page.rows.map(seen) } : page;
    },
  };
};

/** Whoever claims last has the account. */
export const lastWins = writing(write =>
  write.do === 'put' && write.row['type'] === 'ownership' && write.row['reason'] === 'claimed'
    ? [{ do: 'put', row: write.row }]
    : [write],
);

/** What somebody had open stays theirs when its matter goes to another. */
export const keepsTold = writing(write => {
  if (write.do !== 'put' || write.row['type'] !== 'journal') return [write];
  const follows = ((write.row['follows'] ?? []) as { name: string }[]).filter(
    ({ name }) => name !== 'notification.reassigned',
  );
  return [{ ...write, row: { ...write.row, follows } }];
});

/** Nobody sees what those own who leave or go away. */
export const unseen: Sabotage = table => ({
  ...table,
  query: async query => (query.pk.startsWith(lists.owned('')) ? { rows: [] } : table.query(query)),
});

/** Books look empty to whoever chooses. */
export const blind: Sabotage = table => ({
  ...table,
  query: async query => {
    const page = await table.query(query);
    const empty = (row: Row): Row => (row['open'] === undefined ? row : { ...row, open: 0 });
    return query.pk === rosterPk ? { ...page, rows: page.rows.map(empty) } : page;
  },
});
