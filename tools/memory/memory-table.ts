import type { Clock } from '../../shared/kernel/instant.ts';
import { assertFit, keyOfWrite, refusalAt } from '../../shared/store/commit.ts';
import type {
  CommitResult,
  IndexName,
  Key,
  Page,
  Query,
  Row,
  Table,
  Write,
  WriteSet,
} from '../../shared/store/table.ts';
import { CursorError } from '../../shared/store/table.ts';
import { laggingIndexes } from './lagging-indexes.ts';
import { bytesOf, changed, holds, kept, ValidationError } from './row-rules.ts';
import type { Place, SortedRows } from './sorted-rows.ts';
import { sortedRows } from './sorted-rows.ts';

/** What a commit did to one row. */
export type RowChange = { readonly before: Row | undefined; readonly after: Row | undefined };
type Listener = (changes: readonly RowChange[], set: WriteSet) => void;

export type MemoryTable = Table & {
  /** What stands there, without the faults a use case would meet. */
  peek(key: Key): Row | undefined;
  rows(): Generator<Row>;
  /** What really stands in a partition of an index now, however late the index is. */
  standing(index: IndexName, pk: string): readonly Row[];
  /** Called with every commit that was taken, in order. */
  onCommit(listener: Listener): void;
};

type MemoryTableGiven = {
  readonly clock: Clock;
  readonly indexLag?: () => number;
  /** What stands there from the beginning. */
  readonly rows?: Iterable<Row>;
};

const MAX_PAGE_BYTES = 1024 * 1024;

/**
 * The one table in memory, with the rules of the real one: conditions, all or nothing, limits, consistent
 * main-table reads, indexes that lag behind by what `indexLag` answers, and a TTL that never deletes anything.
 */
export function memoryTable(given: MemoryTableGiven): MemoryTable {
  const rows = sortedRows();
  const indexes = laggingIndexes(given.clock, given.indexLag ?? (() => 0));
  for (const row of given.rows ?? []) {
    rows.put(row.pk, { sort: row.sk, tie: '' }, row);
    indexes.follow({ before: undefined, after: row });
  }
  const listeners: Listener[] = [];
  const peek = ({ pk, sk }: Key) => rows.get(pk, { sort: sk, tie: '' });
  const commit = (set: WriteSet): CommitResult => {
    assertFit(set);
    const at = set.writes.findIndex(
      write => write.when !== undefined && !holds(write.when, peek(keyOfWrite(write))),
    );
    const failing = set.writes[at];
    if (failing) return refusalAt(set, at, peek(keyOfWrite(failing)));
    const changes = set.writes.flatMap(write => planned(write, set.commitId, peek(keyOfWrite(write))));
    for (const { before, after } of changes) {
      const { pk, sk } = (after ?? before) as Row;
      if (after) rows.put(pk, { sort: sk, tie: '' }, after);
      else rows.remove(pk, { sort: sk, tie: '' });
      indexes.follow({ before, after });
    }
    for (const listener of listeners) listener(changes, set);
    return { done: true };
  };
  return {
    get: async key => peek(key),
    query: async query => (query.index ? page(indexes.now(query.index), query) : page(rows, query)),
    commit: async set => commit(set),
    peek,
    rows: () => rows.all(),
    standing: (index, pk) => indexes.standing(index, pk),
    onCommit: listener => void listeners.push(listener),
  };
}

/** What a write makes of a row: nothing for checks and for deletes of what is not there. */
function planned(write: Write, commitId: string, before: Row | undefined): RowChange[] {
  switch (write.do) {
    case 'put':
      return [{ before, after: kept({ ...write.row, commitId }) }];
    case 'change':
      return [{ before, after: kept(changed(before, write, commitId)) }];
    case 'delete':
      return before ? [{ before, after: undefined }] : [];
    case 'check':
      return [];
  }
}

function page(rows: SortedRows, query: Query): Page {
  if (query.prefix !== undefined && (query.from !== undefined || query.to !== undefined))
    throw new ValidationError('a query has either a prefix or ends');
  if (query.limit !== undefined && query.limit < 1) throw new ValidationError('Limit must be at least 1');
  const descending = query.descending ?? false;
  const start = query.prefix ?? query.from;
  const found: Row[] = [];
  let bytes = 0;
  const way = {
    descending,
    from: start === undefined || descending ? highest(query, descending) : { sort: start, tie: '' },
    beyond: query.cursor === undefined ? undefined : readCursor(query.cursor),
  };
  for (const { row, sort, tie } of rows.walk(query.pk, way)) {
    if (isPast(sort, query, descending)) break;
    found.push(row);
    bytes += bytesOf(row);
    if (found.length === query.limit || bytes > MAX_PAGE_BYTES)
      return { rows: found, cursor: JSON.stringify({ sort, tie } satisfies Place) };
  }
  return { rows: found };
}

function readCursor(cursor: string): Place {
  try {
    return JSON.parse(cursor) as Place;
  } catch {
    throw new CursorError('the cursor cannot be read');
  }
}

const highest = ({ prefix, to }: Query, descending: boolean): Place | undefined => {
  if (!descending) return undefined;
  const top = prefix === undefined ? to : `${prefix}\uffff`;
  return top === undefined ? undefined : { sort: top, tie: '\uffff' };
};

function isPast(sort: string | number, { prefix, from, to }: Query, descending: boolean): boolean {
  if (prefix !== undefined) return !String(sort).startsWith(prefix);
  if (descending) return from !== undefined && sort < from;
  return to !== undefined && sort > to;
}
