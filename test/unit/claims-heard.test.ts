import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { hearClaim, isAtStake, newClaim, waitOf, waitsForUs } from '../../shared/domain/outreach/claim.ts';
import type { Fact } from '../../shared/events/envelope.ts';
import { DAY } from '../../shared/kernel/instant.ts';
import { aFact, NOW } from '../support/facts.ts';

const on = (day: number, name: string, data: Record<string, unknown> = {}): Fact =>
  aFact(`claim.${name}`, { at: NOW + day * DAY, data });
const heard = (...facts: Fact[]) => facts.reduce(hearClaim, newClaim('clm-1'));

const opened = on(0, 'opened');
const submitted = on(2, 'submitted');
const closed = on(5, 'closed', { outcome: 'refused' });

describe('a claim', () => {
  test('is at stake from its opening, or from a deadline alone, until it is closed', () => {
    expect(isAtStake(newClaim('clm-1'))).toBe(false);
    expect(isAtStake(heard(on(0, 'waiting')))).toBe(false);
    expect(isAtStake(heard(opened))).toBe(true);
    expect(isAtStake(heard(on(0, 'deadline-set')))).toBe(true);
    expect(isAtStake(heard(opened, closed))).toBe(false);
  });

  test('that was handed in is at stake again only when it waits for somebody since', () => {
    expect(isAtStake(heard(opened, submitted))).toBe(false);
    expect(isAtStake(heard(opened, on(1, 'waiting'), submitted))).toBe(false);
    expect(isAtStake(heard(opened, on(2, 'waiting'), submitted))).toBe(false);
    expect(isAtStake(heard(opened, on(3, 'waiting'), submitted))).toBe(true);
    expect(isAtStake(heard(opened, on(3, 'waiting'), on(4, 'submitted')))).toBe(false);
  });

  test('is closed for good, whatever is heard of it later or was heard before', () => {
    for (const late of [on(6, 'opened'), on(7, 'waiting'), on(8, 'deadline-set')])
      expect(isAtStake(heard(opened, closed, late))).toBe(false);
    expect(isAtStake(heard(closed, opened))).toBe(false);
  });

  test('waits for whom it was said last, and for nobody once it was handed in', () => {
    expect(waitOf(heard(opened))).toBeUndefined();
    expect(waitOf(heard(on(1, 'waiting', { on: 'company' }), on(0, 'waiting')))).toBe('company');
    expect(waitsForUs(heard(on(1, 'waiting', { on: 'company' })))).toBe(true);
    expect(waitsForUs(heard(on(1, 'waiting', { on: 'company' }), on(2, 'waiting')))).toBe(false);
    expect(waitsForUs(heard(on(1, 'waiting', { on: 'company' }), submitted))).toBe(false);
    expect(waitsForUs(heard(on(1, 'waiting', { on: 'company' }), closed))).toBe(false);
  });

  test('stays the very same when a fact is of another claim, another kind, heard before, or names no day', () => {
    const claim = heard(opened, submitted);
    const strays = [
      on(9, 'opened', { claimId: 'clm-2' }),
      aFact('damage.reported', { at: NOW + 9 * DAY }),
      { ...on(9, 'opened'), name: 'claim.praised' },
      on(9, 'deadline-set', { closesOn: '2026-02-30' }),
      opened,
    ];
    for (const stray of strays) expect(hearClaim(claim, stray)).toBe(claim);
  });

  test('holds what was said last, one part without the other', () => {
    const claim = heard(on(3, 'opened', { value: 20 }), opened, on(1, 'deadline-set'), closed);
    expect(claim.opened?.value.value).toBe(20);
    expect(claim.deadline?.value).toBe('2026-12-15');
    expect(claim.closed?.value).toEqual({ outcome: 'refused', paid: 610 });
  });
});

const anyFact = fc
  .record({
    name: fc.constantFrom('opened', 'deadline-set', 'waiting', 'submitted', 'closed'),
    day: fc.integer({ min: 0, max: 3 }),
    id: fc.integer({ min: 0, max: 9 }),
    value: fc.integer({ min: 1, max: 3 }),
  })
  .map(({ name, day, id, value }) =>
    aFact(`claim.${name}`, {
      id: `${name}-${day}-${id}-${value}`,
      at: NOW + day * DAY,
      data: {
        ...(name === 'opened' ? { value } : {}),
        ...(name === 'deadline-set' ? { closesOn: `2026-12-0${value}` } : {}),
        ...(name === 'closed' ? { paid: value } : {}),
        ...(name === 'waiting' ? { on: ['company', 'customer', 'marketplace'][value - 1] } : {}),
      },
    }),
  );

test('any order and any repetition of the same facts leave the same claim', () => {
  fc.assert(
    fc.property(
      fc.array(anyFact, { maxLength: 8 }).chain(facts =>
        fc.tuple(
          fc.constant(facts),
          fc.shuffledSubarray([...facts, ...facts, ...facts], {
            minLength: 3 * facts.length,
            maxLength: 3 * facts.length,
          }),
        ),
      ),
      ([facts, again]) => {
        expect(heard(...again)).toEqual(heard(...facts));
      },
    ),
    { numRuns: 500 },
  );
});
