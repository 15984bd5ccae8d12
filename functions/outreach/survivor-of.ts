import { loadAccount } from '../../shared/store/account-store.ts';
import type { Table } from '../../shared/store/table.ts';

/** The account that a merged one lives on as. Nothing merged is ever merged into, so the way has an end. */
export async function survivorOf(table: Table, accountId: string): Promise<string> {
  const into = (await loadAccount(table, accountId))?.mergedInto;
  return into === undefined ? accountId : survivorOf(table, into);
}
