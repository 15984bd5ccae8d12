import { commonMailWords, commonNameWords } from './common-words.ts';
import { foldedWords, MOST_WORDS, runTogether, shelfOf } from './folded-words.ts';
import { phoneWords } from './phone-words.ts';

/** The folded words that something is found by. */
export type FoundBy = {
  /** Of what a person calls it. */
  readonly title: readonly string[];
  /** Of everything else about it. */
  readonly more: readonly string[];
  /** Those that lead to it by themselves; the others only tell it from its like. */
  readonly doors: readonly string[];
};

/** At most so many words lead to one thing. */
export const MOST_DOORS = 8;

/** An account is found by its name, without legal forms unless it has nothing else, and by its id. */
export const accountFoundBy = ({ id, name = '' }: { id: string; name?: string }): FoundBy => {
  const title = foldedWords(name);
  return foundBy({ title, more: idWords(id), doors: [...named(title), ...idDoors(id)] });
};

/** What is known of a person, as far as they are found by it. */
export type Person = {
  readonly name?: string | undefined;
  readonly company?: string | undefined;
  readonly email?: string | undefined;
  readonly phone?: string | undefined;
};

/**
 * A contact is found by their name and company, by their phone number with and without its country's code, and by the
 * words of their e-mail address; its last label, its provider and what many mailboxes are called lead nowhere alone.
 */
export const contactFoundBy = ({ name, company = '', email = '', phone = '' }: Person): FoundBy => {
  const title = foldedWords(name ?? company);
  const companyWords = foldedWords(company);
  const address = foldedWords(email);
  const told = foldedWords(email.replace(/\.[^.@]*$/, '')).filter(word => !commonMailWords.has(word));
  const number = phoneWords(phone);
  return foundBy({
    title,
    more: [...companyWords, ...address, ...number],
    doors: [...named(title), ...number, ...told, ...named(companyWords)],
  });
};

/** A device is found by its serial, of which model and site tell others apart. */
export const deviceFoundBy = (device: { serial: string; model: string; site?: string }): FoundBy =>
  foundBy({
    title: idWords(device.serial),
    more: [...foldedWords(device.model), ...foldedWords(device.site ?? '')],
    doors: idDoors(device.serial),
  });

/** A device case is found by its device's serial and by its own id, of which the model tells others apart. */
export const caseFoundBy = (held: { id: string; serial: string; model: string }): FoundBy =>
  foundBy({
    title: idWords(held.serial),
    more: [...idWords(held.id), ...foldedWords(held.model)],
    doors: [...idDoors(held.serial), ...idDoors(held.id)],
  });

/** The words of a name that lead to it: not what half of all names end with, unless there is nothing else. */
const named = (words: readonly string[]): readonly string[] => {
  const own = words.filter(word => !commonNameWords.has(word));
  return own.length > 0 ? own : words;
};

/** An id as one word, as people read it from a paper, and its parts. */
const idWords = (id: string): string[] => [...new Set([runTogether(id), ...foldedWords(id)])];

/** An id leads to its own by its beginning, and by the number at its end. */
function idDoors(id: string): string[] {
  const last = foldedWords(id).at(-1) ?? '';
  return [runTogether(id), ...(/^\d{2,}$/.test(last) ? [last] : [])];
}

const foundBy = ({ title, more, doors }: FoundBy): FoundBy => ({
  title,
  more: [...new Set(more)].filter(word => !title.includes(word)).slice(0, 2 * MOST_WORDS),
  doors: [...new Set(doors)].filter(word => shelfOf(word) !== undefined).slice(0, MOST_DOORS),
});
