/**
 * Shape of the one table. Infra builds it from this, the simulator copies it.
 * A row's place is (pk, sk); the other names are the sparse indexes it may stand in.
 */
export const tableShape = {
  pk: 'pk',
  sk: 'sk',
  stream: 'NEW_AND_OLD_IMAGES',
  ttl: 'expiresAt',
  indexes: {
    /** Who must be looked at when: timers and journal rows with unsent facts. */
    wake: { name: 'wake', pk: 'wakeShard', sk: 'wakeAt', sortType: 'N' },
    /** Open work and lists of every kind: list name, sort key. */
    list: { name: 'list', pk: 'list', sk: 'listKey', sortType: 'S' },
    /** An account's history in the order of time; beside it, what ended in a month. */
    timeline: { name: 'timeline', pk: 'timeline', sk: 'timelineKey', sortType: 'S' },
  },
} as const;

export type IndexName = keyof typeof tableShape.indexes;

export type Key = { readonly pk: string; readonly sk: string };

/** Any row. `version` counts its changes; `commitId` names the commit that wrote it last. */
export type Row = Key & {
  readonly version?: number;
  readonly commitId?: string;
  readonly wakeShard?: string;
  readonly wakeAt?: number;
  readonly list?: string;
  readonly listKey?: string;
  readonly timeline?: string;
  readonly timelineKey?: string;
  /** Seconds since the epoch after which the row may be cleaned away; never a deadline. */
  readonly expiresAt?: number;
  readonly [attribute: string]: unknown;
};

/** A cursor that this table never gave out. */
export class CursorError extends Error {
  override readonly name = 'CursorError';
}

/** What a row says, without its place in table and indexes and without its commit's mark. */
export function bare(row: Row): Record<string, unknown> & { readonly version: number } {
  const {
    pk,
    sk,
    type,
    commitId,
    wakeShard,
    wakeAt,
    list,
    listKey,
    timeline,
    timelineKey,
    expiresAt,
    ...said
  } = row;
  return { version: 0, ...said };
}

/** The closed set of conditions a write may stand under. */
export type Condition =
  | { readonly is: 'absent' }
  | { readonly is: 'present' }
  | { readonly is: 'version'; readonly version: number }
  | { readonly is: 'equal'; readonly field: string; readonly value: string | number }
  | { readonly is: 'same'; readonly fields: Readonly<Record<string, string | number>> }
  /** Absent counts as different. */
  | { readonly is: 'differs'; readonly field: string; readonly value: string | number }
  | { readonly is: 'below'; readonly field: string; readonly cap: number };

/** `orElse` is the name the commit answers with when the condition fails. */
export type Guard = { readonly when?: Condition; readonly orElse?: string };

export type Put = Guard & { readonly do: 'put'; readonly row: Row };
export type Delete = Guard & { readonly do: 'delete'; readonly key: Key };
export type Check = {
  readonly do: 'check';
  readonly key: Key;
  readonly when: Condition;
  readonly orElse: string;
};
/** Adds to counters (absent counts as 0), sets and removes single fields; makes the row when there is none. */
export type Change = Guard & {
  readonly do: 'change';
  readonly key: Key;
  readonly add?: Readonly<Record<string, number>>;
  readonly set?: Readonly<Record<string, unknown>>;
  readonly remove?: readonly string[];
};
export type Write = Put | Delete | Check | Change;

/** All or nothing, at most 100 writes, each row at most once. */
export type WriteSet = { readonly commitId: string; readonly writes: readonly Write[] };

/** `refusal` is the `orElse` of the first write whose condition failed; `row` is what stands there. */
export type CommitResult =
  | { readonly done: true }
  | { readonly done: false; readonly refusal: string; readonly at: number; readonly row: Row | undefined };

export type Query = {
  readonly index?: IndexName;
  readonly pk: string;
  /** Both ends included. For the main table the sort key is `sk`. */
  readonly from?: string | number;
  readonly to?: string | number;
  readonly prefix?: string;
  readonly limit?: number;
  readonly cursor?: string;
  readonly descending?: boolean;
  /** Of the main table: what comes may be a moment old, and costs half; for candidates, never for decisions. */
  readonly mayLag?: true;
};

export type Page = { readonly rows: readonly Row[]; readonly cursor?: string };

/** The one table, as the capabilities see it. Main-table reads are strongly consistent unless they may lag; index reads are not. */
export type Table = {
  get(key: Key): Promise<Row | undefined>;
  query(query: Query): Promise<Page>;
  commit(set: WriteSet): Promise<CommitResult>;
};
