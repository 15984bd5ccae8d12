import { describe, expect, test } from '@jest/globals';
import { askedWords, matches, rankOf } from '../../shared/domain/search/asked-words.ts';
import { dialledWord, phoneWords } from '../../shared/domain/search/phone-words.ts';

describe('what is typed', () => {
  test('is looked for by a phone number, what is written in parts, words with digits, then the longest', () => {
    expect(askedWords('Anna GmbH Müller 4711x acc-77').ways).toEqual(['acc77', '4711x', '77', 'muller']);
    expect(askedWords('ab abcd abc').ways).toEqual(['abcd', 'abc', 'ab']);
    expect(askedWords('gmbh anna').ways).toEqual(['anna', 'gmbh']);
    const dialled = askedWords(' 0151 23456 ');
    expect(dialled.dialled).toBe('15123456');
    expect(dialled.ways[0]).toBe('15123456');
    expect(askedWords('anna')).not.toHaveProperty('dialled');
  });

  test('counts by its first eight pieces and four ways, each once; single letters are no way', () => {
    const asked = askedWords('  aa  bb\tcc dd ee ff gg hh ii ');
    expect(asked.pieces.map(({ whole }) => whole)).toEqual(['aa', 'bb', 'cc', 'dd', 'ee', 'ff', 'gg', 'hh']);
    expect(asked.ways).toEqual(['aa', 'bb', 'cc', 'dd']);
    expect(askedWords('anna anna').ways).toEqual(['anna']);
    expect(askedWords('a b').ways).toEqual([]);
    expect(askedWords('- anna !').pieces).toEqual([{ whole: 'anna', parts: ['anna'] }]);
    expect(askedWords(' ')).toEqual({ pieces: [], ways: [] });
  });

  const cleo = { title: ['cleo', 'meier'], more: ['acme', 'store', 'acmestore', '4915123456'] };
  const fits = (typed: string) => matches(askedWords(typed), cleo);

  test('matches where every piece begins a word, run together or part by part, or the number does', () => {
    expect(['cl', 'cl mei', 'acme-st', 'store-acme', 'acmest'].map(fits)).toEqual([
      true,
      true,
      true,
      true,
      true,
    ]);
    expect(['leo', 'cl x', 'acme-x', ''].map(fits)).toEqual([false, false, false, false]);
    expect([fits('+49 151 23'), fits('+49 152 23')]).toEqual([true, false]);
  });

  test('ranks whole words of the title first, then beginnings, then whole words of anything', () => {
    const rank = (typed: string) => rankOf(askedWords(typed), cleo);
    expect(['cleo', 'cleo meier', 'meier-cleo', 'cl', 'cleo mei'].map(rank)).toEqual([0, 0, 0, 1, 1]);
    expect(['acme', 'cleo acme', 'acme-store', '4915123456'].map(rank)).toEqual([2, 2, 2, 2]);
    expect(['ac', 'cleo ac', 'acme-sto', '49151234'].map(rank)).toEqual([3, 3, 3, 3]);
  });
});

describe('a phone number', () => {
  test.each([
    ['+49 151 23456', ['4915123456', '15123456']],
    ['+39 06 698', ['3906698', '6698']],
    ['+1 212 555', ['1212555', '212555']],
    ['+353 1 22', ['353122', '122']],
    ['+49 00', ['4900']],
    ['x', []],
    ['7', []],
  ])('%s is found by %j', (number, words) => {
    expect(phoneWords(number)).toEqual(words);
  });

  test.each([
    ['12345', '12345'],
    ['1234', undefined],
    ['0049 (151) 23.45/6-7', '491512345' + '67'],
    ['00 00 12345', '12345'],
    ['+49151', '49151'],
    ['9 00 12345', '90012345'],
    ['anna 12345', undefined],
    ['12345 anna', undefined],
  ])('typed as %s is %s', (typed, word) => {
    expect(dialledWord(typed)).toBe(word);
  });
});
