import { derivedId } from '../../kernel/id.ts';

/** What tells people apart. */
export type Person = { readonly phone?: string | undefined; readonly email?: string | undefined };

/** Contacts are the same person where their phone numbers are equal, or their e-mail addresses but for capitals. */
export const isSamePerson = (one: Person, other: Person): boolean =>
  (one.phone !== undefined && one.phone === other.phone) ||
  (one.email !== undefined && one.email.toLowerCase() === other.email?.toLowerCase());

type From = {
  /** The account that was merged, and what the contact is called there. */
  readonly accountId: string;
  readonly contactId: string;
  readonly theirs: Person | undefined;
  /** Who has the same id where they live on. */
  readonly there: Person | undefined;
};

/**
 * What a contact of a merged account is called in the account it lives on as: a contact of the same id there keeps it
 * when they are the same person; anybody else has an id of their own, which derives from where they come from.
 */
export const contactIdThere = ({ accountId, contactId, theirs, there }: From): string =>
  theirs && there && isSamePerson(theirs, there) ? contactId : derivedId('con', accountId, contactId);
