import { describe, expect, test } from '@jest/globals';
import { checkClaimRules } from '../../shared/domain/outreach/check-claim-rules.ts';
import { type Claim, hearClaim, newClaim } from '../../shared/domain/outreach/claim.ts';
import { deadlineOf } from '../../shared/domain/outreach/claim-deadline.ts';
import { claimSignals, isLastDistance } from '../../shared/domain/outreach/claim-signals.ts';
import { faultsIn } from '../../tools/support/check-settings.ts';
import { aFact, NOW } from '../support/facts.ts';
import { exampleSettings } from '../support/team.ts';

const rule = (validFrom: string, opensAfterDays: number, closesAfterDays: number) => ({
  ...{ marketplace: 'amazon-us', type: 'customer-return', source: 'a test' },
  ...{ validFrom, opensAfterDays, closesAfterDays },
});
const rules = [rule('2026-07-01', 5, 30), rule('2026-01-01', 0, 100)];

const claim = (basisOn: string, data: Record<string, unknown> = {}): Claim => {
  const claimId = String(data['claimId'] ?? 'clm-1');
  return hearClaim(newClaim(claimId), aFact('claim.opened', { data: { basisOn, ...data } }));
};
const named = (claim: Claim, closesOn: string): Claim =>
  hearClaim(claim, aFact('claim.deadline-set', { data: { claimId: claim.id, closesOn } }));

/** Monday to Friday. */
const weekday = (day: string): string => {
  const at = new Date(`${day}T00:00:00Z`);
  while (at.getUTCDay() % 6 === 0) at.setUTCDate(at.getUTCDate() - 1);
  return at.toISOString().slice(0, 10);
};
const given = { rules, distances: [14, 7, 2], workdayOnOrBefore: weekday };
const on = (today: string, ...claims: Claim[]) => claimSignals(claims, { ...given, today });

describe('the deadline of a claim', () => {
  test('is that of the latest rule that was valid on its own day, whatever rules came later', () => {
    expect(deadlineOf(claim('2026-06-30'), rules)).toEqual({
      ...{ opensOn: '2026-06-30', closesOn: '2026-10-08', by: 'rule' },
    });
    expect(deadlineOf(claim('2026-07-01'), rules)).toEqual({
      ...{ opensOn: '2026-07-06', closesOn: '2026-07-31', by: 'rule' },
    });
  });

  test('counts over a leap day and the end of a year', () => {
    const leap = [rule('2020-01-01', 0, 60)];
    expect(deadlineOf(claim('2027-12-31'), leap)?.closesOn).toBe('2028-02-29');
    expect(deadlineOf(claim('2028-12-31'), leap)?.closesOn).toBe('2029-03-01');
  });

  test('is what the marketplace named before any rule, and needs no rule', () => {
    const both = { closesOn: '2026-12-15', by: 'marketplace' };
    expect(deadlineOf(named(claim('2026-06-30'), '2026-12-15'), rules)).toEqual(both);
    expect(deadlineOf(named(newClaim('clm-9'), '2026-12-15'), [])).toEqual(both);
  });

  test('is none where no rule fits or the day does not exist', () => {
    expect(deadlineOf(claim('2025-12-31'), rules)).toBeUndefined();
    expect(deadlineOf(claim('2026-06-30', { type: 'lost-inbound' }), rules)).toBeUndefined();
    expect(deadlineOf(claim('2026-06-30', { marketplace: 'amazon-de' }), rules)).toBeUndefined();
    expect(deadlineOf(claim('2026-06-31'), rules)).toBeUndefined();
    expect(deadlineOf(claim('9999-12-31'), rules)).toBeUndefined();
    expect(deadlineOf(newClaim('clm-9'), rules)).toBeUndefined();
  });
});

describe('a claim near its end', () => {
  // Closes on Tuesday, 15 December; two days before that is a Sunday.
  const soon = named(claim('2026-10-01', { value: 640 }), '2026-12-15');

  test('is a signal from the working day before each distance until it closes', () => {
    const seen = ['11-30', '12-01', '12-07', '12-08', '12-10', '12-11', '12-15', '12-16'].map(
      day => on(`2026-${day}`, soon).due[0]?.distance,
    );
    expect(seen).toEqual([undefined, 14, 14, 7, 7, 2, 2, undefined]);
  });

  test('names the next day on which something changes', () => {
    const next = ['11-30', '12-01', '12-08', '12-11', '12-15', '12-16'].map(
      day => on(`2026-${day}`, soon).nextDay,
    );
    expect(next).toEqual(['2026-12-01', '2026-12-08', '2026-12-11', '2026-12-16', '2026-12-16', undefined]);
  });

  test('is told with what is known of it', () => {
    expect(on('2026-12-08', soon).due).toEqual([
      {
        ...{ claimId: 'clm-1', closesOn: '2026-12-15', value: 640, distance: 7, by: 'marketplace' },
        ...{ marketplace: 'amazon-us', type: 'customer-return' },
      },
    ]);
    expect(on('2026-12-08', named(newClaim('clm-2'), '2026-12-15')).due).toEqual([
      { claimId: 'clm-2', closesOn: '2026-12-15', distance: 7, by: 'marketplace' },
    ]);
  });

  test('makes no signal before the first working day on which it can be handed in', () => {
    const short = [rule('2026-01-01', 5, 12)];
    const late = claim('2026-11-16', { value: 1 }); // opens Saturday 21st, closes Saturday 28th
    const due = (day: string) => claimSignals([late], { ...given, rules: short, today: `2026-11-${day}` });
    expect(due('20')).toEqual({ due: [], nextDay: '2026-11-23' });
    expect(due('22')).toEqual({ due: [], nextDay: '2026-11-23' });
    expect(due('23').due[0]?.distance).toBe(7);
    expect(due('26').due[0]?.distance).toBe(2);
  });

  test('is not lost when it can be handed in on days off alone', () => {
    const weekend = [rule('2026-01-01', 5, 6)];
    const due = (day: string) =>
      claimSignals([claim('2026-11-16')], { ...given, rules: weekend, today: `2026-11-${day}` });
    expect(due('20')).toEqual({ due: [], nextDay: '2026-11-21' });
    expect(due('21').due[0]?.distance).toBe(2);
    expect(due('22').nextDay).toBe('2026-11-23');
  });

  test('comes before those that close later, and these by their ids', () => {
    const claims = ['c', 'a', 'b'].map(id => named(newClaim(id), id === 'b' ? '2026-12-14' : '2026-12-15'));
    expect(on('2026-12-11', ...claims).due.map(line => line.claimId)).toEqual(['b', 'a', 'c']);
  });

  test('is spoken of for the last time at the nearest distance', () => {
    const [line] = on('2026-12-14', soon).due;
    expect(line && isLastDistance(line, [2, 14])).toBe(true);
    expect(line && isLastDistance({ ...line, distance: 7 }, [14, 7, 2])).toBe(false);
  });

  test('far away is looked at again in time, and no working day is asked for beyond 300 days', () => {
    const far = named(newClaim('clm-9'), '8999-12-31');
    const asked: string[] = [];
    const workdayOnOrBefore = (day: string) => {
      asked.push(day);
      return weekday(day);
    };
    expect(claimSignals([far], { ...given, today: '2026-01-01', workdayOnOrBefore })).toEqual({
      ...{ due: [], nextDay: '2026-08-29' },
    });
    expect(asked).toEqual(['2026-01-02']);
  });
});

describe('rules of claims', () => {
  test('that are shipped as an example can be gone by and say where they are from, read when', () => {
    const shipped = exampleSettings().outreach?.claimRules ?? [];
    expect(shipped.length).toBeGreaterThan(0);
    expect(checkClaimRules(shipped)).toEqual([]);
    for (const { source } of shipped) expect(source).toMatch(/Read \d{4}-\d{2}-\d{2}/);
    expect(deadlineOf(claim('2026-10-01'), shipped)).toEqual({
      ...{ opensOn: '2026-11-30', closesOn: '2027-01-29', by: 'rule' },
    });
  });

  test('that are wrong are told of before the settings are applied', () => {
    const settings = exampleSettings();
    expect(faultsIn(settings, NOW)).toEqual([]);
    const outreach = { ...settings.outreach, products: [], claimRules: [rule('2026-01-01', 60, 60)] };
    expect(faultsIn({ ...settings, outreach }, NOW)).toEqual([
      expect.stringMatching(/^outreach.*claimRules\.0\.closesAfterDays.*Let it close later/),
    ]);
  });

  test('are refused with the place when given twice, closing before they open, or valid from no day', () => {
    const wrong = [rule('2026-01-01', 0, 60), rule('2026-02-30', 60, 60), rule('2026-01-01', 5, 10)];
    expect(checkClaimRules(wrong).map(({ refusal, detail }) => [refusal, detail?.['field']])).toEqual([
      ['bad-date', 'claimRules.1.validFrom'],
      ['closes-before-it-opens', 'claimRules.1.closesAfterDays'],
      ['rule-given-twice', 'claimRules.2.validFrom'],
    ]);
  });
});
