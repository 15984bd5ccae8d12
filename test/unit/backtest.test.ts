import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { OutreachInput } from '../../shared/contracts/outreach-contract.ts';
import { HOUR } from '../../shared/kernel/instant.ts';
import { compare } from '../../tools/backtest/compare.ts';
import type { Signal } from '../../tools/backtest/diary.ts';
import { eventsOf, reportsOf, type Said, signUp } from '../../tools/backtest/example-facts.ts';
import { exampleLines } from '../../tools/backtest/example-lines.ts';
import { readRecording, recordingOf } from '../../tools/backtest/recorded.ts';
import { runBacktest } from '../../tools/backtest/run-backtest.ts';
import { whyText } from '../../tools/backtest/words.ts';
import { randomOf } from '../../tools/bench/random.ts';
import { exampleSettings } from '../support/team.ts';

const FROM = Date.UTC(2026, 0, 5);
const on = (day: string, hour = 9): number => Date.parse(`${day}T00:00:00Z`) + hour * HOUR;
const events = (said: readonly Said[]) => eventsOf(said).map((event, n) => ({ line: n + 1, event }));
const file = join(mkdtempSync(join(tmpdir(), 'backtest-')), 'facts.jsonl');

/** What the example's rules, changed as said, make of these facts, and of them by a second set of rules. */
async function tried(said: readonly Said[], ...changes: readonly Partial<OutreachInput>[]) {
  const recording = await recordingOf(events(said));
  const rules = (changes.length === 0 ? [{}] : changes).map((change, n) => {
    const { outreach, ...settings } = exampleSettings();
    if (!outreach) throw new Error('the example says nothing of outreach');
    return { file: `rules-${n + 1}`, settings: { ...settings, outreach: { ...outreach, ...change } } };
  });
  const [first, second] = rules;
  if (!first) throw new Error('no rules');
  return runBacktest({
    ...{ recording, from: '2026-01-05', to: '2026-06-30' },
    rules: second ? [first, second] : [first],
  });
}

/** A quiet shop with ten reports more on a day. */
const shopWithBurst = (subject: string, day: string, seed = 3): Said[] => [
  ...[signUp(subject, FROM), ...reportsOf({ subject, from: FROM, days: 160, mean: 0.1 }, randomOf(seed))],
  ...Array.from({ length: 10 }, (_, n) => ({
    ...{ type: 'damage.reported', subject, at: on(day, 6) + n * HOUR },
    data: { reportId: `planted-${subject}-${n}`, value: 40 },
  })),
];

describe('a backtest', () => {
  test('finds a planted burst on its day, and says what it was held against', async () => {
    const { tried: all } = await tried(shopWithBurst('acorn', '2026-05-12'));
    const [called, ...others] = all[0]?.outcome.called ?? [];
    expect(others).toEqual([]);
    expect(called).toMatchObject({ accountId: 'acorn', cause: 'burst', ending: 'reached', exempt: false });
    expect(called?.calledAt).toBeGreaterThan(on('2026-05-12', 5));
    expect(called?.calledAt).toBeLessThan(on('2026-05-12', 16));
    const { burst } = called?.evidence ?? {};
    expect(burst).toMatchObject({ day: '2026-05-12', method: 'regression' });
    expect(burst?.observed).toBeGreaterThan(burst?.bound ?? Number.NaN);
    expect(burst?.pValue).toBeLessThan(0.001);
    if (called && all[0])
      expect(whyText(called, all[0].rules)).toMatch(
        /^\d+ reports in the 4 days up to 2026-05-12, expected [\d.]+, bound [\d.]+, p [\d.e-]+ \(limit 0\.0005\), regression; worth \d+ EUR$/,
      );
  });

  test('names a claim with its last day and the rule behind it', async () => {
    const said = [
      signUp('birch', FROM),
      {
        ...{ type: 'claim.opened', subject: 'birch', at: on('2026-01-10') },
        data: {
          ...{ claimId: 'clm-1', marketplace: 'amazon-de', type: 'lost-inbound' },
          ...{ basisOn: '2025-12-08', value: 640 },
        },
      },
    ];
    const rule = {
      marketplace: 'amazon-de',
      type: 'lost-inbound',
      validFrom: '2025-01-01',
      source: 'a test',
    };
    const claimRules = [{ ...rule, opensAfterDays: 0, closesAfterDays: 120 }];
    const { tried: all } = await tried(said, { claimRules, distances: [7] });
    const [called] = all[0]?.outcome.called ?? [];
    // 7 April; a week before is 31 March.
    expect(new Date(called?.calledAt ?? 0).toISOString().slice(0, 10)).toBe('2026-03-31');
    if (called && all[0])
      expect(whyText(called, all[0].rules)).toBe(
        'clm-1 closes 2026-04-07 (120 days by the rule for amazon-de lost-inbound from 2025-01-01 on; distance 7; 640 EUR)',
      );
  });

  test('puts a second set of rules beside the first: with no budget one account is called, with all of it every one', async () => {
    const shops = ['acorn', 'birch', 'cedar', 'dune'];
    const said = shops.flatMap((shop, n) => shopWithBurst(shop, `2026-05-1${2 + n}`, n + 1));
    const { tried: all, differences } = await tried(said, { budgetPercent: 0 }, { budgetPercent: 100 });
    const [none, full] = all.map(({ outcome }) => outcome);
    expect(none?.called.map(({ accountId }) => accountId)).toEqual(['acorn']);
    expect(none?.held.map(({ accountId, held }) => [accountId, held[0]?.why])).toEqual([
      ['birch', 'budget'],
      ['cedar', 'budget'],
      ['dune', 'budget'],
    ]);
    expect(none?.peak).toMatchObject({ called: 1, accounts: 4, limit: 1 });
    expect(none?.exceeded).toMatchObject({ needed: expect.any(Number), limit: 1 });
    expect(full?.called.map(({ accountId }) => accountId).sort()).toEqual(shops);
    expect(full?.peak).toMatchObject({ called: 4, accounts: 4, limit: 4 });
    expect(differences).toMatchObject({ same: 1, moved: [], onlyFirst: [] });
    expect(differences?.onlySecond.map(({ accountId }) => accountId).sort()).toEqual([
      'birch',
      'cedar',
      'dune',
    ]);
  });

  test('counts calls by week, and a burst that goes on is one call', async () => {
    const said = [
      ...shopWithBurst('acorn', '2026-05-12'),
      ...shopWithBurst('acorn', '2026-05-14', 9).slice(1),
    ];
    const { tried: all } = await tried(said);
    const outcome = all[0]?.outcome;
    expect(outcome?.calls).toBe(1);
    expect(outcome?.weeks.filter(({ calls }) => calls > 0)).toEqual([
      { from: '2026-05-11', calls: 1, burst: 1, deadline: 0, market: 0, inQuarter: 1, accounts: 1 },
    ]);
  });

  test('calls nobody who objected', async () => {
    const word = { contactId: 'c-1', purpose: 'service', word: 'objects', how: 'mail' };
    const objection = { type: 'permission.recorded', subject: 'acorn', at: on('2026-02-02'), data: word };
    const { tried: all } = await tried([...shopWithBurst('acorn', '2026-05-12'), objection]);
    expect(all[0]?.outcome.called).toEqual([]);
    expect(all[0]?.outcome.held.map(({ held }) => held[0]?.why)).toEqual(['objected']);
  });

  test('replays accounts of which no sign-up was recorded, and says so; others it names as not looked at', async () => {
    const [, ...unknown] = shopWithBurst('acorn', '2026-05-12');
    const other = shopWithBurst('birch', '2026-05-12').slice(1);
    const { tried: all } = await tried([...unknown, signUp('birch', FROM, 'repricer'), ...other]);
    expect(all[0]?.assumed).toEqual([
      { accountId: 'acorn', products: ['lost-and-found'], contacts: ['main'] },
    ]);
    expect(all[0]?.unwatched).toEqual(['birch']);
    expect(all[0]?.outcome.called.map(({ accountId }) => accountId)).toEqual(['acorn']);
  });

  test('comes to the same whatever the order of the lines and however often each stands there', async () => {
    const lines = exampleLines();
    const outcomeOf = async (text: readonly string[]) => {
      writeFileSync(file, text.join('\n'));
      const recording = await readRecording(file);
      const rules = [{ file: 'rules', settings: exampleSettings() }] as const;
      const { tried: all } = await runBacktest({ recording, from: '2026-03-01', to: '2026-06-30', rules });
      return JSON.stringify(all);
    };
    const expected = await outcomeOf(lines);
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray(lines, { minLength: lines.length }),
        fc.subarray(lines),
        async (shuffled, again) => {
          expect(await outcomeOf([...again, ...shuffled])).toBe(expected);
        },
      ),
      { numRuns: 2 },
    );
  });
});

describe('two outcomes side by side', () => {
  const called = (accountId: string, day: string): Signal => ({
    ...{ id: `${accountId} ${day}`, accountId, cause: 'burst', exempt: false, evidence: {}, rules: {} },
    ...{ raisedAt: on(day), calledAt: on(day), held: [] },
  });

  test('pair calls of an account that are at most two weeks apart', () => {
    const first = [called('a', '2026-03-02'), called('b', '2026-03-10'), called('a', '2026-05-04')];
    const second = [called('b', '2026-03-08'), called('a', '2026-03-02'), called('a', '2026-05-20')];
    const { same, moved, onlyFirst, onlySecond } = compare(first, second);
    expect(same).toBe(1);
    expect(moved.map(({ first: one, laterByDays }) => [one.id, laterByDays])).toEqual([['b 2026-03-10', -2]]);
    expect(onlyFirst.map(({ id }) => id)).toEqual(['a 2026-05-04']);
    expect(onlySecond.map(({ id }) => id)).toEqual(['a 2026-05-20']);
  });
});
