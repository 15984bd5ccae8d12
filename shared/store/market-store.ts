import type { MarketNews } from '../domain/outreach/outreach.ts';
import { replace } from './journal.ts';
import { marketKey } from './outreach-keys.ts';
import type { Table, Write } from './table.ts';

/** So many changes are kept, the latest. */
const MOST = 20;

export type KeptNews = MarketNews & { readonly by: string };
type Market = { readonly news: readonly KeptNews[]; readonly version: number | undefined };

/** What changed in the market of an account lately, the earliest first. */
export async function loadMarket(table: Table, accountId: string): Promise<Market> {
  const row = await table.get(marketKey(accountId));
  return { news: (row?.['news'] as readonly KeptNews[] | undefined) ?? [], version: row?.version };
}

/** The news with these among it, each once; `done` when nothing of it is new. */
export function marketWrite(
  accountId: string,
  added: readonly KeptNews[],
  { news, version }: Market,
): { readonly done: boolean; readonly write: Write } {
  const all = [...new Map([...news, ...added].map(one => [one.by, one])).values()];
  const kept = all.toSorted((a, b) => a.at - b.at || (a.by < b.by ? -1 : 1)).slice(-MOST);
  const done = JSON.stringify(kept) === JSON.stringify(news);
  return { done, write: replace({ ...marketKey(accountId), type: 'market', news: kept }, version) };
}
