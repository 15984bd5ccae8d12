import { contactIdThere } from '../../shared/domain/accounts/same-person.ts';
import { loadAccount, type StoredAccount } from '../../shared/store/account-store.ts';
import { loadEverybody, type StoredContact } from '../../shared/store/contact-store.ts';
import type { PersonPlace } from '../../shared/store/person-store.ts';
import type { Table } from '../../shared/store/table.ts';

/** Where one person is known: with an account, and with those that were merged with it. */
export type Places = {
  /** The account that all of them live on as, when it is known. */
  readonly root: StoredAccount | undefined;
  readonly known: readonly (PersonPlace & { readonly contact: StoredContact })[];
  /** Where they would become known by a merge that goes on. */
  readonly vacant: readonly PersonPlace[];
  /** Everybody else of these accounts. */
  readonly others: readonly (PersonPlace & { readonly contact: StoredContact })[];
};

/** Everywhere that a contact is known, by the rule by which merged accounts tell people apart. */
export async function placesOfPerson(table: Table, asked: PersonPlace): Promise<Places> {
  const root = await rootOf(table, asked.accountId);
  const ids = root ? [root.id, ...(root.mergedFrom ?? [])] : [asked.accountId];
  const accounts = new Map(await Promise.all(ids.map(async id => [id, await familyOf(table, id)] as const)));
  const everybody = [...accounts].flatMap(([accountId, { contacts }]) =>
    contacts.map(contact => ({ accountId, contactId: contact.id, contact })),
  );
  const own = nameOf(wayOf(accounts, asked).at(-1) ?? asked);
  const isTheirs = (place: PersonPlace) => nameOf(wayOf(accounts, place).at(-1) ?? place) === own;
  const known = everybody.filter(isTheirs);
  const taken = new Set(known.map(nameOf));
  const ways = known.flatMap(place => wayOf(accounts, place));
  const vacant = new Map(ways.filter(place => !taken.has(nameOf(place))).map(one => [nameOf(one), one]));
  return { root, known, vacant: [...vacant.values()], others: everybody.filter(place => !isTheirs(place)) };
}

type Family = ReadonlyMap<string, Awaited<ReturnType<typeof familyOf>>>;

const familyOf = async (table: Table, id: string) => ({
  mergedInto: (await loadAccount(table, id))?.mergedInto,
  contacts: (await loadEverybody(table, id)).contacts,
});

const nameOf = ({ accountId, contactId }: PersonPlace): string => JSON.stringify([accountId, contactId]);

/** What a contact is called from account to account, up to where they live now. */
function wayOf(accounts: Family, from: PersonPlace): PersonPlace[] {
  const way = [{ accountId: from.accountId, contactId: from.contactId }];
  for (let at = way[0]; at; ) {
    const { accountId, contactId } = at;
    const here = accounts.get(accountId);
    const into = here?.mergedInto;
    if (into === undefined || way.length > accounts.size) break;
    const theirs = here?.contacts.find(({ id }) => id === contactId);
    const there = accounts.get(into)?.contacts.find(({ id }) => id === contactId);
    at = { accountId: into, contactId: contactIdThere({ accountId, contactId, theirs, there }) };
    way.push(at);
  }
  return way;
}

async function rootOf(table: Table, accountId: string): Promise<StoredAccount | undefined> {
  const account = await loadAccount(table, accountId);
  return account?.mergedInto === undefined ? account : rootOf(table, account.mergedInto);
}
