import { loadOpenCall, type StoredCall } from '../../shared/store/call-store.ts';
import type { Table } from '../../shared/store/table.ts';

/** The one open call with a contact. A call with whichever contact can be called is the call with the one who can by now. */
export const openCallWith = async (
  table: Table,
  accountId: string,
  contactId: string,
): Promise<StoredCall | undefined> =>
  (await loadOpenCall(table, accountId, contactId)) ?? loadOpenCall(table, accountId, '-');
