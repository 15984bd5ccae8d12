import { describe, expect, test } from '@jest/globals';
import { liveThrough } from './outreach-life.ts';
import { drawYear } from './outreach-year.ts';
import { judgeYear } from './outreach-year-oracle.ts';

type Given = {
  readonly seed: number;
  readonly accounts: number;
  readonly bursts: number;
  readonly percent: number;
};

/**
 * The whole product takes too long for so many facts, so accounts, outreach and calls are driven directly over the table
 * in memory, with their own timers: what one of them says goes straight to the others.
 */
async function aYear({ seed, accounts, bursts, percent }: Given) {
  const year = drawYear(seed, { accounts, bursts });
  const ledger = await liveThrough(year, { seed: seed + 1, percent });
  const found = judgeYear(year, ledger, percent);
  const { byOpening, byRinging, claims, bursts: large } = found;
  console.info(
    [
      `a year of ${accounts} accounts, ${year.heard.length} facts, ${ledger.rung.length} calls`,
      `for statistics ${found.opened} outreach and ${found.rung} calls; at most ${byOpening.most} accounts in a quarter by outreach, ${byRinging.most} by calls, of ${byOpening.limit}`,
      `claims to be called about ${claims.due}, not called about ${claims.missed.length}`,
      `large bursts ${large.planted}, while the budget lasted ${large.inBudget}: to be called within 2 days ${large.opened}, called within 2 working days ${large.rung}`,
      `against an objection ${found.againstObjection}; surveys ${found.surveys}, without consent ${found.withoutConsent}`,
    ].join('\n  '),
  );
  return { year, ledger, found };
}

const NOTHING_WRONG = {
  ...{ byOpening: { over: [] }, byRinging: { over: [] }, claims: { missed: [] } },
  ...{ againstObjection: 0, withoutConsent: 0, tooSoon: [] },
};

describe('a year of outreach', () => {
  test('of 2,000 accounts keeps to the budget, calls about every claim in time and about nine in ten large bursts at once', async () => {
    const { found } = await aYear({ seed: 1, accounts: 2_000, bursts: 0.04, percent: 5 });
    expect(found).toMatchObject(NOTHING_WRONG);
    const { inBudget, opened, rung } = found.bursts;
    expect(inBudget).toBeGreaterThan(50);
    expect(opened).toBeGreaterThanOrEqual(0.9 * inBudget);
    expect(rung).toBeGreaterThanOrEqual(0.9 * inBudget);
    expect(found.claims.due).toBeGreaterThan(500);
    expect(found.surveys).toBeGreaterThan(0);
  }, 900_000);

  test('with far more bursts than the budget has room for never calls more, and tells the leads', async () => {
    const { found, ledger } = await aYear({ seed: 7, accounts: 300, bursts: 0.2, percent: 1 });
    expect(found).toMatchObject(NOTHING_WRONG);
    expect(found.byOpening.most).toBe(found.byOpening.limit);
    expect(found.bursts.planted).toBeGreaterThan(10 * found.byOpening.limit);
    expect(ledger.told.get('budget.exceeded')).toBeGreaterThan(0);
  }, 900_000);
});
