import { outreachIdOf } from '../../shared/domain/outreach/new-outreach.ts';
import { inParallel } from '../../shared/kernel/parallel.ts';
import { loadOutreach, loadStandings, type StoredOutreach } from '../../shared/store/outreach-store.ts';
import type { Table } from '../../shared/store/table.ts';

/** So many of each cause, the latest. */
const MOST = 10;
const ABREAST = 10;

/** What an account was approached for, the latest first. They are numbered by cause, so they are found by their numbers. */
export async function outreachOfAccount(table: Table, accountId: string): Promise<StoredOutreach[]> {
  const standings = await loadStandings(table, accountId);
  const ids = standings.flatMap(({ cause, count }) =>
    cause === 'work'
      ? []
      : Array.from({ length: Math.min(count, MOST) }, (_, n) => outreachIdOf(accountId, cause, count - n)),
  );
  const found = await inParallel(ids, ABREAST, id => loadOutreach(table, id));
  return found
    .filter(one => one !== undefined)
    .toSorted((a, b) => b.openedAt - a.openedAt || (a.id < b.id ? -1 : 1));
}
