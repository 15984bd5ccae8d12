import { describe, expect, test } from '@jest/globals';
import { type Language, languages } from '../../web/messages/languages.ts';

/** Every text of a table of words by its path; texts with a part to fill in are filled with a mark. */
export function textsOf(one: unknown, path = ''): readonly (readonly [string, string])[] {
  if (typeof one === 'string') return [[path, one]];
  if (typeof one === 'function') return [[path, String(one('<1>', '<2>'))]];
  return Object.entries(one as object).flatMap(([key, value]) => textsOf(value, `${path}.${key}`));
}

/** What holds for the words of every page for customers: all five languages are whole, and formal. */
export function describePageWords(
  words: Readonly<Record<Language, unknown>>,
  { maySayNothing = [] }: { readonly maySayNothing?: readonly string[] } = {},
): void {
  const english = new Map(textsOf(words.en));

  describe.each(languages)('in %s', language => {
    const texts = textsOf(words[language]);

    test('every text is there, and none is empty', () => {
      expect(texts.map(([path]) => path)).toEqual([...english.keys()]);
      expect(texts.filter(([path, text]) => text.trim() === '' && !maySayNothing.includes(path))).toEqual([]);
    });

    test('every part that is filled in is said', () => {
      for (const [path, text] of texts)
        for (const mark of ['<1>', '<2>'])
          expect([path, text.includes(mark)]).toEqual([path, english.get(path)?.includes(mark)]);
    });

    test('nothing of more than three words is left in English', () => {
      if (language === 'en') return;
      const left = texts.filter(([path, text]) => text.split(' ').length > 3 && english.get(path) === text);
      expect(left).toEqual([]);
    });
  });

  test.each([
    ['de', ['du', 'dich', 'dir', 'dein', 'deine', 'deinem', 'deinen', 'deiner', 'deines']],
    ['es', ['tú', 'tu', 'tus', 'ti', 'contigo', 'tienes', 'puedes', 'llama', 'llámanos']],
    ['fr', ['tu', 'ton', 'ta', 'tes', 'toi']],
    ['it', ['tu', 'ti', 'tuo', 'tua', 'tuoi', 'tue', 'puoi', 'chiamaci']],
  ] as const)('%s addresses customers formally', (language, familiar) => {
    const said = textsOf(words[language]).flatMap(([, text]) => text.toLowerCase().split(/[^\p{L}]+/u));
    expect(said.filter(word => (familiar as readonly string[]).includes(word))).toEqual([]);
  });
}
