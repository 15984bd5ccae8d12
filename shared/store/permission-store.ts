import {
  EVERYBODY,
  type Ledger,
  type May,
  mayApproach,
  type PermissionWord,
  withAgreed,
  withMerged,
} from '../domain/accounts/permissions.ts';
import { contactIdThere } from '../domain/accounts/same-person.ts';
import { loadAccount, type StoredAccount } from './account-store.ts';
import { loadContact, loadContacts, type StoredContact } from './contact-store.ts';
import { accountPk, timeKey } from './keys.ts';
import { permissionKey, permissionPrefix } from './outreach-keys.ts';
import type { Put, Row, Table } from './table.ts';

/** One word more; none is ever changed or taken out. The same word again is `already-done`. */
export const permissionWrite = (accountId: string, word: PermissionWord): Put => ({
  do: 'put',
  row: {
    ...permissionKey(accountId, word.contactId, timeKey(word.at, word.eventId)),
    type: 'permission',
    ...word,
  },
  when: { is: 'absent' },
  orElse: 'already-done',
});

/** What a contact ever said about being approached, in no order, where they live on by now and in what was merged into it. */
export async function loadPermissions(
  table: Table,
  accountId: string,
  contactId: string,
): Promise<readonly PermissionWord[]> {
  const there = await whereTheyLive(table, accountId, contactId);
  const { words } = await loadLedger(table, there.account);
  return words.filter(word => word.contactId === there.contactId).map(word => ({ ...word, contactId }));
}

type Whom = {
  readonly accountId: string;
  /** `-`: nobody by name. */
  readonly contactId: string;
  /** The number they are called on, when it is another than the one that is known. */
  readonly phone?: string | undefined;
};

/**
 * What a contact may be approached for by all that is known now: their words and record, those of the same person under
 * another id and of the account as a whole, where they live on and in what was merged into it.
 */
export async function loadApproach(table: Table, { accountId, contactId, phone }: Whom): Promise<May> {
  const there = await whereTheyLive(table, accountId, contactId);
  const { account } = there;
  const ledger = await loadLedger(table, account);
  const known =
    ledger.contacts.find(({ id }) => id === there.contactId) ??
    (await loadContact(table, account.id, there.contactId));
  const contact = { ...known, ...(phone === undefined ? {} : { phone }), id: there.contactId };
  return (purpose, agreedAt) =>
    mayApproach(purpose, agreedAt === undefined ? ledger : withAgreed(ledger, contact.id, agreedAt), contact);
}

type Living = Pick<StoredAccount, 'id' | 'mergedFrom'>;

/** The people of an account and all their words, those of merged accounts included. */
export async function loadLedger(table: Table, account: Living): Promise<Ledger<StoredContact>> {
  const [contacts, words, merged] = await Promise.all([
    loadContacts(table, account.id),
    loadWords(table, account.id),
    Promise.all((account.mergedFrom ?? []).map(id => loadAccount(table, id))),
  ]);
  let ledger: Ledger<StoredContact> = { contacts, words };
  for (const one of merged)
    if (one?.mergedInto === account.id) ledger = withMerged(ledger, one.id, await loadLedger(table, one));
  return ledger;
}

/** The account that a contact lives on in, known yet or not, and what they are called there. */
async function whereTheyLive(
  table: Table,
  accountId: string,
  contactId: string,
): Promise<{ readonly account: Living; readonly contactId: string }> {
  const account = await loadAccount(table, accountId);
  const into = account?.mergedInto;
  if (into === undefined) return { account: account ?? { id: accountId }, contactId };
  if (contactId === EVERYBODY) return whereTheyLive(table, into, contactId);
  const [theirs, there] = await Promise.all([
    loadContact(table, accountId, contactId),
    loadContact(table, into, contactId),
  ]);
  return whereTheyLive(table, into, contactIdThere({ accountId, contactId, theirs, there }));
}

/** All words of the people of one account, in no order. */
export async function loadWords(table: Table, accountId: string): Promise<PermissionWord[]> {
  const words: PermissionWord[] = [];
  let cursor: string | undefined;
  do {
    const page = await table.query({
      ...{ pk: accountPk(accountId), prefix: permissionPrefix },
      ...(cursor === undefined ? {} : { cursor }),
    });
    words.push(...page.rows.map(wordOf));
    cursor = page.cursor;
  } while (cursor !== undefined);
  return words;
}

function wordOf(row: Row): PermissionWord {
  const { contactId, purpose, word, how, at, by, eventId } = row as unknown as PermissionWord;
  return { contactId, purpose, word, how, at, by, eventId };
}
