import { formatInstant, type Instant } from '../../shared/kernel/instant.ts';
import { instantOfKey } from '../../shared/store/insight-keys.ts';
import type { IndexName, Row, Table } from '../../shared/store/table.ts';

/** What a list gave; `countedFrom`: it was too long, and what is older than that is missing. */
export type Gathered<T> = { readonly lines: readonly T[]; readonly countedFrom?: Instant };

/** Not whole on any day: what is missing stands anywhere in a list. */
export const NEVER: Instant = Number.POSITIVE_INFINITY;

export type Wanted<T> = {
  readonly index: Extract<IndexName, 'list' | 'timeline'>;
  /** Partitions whose sort keys begin with an instant, the latest first. */
  readonly pks: readonly string[];
  readonly most: number;
  /** Rows become lines page by page, so that no more than a page of them is held. */
  readonly linesOf: (rows: readonly Row[]) => readonly T[] | Promise<readonly T[]>;
};

const PAGE = 500;

/** Reads lists from their latest row back, until they end or so many rows were read. */
export async function gatherBack<T>(
  table: Table,
  { index, pks, most, linesOf }: Wanted<T>,
): Promise<Gathered<T>> {
  const lines: T[] = [];
  let left = most;
  for (const [at, pk] of pks.entries()) {
    let cursor: string | undefined;
    do {
      const asked = { index, pk, descending: true, limit: Math.min(PAGE, left) };
      const page = await table.query({ ...asked, ...(cursor === undefined ? {} : { cursor }) });
      lines.push(...(await linesOf(page.rows)));
      left -= page.rows.length;
      cursor = page.cursor;
      const isMore = cursor !== undefined || at < pks.length - 1;
      if (left <= 0 && isMore) return { lines, countedFrom: atOf(page.rows.at(-1), index) };
    } while (cursor !== undefined);
  }
  return { lines };
}

const atOf = (row: Row | undefined, index: Wanted<never>['index']): Instant =>
  instantOfKey(String((index === 'list' ? row?.listKey : row?.timelineKey) ?? ''));

/** An instant in every month (UTC) that `[from, to]` touches, the latest first. */
export function monthsBack(from: Instant, to: Instant): Instant[] {
  const months: Instant[] = [];
  for (let month = monthOf(to); month >= monthOf(from); month = monthOf(month - 1)) months.push(month);
  return months;
}

const monthOf = (at: Instant): Instant => Date.parse(`${formatInstant(at).slice(0, 7)}-01T00:00:00Z`);

/** The same table, and how often it was read. */
export function countedTable(table: Table): { readonly table: Table; readonly reads: () => number } {
  let reads = 0;
  const counted: Table = {
    get: key => {
      reads += 1;
      return table.get(key);
    },
    query: query => {
      reads += 1;
      return table.query(query);
    },
    commit: set => table.commit(set),
  };
  return { table: counted, reads: () => reads };
}
