import type { TimerKind } from '../../shared/events/timers.ts';
import type { Instant } from '../../shared/kernel/instant.ts';
import { MINUTE } from '../../shared/kernel/instant.ts';
import type { TimerRow } from '../../shared/store/journal.ts';
import { timerKey } from '../../shared/store/keys.ts';
import type { Check, Condition, Key, Row, Table } from '../../shared/store/table.ts';
import { isAwake, LONGEST_LEASE } from '../../shared/store/wake.ts';

/** How a guard reads: a first glance may be a moment old and costs half; what it finds is looked at again as it stands. */
export type Reader = {
  readonly now: Instant;
  readonly table: Table;
  get(key: Key): Promise<Row | undefined>;
  /** All rows of a partition, or those that begin so. */
  all(pk: string, prefix?: string): Promise<readonly Row[]>;
  /** A row of a list: as the list shows it, or as it stands. */
  fresh(listed: Row): Promise<Row | undefined>;
};

/** The timer that an open promise must have. */
export type Must = {
  readonly pk: string;
  readonly kind: TimerKind;
  readonly name?: string;
  readonly dueAt: Instant;
  readonly epoch: number;
};

/** A timer that is not there, or that nobody will ever look at; `still` is what must be so when it is armed again. */
export type Missing = { readonly must: Must; readonly held: TimerRow | undefined; readonly still: Check };

/**
 * One kind of open promise: where it stands, and which of its timers are missing. The rows are those of its lists, or
 * what `rows` reads where they stand in none.
 */
export type Guard = {
  readonly name: string;
  readonly timers: readonly TimerKind[];
  /** Names of lists of open work, for the whole team and an agent at a time. */
  readonly lists?: readonly string[];
  readonly listsOf?: (agentId: string) => readonly string[];
  readonly rows?: (table: Table) => Promise<readonly Row[]>;
  /** Only what is missing in two runs in a row is lost: between two commits of one fact it may be so for a moment. */
  readonly twice?: true;
  missing(read: Reader, row: Row): Promise<readonly Missing[]>;
};

/** No row is handed over to be looked at again later than this after it was handed over. */
const LATEST_LOOK = LONGEST_LEASE + MINUTE;

/** True for a row that somebody looks at in time: it is in the wake index, and not for ever out of reach there. */
export const isLookedAfter = (row: Row, now: Instant): boolean =>
  isAwake(row) && typeof row.wakeAt === 'number' && row.wakeAt <= latestOf(row, now);

const latestOf = ({ dueAt }: Row, now: Instant): Instant =>
  Math.max(now, typeof dueAt === 'number' ? dueAt : 0) + LATEST_LOOK;

/** The timer as missing, unless it stands and is looked after. */
export async function unlessStanding(read: Reader, must: Must, still: Check): Promise<Missing[]> {
  const held = (await read.get(timerKey(must.pk, must.kind, must.name))) as TimerRow | undefined;
  return held && isLookedAfter(held, read.now) ? [] : [{ must, held, still }];
}

/** What must be so of a row when its timer is armed again: work that moved on has seen to itself. */
export const stillSo = ({ pk, sk, version }: Row, when?: Condition): Check => ({
  do: 'check',
  key: { pk, sk },
  when: when ?? (version === undefined ? { is: 'present' } : { is: 'version', version }),
  orElse: 'moved-on',
});

/** Work that stands in a list as a copy of its own row, with the timers that such a row must have. */
export const listed = (guard: {
  name: string;
  timers: readonly TimerKind[];
  lists?: readonly string[];
  listsOf?: (agentId: string) => readonly string[];
  still?: Condition;
  musts: (row: Row, now: Instant) => readonly Must[];
}): Guard => ({
  ...guard,
  missing: async (read, listedRow) => {
    const row = await read.fresh(listedRow);
    if (!row) return [];
    const looks = guard
      .musts(row, read.now)
      .map(must => unlessStanding(read, must, stillSo(row, guard.still)));
    return (await Promise.all(looks)).flat();
  },
});
