import { type Grants, shortName } from '../domain/outreach/budget.ts';
import { DAY, type Instant } from '../kernel/instant.ts';
import { replace } from './journal.ts';
import {
  budgetKey,
  budgetPk,
  exemptKey,
  exemptSince,
  outreachLists,
  watchedCountKey,
  watchedKey,
} from './outreach-keys.ts';
import type { Page, Table, Write } from './table.ts';

/** What the whole company has of calls without having been asked. */
export type Budget = {
  readonly grants: Grants;
  /** Statistical signals held back for want of room, by the short name of their account, with the instant each was held. */
  readonly wanted: Readonly<Record<string, Instant>>;
  /** When the leads were told last that more was needed than allowed. */
  readonly toldAt?: Instant;
};
export type StoredBudget = Budget & { readonly version: number | undefined };

export async function loadBudget(table: Table): Promise<StoredBudget> {
  const row = await table.get(budgetKey);
  const { grants = {}, wanted = {}, toldAt } = (row ?? {}) as Partial<Budget>;
  return {
    ...{ grants: byShortName(grants), wanted: byShortName(wanted), version: row?.version },
    ...(toldAt === undefined ? {} : { toldAt }),
  };
}

/** Rows of before have whole ids. */
const byShortName = <T>(accounts: Readonly<Record<string, T>>): Readonly<Record<string, T>> =>
  Object.fromEntries(Object.entries(accounts).map(([id, at]) => [shortName(id), at]));

/** The budget as it is from now on; refused with `stale` when somebody was faster. */
export function budgetWrite({ version, ...budget }: StoredBudget): Write {
  return replace({ ...budgetKey, type: 'outreach-budget', ...budget }, version);
}

/** How many accounts of the watched products there are. */
export async function countWatched(table: Table): Promise<number> {
  const row = await table.get(watchedCountKey);
  return Number(row?.['accounts'] ?? 0);
}

export const isWatched = async (table: Table, accountId: string): Promise<boolean> =>
  (await table.get(watchedKey(accountId))) !== undefined;

/** An account begins to count, or counts no more; each once. */
export const watchWrites = (accountId: string, watched: boolean): Write[] => [
  watched
    ? {
        ...{ do: 'put', when: { is: 'absent' }, orElse: 'already-so' },
        row: {
          ...{ ...watchedKey(accountId), type: 'watched', accountId },
          ...{ list: outreachLists.watched, listKey: accountId },
        },
      }
    : { do: 'delete', key: watchedKey(accountId), when: { is: 'present' }, orElse: 'already-so' },
  { do: 'change', key: watchedCountKey, add: { accounts: watched ? 1 : -1 } },
];

/** Longer than any quarter. */
const EXEMPT_DAYS = 400;

type Exempt = { readonly id: string; readonly accountId: string; readonly openedAt: Instant };

/** A call about claims counts from its wish on, or no more when it lost its reason before it was made. */
export const exemptWrite = ({ id, accountId, openedAt }: Exempt, counts: boolean): Write => {
  const key = exemptKey(openedAt, id);
  if (!counts) return { do: 'delete', key };
  const expiresAt = Math.ceil((openedAt + EXEMPT_DAYS * DAY) / 1000);
  return { do: 'put', row: { ...key, type: 'exempt-call', accountId, expiresAt } };
};

/** How many accounts were called about claims since an instant; a figure to show, it may be a moment old. */
export async function countExempt(table: Table, since: Instant): Promise<number> {
  const accounts = new Set<unknown>();
  let cursor: string | undefined;
  do {
    const page = await table.query({
      ...{ pk: budgetPk, ...exemptSince(since), mayLag: true },
      ...(cursor === undefined ? {} : { cursor }),
    });
    for (const row of page.rows) accounts.add(row['accountId']);
    cursor = page.cursor;
  } while (cursor !== undefined);
  return accounts.size;
}

/** Watched accounts, a page at a time; candidates. */
export const listWatched = (table: Table, cursor: string | undefined, limit: number): Promise<Page> =>
  table.query({
    ...{ index: 'list', pk: outreachLists.watched, limit },
    ...(cursor === undefined ? {} : { cursor }),
  });
