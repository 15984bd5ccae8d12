import { describe, expect, test } from '@jest/globals';
import {
  barAt,
  called,
  giveBack,
  grant,
  grantedAt,
  limitOf,
  MOST_PLACES,
  pickHeld,
  rankOf,
  recentOf,
  roomFor,
  shortName,
} from '../../shared/domain/outreach/budget.ts';
import { asIfSpoken, joinStandings } from '../../shared/domain/outreach/join-standings.ts';
import { DAY } from '../../shared/kernel/instant.ts';
import { NOW } from '../support/facts.ts';
import { aClaim, anOutreach, someNews, standing } from '../support/outreach-around.ts';

const terms = { percent: 5, quarterDays: 91 };
const since = NOW - 91 * DAY;

describe('the budget', () => {
  test('is the percentage of the accounts rounded down, at least one, at most what is kept', () => {
    expect([0, 19, 20, 59, 60].map(accounts => limitOf(accounts, terms))).toEqual([1, 1, 1, 2, 3]);
    expect(limitOf(1_000_000, terms)).toBe(MOST_PLACES);
  });

  test('knows accounts by their ids, and by a short digest where these are long', () => {
    expect(shortName('twelve-chars')).toBe('twelve-chars');
    const long = shortName('thirteen-char');
    expect(long).toHaveLength(12);
    expect(long).not.toBe('thirteen-cha');
  });

  test('counts who was called within the quarter that ends now', () => {
    const grants = { a: [since], b: [since + 1], c: [since - 9, NOW], d: [] };
    expect(grantedAt(grants, terms, NOW)).toEqual(['b', 'c']);
    const given = { accounts: 60, terms, now: NOW };
    expect(roomFor('b', grants, given)).toEqual({ limit: 3, used: 2, isGranted: true });
    expect(roomFor('a', grants, given)).toEqual({ limit: 3, used: 2, isGranted: false });
  });

  test('takes a place for a call, or keeps the one there is with the wish behind it', () => {
    const given = { now: NOW, terms };
    expect(grant({ b: [NOW - 5] }, 'a', given)).toEqual({ b: [NOW - 5], a: [NOW] });
    expect(grant({ a: [NOW - 5] }, 'a', given)).toEqual({ a: [NOW - 5, NOW] });
    expect(grant({ a: [NOW - 9, NOW - 5] }, 'a', given)).toEqual({ a: [NOW - 5, NOW] });
    expect(grant({ a: [NOW + 5] }, 'a', given)).toEqual({ a: [NOW, NOW + 5] });
    expect(grant({ a: [since], b: [since], c: [since + 1] }, 'a', given)).toEqual({
      a: [NOW],
      c: [since + 1],
    });
  });

  test('begins the quarter of an account with its call, and takes back what was not used', () => {
    expect(called({ a: [NOW - 9, NOW - 5], b: [since] }, 'a', { now: NOW, terms })).toEqual({ a: [NOW] });
    expect(giveBack({ a: [NOW - 9, NOW - 5], b: [NOW] }, 'a', NOW - 5)).toEqual({ a: [NOW - 9], b: [NOW] });
    expect(giveBack({ a: [NOW - 5], b: [NOW] }, 'a', NOW - 5)).toEqual({ b: [NOW] });
    expect(giveBack({ b: [NOW] }, 'a', NOW)).toEqual({ b: [NOW] });
  });

  test('keeps the latest where there are more than it may keep', () => {
    const few = { a: 3, b: since, c: 1, d: since + 1 };
    expect(recentOf(few, 1)).toEqual({ a: 3, b: since, d: since + 1 });
    const many = Object.fromEntries(Array.from({ length: MOST_PLACES + 2 }, (_, n) => [`a${n}`, n + 1]));
    const kept = Object.keys(recentOf(many, 0));
    expect(kept).toHaveLength(MOST_PLACES);
    expect(kept).not.toContain('a0');
    expect(kept).not.toContain('a1');
    const { a0: _, a1: _one, ...full } = many;
    expect(Object.keys(recentOf(full, 0))).toEqual(Object.keys(full));
  });

  test('is open to anybody in its first half, then to ever stronger signals', () => {
    const bar = (used: number) => barAt({ limit: 10, used });
    expect([0, 4, 5, 7.5, 10].map(bar)).toEqual([0, 0, 1, 1.5, 2]);
  });

  test('ranks by the evidence, raised with what is at risk', () => {
    expect(rankOf(3, 0, 100)).toBe(3);
    expect(rankOf(3, 900, 100)).toBe(6);
    expect(rankOf(3, 9, 0)).toBe(6);
  });

  test('gives a week’s part of the room to the highest ranks each day, at least one', () => {
    const held = [
      { id: 'b', rank: 1 },
      { id: 'c', rank: 2 },
      { id: 'a', rank: 1 },
    ];
    const picked = (limit: number, used: number) => pickHeld(held, { limit, used }).map(({ id }) => id);
    expect(picked(13, 0)).toEqual(['c']);
    expect(picked(14, 0)).toEqual(['c', 'a']);
    expect(picked(39, 0)).toEqual(['c', 'a', 'b']);
    expect(picked(39, 38)).toEqual(['c']);
    expect(picked(1, 0)).toEqual(['c']);
    expect([picked(5, 5), picked(5, 9)]).toEqual([[], []]);
  });
});

describe('two accounts that turn out to be one', () => {
  const join = (own: object, theirs: object) => {
    const {
      accountId: _,
      cause: _c,
      isOpen: _o,
      count: _n,
      ...rest
    } = joinStandings(standing(own), standing({ ...theirs, accountId: 'other', count: 9, isOpen: true }));
    return rest;
  };

  test('pause as long as either, and have dealt with what either has', () => {
    expect(join({ pausedUntil: 1, until: 'b' }, { pausedUntil: 2, until: 'a' })).toEqual({
      ...{ pausedUntil: 2, until: 'b' },
    });
    expect(join({}, { pausedUntil: 2 })).toEqual({ pausedUntil: 2 });
    expect(join({ until: 5 }, {})).toEqual({ until: 5 });
    expect(join({}, {})).toEqual({});
  });

  test('were spoken of what either was, by their own end where both were; number and outreach stay', () => {
    expect(join({ spoken: { a: '1' } }, { spoken: { a: '2', b: '3' } })).toEqual({
      spoken: { a: '1', b: '3' },
    });
    expect(join({}, { noted: { b: '3' } })).toEqual({ noted: { b: '3' } });
    const own = standing({ outreachId: 'out_1', count: 2 });
    expect(joinStandings(own, standing({ outreachId: 'out_2', count: 9 }))).toEqual(own);
  });

  test('say of a call that goes on as if it had been made', () => {
    const claims = anOutreach({ evidence: { claims: [aClaim('a')] } });
    expect(asIfSpoken(standing(), claims).spoken).toEqual({ a: '2026-12-01' });
    const news = [someNews(3), someNews(1)];
    const market = anOutreach({ cause: 'market', evidence: { market: news } });
    expect(asIfSpoken(standing(), market).until).toBe(news[1]?.at);
    const burst = anOutreach({ cause: 'burst' });
    for (const none of [undefined, { ...claims, state: 'ended' } as const, burst])
      expect(asIfSpoken(standing(), none)).toEqual(standing());
  });
});
