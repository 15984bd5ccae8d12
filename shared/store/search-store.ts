import type { Contact } from '../contracts/accounts-contract.ts';
import type { DeviceCase } from '../domain/devices/device-case.ts';
import { shelfOf } from '../domain/search/folded-words.ts';
import * as by from '../domain/search/found-by.ts';
import { indexChange } from '../domain/search/index-change.ts';
import { DAY, type Instant } from '../kernel/instant.ts';
import type { StoredAccount } from './account-store.ts';
import type { Device } from './device-store.ts';
import { accountIdOf, accountKey, caseKey, contactKey, contactPrefix, deviceKey } from './keys.ts';
import { isTombstone } from './person-store.ts';
import { type Findable, searchEntryKey, shelfPk, wordKey } from './search-keys.ts';
import type { Row, Table, Write } from './table.ts';

export type { Findable } from './search-keys.ts';

/** By which words something is found, as the index knows it; nothing when it is gone. */
export type SearchEntry = { readonly found?: by.FoundBy; readonly version: number };
/** What a word leads to, with all of its words. */
export type Candidate = Findable & { readonly found: Omit<by.FoundBy, 'doors'> };

/** So long it is remembered that something is gone: longer than any record of the stream is tried. */
const GONE_FOR = 7 * DAY;

/** What a row is of that can be searched for; nothing for all other rows. */
export function findableOf(row: Row): Findable | undefined {
  switch (row['type']) {
    case 'account':
      return { kind: 'account', id: String(row['id']) };
    case 'contact':
      return {
        kind: 'contact',
        accountId: accountIdOf(row.pk) ?? '',
        id: row.sk.slice(contactPrefix.length),
      };
    case 'device':
      return { kind: 'device', id: String(row['serial']) };
    case 'device-case':
      return { kind: 'device-case', id: String(row['id']) };
    default:
      return undefined;
  }
}

/** By what the thing of such a row is found. */
export function foundByOf(row: Row | undefined): by.FoundBy | undefined {
  switch (row?.['type']) {
    case 'account':
      return by.accountFoundBy(row as unknown as StoredAccount);
    case 'contact':
      return isTombstone(row) ? undefined : by.contactFoundBy(row['contact'] as Contact);
    case 'device':
      return by.deviceFoundBy(row as unknown as Device);
    case 'device-case':
      return by.caseFoundBy(row as unknown as DeviceCase);
    default:
      return undefined;
  }
}

/** The row of what can be searched for. */
export function loadFindable(table: Table, { kind, id, accountId = '' }: Findable): Promise<Row | undefined> {
  switch (kind) {
    case 'account':
      return table.get(accountKey(id));
    case 'contact':
      return table.get(contactKey(accountId, id));
    case 'device':
      return table.get(deviceKey(id));
    case 'device-case':
      return table.get(caseKey(id));
  }
}

/** The one name of a thing, whatever the order of its parts. */
export const findableName = (of: Named): string => JSON.stringify([of.kind, of.accountId ?? '', of.id]);
type Named = Pick<Findable, 'kind' | 'id'> & { readonly accountId?: string | undefined };

export async function loadSearchEntry(table: Table, of: Findable): Promise<SearchEntry | undefined> {
  const row = await table.get(searchEntryKey(of));
  if (!row) return undefined;
  const { found, version = 0 } = row as Row & { found?: by.FoundBy };
  return { version, ...(found ? { found } : {}) };
}

/** What an entry of the index is of. */
export const searchedOf = (row: Row): Findable | undefined =>
  row['type'] === 'search-entry' ? (row['of'] as Findable) : undefined;

/**
 * Makes the index say by what something is found, from what it said when `held` was read; refused as `stale` when that
 * changed meanwhile. The entry is written even when it stays as it was: whoever decided on an older state of the thing
 * must fail. Of what is gone no word stays, only that it is gone.
 */
export function indexWrites(
  of: Findable,
  given: { readonly held: SearchEntry | undefined; readonly found: by.FoundBy | undefined; now: Instant },
): Write[] {
  const { held, found, now } = given;
  const change = indexChange(held?.found, found);
  const said = found ? { found } : { expiresAt: Math.ceil((now + GONE_FOR) / 1_000) };
  const version = (held?.version ?? 0) + 1;
  return [
    {
      do: 'put',
      row: { ...searchEntryKey(of), type: 'search-entry', of, ...said, version },
      when: held ? { is: 'version', version: held.version } : { is: 'absent' },
      orElse: 'stale',
    },
    ...(change?.put ?? []).map(word => ({ do: 'put', row: wordRow(of, word, found) }) as const),
    ...(change?.take ?? []).map(word => ({ do: 'delete', key: wordKey(of, word) }) as const),
  ];
}

const wordRow = (of: Findable, word: string, found: by.FoundBy | undefined): Row => ({
  ...wordKey(of, word),
  type: 'search-word',
  of,
  title: found?.title ?? [],
  more: found?.more ?? [],
});

type Looked = { readonly candidates: readonly Candidate[]; readonly whole: boolean };

/** What of a kind is found by words that begin so, the shortest words first; `whole` when there is no more of it. */
export async function lookUpWord(
  table: Table,
  {
    kind,
    begins,
    limit,
  }: { readonly kind: Findable['kind']; readonly begins: string; readonly limit: number },
): Promise<Looked> {
  const shelf = shelfOf(begins);
  if (shelf === undefined) return { candidates: [], whole: true };
  const { rows, cursor } = await table.query({
    ...{ pk: shelfPk(kind, shelf), prefix: begins, limit, mayLag: true },
  });
  return {
    candidates: rows.map(row => ({
      ...(row['of'] as Findable),
      found: { title: row['title'] as string[], more: row['more'] as string[] },
    })),
    whole: cursor === undefined,
  };
}
