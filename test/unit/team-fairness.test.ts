import { describe, expect, test } from '@jest/globals';
import { isAwayLong } from '../../shared/domain/team/absences.ts';
import type { Agent } from '../../shared/domain/team/agent.ts';
import { chooseOwner } from '../../shared/domain/team/choose-owner.ts';
import { creditAt, SETTLE_DAYS, settlingOf } from '../../shared/domain/team/settling.ts';
import { DAY } from '../../shared/kernel/instant.ts';
import { randomOf } from '../simulation/random.ts';
import { NOW } from '../support/facts.ts';
import { anAgent } from '../support/team.ts';

/** A team that accounts come in to, one after the other; books grow with it. */
function roster(start: readonly Agent[]) {
  let agents = start;
  const change = (id: string, to: (agent: Agent) => Agent) => {
    agents = agents.map(agent => (agent.id === id ? to(agent) : agent));
  };
  return {
    agents: () => agents,
    change,
    /** Comes back as from a long absence, or joins. */
    settle: (id: string, now: number, days = SETTLE_DAYS) =>
      change(id, ({ settling: _before, ...agent }) => {
        const settling = settlingOf(agent, agents, { now, days });
        return settling ? { ...agent, settling } : agent;
      }),
    /** Who gets the account. */
    give: (accountId: string, now: number, asked: { language?: string; product?: string } = {}) => {
      const question = { accountId, language: 'de', product: 'repricer', ...asked };
      const { ownerId = '-' } = chooseOwner({ ...question, agents, now, fallbackLanguages: ['en'] });
      change(ownerId, agent => ({ ...agent, book: agent.book + 1 }));
      return ownerId;
    },
  };
}

describe('somebody who comes back after three weeks into a team of six', () => {
  /** Sixty accounts in fifteen days, four a day; the others have fifty each. */
  const comeBack = (days: number) => {
    const team = roster([
      anAgent('back', { capacity: 1_000 }),
      ...['a', 'b', 'c', 'd', 'e'].map(id => anAgent(id, { book: 50, capacity: 1_000 })),
    ]);
    if (days > 0) team.settle('back', NOW, days);
    const got = Array.from({ length: 60 }, (_, n) => team.give(`acc-${n}`, NOW + (n / 4) * DAY));
    const byDay = Array.from(
      { length: 15 },
      (_, day) => got.slice(day * 4, day * 4 + 4).filter(id => id === 'back').length,
    );
    return { sum: got.filter(id => id === 'back').length, byDay };
  };

  test('gets an equal part and what the credit loses, and not everything as without calibration', () => {
    const plain = comeBack(0);
    const calibrated = comeBack(SETTLE_DAYS);
    console.info(
      `of 60 accounts the returner gets ${plain.sum} without calibration (by day ${plain.byDay.join(' ')}), ` +
        `${calibrated.sum} with it (by day ${calibrated.byDay.join(' ')})`,
    );
    expect(plain.sum).toBeGreaterThanOrEqual(50);
    // An equal part of 10, and 5/6 of the 25 accounts that the credit of 50 loses in half of its time.
    expect(Math.abs(calibrated.sum - (10 + (25 * 5) / 6))).toBeLessThanOrEqual(1);
    expect(Math.max(...calibrated.byDay)).toBeLessThan(4);
  });

  test('never gets everything, however little comes in beside what is lacking', () => {
    const team = roster([anAgent('back'), anAgent('a', { book: 90 }), anAgent('b', { book: 90 })]);
    team.settle('back', NOW);
    const got = Array.from({ length: 25 }, (_, n) => team.give(`acc-${n}`, NOW + n * DAY));
    const theirs = got.filter(id => id === 'back').length;
    console.info(`of 25 accounts, one a day, with 90 to catch up with, the returner gets ${theirs}`);
    expect(theirs).toBeLessThan(20);
    expect(theirs).toBeGreaterThan(8);
  });
});

describe('the credit of somebody who settles in', () => {
  const equal = anAgent('equal', { book: 40, weight: 1 });

  test('is what equals of their weight have, less what they have, and loses the same every day', () => {
    const half = anAgent('new', { weight: 0.5, book: 5 });
    const settling = settlingOf(half, [equal, half], { now: NOW, days: 30 });
    expect(settling).toEqual({ credit: 15, from: NOW, until: NOW + 30 * DAY });
    const at = (days: number) => creditAt({ ...(settling ? { settling } : {}) }, NOW + days * DAY);
    expect([at(0), at(10), at(20), at(30), at(99)]).toEqual([15, 10, 5, 0, 0]);
  });

  test('is taken from whoever shares a language only when nobody is their equal', () => {
    const bilingual = anAgent('both', { languages: ['fr', 'de'], book: 80 });
    const newcomer = anAgent('new');
    const of = (team: Agent[]) => settlingOf(newcomer, team, { now: NOW, days: 30 })?.credit;
    expect(of([equal, bilingual])).toBe(40);
    expect(of([bilingual])).toBe(80);
    expect(of([anAgent('it', { languages: ['it'], book: 70 })])).toBeUndefined();
    expect(of([{ ...equal, active: false }])).toBeUndefined();
  });

  test('counts the credit of others who settle in, and is nothing for a book that is large enough', () => {
    const settling = { credit: 40, from: NOW, until: NOW + 30 * DAY };
    const team = [equal, anAgent('recent', { settling })];
    expect(settlingOf(anAgent('new'), team, { now: NOW, days: 30 })?.credit).toBe(40);
    expect(settlingOf(anAgent('new', { book: 40 }), team, { now: NOW, days: 30 })).toBeUndefined();
  });
});

describe('five thousand accounts over forty agents', () => {
  const groups = [
    { languages: ['de'], products: ['repricer'] },
    { languages: ['de', 'en'], products: ['repricer', 'lost-found'] },
    { languages: ['fr', 'en'], products: ['repricer'] },
    { languages: ['it', 'fr'], products: ['repricer'] },
    { languages: ['es', 'it', 'en'], products: ['lost-found'] },
    { languages: ['es', 'en'], products: ['repricer'] },
    { languages: ['en'], products: ['lost-found', 'repricer'] },
    { languages: ['it', 'de'], products: ['lost-found'] },
  ] as const;
  const everybody = groups.flatMap((group, n) =>
    [0.5, 1, 0.8, 1, 0.5].map((weight, at) => anAgent(`g${n}-${at}`, { ...group, weight, capacity: 10_000 })),
  );
  const groupOf = (id: string) => id.split('-')[0];

  /**
   * Who is there of the agent's equals, and what each is short of: what is due by weight of all that they have, less
   * what they have. Accounts that count as somebody's while they settle in are theirs.
   */
  function equalsOf(agents: readonly Agent[], id: string, now: number) {
    const group = groupOf(id);
    const equals = agents.filter(agent => groupOf(agent.id) === group && !isAwayLong(agent, now, 14));
    const has = (agent: Agent) => agent.book + creditAt(agent, now);
    const level =
      equals.reduce((sum, agent) => sum + has(agent), 0) /
      equals.reduce((sum, { weight }) => sum + weight, 0);
    return equals.map(agent => ({ ...agent, short: agent.weight * level - has(agent) }));
  }

  test('leave nobody short of an equal part by more than one, long absences in between included', () => {
    const random = randomOf(11);
    const team = roster(everybody);
    const accounts = new Map<string, { ownerId: string; language: string; product: string }>();
    const returns = new Map<string, number>();
    const settling = new Set<string>();
    let worst = 0;
    const give = (accountId: string, now: number, asked: { language: string; product: string }) => {
      const ownerId = team.give(accountId, now, asked);
      accounts.set(accountId, { ...asked, ownerId });
      worst = Math.max(worst, ...equalsOf(team.agents(), ownerId, now).map(({ short }) => short));
    };
    const leaveForLong = (id: string, now: number) => {
      const to = now + random.int(14, 18) * DAY;
      returns.set(id, to);
      const absences = { long: { from: now, to } };
      team.change(id, ({ settling: _none, ...agent }) => ({ ...agent, book: 0, absences }));
      for (const [accountId, { ownerId, ...asked }] of accounts)
        if (ownerId === id) give(accountId, now, asked);
    };
    const comeBack = (id: string, now: number) => {
      returns.delete(id);
      team.settle(id, now, 20);
      settling.add(id);
    };
    let absences = 0;
    for (let n = 0; n < 5_000; n++) {
      const now = NOW + (n / 100) * DAY;
      for (const [id, to] of returns) if (to <= now) comeBack(id, now);
      for (const agent of team.agents()) if (creditAt(agent, now) === 0) settling.delete(agent.id);
      const { id } = random.pick(everybody);
      const groupIsWhole = [...returns.keys(), ...settling].every(other => groupOf(other) !== groupOf(id));
      if (n > 200 && n < 1_400 && n % 25 === 0 && groupIsWhole) {
        absences++;
        leaveForLong(id, now);
      }
      const language = random.pick(['de', 'fr', 'it', 'es', 'en']);
      give(`acc-${n}`, now, { language, product: random.pick(['repricer', 'lost-found']) });
    }
    const atEnd = everybody.flatMap(({ id }) => equalsOf(team.agents(), id, NOW + 50 * DAY));
    const last = Math.max(...atEnd.map(({ short }) => short));
    console.info(
      `5000 accounts, ${absences} long absences: largest shortfall ${worst.toFixed(2)} at any time, ` +
        `${last.toFixed(2)} at the end`,
    );
    expect(team.agents().reduce((sum, { book }) => sum + book, 0)).toBe(5_000);
    expect(absences).toBeGreaterThanOrEqual(8);
    expect(settling.size).toBe(0);
    expect(worst).toBeLessThanOrEqual(1);
    expect(last).toBeLessThanOrEqual(1);
  }, 20_000);
});
