import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { NotificationView } from '../../shared/contracts/notifications-contract.ts';
import type { InboxPage } from '../../web/api/notification-queries.ts';
import { arrivedIn, belongs, stays, withHead, withItem } from '../../web/live/inbox-lists.ts';
import { sieved } from '../../web/rooms/inbox/sieve.ts';
import { moved } from '../../web/rooms/inbox/use-anchor.ts';

const item = (id: string, more: Partial<NotificationView> = {}) =>
  ({ id, state: 'queued', createdAt: '', occurredAt: '', times: 1, version: 1, ...more }) as NotificationView;
const counts = { unread: 0, open: 0, snoozed: 0 };
const page = (items: readonly (string | NotificationView)[], cursor?: string): InboxPage => ({
  items: items.map(one => (typeof one === 'string' ? item(one) : one)),
  unseen: 0,
  counts,
  ...(cursor ? { cursor } : {}),
});
const ids = (pages: readonly InboxPage[]) => pages.flatMap(one => one.items.map(({ id }) => id));
const seen = (id: string) => item(id, { state: 'seen', version: 2 });

describe('a list with its head read again', () => {
  test('takes news to the front and keeps what is loaded, with the cursor of its end', () => {
    const loaded = [page(['c', 'b'], 'at-b'), page(['a'], 'at-a')];
    const { pages, doubtful } = withHead('open', loaded, page(['d', 'c'], 'at-c'));
    expect(ids(pages)).toEqual(['d', 'c', 'b', 'a']);
    expect([pages.at(-1)?.cursor, doubtful]).toEqual(['at-a', []]);
  });

  test('keeps the place of what was read meanwhile, although the server lists it after the unseen now', () => {
    const loaded = [page(['d', seen('c'), 'b', 'a'], 'at-a')];
    const { pages, doubtful } = withHead('open', loaded, page(['e', 'd', 'b'], 'at-b'));
    expect(ids(pages)).toEqual(['e', 'd', 'c', 'b', 'a']);
    expect(doubtful).toEqual([]);
  });

  test('asks for what the head passes over, since it may have ended elsewhere', () => {
    const loaded = [page(['d', 'c', 'b', 'a'], 'at-a')];
    expect(withHead('open', loaded, page(['d', 'b'], 'at-b')).doubtful).toEqual(['c']);
    const bothKinds = [page(['d', 'c', seen('b'), seen('a')], 'at-a')];
    expect(withHead('open', bothKinds, page([seen('b')], 'at-b')).doubtful).toEqual(['d', 'c']);
  });

  test('lets go what a head that is everything does not have, but for what was just read among the unread', () => {
    const loaded = [page(['c', seen('b'), 'a'])];
    expect(ids(withHead('unread', loaded, page(['c'])).pages)).toEqual(['c', 'b']);
    expect(ids(withHead('open', loaded, page(['c'])).pages)).toEqual(['c']);
  });

  test('lets the rest go when more came than one page holds, so that no gap is shown', () => {
    const { pages } = withHead('open', [page(['b', 'a'], 'at-a')], page(['z', 'y'], 'at-y'));
    expect([ids(pages), pages[0]?.cursor]).toEqual([['z', 'y'], 'at-y']);
  });

  test('moves to the front what was told again, and no older version goes over a newer one', () => {
    const loaded = [page(['b', item('a', { state: 'seen', version: 3 })], 'at-a')];
    const again = item('a', { times: 2, version: 4 });
    expect(ids(withHead('open', loaded, page([again, 'b'], 'at-b')).pages)).toEqual(['a', 'b']);
    const stale = withHead('all', loaded, page(['b', item('a', { version: 2 })], 'at-a')).pages;
    expect(stale[0]?.items.find(one => one.id === 'a')?.state).toBe('seen');
  });

  test('never shows one twice and loses none that the server still has', () => {
    const names = fc.uniqueArray(fc.constantFrom(...'abcdefghijkl'), { maxLength: 12 });
    fc.assert(
      fc.property(names, names, fc.boolean(), (before, now, whole) => {
        const { pages } = withHead('open', [page(before, 'more')], page(now, whole ? undefined : 'more'));
        const shown = ids(pages);
        expect(new Set(shown).size).toBe(shown.length);
        for (const id of now) expect(shown).toContain(id);
      }),
      { numRuns: 300 },
    );
  });
});

describe('what arrived', () => {
  const arrived = (loaded: InboxPage[], head: InboxPage) => arrivedIn(loaded, head).map(one => one.id);
  test('is unseen and new, and nothing on the first reading', () => {
    expect(arrived([page(['a'], 'at-a')], page(['c', seen('b'), 'a'], 'at-a'))).toEqual(['c']);
    expect(arrived([], page(['b', 'a']))).toEqual([]);
    expect(arrived([page([])], page(['b', 'a']))).toEqual(['b', 'a']);
  });

  test('is not what only moved up since others left', () => {
    expect(arrived([page(['c', 'b'], 'at-b')], page(['b', 'a'], 'at-a'))).toEqual([]);
  });

  test('is also what was told again after it was read', () => {
    expect(arrived([page([seen('a')], 'at-a')], page([item('a', { times: 2, version: 3 })], 'at-a'))).toEqual(
      ['a'],
    );
  });
});

describe('one notification in the lists', () => {
  const snoozed = item('b', { snoozedUntil: '2026-11-23T12:00:00.000Z', version: 2 });
  test('leaves when it is taken on or put away, and stays among the unread when it was read', () => {
    expect(ids(withItem('open', [page(['b', 'a'])], snoozed))).toEqual(['a']);
    expect(ids(withItem('open', [page(['b', 'a'])], item('b', { state: 'done', version: 2 })))).toEqual([
      'a',
    ]);
    expect(ids(withItem('unread', [page(['b', 'a'])], seen('b')))).toEqual(['b', 'a']);
    expect(ids(withItem('all', [page(['b', 'a'])], item('b', { state: 'done', version: 2 })))).toEqual([
      'b',
      'a',
    ]);
  });

  test('comes back to its place by time, and not into what is not loaded yet', () => {
    const at = (id: string, createdAt: string) => item(id, { createdAt });
    const loaded = [page([at('c', '3'), at('a', '1')], 'more')];
    expect(ids(withItem('open', loaded, at('b', '2')))).toEqual(['c', 'b', 'a']);
    expect(ids(withItem('open', loaded, at('z', '0')))).toEqual(['c', 'a']);
    expect(ids(withItem('open', [page([at('c', '3')])], at('z', '0')))).toEqual(['c', 'z']);
  });

  test('that is snoozed belongs among the snoozed alone', () => {
    const views = ['open', 'unread', 'snoozed', 'all', 'team'] as const;
    expect(views.filter(view => belongs(view, snoozed))).toEqual(['snoozed']);
    expect(views.filter(view => stays(view, snoozed))).toEqual(['snoozed']);
  });
});

test('the first row in view that is still there says how far the list moved', () => {
  expect(moved(['a', 'b', 'c'], ['n', 'a', 'b', 'c'], 1)).toBe(1);
  expect(moved(['a', 'b', 'c'], ['a', 'c'], 1)).toBe(-1);
  expect(moved(['a'], ['z'], 0)).toBe(0);
});

test('a search finds every word without regard to case and marks', () => {
  const items = [
    item('a', { title: 'New customer', accountName: 'Café Größe', text: '', kind: 'signed-up' }),
    item('b', { title: 'A customer cancelled', accountName: 'Casa', text: '', kind: 'cancelled' }),
  ];
  const found = (text: string, kind = '') => sieved(items, { text, kind }).map(one => one.id);
  expect(found('cafe CUSTOMER')).toEqual(['a']);
  expect(found('customer', 'cancelled')).toEqual(['b']);
  expect(found('   ')).toEqual(['a', 'b']);
  expect(found('customer nowhere')).toEqual([]);
});
