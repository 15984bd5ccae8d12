import type { OwnerChoice } from '../domain/team/choose-owner.ts';
import type { Ranked } from '../domain/team/rank-agents.ts';
import type { Moment } from '../events/account-events.ts';
import type { Instant } from '../kernel/instant.ts';
import { lists, ownershipKey, timeKey } from './keys.ts';
import { bare, type Check, type Row, type Table } from './table.ts';

/** A change somebody must still be told of once the account has an owner. */
export type Waiting = {
  readonly factId: string;
  readonly moment: Moment;
  readonly product?: string;
  readonly occurredAt: Instant;
};

/** Who owns an account and why, as the team decided it. */
export type Ownership = {
  readonly accountId: string;
  readonly state: 'owned' | 'queued' | 'released';
  readonly ownerId?: string;
  readonly language: string;
  readonly product?: string;
  readonly reason: OwnerChoice['reason'] | 'merged';
  /** Name of the rule that applied. */
  readonly rule?: string;
  /** Who decided it by hand, and why. */
  readonly by?: string;
  readonly why?: string;
  readonly ranking: readonly Ranked[];
  readonly decidedAt: Instant;
  readonly queuedAt?: Instant;
  /** Milliseconds that its segment goes ahead of others in the queue. */
  readonly headStart?: number;
  /** Set with `queued`: who had it and may have tasks about it still. */
  readonly formerId?: string;
  readonly waiting: readonly Waiting[];
  /** Set with `released`: the account that this one lives on as. */
  readonly mergedInto?: string;
  readonly version: number;
};

export async function loadOwnership(table: Table, accountId: string): Promise<Ownership | undefined> {
  const row = await table.get(ownershipKey(accountId));
  return row && (bare(row) as unknown as Ownership);
}

/** Merged accounts are followed so far; more in a row would be a ring. */
const MOST_MERGES = 10;

/** Who owns the account, or the one that it lives on as after it was merged. */
export async function loadSurvivor(table: Table, accountId: string): Promise<Ownership | undefined> {
  let held = await loadOwnership(table, accountId);
  for (let merges = 0; merges < MOST_MERGES && held?.mergedInto !== undefined; merges++) {
    const survivor = await loadOwnership(table, held.mergedInto);
    if (!survivor) break;
    held = survivor;
  }
  return held;
}

/** The row of an ownership: listed in its owner's book, or in the queue by the time it waits since, less its head start. */
export function ownershipRow(ownership: Omit<Ownership, 'version'>): Row {
  const { accountId, state, ownerId, queuedAt = 0, headStart = 0 } = ownership;
  return {
    ...ownershipKey(accountId),
    type: 'ownership',
    ...ownership,
    ...(state === 'owned' && ownerId !== undefined ? { list: lists.owned(ownerId), listKey: accountId } : {}),
    ...(state === 'queued' ? { list: lists.queue, listKey: timeKey(queuedAt - headStart, accountId) } : {}),
  };
}

/** The team's other decisions about the account must not have changed since it was read. */
export const stillSo = (accountId: string, held: Ownership | undefined): Check => ({
  do: 'check',
  key: ownershipKey(accountId),
  when: held === undefined ? { is: 'absent' } : { is: 'version', version: held.version },
  orElse: 'stale',
});
