import type { QuarantineAct, QuarantineState } from '../domain/operations/quarantine.ts';
import { digest } from '../kernel/id.ts';
import type { Instant } from '../kernel/instant.ts';
import type { Refused } from '../kernel/outcome.ts';
import { replace } from './journal.ts';
import { lists, quarantineKey, timeKey } from './keys.ts';
import type { Ports } from './ports.ts';
import { bare, type Put, type Row, type Table } from './table.ts';

/** As much of a foreign text as is kept; what is longer is kept to be recognised, not to be taken in again. */
const KEPT_CHARACTERS = 4_000;
const KEPT_DAYS = 30;

/** What a kept text is when it is taken in again: a producer's message, or a fact on the product bus. */
export type Retaken = 'message' | 'fact';
export type Unfit = { readonly reason: string; readonly field?: string; readonly problem?: string };

export type Quarantined = Unfit & {
  readonly id: string;
  readonly version: number;
  readonly at: Instant;
  readonly origin: string;
  readonly bytes: number;
  readonly text: string;
  readonly state: QuarantineState;
  /** Absent when too little was kept to take it in again. */
  readonly retaken?: Retaken;
  readonly last?: QuarantineAct;
  /** Why it was refused when it was to be taken in again. */
  readonly again?: Unfit;
  readonly keptUntil: Instant;
};

/** A refusal as it is kept and shown. */
export const unfitOf = ({ refusal, detail }: Refused<string>): Unfit => ({
  reason: refusal,
  ...(detail?.['field'] === undefined ? {} : { field: String(detail['field']) }),
  ...(detail?.['problem'] === undefined ? {} : { problem: String(detail['problem']) }),
});

export type Unhandled = {
  readonly origin: string;
  readonly text: string;
  /** What is stored in the place of a text that may be about a person. */
  readonly kept?: string;
  /** What it is taken in again as, once its cause is mended. */
  readonly retaken?: Retaken;
  readonly reason: Refused<string>;
};

/**
 * Keeps, once, what can never be handled: with its reason, size and origin. The key is the text's digest, so a
 * redelivery finds itself.
 */
export const quarantine =
  ({ table, clock, ids }: Ports) =>
  async ({ origin, text, kept = text, retaken, reason }: Unhandled): Promise<void> => {
    const now = clock.now();
    const item: Quarantined = {
      id: `qrt_${digest(origin, text)}`,
      version: 1,
      at: now,
      origin,
      ...unfitOf(reason),
      bytes: Buffer.byteLength(text),
      text: kept.slice(0, KEPT_CHARACTERS),
      state: 'open',
      ...(retaken && kept.length <= KEPT_CHARACTERS ? { retaken } : {}),
      keptUntil: now + KEPT_DAYS * 86_400_000,
    };
    await table.commit({
      commitId: ids.random('cmt'),
      writes: [{ do: 'put', row: rowOf(item), when: { is: 'absent' }, orElse: 'already-done' }],
    });
  };

/** In both lists while it is open, later in that of everything alone. */
function rowOf(item: Quarantined): Row {
  const listKey = timeKey(item.at, item.id);
  return {
    ...quarantineKey(item.id),
    type: 'quarantine',
    ...item,
    timeline: lists.quarantine,
    timelineKey: listKey,
    ...(item.state === 'open' ? { list: lists.quarantine, listKey } : {}),
    expiresAt: Math.floor(item.keptUntil / 1000),
  };
}

const read = (row: Row): Quarantined => bare(row) as unknown as Quarantined;

export async function loadQuarantined(table: Table, id: string): Promise<Quarantined | undefined> {
  const row = await table.get(quarantineKey(id));
  return row && read(row);
}

/** As somebody left it; refused with `stale` when somebody else was faster. */
export const keepQuarantined = (item: Quarantined, readVersion: number): Put =>
  replace(rowOf(item), readVersion);

export type QuarantineAsked = {
  readonly state: 'open' | 'all';
  readonly cursor?: string;
  readonly limit: number;
};

/** What is open, or all that is still kept, the newest first. */
export async function listQuarantined(table: Table, { state, limit, cursor }: QuarantineAsked) {
  const page = await table.query({
    index: state === 'open' ? 'list' : 'timeline',
    pk: lists.quarantine,
    descending: true,
    limit,
    ...(cursor === undefined ? {} : { cursor }),
  });
  return { items: page.rows.map(read), ...(page.cursor === undefined ? {} : { cursor: page.cursor }) };
}
