import { describe, expect, test } from '@jest/globals';
import type { Agent } from '../../shared/domain/team/agent.ts';
import { chooseRecipient, coversOf } from '../../shared/domain/team/choose-recipient.ts';
import { type OwnerQuestion, rankAgents } from '../../shared/domain/team/rank-agents.ts';
import { calibratedShare, creditAt, settlingOf } from '../../shared/domain/team/settling.ts';
import { worthWaiting } from '../../shared/domain/team/worth-waiting.ts';
import { DAY, HOUR } from '../../shared/kernel/instant.ts';
import { NOW } from '../support/facts.ts';
import { anAgent } from '../support/team.ts';

const away = (days: number) => ({ x: { from: NOW - HOUR, to: NOW + days * DAY } });
const noon = { mon: [['12:00', '13:00']] } as const;

describe('whoever settles in', () => {
  const settling = { credit: 8, from: NOW, until: NOW + 4 * DAY };

  test('has a credit that melts away with the time', () => {
    const credit = (at: number) => creditAt({ settling }, NOW + at);
    expect([-DAY, 0, DAY, 3 * DAY, 4 * DAY, 9 * DAY].map(credit)).toEqual([8, 8, 6, 2, 0, 0]);
    expect(creditAt({}, NOW)).toBe(0);
    expect(calibratedShare(anAgent('a', { book: 4, weight: 2, settling }), NOW + DAY)).toBe(5);
  });

  const joins = (team: readonly Agent[], given: Partial<Agent> = {}) =>
    settlingOf(anAgent('new', given), team, { now: NOW, days: 30 });
  const of = (credit: number) => ({ credit, from: NOW, until: NOW + 30 * DAY });

  test('starts level with those who get the same accounts, by weight', () => {
    const team = [anAgent('a', { book: 30 }), anAgent('b', { book: 30, weight: 2 })];
    expect(joins(team)).toEqual(of(20));
    expect(joins(team, { weight: 0.5 })).toEqual(of(10));
    expect(joins(team, { book: 15 })).toEqual(of(5));
    expect(joins(team, { book: 20 })).toBeUndefined();
    expect(joins([anAgent('a', { book: 10, settling: { ...settling, credit: 5 } })])).toEqual(of(15));
    expect(joins([anAgent('a', { book: 1, weight: 3 })])).toEqual(of(0.333));
  });

  test('is level with nobody who is not there: off the roster, without room, no agent, long away, themselves', () => {
    const there = anAgent('a', { book: 10 });
    const others = [
      ...[{ active: false }, { capacity: 0 }, { roles: ['lead'] }, { absences: away(60) }].map((part, n) =>
        anAgent(`x${n}`, { book: 99, ...(part as Partial<Agent>) }),
      ),
      anAgent('new', { book: 99 }),
    ];
    expect(joins([there, ...others])).toEqual(of(10));
    expect(joins(others)).toBeUndefined();
    expect(joins([anAgent('a', { book: 10, absences: away(3) })])).toEqual(of(10));
  });

  test('is level with equals: same languages, whatever the region, and same products; else with whom they share one', () => {
    const equal = anAgent('e', { book: 10, languages: ['de-AT', 'en'], products: ['p', 'q'] });
    const me = { languages: ['en', 'de'], products: ['q', 'p'] };
    const fewer = anAgent('f', { book: 50, languages: ['de'], products: ['p', 'q'] });
    const other = anAgent('o', { book: 50, languages: ['de', 'en'], products: ['p'] });
    const more = anAgent('m', { book: 50, languages: ['de', 'en', 'fr'], products: ['p', 'q'] });
    expect(joins([equal, fewer, other, more], me)).toEqual(of(10));
    expect(joins([fewer, anAgent('fr', { book: 90, languages: ['fr'] })], me)).toEqual(of(50));
    expect(joins([anAgent('fr', { book: 90, languages: ['fr'] })], me)).toBeUndefined();
  });
});

describe('who hears of a change', () => {
  const hears = (owner: Partial<Agent>, ...others: readonly Agent[]) => {
    const who = anAgent('own', owner);
    const { agentId, reason } = chooseRecipient({
      owner: who,
      language: 'de',
      agents: [who, ...others],
      now: NOW,
    });
    return `${agentId} ${reason}`;
  };
  const absent = { absences: { x: { ...away(1).x, coverId: 'c' } } };

  test('is the owner on duty, else the cover that is named, else the smallest share on duty, else the owner', () => {
    expect(hears({}, anAgent('a'))).toBe('own owner-on-duty');
    expect(hears(absent, anAgent('a'), anAgent('c', { book: 9 }))).toBe('c cover-on-duty');
    expect(hears(absent, anAgent('a'), anAgent('c', { hours: noon }))).toBe('a cover-on-duty');
    expect(hears({ hours: noon }, anAgent('b', { book: 1 }), anAgent('a', { book: 2 }))).toBe(
      'b cover-on-duty',
    );
    expect(hears({ hours: noon }, anAgent('a', { hours: noon }))).toBe('own nobody-on-duty');
    expect(hears(absent)).toBe('own nobody-on-duty');
  });

  test('is nobody who is off the roster, no agent, away, or speaks no word of it', () => {
    const owner = anAgent('own');
    const agents = [
      owner,
      ...[{ active: false }, { roles: ['lead'] }, { absences: away(1) }, { languages: ['fr'] }].map(
        (part, n) => anAgent(`x${n}`, part as Partial<Agent>),
      ),
      ...[
        anAgent('late', { hours: noon }),
        anAgent('b'),
        anAgent('a'),
        anAgent('light', { weight: 2, book: -1 }),
      ],
    ];
    const covers = coversOf({ owner, language: 'de', agents, now: NOW }).map(({ id }) => id);
    expect(covers).toEqual(['light', 'a', 'b', 'late']);
  });
});

describe('changes that wait with an account', () => {
  const change = (n: number, moment: string, product?: string) =>
    ({ n, moment, ...(product === undefined ? {} : { product }) }) as never as {
      n: number;
      moment: 'signed-up';
    };

  test('are all of twenty, and beyond that the last of each moment and product', () => {
    const twenty = Array.from({ length: 20 }, (_, n) => change(n, 'cancelled'));
    expect(worthWaiting(twenty)).toBe(twenty);
    const more = [
      change(90, 'signed-up', 'p'),
      change(91, 'signed-up'),
      ...twenty,
      change(92, 'signed-up', 'p'),
    ];
    expect(worthWaiting(more)).toEqual([more[1], more[21], more[22]]);
    const kinds = Array.from({ length: 50 }, (_, n) => change(n, 'cancelled', `p${n}`));
    expect(worthWaiting(kinds)).toEqual(kinds.slice(10));
  });
});

describe('who gets an account', () => {
  const rank = (agents: readonly Agent[], question: Partial<OwnerQuestion> = {}, given: object = {}) =>
    rankAgents(
      { accountId: 'acme', language: 'de', agents, fallbackLanguages: [], now: NOW, ...question },
      { language: 'de', rule: undefined, ...given },
    );
  const ids = (...asked: Parameters<typeof rank>) => rank(...asked).map(({ agentId }) => agentId);
  const rule = (how: 'prefer' | 'only', ...agents: string[]) => ({ rule: { how, agents } });

  test('says all of everybody', () => {
    const settling = { credit: 4, from: NOW, until: NOW + DAY };
    expect(rank([anAgent('a', { book: 3, weight: 3 })])).toStrictEqual([
      {
        ...{ agentId: 'a', name: 'a', language: 'de', book: 3, capacity: 100, share: 1, skilled: true },
      },
    ]);
    const [one] = rank(
      [anAgent('a', { book: 1, weight: 3, settling })],
      { product: 'x' },
      rule('prefer', 'a'),
    );
    expect(one).toMatchObject({ share: 1.667, credit: 4, skilled: false, preferred: true });
  });

  test.each<[string | undefined, Partial<Agent>, object]>([
    ['not-on-roster', { active: false }, {}],
    ['not-on-roster', { roles: ['lead'] }, {}],
    ['other-language', { languages: ['fr'] }, {}],
    ['not-in-rule', {}, rule('only', 'b')],
    [undefined, {}, rule('only', 'a')],
    [undefined, {}, rule('prefer', 'b')],
    ['long-absence', { absences: away(60) }, {}],
    [undefined, { absences: away(2) }, {}],
    ['book-full', { book: 100 }, {}],
    [undefined, { book: 99 }, {}],
  ])('%s: %j', (excluded, part, given) => {
    expect(rank([anAgent('a', part)], {}, given)[0]?.excluded).toBe(excluded);
  });

  test('is the preferred, then the skilled, then who has the lowest share with it; the excluded come last', () => {
    const team = [
      anAgent('full', { book: 100, products: ['p'] }),
      anAgent('busy', { book: 9, products: ['p'] }),
      anAgent('heavy', { book: 9, products: ['p'], weight: 2 }),
      anAgent('new'),
      anAgent('wanted', { book: 50 }),
      anAgent('clerk', { roles: ['clerk'] }),
    ];
    expect(ids(team, { product: 'p' }, rule('prefer', 'wanted'))).toEqual([
      'wanted',
      'heavy',
      'busy',
      'new',
      'full',
    ]);
  });

  test('is spread over accounts where shares are equal', () => {
    const team = ['a', 'b', 'c'].map(id => anAgent(id));
    const firsts = Array.from({ length: 60 }, (_, n) => ids(team, { accountId: `acc-${n}` })[0]);
    expect(new Set(firsts).size).toBe(3);
  });

  test('is every second time not who settles in and is three accounts behind everybody else', () => {
    const settling = { credit: 1, from: NOW, until: NOW + DAY };
    const first = (book: number, others: readonly Agent[], weight = 1) =>
      Array.from({ length: 200 }, (_, n) => {
        const team = [anAgent('new', { book, settling, weight }), ...others];
        return ids(team, { accountId: `acc-${n}` })[0];
      }).filter(id => id === 'new').length;
    const [a, b] = [anAgent('a', { book: 10 }), anAgent('b', { book: 12 })];
    expect(first(7, [a, b])).toBe(200);
    const often = first(6, [a, b]);
    expect(often).toBeGreaterThan(70);
    expect(often).toBeLessThan(130);
    expect(first(0, [])).toBe(200);
    expect(first(0, [anAgent('a', { book: 10, settling })])).toBe(200);
    expect(first(0, [anAgent('a', { book: 100 })])).toBe(200);
  });
});
