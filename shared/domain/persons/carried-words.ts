import type { Purpose } from '../../events/outreach-events.ts';
import { derivedId } from '../../kernel/id.ts';
import type { Instant } from '../../kernel/instant.ts';
import { type Approached, type PermissionWord, wordThatCounts } from '../accounts/permissions.ts';
import { isSamePerson } from '../accounts/same-person.ts';

const PURPOSES: readonly Purpose[] = ['service', 'marketing', 'survey'];

export type Known = {
  readonly accountId: string;
  readonly contact: Approached & { readonly asOf: Instant };
  /** Of their account, of everybody there. */
  readonly words: readonly PermissionWord[];
};

/**
 * An objection holds for the same person under another id as well, told by phone and e-mail. Once these are erased nobody
 * can tell any more: what the one who goes objected to is said of those who stay. Words of theirs that are later count.
 */
export function carriedWords(
  gone: readonly Known[],
  staying: readonly Known[],
): readonly { readonly accountId: string; readonly word: PermissionWord }[] {
  return staying.flatMap(one =>
    gone
      .filter(({ contact }) => isSamePerson(contact, one.contact))
      .flatMap(who => PURPOSES.flatMap(purpose => objection(purpose, who, one) ?? []))
      .map(said => ({
        accountId: one.accountId,
        word: {
          ...said,
          contactId: one.contact.id,
          eventId: derivedId('evt', 'carried', said.eventId, one.accountId, one.contact.id),
        },
      })),
  );
}

function objection(purpose: Purpose, who: Known, one: Known): PermissionWord | undefined {
  const { contact, words, accountId } = who;
  const said = wordThatCounts(purpose, words, contact.id);
  if (said) return said.word === 'objects' ? said : undefined;
  const isUnsaid = wordThatCounts(purpose, one.words, one.contact.id) === undefined;
  if (purpose !== 'service' || contact.objectsToCalls !== true || !isUnsaid) return undefined;
  const { id: contactId, asOf: at } = contact;
  const eventId = derivedId('evt', 'record', accountId, contactId);
  return { contactId, purpose, word: 'objects', how: 'other', at, by: 'firstcall', eventId };
}
