import { foldedWords } from '../../shared/domain/search/folded-words.ts';

const wordsIn = (text: string): readonly RegExpExecArray[] => [...text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)];

/** A word as the search compares it. */
const plain = (word: string): string => foldedWords(word).join('');

/** Whether each typed word begins a word of the text, compared as the search does. Nothing typed fits everything. */
export function fits(text: string, typed: string): boolean {
  const words = foldedWords(text);
  return foldedWords(typed).every(begun => words.some(word => word.startsWith(begun)));
}

export type Piece = { readonly text: string; readonly hit: boolean };

/** The text in pieces: the beginnings of its words that were typed, and the rest. */
export function pieces(text: string, typed: string): readonly Piece[] {
  const begun = foldedWords(typed);
  const cuts = wordsIn(text).flatMap(({ 0: word, index }) => {
    const fit = begun.filter(one => plain(word).startsWith(one));
    const longest = Math.max(0, ...fit.map(({ length }) => length));
    return longest > 0 ? [{ from: index, to: index + lettersFor(word, longest) }] : [];
  });
  const all: Piece[] = [];
  let end = 0;
  for (const { from, to } of cuts) {
    all.push({ text: text.slice(end, from), hit: false }, { text: text.slice(from, to), hit: true });
    end = to;
  }
  return [...all, { text: text.slice(end), hit: false }].filter(piece => piece.text !== '');
}

/** How far a word goes until so many of its letters are told, with the marks of the last. */
function lettersFor(word: string, letters: number): number {
  let end = 0;
  for (const letter of word) {
    if (plain(word.slice(0, end + letter.length)).length > letters) return end;
    end += letter.length;
  }
  return end;
}
