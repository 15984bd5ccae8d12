import { describe, expect, jest, test } from '@jest/globals';
import type { Problem } from '../../shared/contracts/common.ts';
import { type Answered, type BookApi, bookApi } from '../../web/book/book-api.ts';
import { BookPage } from '../../web/book/book-page.ts';
import type { BookState } from '../../web/book/book-state.ts';
import { screenOf } from '../../web/book/screen.ts';
import { bookingPage, callback, NOW, queued, TOKEN } from '../e2e/support/book-link-server.ts';

const now = Date.parse(NOW);
const zone = 'Asia/Kathmandu';
const problem = (status: number): Problem => ({ type: 'about:blank', title: 'no', status });

/** A page whose calls stay open until they are answered, in any order. */
function room(token = TOKEN) {
  const calls: { readonly what: string; readonly answer: (answer: Answered<never>) => void }[] = [];
  const api = new Proxy({} as BookApi, {
    get: (_, what: string) => () => new Promise(answer => calls.push({ what, answer })),
  });
  const seen: { last?: BookState } = {};
  const page = new BookPage({
    ...{ api, zone, token: () => token },
    show: state => {
      seen.last = state;
    },
  });
  const answer = async (at: number, is: unknown) => {
    calls[at]?.answer({ is } as Answered<never>);
    for (let turn = 0; turn < 5; turn++) await Promise.resolve();
  };
  const refuse = async (at: number, said: Problem) => {
    calls[at]?.answer({ problem: said });
    for (let turn = 0; turn < 5; turn++) await Promise.resolve();
  };
  return { page, calls, seen, answer, refuse };
}

describe('the page', () => {
  test('asks for nothing without a token: it is a visitor’s', () => {
    const { page, calls, seen } = room('');
    void page.start();
    expect(calls).toEqual([]);
    expect(seen.last && screenOf(seen.last, now)).toEqual({ is: 'visitor' });
  });

  test('finds out that a link is for feedback, and that one is for nothing any more', async () => {
    const { page, calls, seen, answer, refuse } = room();
    void page.start();
    await refuse(0, problem(403));
    const feedback = { brand: 'b', language: 'en', zone, calledAt: NOW, given: false };
    await answer(1, feedback);
    expect(seen.last && screenOf(seen.last, now)).toMatchObject({ is: 'feedback' });
    void page.read();
    await refuse(2, problem(403));
    expect(calls.map(({ what }) => what)).toEqual(['page', 'feedback', 'feedback']);
    expect(seen.last && screenOf(seen.last, now)).toEqual({ is: 'gone' });
  });

  test('never shows an older answer after a newer one', async () => {
    const { page, seen, answer } = room();
    void page.start();
    void page.read();
    await answer(1, bookingPage({ callback: callback() }));
    await answer(0, bookingPage());
    expect(seen.last?.page?.callback).toBeDefined();
  });

  test('does a thing once, however often it is pressed', async () => {
    const { page, calls, answer } = room();
    void page.start();
    await answer(0, bookingPage({ callback: callback() }));
    void page.cancel();
    void page.cancel();
    expect(calls.map(({ what }) => what)).toEqual(['page', 'cancel']);
  });

  test('looks at a call that is about to be made every five seconds, and at a booked one not', async () => {
    const { page, calls, answer } = room();
    const clock = jest.spyOn(Date, 'now').mockReturnValue(now);
    void page.start();
    await answer(0, bookingPage({ callback: queued() }));
    void page.watch();
    expect(calls).toHaveLength(1);
    clock.mockReturnValue(now + 5_000);
    void page.watch();
    await answer(1, callback());
    clock.mockReturnValue(now + 10_000);
    void page.watch();
    clock.mockRestore();
    expect(calls.map(({ what }) => what)).toEqual(['page', 'callback']);
  });
});

describe('a confirmation', () => {
  const api = (statuses: number[]) => {
    const keys: (string | null)[] = [];
    const made = bookApi(
      async (_, init) => {
        keys.push(new Headers(init.headers).get('idempotency-key'));
        const status = statuses.shift() ?? 200;
        if (status === 0) throw new TypeError('failed to fetch');
        return new Response('{}', { status });
      },
      () => TOKEN,
    );
    return { made, keys };
  };

  test('keeps its key until it is answered; the next one has another', async () => {
    const { made, keys } = api([0, 503, 200, 200]);
    for (let n = 0; n < 4; n++) await made.ask({ want: 'now' });
    expect(new Set(keys.slice(0, 3)).size).toBe(1);
    expect(keys[3]).not.toBe(keys[0]);
    expect(keys).not.toContain(null);
  });

  test('of something else has another key', async () => {
    const { made, keys } = api([0, 0]);
    await made.ask({ want: 'now' });
    await made.ask({ want: 'now', phone: '+4930123456' });
    expect(keys[0]).not.toBe(keys[1]);
  });

  test('carries the token in a header and in no address', async () => {
    const sent: { url: string; authorization: string | null }[] = [];
    const made = bookApi(
      async (url, init) => {
        sent.push({ url, authorization: new Headers(init.headers).get('authorization') });
        return new Response('{}');
      },
      () => TOKEN,
    );
    await made.page();
    await made.change('call-1', { reminders: [] });
    expect(sent.map(({ authorization }) => authorization)).toEqual([`Link ${TOKEN}`, `Link ${TOKEN}`]);
    expect(sent.some(({ url }) => url.includes(TOKEN))).toBe(false);
  });
});
