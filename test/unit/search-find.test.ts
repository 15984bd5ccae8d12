import { beforeAll, describe, expect, test } from '@jest/globals';
import { hitKinds } from '../../shared/contracts/views-contract.ts';
import { accountKey, contactKey } from '../../shared/store/keys.ts';
import { device, deviceCase, namedAccount, person, searchRoom } from '../support/search-room.ts';

const german = ['Müller', 'Schröder', 'Straßburger', 'Jäger', 'Köhler', 'Größer', 'Übel', 'Weiß'];
const french = ['Château', 'Lefèvre', 'Garçon', 'Noël', 'Œuvre', 'Hélène', 'Forêt', 'Maïs'];
const polish = ['Łódź', 'Święty', 'Żółw', 'Gdańsk', 'Kraków', 'Wrocław', 'Pięść', 'Słońce'];
const japanese = ['田中', '鈴木', '東京', '大阪', '森', '中村', '山本', '小林'];
const trades = [
  ...[
    ['Handel', 'GmbH'],
    ['Optique', 'SARL'],
    ['Księgarnia', 'sp. z o.o.'],
  ].map(([of, form]) => `${of} ${form}`),
  'トヨタ商会',
];
const nameAt = (n: number): string => {
  const first = [german, french, polish, japanese][n % 4]?.[Math.floor(n / 4) % 8];
  return n % 4 === 3 ? `株式会社${first}${trades[3]}${n}` : `${first} ${n} ${trades[n % 4]}`;
};

describe('a search among two thousand accounts', () => {
  const room = searchRoom();
  beforeAll(async () => {
    await room.put(...Array.from({ length: 2_000 }, (_, n) => namedAccount(`seller-${n}`, nameAt(n))));
    await room.index();
  });
  const ids = async (q: string, limit = 50) => (await room.find(q, { limit })).hits.map(({ id }) => id);

  test('finds each by its name as it is written', async () => {
    for (let n = 0; n < 2_000; n += 37) expect(await ids(nameAt(n))).toContain(`seller-${n}`);
  });

  test.each([
    ['mueller 32', 'seller-32'],
    ['MULLER 32 handel', 'seller-32'],
    ['strassburger 40', 'seller-40'],
    ['weiss 28 gmbh', 'seller-28'],
    ['chateau 33 opt', 'seller-33'],
    ['noel 13', 'seller-13'],
    ['oeuvre 17', 'seller-17'],
    ['lodz 34', 'seller-34'],
    ['wroclaw 22 ksieg', 'seller-22'],
    ['東京 43', 'seller-43'],
    ['トヨタ商会 東京 43', 'seller-43'],
    ['株式会社東京 43', 'seller-43'],
    ['seller-1999', 'seller-1999'],
    ['SELLER1999', 'seller-1999'],
    ['1999', 'seller-1999'],
  ])('%s leads to %s', async (q, id) => {
    expect((await ids(q))[0]).toBe(id);
  });

  test('narrows with every word and letter, and says when there is more', async () => {
    const wide = await room.find('muller', { limit: 8 });
    expect(wide.hits).toHaveLength(8);
    expect(wide.more).toBe(true);
    const narrow = await room.find('muller 19', { limit: 50 });
    expect(narrow.hits.map(({ title }) => title)).toEqual(
      ['192', '1920', '1952', '1984'].map(n => `Müller ${n} Handel GmbH`),
    );
    expect(narrow.more).toBe(false);
    expect(await room.find('muller optique')).toEqual({ hits: [], more: false });
  });

  test('reads no more than two hundred entries a word, and says so', async () => {
    const { table } = room.ports;
    const limits: unknown[] = [];
    const query = table.query;
    table.query = asked => {
      limits.push(asked.limit);
      return query(asked);
    };
    const { hits, more } = await room.find('handel', { kind: 'account', limit: 50 });
    table.query = query;
    expect([hits.length, more]).toEqual([50, true]);
    expect(limits).toEqual([200]);
  });

  test('answers nothing to legal forms, single letters and what nobody is called', async () => {
    for (const q of ['gmbh', 'a b', '--', 'xyzzy'])
      expect(await room.find(q)).toEqual({ hits: [], more: false });
  });

  test('finds by what a bounded word hides, when another word leads there', async () => {
    expect(await ids('handel 1996')).toEqual(['seller-1996']);
  });
});

describe('a search', () => {
  const stage = async () => {
    const room = searchRoom();
    await room.put(
      ...[namedAccount('nord', 'Nordlicht Handel'), namedAccount('sued', 'Südwind')],
      person('nord', 'c-1', { name: 'Anna Berger', email: 'anna@nordlicht.de', phone: '+493012345678' }),
      ...[device('SN-9001', { accountId: 'nord', site: 'mall' }), device('SN-9002')],
      deviceCase('case_1', 'SN-9001', 'nord'),
    );
    await room.index();
    return room;
  };

  test('finds all four kinds, each with whose it is', async () => {
    const { hits } = await (await stage()).find('nordlicht');
    const its = { accountId: 'nord', accountName: 'Nordlicht Handel' };
    expect(hits).toEqual([
      { kind: 'account', id: 'nord', title: 'Nordlicht Handel', note: 'prospect' },
      { kind: 'contact', id: 'c-1', title: 'Anna Berger', ...its },
    ]);
    expect((await (await stage()).find('sn 9')).hits).toEqual([
      { kind: 'device-case', id: 'case_1', title: 'SN-9001', note: 'triaged', ...its },
      { kind: 'device', id: 'SN-9001', title: 'SN-9001', note: 'tab-8', ...its },
      { kind: 'device', id: 'SN-9002', title: 'SN-9002', note: 'tab-8' },
    ]);
  });

  test('of one kind finds that kind alone, and of each no more than asked for', async () => {
    const room = await stage();
    for (const kind of hitKinds)
      expect(new Set((await room.find('9001', { kind })).hits.map(hit => hit.kind))).toEqual(
        new Set(kind.startsWith('device') ? [kind] : []),
      );
    expect((await room.find('sn', { limit: 1 })).hits.map(hit => hit.kind)).toEqual([
      'device-case',
      'device',
    ]);
  });

  test('finds by number and address and never shows them', async () => {
    const room = await stage();
    for (const q of ['030 123456', '+49 30 12345678', 'anna@nordlicht.de', 'anna@nord']) {
      const { hits } = await room.find(q);
      expect(hits.map(({ id }) => id)).toEqual(['c-1']);
      expect(JSON.stringify(hits)).not.toMatch(/@|3012345/);
    }
    await room.put(person('sued', 'c-2', { email: 'nobody.knows@suedwind.de' }));
    await room.index();
    expect((await room.find('nobody')).hits).toMatchObject([{ title: 'c-2' }]);
  });

  test('shows things as they are, while the index is still behind', async () => {
    const room = await stage();
    await room.put(namedAccount('nord', 'Nordlicht Versand'), person('nord', 'c-1', { name: 'Berta Anna' }));
    expect((await room.find('anna')).hits).toMatchObject([
      { title: 'Berta Anna', accountName: 'Nordlicht Versand' },
    ]);
    expect((await room.find('handel')).hits).toEqual([]);
    await room.erase(accountKey('nord'), contactKey('nord', 'c-1'));
    expect((await room.find('nordlicht')).hits).toEqual([]);
  });

  test('leads from a merged account to the one it became, once, and its people with it', async () => {
    const room = await stage();
    await room.put(
      namedAccount('nord', 'Nordlicht Handel', { mergedInto: 'mid' }),
      namedAccount('mid', 'Nordlicht Mitte', { mergedInto: 'sued' }),
    );
    await room.index();
    expect((await room.find('nordlicht')).hits).toEqual([
      { kind: 'account', id: 'sued', title: 'Südwind', note: 'prospect' },
      { kind: 'contact', id: 'c-1', title: 'Anna Berger', accountId: 'sued', accountName: 'Südwind' },
    ]);
  });
});
