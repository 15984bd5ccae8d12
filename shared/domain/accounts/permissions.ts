import type { CallKind } from '../../events/call-events.ts';
import type { Purpose, permissionWays } from '../../events/outreach-events.ts';
import type { Instant } from '../../kernel/instant.ts';
import { contactIdThere, isSamePerson, type Person } from './same-person.ts';

/** One word of the ledger: who allowed or objected to what, when, how it was said and who wrote it down. */
export type PermissionWord = {
  /** `-`: said of the account as a whole. */
  readonly contactId: string;
  readonly purpose: Purpose;
  readonly word: 'allows' | 'objects';
  readonly how: (typeof permissionWays)[number];
  readonly at: Instant;
  /** The agent who recorded it, or the producer who told of it. */
  readonly by: string;
  readonly eventId: string;
};

/** In the place of a contact: the account as a whole. */
export const EVERYBODY = '-';

/** A contact as far as permissions go. */
export type Approached = Person & {
  readonly id: string;
  readonly objectsToCalls?: boolean | undefined;
};

/** The people of an account and what they said, in no order. */
export type Ledger<C = Approached> = {
  readonly contacts: readonly (C & Elsewhere)[];
  readonly words: readonly PermissionWord[];
};
/** Known only where a merged account keeps them: nobody here has this id yet. */
type Elsewhere = { readonly isElsewhere?: true };

/** What somebody may be approached for; what they agreed to themselves at an instant, unless they objected since. */
export type May = (purpose: Purpose, agreedAt?: Instant) => boolean;

/** What a call is for: surveys are their own purpose, every other kind is service under the contract. */
export const purposeOf = (kind: CallKind): Purpose => (kind === 'survey' ? 'survey' : 'service');

/**
 * The word of a contact that counts for a purpose: the latest; of two at the same instant the objection, and of two that
 * say the same the greater event id. Words of others and for other purposes do not count, and no order does.
 */
export const wordThatCounts = (
  purpose: Purpose,
  words: readonly PermissionWord[],
  contactId: string,
): PermissionWord | undefined =>
  words
    .filter(one => one.purpose === purpose && one.contactId === contactId)
    .reduce<PermissionWord | undefined>((held, one) => (held && !isAfter(one, held) ? held : one), undefined);

function isAfter(one: PermissionWord, held: PermissionWord): boolean {
  if (one.at !== held.at) return one.at > held.at;
  if (one.word !== held.word) return one.word === 'objects';
  return one.eventId > held.eventId;
}

/**
 * Whether a contact may be approached for a purpose. The word of theirs that counts decides; but an objection of the
 * account as a whole, or of the same person under another id, holds until the contact allows it later. Without a word of
 * their own, service under the contract is allowed unless their record says that they object to calls; marketing and
 * surveys are not, for want of consent. Nobody consents for somebody else.
 */
export function mayApproach(purpose: Purpose, ledger: Ledger, contact: Approached): boolean {
  const count = (id: string) => wordThatCounts(purpose, ledger.words, id);
  const own = contact.id === EVERYBODY ? undefined : count(contact.id);
  const others = ledger.contacts.filter(({ id, ...one }) => id !== contact.id && isSamePerson(one, contact));
  const against = [EVERYBODY, ...others.map(({ id }) => id)].flatMap(id => count(id) ?? []);
  const isAgainst = against.some(({ word, at }) => word === 'objects' && at >= (own?.at ?? 0));
  if (own || isAgainst) return own?.word === 'allows' && !isAgainst;
  const unsaid = others.filter(({ id }) => !count(id));
  return purpose === 'service' && ![contact, ...unsaid].some(one => one.objectsToCalls === true);
}

/** The ledger with what a contact agreed to in a conversation: as if they had allowed it then. */
export const withAgreed = <C>(ledger: Ledger<C>, contactId: string, at: Instant): Ledger<C> => {
  const word = { contactId, word: 'allows', how: 'call', at, by: '-', eventId: '-' } as const;
  return { ...ledger, words: [...ledger.words, { ...word, purpose: 'service' }] };
};

/**
 * The ledger of an account with that of one merged into it: its people and what they said, by what they are called here.
 * Whose record objects to calls in one of them does so here; what was said of either as a whole is said of both.
 */
export function withMerged<C extends Approached>(
  own: Ledger<C>,
  accountId: string,
  theirs: Ledger<C>,
): Ledger<C> {
  const here = (contactId: string) =>
    contactId === EVERYBODY
      ? EVERYBODY
      : contactIdThere({
          ...{ accountId, contactId },
          theirs: theirs.contacts.find(({ id }) => id === contactId),
          there: own.contacts.find(({ id }) => id === contactId),
        });
  const moved = theirs.contacts.map(contact => ({ ...contact, id: here(contact.id) }));
  const isKnown = (id: string) => own.contacts.some(contact => contact.id === id);
  const news = moved.filter(({ id }) => !isKnown(id)).map(one => ({ ...one, isElsewhere: true as const }));
  const objects = new Set(moved.flatMap(({ id, objectsToCalls }) => (objectsToCalls === true ? id : [])));
  const contacts = own.contacts.map(one => (objects.has(one.id) ? { ...one, objectsToCalls: true } : one));
  const words = theirs.words.map(word => ({ ...word, contactId: here(word.contactId) }));
  return { contacts: [...contacts, ...news], words: [...own.words, ...words] };
}
