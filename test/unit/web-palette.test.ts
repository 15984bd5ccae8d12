import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { SearchHit } from '../../shared/contracts/views-contract.ts';
import { askedFor } from '../../web/api/search-queries.ts';
import { pathTo, placeOf } from '../../web/app/routes.ts';
import { de } from '../../web/messages/de.ts';
import { en } from '../../web/messages/en.ts';
import {
  actionItems,
  hitItem,
  type Item,
  itemFrom,
  partItems,
  sectionsOf,
  shownItems,
} from '../../web/palette/palette-items.ts';
import { withRecent } from '../../web/palette/recent-places.ts';
import { MOST_VIEWS, NAME_LETTERS, readViews, viewPath, withView } from '../../web/palette/saved-views.ts';
import { fits, pieces } from '../../web/palette/word-match.ts';

const marked = (text: string, typed: string) =>
  pieces(text, typed)
    .map(piece => (piece.hit ? `[${piece.text}]` : piece.text))
    .join('');
const titles = (items: readonly Item[]) => items.map(({ title }) => title);
const pathOf = (item: Item | undefined) => (item && 'to' in item ? pathTo(item.to) : undefined);

describe('what was typed', () => {
  test('fits when each of its words begins one, whatever the marks, capitals and order', () => {
    expect(fits('Hartmann & Söhne', 'sohne HART')).toBe(true);
    expect(fits('Hartmann & Söhne', 'hart ohne')).toBe(false);
    expect(fits('Anything', '  ')).toBe(true);
  });

  test('is marked where it begins words, the longest of it', () => {
    expect(marked('Nordlicht Handel Nord', 'nord no')).toBe('[Nord]licht Handel [Nord]');
    expect(marked('Söhne & So', 'so')).toBe('[Sö]hne & [So]');
    expect(marked('Müller', 'mueller')).toBe('[Müller]');
    expect(marked('tab-8 · SN-1', '8 sn')).toBe('tab-[8] · [SN]-1');
  });

  test('marks never change the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (text, typed) => {
        const shown = pieces(text, typed).map(piece => piece.text);
        expect(shown.join('')).toBe(text);
      }),
    );
  });

  test('is asked for without needless spaces, from two letters on, and never longer than the contract allows', () => {
    expect([askedFor(' n '), askedFor(' nord   licht '), askedFor('no')]).toEqual(['', 'nord licht', 'no']);
    expect(askedFor('x'.repeat(200))).toHaveLength(80);
  });
});

describe('the palette', () => {
  const all = [...partItems(en, true), ...actionItems(en, { typed: '', canSave: true })];

  test('shows few things at first and finds parts of rooms by both names', () => {
    expect(titles(shownItems(all, ''))).not.toContain('Calls: Week');
    expect(titles(shownItems(all, 'wee cal'))).toEqual(['Calls: Week']);
    expect(titles(partItems(en, false))).not.toContain('Load: Who would get it');
  });

  test('has the actions in the reader’s language', () => {
    expect(titles(shownItems(actionItems(de, { typed: 'neuer', canSave: false }), 'neuer'))).toEqual([
      de.create.title,
    ]);
    expect(titles(actionItems(en, { typed: '', canSave: false }))).not.toContain(en.palette.saveView);
  });

  test('looks up a telephone number that was typed', () => {
    const typed = '+49 (30) 123-456';
    const [first] = shownItems(actionItems(en, { typed, canSave: false }), typed);
    expect([first?.title, pathOf(first)]).toEqual(['Who is +4930123456?', '/phone/%2B4930123456']);
  });

  test.each([
    [{ kind: 'account', id: 'acc-1', note: 'trial' }, '/accounts/acc-1', en.status.trial],
    [{ kind: 'contact', id: 'c-1', accountId: 'acc-1', accountName: 'Nord' }, '/accounts/acc-1', 'Nord'],
    [{ kind: 'device', id: 'SN', accountId: 'acc-1', note: 'tab-8' }, '/accounts/acc-1', 'tab-8'],
    [{ kind: 'device', id: 'SN' }, '/devices', ''],
    [{ kind: 'device-case', id: 'case_1', note: 'triaged' }, '/devices/case_1', en.devices.states.triaged],
  ] as const)('opens a hit such as %j where it belongs, with how it stands', (hit, path, note) => {
    const item = hitItem({ title: 'x', ...hit } as SearchHit, en);
    expect([pathOf(item), item.note]).toEqual([path, note]);
  });

  test('keeps contacts of the same id at other accounts apart', () => {
    const contact = (accountId: string) => hitItem({ kind: 'contact', id: 'c-1', title: 'x', accountId }, en);
    expect(contact('acc-1').id).not.toBe(contact('acc-2').id);
  });

  test('lists groups in their order and goes round at both ends', () => {
    const hit = hitItem({ kind: 'account', id: 'a', title: 'x' }, en);
    const groups = (typed: string) => sectionsOf([hit, ...all], typed).map(({ group }) => group);
    expect(groups('x')).toEqual(['rooms', 'actions', 'account']);
    expect(groups('')).toEqual(['actions', 'rooms']);
    const listed = sectionsOf([hit, ...all], 'x').flatMap(section => section.items);
    expect(itemFrom(listed, listed.at(-1)?.id, 1)).toBe(listed[0]);
    expect(itemFrom(listed, undefined, -1)).toBe(listed.at(-1));
    expect(itemFrom([], undefined, 1)).toBeUndefined();
  });
});

describe('saved views', () => {
  test.each([
    ['/devices?of=mine&risk=yes', '/devices?of=mine&risk=yes'],
    ['/inbox/ntf_1?filter=snoozed', '/inbox?filter=snoozed'],
    ['/outreach/held', '/outreach/held'],
    ['/accounts?q=nord', '/accounts?q=nord'],
    ['/tasks?of=queue', '/tasks?of=queue'],
    ['/devices', undefined],
    ['/outreach/out_1', undefined],
    ['/load?of=try', undefined],
    ['/accounts/acc-1', undefined],
  ])('of %s keep %s', (path, kept) => expect(viewPath(placeOf(path))).toBe(kept));

  test('have one name for a list, at most twelve lists, and names of bounded length', () => {
    const many = Array.from({ length: 20 }, (_, n) => ({ name: `v${n}`, path: `/accounts?q=v${n}` }));
    const kept = many.reduce<ReturnType<typeof withView>>((views, view) => withView(views, view), []);
    expect(kept).toHaveLength(MOST_VIEWS);
    const renamed = withView(kept, { name: ` ${'n'.repeat(90)}`, path: '/accounts?q=v19' });
    expect([renamed.length, renamed.at(-1)?.name]).toEqual([MOST_VIEWS, 'n'.repeat(NAME_LETTERS)]);
  });

  test('that cannot be read, or lead elsewhere, are left out', () => {
    const kept = [{ name: 'Mine', path: '/tasks?of=queue' }];
    const others = [
      { name: 'x', path: 'https://evil.example/tasks?of=queue' },
      { name: 3, path: '/x' },
      null,
      7,
    ];
    expect(readViews(JSON.stringify([...others, ...kept]))).toEqual(kept);
    for (const text of [undefined, '', '{', '{}', 'null']) expect(readViews(text)).toEqual([]);
  });
});

test('what was opened lately is kept once each, the latest first, eight at most', () => {
  expect(withRecent(['/a', '/b'], '/b')).toEqual(['/b', '/a']);
  expect(
    withRecent(
      Array.from({ length: 8 }, (_, n) => `/${n}`),
      '/x',
    ),
  ).toHaveLength(8);
});

test('the addresses of today and of searched accounts lead there and back', () => {
  for (const path of ['/today', '/accounts?q=N%C3%B6rd+licht', '/accounts?of=mine'])
    expect(pathTo(placeOf(path))).toBe(path);
});
