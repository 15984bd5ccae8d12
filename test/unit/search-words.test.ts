import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { askedWords, matches } from '../../shared/domain/search/asked-words.ts';
import { foldedWords } from '../../shared/domain/search/folded-words.ts';
import * as by from '../../shared/domain/search/found-by.ts';
import { inOrder } from '../../shared/domain/search/hit-order.ts';
import { indexChange } from '../../shared/domain/search/index-change.ts';

const alphabet = fc.constantFrom(...'abdeéouüöäßłøæ-. 17ノ森のж');
const text = fc.string({ unit: alphabet, maxLength: 20 });
const called = (name: string) => by.accountFoundBy({ id: 'x-1', name });
const finds = (q: string, found: by.FoundBy) => matches(askedWords(q), found);

describe('folded words', () => {
  test.each([
    ['Müller & Söhne GmbH', ['muller', 'sohne', 'gmbh']],
    ['MUELLER', ['muller']],
    ['Château d’Été', ['chateau', 'd', 'ete']],
    ['Łódź Żółć sp. z o.o.', ['lodz', 'zolc', 'sp', 'z', 'o']],
    ['Straße STRASSE', ['strasse']],
    ['Smørrebrød Ærø', ['smorrebrod', 'aro']],
    ['株式会社トヨタ自動車', ['株式会社', 'トヨタ', '自動車']],
    ['ﾄﾖﾀ', ['トヨタ']],
    ['ガード', ['カート']],
    ['Ⅷ ½ ﬁn', ['viii', '1', '2', 'fin']],
    ['İstanbul ışık', ['istanbul', 'isik']],
    ['  --  ', []],
  ])('of %s are %j', (given, words) => {
    expect(foldedWords(given)).toEqual(words);
  });

  test('are at most twelve of at most 24 letters, whatever is pasted', () => {
    const words = foldedWords(Array.from({ length: 40 }, (_, n) => `${'𝔵y'.repeat(40)}${n} w${n}`).join(' '));
    expect(words).toHaveLength(12);
    expect(Math.max(...words.map(word => [...word].length))).toBe(24);
  });

  test('begin as the text begins: every stage of typing a word finds it', () => {
    fc.assert(
      fc.property(text, name => {
        const found = called(name);
        for (const piece of name.split(' '))
          for (let typed = 1; typed <= piece.length; typed++) {
            const q = piece.slice(0, typed);
            if (foldedWords(q).length > 0) expect(finds(q, found)).toBe(true);
          }
      }),
    );
  });
});

describe('what is found by what', () => {
  test('an account leads by its name without legal forms, its id and the number at its end', () => {
    expect(by.accountFoundBy({ id: 'Seller-4711', name: 'Nordlicht Handel GmbH' })).toEqual({
      title: ['nordlicht', 'handel', 'gmbh'],
      more: ['seller4711', 'seller', '4711'],
      doors: ['nordlicht', 'handel', 'seller4711', '4711'],
    });
  });

  test('a name of nothing but small words leads by them, and no name at all leaves the id', () => {
    expect(by.accountFoundBy({ id: 'a1', name: 'Die AG' }).doors).toEqual(['die', 'ag', 'a1']);
    expect(by.accountFoundBy({ id: 'a1' })).toEqual({ title: [], more: ['a1'], doors: ['a1'] });
  });

  test('a contact leads by name, mail and number, but not by what everybody has', () => {
    const { doors } = by.contactFoundBy({
      ...{ name: 'Anna Berger', email: 'info.berger@kontor-nord.de', phone: '+493012345678' },
    });
    expect(doors).toEqual(['anna', 'berger', '493012345678', '3012345678', 'kontor', 'nord']);
    expect(by.contactFoundBy({ email: 'sales@gmail.com' }).doors).toEqual([]);
  });

  test.each([['+49 30 12345678'], ['0049 30/12345678'], ['030 1234-5678'], ['(030) 12345'], ['3012345']])(
    'a number is found as it is dialled: %s',
    typed => {
      expect(finds(typed, by.contactFoundBy({ phone: '+493012345678' }))).toBe(true);
      expect(finds(typed, by.contactFoundBy({ phone: '+493112345678' }))).toBe(false);
    },
  );

  test('a device is told from others by model and site, a case by its own id too', () => {
    const found = by.deviceFoundBy({ serial: 'SN-9001', model: 'tab-8', site: 'Mall' });
    expect(found.doors).toEqual(['sn9001', '9001']);
    for (const q of ['SN-9001', 'sn9001', '9001 mall', 'sn 900', 'tab-8 9001'])
      expect(finds(q, found)).toBe(true);
    expect(finds('9001 airport', found)).toBe(false);
    expect(by.caseFoundBy({ id: 'case_77', serial: 'SN-9001', model: 'tab-8' }).doors).toEqual([
      ...['sn9001', '9001', 'case77', '77'],
    ]);
  });
});

describe('a change of the index', () => {
  const before = called('Nordlicht Handel');

  test('is none where the words are the same', () => {
    expect(indexChange(before, called('NORDLICHT  handel'))).toBeUndefined();
    expect(indexChange(undefined, undefined)).toBeUndefined();
  });

  test('puts all words, for each carries the others, and takes those that lead there no more', () => {
    expect(indexChange(before, called('Nordlicht Versand'))).toEqual({
      put: ['nordlicht', 'versand', 'x1'],
      take: ['handel'],
    });
    expect(indexChange(before, undefined)).toEqual({ put: [], take: ['nordlicht', 'handel', 'x1'] });
    expect(indexChange(undefined, before)?.take).toEqual([]);
  });
});

describe('what is typed', () => {
  test('is looked for by its most telling word, and not by single letters', () => {
    expect(askedWords('GmbH Nord Handel 47').ways).toEqual(['47', 'handel', 'nord', 'gmbh']);
    expect(askedWords('seller-4711').ways).toEqual(['seller4711', '4711', 'seller']);
    expect(askedWords('a - b').ways).toEqual([]);
    expect(askedWords('森').ways).toEqual(['森']);
  });

  test('has the best first: whole words of the title, its beginnings, whole words of the rest; then by kind, title and id', () => {
    const hit = (kind: 'account' | 'contact' | 'device-case', id: string, known: by.Person) => ({
      ...{ kind, id, found: by.contactFoundBy(known) },
    });
    const all = [
      hit('contact', 'c4', { name: 'Zoe', email: 'annabell@x.de' }),
      hit('contact', 'c3', { name: 'Zoe', email: 'anna@x.de' }),
      hit('account', 'a2', { name: 'Annabell' }),
      hit('device-case', 'd1', { name: 'Anna' }),
      hit('contact', 'c1', { name: 'Anna Berg' }),
      hit('contact', 'c0', { name: 'Anna Adler' }),
      hit('account', 'a1', { name: 'Berg Anna' }),
    ];
    const order = (given: typeof all) => inOrder(askedWords('anna'), given).map(({ id }) => id);
    expect(order(all)).toEqual(['a1', 'c0', 'c1', 'd1', 'a2', 'c3', 'c4']);
    expect(order(all.toReversed())).toEqual(order(all));
  });
});
