import { shelfOf } from '../domain/search/folded-words.ts';
import { join } from './keys.ts';
import type { Key } from './table.ts';

/** What can be searched for. A contact's id is its account's own affair, so that it takes both to name one. */
export type Findable = {
  readonly kind: 'account' | 'contact' | 'device' | 'device-case';
  readonly id: string;
  /** Of a contact: in whose partition it stands. */
  readonly accountId?: string;
};

/** Words of one kind that begin with the same letters stand together, in the order of the alphabet. */
export const shelfPk = (kind: Findable['kind'], shelf: string): string => join('search', kind, shelf);
const nameOf = ({ accountId, id }: Findable): readonly string[] =>
  accountId === undefined ? [id] : [accountId, id];
/** Leads from a word to what is found by it. */
export const wordKey = (of: Findable, word: string): Key => ({
  pk: shelfPk(of.kind, shelfOf(word) ?? ''),
  sk: join(word, ...nameOf(of)),
});
/** By which words something is found now; it stands apart from what it tells of, so that neither goes with the other. */
export const searchEntryKey = (of: Findable): Key => ({
  pk: join('searched', of.kind, ...nameOf(of)),
  sk: 'words',
});
