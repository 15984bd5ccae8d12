import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type ReviewCase, type ReviewVerdict, reviewOf } from '../../shared/domain/devices/review.ts';
import { DAY, HOUR, MINUTE } from '../../shared/kernel/instant.ts';
import { NOW } from '../support/facts.ts';

const period = { from: NOW, to: NOW + 30 * DAY };
const aCase = (given: Partial<ReviewCase> = {}): ReviewCase => ({
  policyId: 'two-hours',
  policyName: 'Two hours',
  openedAt: NOW,
  targets: [{ id: 'handover', verdict: 'kept', marginMs: HOUR }],
  pauses: [],
  ...given,
});
const handover = (verdict: ReviewVerdict, marginMs?: number) =>
  aCase({ targets: [{ id: 'handover', verdict, marginMs }] });

describe('the review of a period', () => {
  test('counts the cases opened in it, its end excluded', () => {
    const opened = [NOW - 1, NOW, period.to - 1, period.to].map(openedAt => aCase({ openedAt }));
    expect(reviewOf(opened, period)).toMatchObject([{ promised: 2, met: 2 }]);
    expect(reviewOf([], period)).toEqual([]);
  });

  test('shows a breach, a correction and an excuse side by side', () => {
    const verdicts = ['open', 'kept', 'kept', 'breached', 'corrected', 'excused'] as const;
    const [row] = reviewOf(
      verdicts.map(verdict => handover(verdict)),
      period,
    );
    expect(row).toEqual({
      policyId: 'two-hours',
      name: 'Two hours',
      target: 'handover',
      promised: 6,
      open: 1,
      met: 2,
      breached: 1,
      corrected: 1,
      excused: 1,
      pauses: [],
    });
  });

  test('has margins by nearest rank, negative when late, and none while nothing ended', () => {
    const cases = Array.from({ length: 10 }, (_, n) => handover('kept', (n - 1) * MINUTE));
    expect(reviewOf([...cases, handover('open')], period)).toMatchObject([
      { margins: { p10: -MINUTE, p50: 3 * MINUTE, p90: 7 * MINUTE } },
    ]);
    expect(reviewOf([handover('kept', -5)], period)).toMatchObject([
      { margins: { p10: -5, p50: -5, p90: -5 } },
    ]);
    expect(reviewOf([handover('open')], period)[0]).not.toHaveProperty('margins');
  });

  test('sums pauses by reason, the longest first, and counts the cases that had them', () => {
    const pauses = [
      { reason: 'photo', ms: 5 },
      { reason: 'photo', ms: 7 },
      { reason: 'address', ms: 100 },
    ];
    expect(
      reviewOf([aCase({ pauses }), aCase({ pauses: pauses.slice(0, 1) }), aCase()], period),
    ).toMatchObject([
      {
        pauses: [
          { reason: 'address', cases: 1, ms: 100 },
          { reason: 'photo', cases: 2, ms: 17 },
        ],
      },
    ]);
  });

  test('goes by policy name, then handover, response and the legs; a renamed policy has its latest name', () => {
    const targets = ['leg-ship', 'response', 'leg-diagnose', 'handover'].map(id => ({
      id,
      verdict: 'open' as const,
    }));
    const rows = reviewOf(
      [
        aCase({ targets }),
        aCase({ policyId: 'four-days', policyName: 'Was named so' }),
        aCase({ policyId: 'four-days', policyName: 'Four days', openedAt: NOW + 1 }),
      ],
      period,
    );
    expect(rows.map(({ name, target }) => `${name}: ${target}`)).toEqual([
      'Four days: handover',
      'Two hours: handover',
      'Two hours: response',
      'Two hours: leg-diagnose',
      'Two hours: leg-ship',
    ]);
  });

  test('adds up: every promise has one outcome, and none is lost or made by the order of the cases', () => {
    const anyCase = fc.record({
      policyId: fc.constantFrom('a', 'b'),
      policyName: fc.constant('P'),
      openedAt: fc.integer({ min: NOW - DAY, max: period.to + DAY }),
      targets: fc.uniqueArray(
        fc.record({
          id: fc.constantFrom('handover', 'response', 'leg-ship'),
          verdict: fc.constantFrom<ReviewVerdict>('open', 'kept', 'breached', 'corrected', 'excused'),
          marginMs: fc.option(fc.integer({ min: -1e9, max: 1e9 }), { nil: undefined }),
        }),
        { selector: ({ id }) => id },
      ),
      pauses: fc.array(fc.record({ reason: fc.constantFrom('x', 'y'), ms: fc.nat(1e6) }), { maxLength: 3 }),
    });
    fc.assert(
      fc.property(fc.array(anyCase, { maxLength: 30 }), cases => {
        const rows = reviewOf(cases, period);
        for (const { promised, open, met, breached, corrected, excused, margins } of rows) {
          expect(open + met + breached + corrected + excused).toBe(promised);
          if (margins)
            expect([margins.p10, margins.p50, margins.p90]).toEqual(
              [margins.p10, margins.p50, margins.p90].sort((a, b) => a - b),
            );
        }
        const inPeriod = cases.filter(({ openedAt }) => openedAt >= period.from && openedAt < period.to);
        expect(rows.reduce((sum, { promised }) => sum + promised, 0)).toBe(
          inPeriod.reduce((sum, { targets }) => sum + targets.length, 0),
        );
        expect(reviewOf([...cases].reverse(), period)).toEqual(rows);
      }),
      { numRuns: 1_000 },
    );
  });
});
