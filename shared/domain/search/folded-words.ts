/** Letters that are no letter with a mark, as people write them on another keyboard. */
const spelled: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ħ: 'h',
  ŧ: 't',
  ı: 'i',
};
const SPELLED = new RegExp(`[${Object.keys(spelled).join('')}]`, 'g');

/** Japanese has no spaces: a word ends where another script begins, so that what stands behind a legal form is found. */
const HAN = '\\p{Script=Han}';
const KATAKANA = '\\p{Script=Katakana}ー';
const HIRAGANA = '\\p{Script=Hiragana}';
const WORDS = new RegExp(
  `${HAN}+|[${KATAKANA}]+|${HIRAGANA}+|(?:(?![${HAN}${KATAKANA}${HIRAGANA}])[\\p{L}\\p{N}])+`,
  'gu',
);
/** They stand before or behind a name, of the same script and without a space. */
const JAPANESE_FORMS = /株式会社|有限会社|合同会社/g;
const UNSPACED = new RegExp(`^[${HAN}${KATAKANA}${HIRAGANA}]`, 'u');

export const MOST_WORDS = 12;
export const MOST_LETTERS = 24;

/**
 * The words of a text as a search compares them: Unicode's compatibility forms (NFKD) without their marks, in lower
 * case; ä, ae and a are the same, as are ö, oe and o, ü, ue and u, ß and ss, ł and l and the like; split at everything
 * that is no letter or digit, and between the scripts and around the legal forms of Japanese. Each word once, the first 12, the first 24 letters of
 * each. What begins a text's word begins the folded word too, so that one finds it while one types.
 */
export function foldedWords(text: string): string[] {
  const words = folded(text).replace(JAPANESE_FORMS, ' $& ').match(WORDS) ?? [];
  return [...new Set(words.map(cut))].slice(0, MOST_WORDS);
}

/** The letters and digits of an id, a serial or whatever is written in parts, run together as one folded word. */
export const runTogether = (text: string): string =>
  cut((folded(text).match(/[\p{L}\p{N}]+/gu) ?? []).join(''));

/**
 * With which letters words stand together in the index: the first two, or the first alone of a script that is written
 * without spaces. Nothing for words that are shorter, by which nobody looks.
 */
export function shelfOf(word: string): string | undefined {
  const letters = [...word];
  if (UNSPACED.test(word)) return letters[0];
  return letters.length < 2 ? undefined : letters.slice(0, 2).join('');
}

const folded = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(SPELLED, letter => spelled[letter] ?? letter)
    .replace(/([aou])e/g, '$1');

const cut = (word: string): string => [...word].slice(0, MOST_LETTERS).join('');
