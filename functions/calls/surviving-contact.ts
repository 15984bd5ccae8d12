import { contactIdThere } from '../../shared/domain/accounts/same-person.ts';
import { loadAccount } from '../../shared/store/account-store.ts';
import {
  loadContact,
  loadContacts,
  type StoredContact,
  writeContact,
} from '../../shared/store/contact-store.ts';
import type { Ports } from '../../shared/store/ports.ts';
import type { Table } from '../../shared/store/table.ts';

export type ContactPlace = { readonly accountId: string; readonly contactId: string };

const MOST_MERGES = 10;

/**
 * Who a contact is with the account that theirs lives on as. Contacts of the same id are the same person where e-mail or
 * phone are equal; anybody else is made known there under an id of their own, as they are known where they come from.
 */
export async function survivingContact(ports: Ports, contact: ContactPlace): Promise<ContactPlace> {
  let at = contact;
  for (let merges = 0; merges < MOST_MERGES; merges++) {
    const into = (await loadAccount(ports.table, at.accountId))?.mergedInto;
    if (into === undefined) return at;
    at = { accountId: into, contactId: await takenAlong(ports, at, into) };
  }
  return at;
}

async function takenAlong(
  ports: Ports,
  { accountId, contactId }: ContactPlace,
  into: string,
): Promise<string> {
  const [theirs, sameId] = await Promise.all([
    knownAs(ports.table, { accountId, contactId }),
    loadContact(ports.table, into, contactId),
  ]);
  const own = contactIdThere({ accountId, contactId, theirs, there: sameId });
  if (own === contactId) return contactId;
  const there = await knownAs(ports.table, { accountId: into, contactId: own });
  if (theirs && (there === undefined || there.asOf < theirs.asOf)) {
    const { id: _there, asOf, ...known } = theirs;
    await writeContact(ports, { accountId: into, contactId: own, contact: known, asOf });
  }
  return own;
}

/** Nobody by name is whichever contact can be called. */
const knownAs = async (
  table: Table,
  { accountId, contactId }: ContactPlace,
): Promise<StoredContact | undefined> =>
  (await loadContacts(table, accountId)).find(({ id, phone }) =>
    contactId === '-' ? phone !== undefined : id === contactId,
  );
