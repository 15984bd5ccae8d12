import type { StoredCall } from './call-store.ts';
import { loadOpenCall } from './call-store.ts';
import { numberDigest, type PersonPlace } from './person-store.ts';
import type { Table } from './table.ts';

/** Somebody's place, with the digest of their number while that is known. */
export type Called = PersonPlace & { readonly number?: string | undefined };

/** True of a call with them: by name, or with nobody by name on their number. */
export const isCallWith = (
  { contactId, phone }: Pick<StoredCall, 'contactId' | 'phone'>,
  person: Called,
): boolean =>
  contactId === person.contactId ||
  (contactId === '-' && phone !== undefined && numberDigest(phone) === person.number);

/** The open calls with them. */
export async function loadOpenCallsWith(table: Table, person: Called): Promise<StoredCall[]> {
  const calls = await Promise.all(
    [person.contactId, '-'].map(contactId => loadOpenCall(table, person.accountId, contactId)),
  );
  return calls.filter(call => call !== undefined && isCallWith(call, person)) as StoredCall[];
}
