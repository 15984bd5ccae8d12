import type { Chain } from '../domain/notifications/escalation-chain.ts';
import type { Instant } from '../kernel/instant.ts';
import { replace } from './journal.ts';
import { chainKey, chainsPk, chainVersionKey } from './keys.ts';
import { loadSettings } from './settings-store.ts';
import { bare, type Row, type Table, type Write } from './table.ts';

/** A chain as it stands, or a version of it. */
export type StoredChain = Chain & {
  readonly id: string;
  readonly version: number;
  readonly changedAt: Instant;
  /** Who wrote this version. */
  readonly changedBy?: string;
};
/** The place of a chain: what stands there, if anything, and the version that the next one follows. */
export type ChainPlace = { readonly chain: StoredChain | undefined; readonly read: number | undefined };

/** A row that keeps the place, and with it the count of versions, of a chain that was taken away. */
const isGone = (row: Row): boolean => row['gone'] === true;
const chainOf = (row: Row): StoredChain | undefined =>
  isGone(row) ? undefined : (bare(row) as unknown as StoredChain);

/** Deployments of before chains had rows keep them in the settings, where they count as version 0. */
async function fromSettings(table: Table): Promise<StoredChain[]> {
  const { chains = {} } = await loadSettings(table);
  return Object.entries(chains).map(([id, chain]) => ({ ...chain, id, version: 0, changedAt: 0 }));
}

/** The chain that stands now, and the place that the next version goes to. */
export async function readChainPlace(table: Table, id: string): Promise<ChainPlace> {
  const row = await table.get(chainKey(id));
  if (row) return { chain: chainOf(row), read: row.version };
  return { chain: (await fromSettings(table)).find(chain => chain.id === id), read: undefined };
}

/** Without a version the one that stands now; a version never changes, and stays when its chain is taken away. */
export async function loadChain(
  table: Table,
  id: string,
  version?: number,
): Promise<StoredChain | undefined> {
  if (version === undefined) return (await readChainPlace(table, id)).chain;
  const row = await table.get(chainVersionKey(id, version));
  return row && chainOf(row);
}

async function loadPlaces(table: Table): Promise<Row[]> {
  const rows: Row[] = [];
  let cursor: string | undefined;
  do {
    const page = await table.query({ pk: chainsPk, ...(cursor === undefined ? {} : { cursor }) });
    rows.push(...page.rows);
    cursor = page.cursor;
  } while (cursor !== undefined);
  return rows;
}

/** Those that have rows, by id. */
export const loadKeptChains = async (table: Table): Promise<StoredChain[]> =>
  (await loadPlaces(table)).flatMap(row => chainOf(row) ?? []);

/** All that stand now, by id. */
export async function loadChains(table: Table): Promise<StoredChain[]> {
  const [places, older] = await Promise.all([loadPlaces(table), fromSettings(table)]);
  const taken = new Set(places.map(({ sk }) => sk));
  const left = older.filter(({ id }) => !taken.has(chainKey(id).sk));
  return [...places.flatMap(row => chainOf(row) ?? []), ...left].sort((a, b) => (a.id < b.id ? -1 : 1));
}

/**
 * The next version in the place of the one that was read, and the same for ever beside it; refused with `stale` when
 * somebody was faster.
 */
export function chainWrites(chain: Omit<StoredChain, 'version'>, read: number | undefined): Write[] {
  const version = (read ?? 0) + 1;
  const place = chainVersionKey(chain.id, version);
  return [
    replace({ ...chainKey(chain.id), ...chain, type: 'chain' }, read),
    {
      do: 'put',
      row: { ...place, ...chain, version, type: 'chain-version' },
      when: { is: 'absent' },
      orElse: 'stale',
    },
  ];
}

/** Takes the chain of a place away; refused with `stale` when somebody changed it meanwhile. */
export const chainGone = (
  id: string,
  read: number | undefined,
  by: Pick<StoredChain, 'changedAt' | 'changedBy'>,
): Write => replace({ ...chainKey(id), type: 'chain', id, gone: true, ...by }, read);
