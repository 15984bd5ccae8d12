import type { Contact } from '../contracts/accounts-contract.ts';
import { contactChanged } from '../events/account-events.ts';
import { command } from '../events/envelope.ts';
import { type AccountId, derivedId } from '../kernel/id.ts';
import type { Instant } from '../kernel/instant.ts';
import { isSameData } from '../kernel/same-data.ts';
import { journal } from './journal.ts';
import { accountPk, contactKey, contactPrefix } from './keys.ts';
import { marketKey, watchedKey } from './outreach-keys.ts';
import { isTombstone, type Tombstone, tombstoneOf } from './person-store.ts';
import { phoneWrites } from './phone-store.ts';
import type { Ports } from './ports.ts';
import type { Put, Row, Table } from './table.ts';

const MAX_TRIES = 4;

export type StoredContact = Contact & { readonly id: string; readonly asOf: Instant };

type Given = {
  readonly accountId: string;
  readonly contactId: string;
  readonly contact: Contact;
  readonly asOf: Instant;
};

/**
 * Writes what is known of a contact as of an instant. Parts that are not given stay; older word changes nothing. Where it
 * matters whom of the account to call, it is said in the same commit that somebody is known otherwise. Of whoever was
 * erased nothing is written any more, whatever is said of them and however late.
 */
export async function writeContact(ports: Ports, given: Given): Promise<'written' | 'older' | 'erased'> {
  const { table, ids } = ports;
  const key = contactKey(given.accountId, given.contactId);
  for (let attempt = 1; attempt <= MAX_TRIES; attempt++) {
    const held = await table.get(key);
    if (isTombstone(held)) return 'erased';
    if (held && (held['asOf'] as number) > given.asOf) return 'older';
    const version = held?.version;
    const before = held?.['contact'] as Contact | undefined;
    const contact = { ...before, ...given.contact };
    // Said again, as when an answer was lost: it stands there already.
    if (held?.['asOf'] === given.asOf && isSameData(contact, before)) return 'written';
    const answer = await table.commit({
      commitId: ids.random('cmt'),
      writes: [
        {
          do: 'put',
          row: {
            ...key,
            type: 'contact',
            contact,
            asOf: given.asOf,
            version: (version ?? 0) + 1,
          },
          when: version === undefined ? { is: 'absent' } : { is: 'version', version },
          orElse: 'stale',
        },
        ...phoneWrites(given, contact, before),
        ...(isSameData(contact, before) ? [] : await contactTold(ports, given, version ?? 0)),
      ],
    });
    if (answer.done) return 'written';
  }
  throw new Error('a contact changed again and again while it was written');
}

/** The line that tells of it, of accounts that are watched or whose market is; of all others nothing. */
export async function contactTold(
  { table, clock }: Ports,
  given: Pick<Given, 'accountId' | 'contactId' | 'asOf'>,
  version: number,
): Promise<Put[]> {
  const { accountId, contactId } = given;
  const [watched, market] = await Promise.all([
    table.get(watchedKey(accountId)),
    table.get(marketKey(accountId)),
  ]);
  if (!watched && !market) return [];
  const now = clock.now();
  const fact = command({
    id: derivedId('evt', 'contact', accountId, contactId, version, given.asOf),
    ...{ name: 'contact.written', accountId: accountId as AccountId, principal: 'firstcall', now },
  });
  const follows = [contactChanged.of({ contactId })];
  return [
    journal({
      ...{ pk: accountPk(accountId), capability: 'accounts', fact, decision: 'contact-changed' },
      ...{ follows, now },
    }),
  ];
}

/** What is known of a contact; of one who was erased nothing. */
export async function loadContact(
  table: Table,
  accountId: string,
  contactId: string,
): Promise<Contact | undefined> {
  const found = await findContact(table, accountId, contactId);
  return found === 'erased' ? undefined : found;
}

/** The same, where it matters whether they were erased. */
export async function findContact(
  table: Table,
  accountId: string,
  contactId: string,
): Promise<Contact | 'erased' | undefined> {
  const row = await table.get(contactKey(accountId, contactId));
  return isTombstone(row) ? 'erased' : row && (row['contact'] as Contact);
}

/** The people of an account, without those who were erased. */
export async function loadContacts(table: Table, accountId: string): Promise<StoredContact[]> {
  return (await contactRows(table, accountId)).filter(row => !isTombstone(row)).map(contactOf);
}

type Everybody = { readonly contacts: readonly StoredContact[]; readonly erased: readonly Tombstone[] };

/** The people of an account, and those who were erased. */
export async function loadEverybody(table: Table, accountId: string): Promise<Everybody> {
  const rows = await contactRows(table, accountId);
  const erased = rows
    .filter(row => isTombstone(row) && row['unknown'] !== true)
    .map(row => tombstoneOf(row, { accountId, contactId: row.sk.slice(contactPrefix.length) }));
  return { contacts: rows.filter(row => !isTombstone(row)).map(contactOf), erased };
}

const contactRows = async (table: Table, accountId: string): Promise<readonly Row[]> =>
  (await table.query({ pk: accountPk(accountId), prefix: contactPrefix, limit: 100 })).rows;

const contactOf = (row: Row): StoredContact => ({
  id: row.sk.slice(contactPrefix.length),
  asOf: row['asOf'] as number,
  ...(row['contact'] as Contact),
});
