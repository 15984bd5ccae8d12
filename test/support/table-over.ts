import { assertFit, keyOfWrite, refusalAt } from '../../shared/store/commit.ts';
import type { CommitResult, Key, Row, Table, Write, WriteSet } from '../../shared/store/table.ts';
import { changed, holds } from '../../tools/memory/row-rules.ts';

export type TableOver = Table & {
  peek(key: Key): Row | undefined;
  /** Rows of a type that a commit put, or that stood there and were not taken away; journal rows only when put. */
  rowsOf(type: string): Row[];
  onCommit(listener: (changes: readonly { before: Row | undefined; after: Row }[]) => void): void;
};

const placeOf = ({ pk, sk }: Key): string => `${pk}\n${sk}`;

/**
 * Tables that all begin with the same rows, and cost next to nothing to make: for races by the thousand. They have the
 * conditions of the real one, its commits and its queries by partition, but neither its indexes nor its limits.
 */
export function tableOver(rows: readonly Row[]): () => TableOver {
  const base = new Map(rows.map(row => [placeOf(row), row]));
  const baseOf = Map.groupBy(rows, ({ pk }) => pk);
  const baseByType = Map.groupBy(rows, row => String(row['type']));
  return () => {
    const over = new Map<string, Row | undefined>();
    const listeners: Parameters<TableOver['onCommit']>[0][] = [];
    const at = (place: string) => (over.has(place) ? over.get(place) : base.get(place));
    const peek = (key: Key) => at(placeOf(key));
    const standing = (from: readonly Row[], mine: (row: Row) => boolean): Row[] => [
      ...from.filter(row => !over.has(placeOf(row))),
      ...[...over.values()].flatMap(row => (row && mine(row) ? row : [])),
    ];
    const commit = (set: WriteSet): CommitResult => {
      assertFit(set);
      const failing = set.writes.findIndex(
        write => write.when !== undefined && !holds(write.when, peek(keyOfWrite(write))),
      );
      const failed = set.writes[failing];
      if (failed) return refusalAt(set, failing, peek(keyOfWrite(failed)));
      const changes: { before: Row | undefined; after: Row }[] = [];
      for (const write of set.writes) {
        if (write.do === 'check') continue;
        const place = placeOf(keyOfWrite(write));
        const before = at(place);
        const after = rowAfter(write, set.commitId, before);
        over.set(place, after);
        if (after) changes.push({ before, after });
      }
      for (const listener of listeners) listener(changes);
      return { done: true };
    };
    return {
      get: async key => peek(key),
      query: async ({ pk, prefix = '', index }) => {
        if (index !== undefined) throw new TypeError('no indexes here');
        const found = standing(baseOf.get(pk) ?? [], row => row.pk === pk);
        return {
          rows: found.filter(({ sk }) => sk.startsWith(prefix)).sort((a, b) => (a.sk < b.sk ? -1 : 1)),
        };
      },
      commit: async set => commit(set),
      peek,
      rowsOf: type =>
        standing(type === 'journal' ? [] : (baseByType.get(type) ?? []), row => row['type'] === type),
      onCommit: listener => void listeners.push(listener),
    };
  };
}

function rowAfter(write: Write, commitId: string, before: Row | undefined): Row | undefined {
  if (write.do === 'put') return { ...write.row, commitId };
  return write.do === 'change' ? changed(before, write, commitId) : undefined;
}
