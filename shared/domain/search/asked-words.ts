import { commonMailWords, commonNameWords } from './common-words.ts';
import { foldedWords, runTogether, shelfOf } from './folded-words.ts';
import type { FoundBy } from './found-by.ts';
import { dialledWord } from './phone-words.ts';

/** What somebody typed, as the index compares it. */
export type Asked = {
  /** What stands between spaces: run together, and in its parts. */
  readonly pieces: readonly { readonly whole: string; readonly parts: readonly string[] }[];
  readonly dialled?: string;
  /** By which of its words to look, the most telling first. */
  readonly ways: readonly string[];
};

const MOST_PIECES = 8;
const MOST_WAYS = 4;

/**
 * Reads what is typed. The most telling way to look is a phone number, then what is written in parts, such as an id, then
 * words with digits, then the longest; legal forms and the like come last. At most eight pieces and four ways count;
 * no way when there is nothing but single letters.
 */
export function askedWords(typed: string): Asked {
  const dialled = dialledWord(typed.trim());
  const pieces = typed
    .trim()
    .split(/\s+/)
    .slice(0, MOST_PIECES)
    .map(piece => ({ whole: runTogether(piece), parts: foldedWords(piece) }))
    .filter(({ parts }) => parts.length > 0);
  const written = pieces.flatMap(({ whole, parts }) => (parts.length > 1 ? [whole] : []));
  const words = pieces.flatMap(({ parts }) => parts).toSorted((one, other) => tells(other) - tells(one));
  const ways = [...new Set([...(dialled ? [dialled] : []), ...written, ...words])];
  return {
    pieces,
    ...(dialled ? { dialled } : {}),
    ways: ways.filter(word => shelfOf(word) !== undefined).slice(0, MOST_WAYS),
  };
}

const tells = (word: string): number => {
  if (commonNameWords.has(word) || commonMailWords.has(word)) return 0;
  return [...word].length + (/\p{N}/u.test(word) ? 100 : 0);
};

/** Whether every piece that was typed begins a word of it, run together or part by part; or the number that was dialled does. */
export function matches({ pieces, dialled }: Asked, { title, more }: Omit<FoundBy, 'doors'>): boolean {
  const words = [...title, ...more];
  const begins = (asked: string) => words.some(word => word.startsWith(asked));
  if (dialled !== undefined && begins(dialled)) return true;
  return pieces.length > 0 && pieces.every(({ whole, parts }) => begins(whole) || parts.every(begins));
}

/**
 * How good a match is, the best 0: all that was typed are whole words of the title, or begin words of it; else are whole
 * words of anything, or begin some.
 */
export function rankOf({ pieces, dialled }: Asked, { title, more }: Omit<FoundBy, 'doors'>): number {
  const all = [...title, ...more];
  const fits = (is: (asked: string) => boolean) =>
    pieces.every(({ whole, parts }) => is(whole) || parts.every(is));
  if (fits(asked => title.includes(asked))) return 0;
  if (fits(asked => title.some(word => word.startsWith(asked)))) return 1;
  return (dialled !== undefined && all.includes(dialled)) || fits(asked => all.includes(asked)) ? 2 : 3;
}
