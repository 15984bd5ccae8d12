import type { Claim } from '../domain/outreach/claim.ts';
import { DAY } from '../kernel/instant.ts';
import { replace } from './journal.ts';
import { accountPk } from './keys.ts';
import { claimKey, claimPrefix } from './outreach-keys.ts';
import { bare, type Put, type Row, type Table } from './table.ts';

export type StoredClaim = Claim & { readonly version: number };

/** Days after which a closed claim may be cleaned away: longer than any fact about it comes again. */
const KEPT_DAYS = 400;

const claimIn = (row: Row): StoredClaim => bare(row) as unknown as StoredClaim;

export async function loadClaim(
  table: Table,
  accountId: string,
  claimId: string,
): Promise<StoredClaim | undefined> {
  const row = await table.get(claimKey(accountId, claimId));
  return row && claimIn(row);
}

/** Whether any claim of the account is known, closed ones included. */
export const hasClaims = async (table: Table, accountId: string): Promise<boolean> =>
  (await table.query({ pk: accountPk(accountId), prefix: claimPrefix, limit: 1 })).rows.length > 0;

/** All claims of an account by id, those closed lately included. */
export async function loadClaims(table: Table, accountId: string): Promise<StoredClaim[]> {
  const rows: Row[] = [];
  let cursor: string | undefined;
  do {
    const page = await table.query({
      pk: accountPk(accountId),
      prefix: claimPrefix,
      ...(cursor === undefined ? {} : { cursor }),
    });
    rows.push(...page.rows);
    cursor = page.cursor;
  } while (cursor !== undefined);
  return rows.map(claimIn);
}

/**
 * The claim in the place of the version that was read, or where there was none; `stale` when somebody was faster. It
 * stands in no index and has less than 1 KB: alone in its commit it costs one write unit.
 */
export function putClaim(
  accountId: string,
  { id, opened, deadline, waiting, submitted, closed }: Claim,
  read: number | undefined,
): Put {
  const said = Object.entries({ opened, deadline, waiting, submitted, closed }).filter(([, part]) => part);
  const row = { ...claimKey(accountId, id), type: 'claim', id, ...Object.fromEntries(said) };
  return replace(
    closed === undefined ? row : { ...row, expiresAt: Math.ceil((closed.at + KEPT_DAYS * DAY) / 1000) },
    read,
  );
}
