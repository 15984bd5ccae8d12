import type { Table } from '../../../shared/store/table.ts';

/** Who is behind each commit: what a deed hands over is remembered under its id, through whatever the table is wrapped in. */
export type WhoseCommits<By> = {
  of(commitId: string): By | undefined;
  /** The table as this one uses it. */
  table(table: Table, by: By): Table;
};

export function whoseCommits<By>(): WhoseCommits<By> {
  const known = new Map<string, By>();
  return {
    of: commitId => known.get(commitId),
    table: (table, by) => ({
      ...table,
      commit: set => {
        known.set(set.commitId, by);
        return table.commit(set);
      },
    }),
  };
}
