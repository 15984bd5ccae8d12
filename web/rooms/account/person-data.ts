import type { AccountView } from '../../../shared/contracts/accounts-contract.ts';
import type { ErasedView, PersonalData } from '../../../shared/contracts/persons-contract.ts';
import type { KnownContact } from '../contact-names.ts';

/** As many characters as the API asks of a reason, and takes. */
export const REASON = { least: 3, most: 200 } as const;

/** A reason as it is kept: one line, without what cannot be read. */
export const reasonOf = (typed: string): string =>
  typed
    .replace(/[\p{Cc}\p{Cf}]+/gu, ' ')
    .trim()
    .replace(/ {2,}/g, ' ');

/** Where a contact is kept: their account, or one that was merged into it. */
export const placeOf = (accountId: string, contact: Pick<KnownContact, 'id' | 'accountId'>) => ({
  accountId: contact.accountId ?? accountId,
  contactId: contact.id,
});

/** A file's name that every system takes: whose data it is, and of which day. */
export const fileNameOf = ({ accountId, contactId, at }: PersonalData): string =>
  `${['personal-data', accountId, contactId, at.slice(0, 10)]
    .map(part => part.replace(/[^A-Za-z0-9_.-]+/g, '-'))
    .join('_')}.json`;

export const fileTextOf = (data: PersonalData): string => `${JSON.stringify(data, undefined, 2)}\n`;

/** The account as it is once somebody was erased: nothing of them is left in it but that they were. */
export function withErased(view: AccountView, done: ErasedView): AccountView {
  const erased = { at: done.erasedAt, state: done.state };
  const contacts = view.contacts.map(contact => {
    const { accountId, contactId } = placeOf(view.id, contact);
    if (accountId !== done.accountId || contactId !== done.contactId) return contact;
    return { id: contact.id, ...(contact.accountId ? { accountId: contact.accountId } : {}), erased };
  });
  return { ...view, contacts, contactMissing: contacts.every(contact => contact.erased !== undefined) };
}

/** Whether a contact that was known is shown as erased by now. */
export const isErasedIn = (view: AccountView | undefined, contact: KnownContact): boolean =>
  view?.contacts.some(
    ({ id, accountId, erased }) =>
      id === contact.id && accountId === contact.accountId && erased !== undefined,
  ) ?? false;
