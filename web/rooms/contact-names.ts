import type { AccountView } from '../../shared/contracts/accounts-contract.ts';
import { useAccount } from '../api/queries.ts';
import { type Messages, useMessages } from '../messages/messages.ts';

export type KnownContact = AccountView['contacts'][number];
type Named = Pick<KnownContact, 'id' | 'name' | 'company' | 'erased'>;

/** What a contact is called; whoever was erased has no name, and their id does not stand in for one. */
export const contactName = ({ id, name, company, erased }: Named, m: Messages): string =>
  erased ? m.persons.erased : (name ?? company ?? id);

type Choice = { readonly value: string; readonly label: string };

/** Contacts to choose from: nobody who was erased. */
export const contactChoices = (contacts: readonly Named[], m: Messages): readonly Choice[] =>
  contacts
    .filter(({ erased }) => !erased)
    .map(contact => ({ value: contact.id, label: contactName(contact, m) }));

/** The same of an account; nobody until it is read. */
export function useContactChoices(accountId: string): readonly Choice[] {
  const m = useMessages();
  return contactChoices(useAccount(accountId).data?.contacts ?? [], m);
}

/** Names the contacts of an account by their ids; the id itself until the account is read. */
export function useContactNames(accountId: string): (id: string) => string {
  const m = useMessages();
  const contacts = useAccount(accountId).data?.contacts;
  return id => {
    const contact = contacts?.find(one => one.id === id);
    return contact ? contactName(contact, m) : id;
  };
}

/** The same for a history: of those who were erased it says which, for a history must tell them apart. */
export function useContactsInHistory(accountId: string): (id: string) => string {
  const m = useMessages();
  const nameOf = useContactNames(accountId);
  return id => (nameOf(id) === m.persons.erased ? `${m.persons.erased} (${id})` : nameOf(id));
}
