import { describe, expect, test } from '@jest/globals';
import { rankOf } from '../../shared/domain/outreach/budget.ts';
import { decideBurst } from '../../shared/domain/outreach/decide-burst.ts';
import { outreachIdOf } from '../../shared/domain/outreach/new-outreach.ts';
import { DAY, MINUTE } from '../../shared/kernel/instant.ts';
import { NOW } from '../support/facts.ts';
import { aBurst, anOutreach, around, leftBy, rules, standing } from '../support/outreach-around.ts';

const fresh = { standing: standing({ cause: 'burst' }), outreach: undefined };
const today = aBurst('2026-11-23');
const id = outreachIdOf('acme', 'burst', 1);
const stateOf = (part: Parameters<typeof around>[0]) => {
  const { state, why } = decideBurst(fresh, around({ bursts: [today], ...part })).outreach ?? {};
  return why ? `${state}: ${why}` : state;
};

describe('a burst', () => {
  test('is called about within a day, takes a place, and is looked at when it is of no use any more', () => {
    expect(decideBurst(fresh, around({ bursts: [today] }))).toStrictEqual({
      standing: { ...fresh.standing, outreachId: id, count: 1, isOpen: true },
      outreach: {
        ...{ id, accountId: 'acme', cause: 'burst', state: 'open', evidence: { burst: today } },
        ...{ rank: rankOf(3, 400, 100), value: 400, exempt: false, language: 'de' },
        ...{ product: 'lost-and-found', contactId: 'c-1', wishes: 1, updates: 0 },
        ...{ openedAt: NOW, updatedAt: NOW, dueAt: NOW + DAY },
      },
      effects: [{ is: 'opened' }, { is: 'changed' }, { is: 'call', readyAt: NOW, dueAt: NOW + DAY }],
      ...{ budget: 'take', lookAt: NOW + 37 * DAY },
    });
  });

  test('is never of use beyond the quarter of its place', () => {
    const short = { ...rules, quarterDays: 20 };
    expect(decideBurst(fresh, around({ bursts: [today], rules: short })).lookAt).toBe(NOW + 19 * DAY);
  });

  test.each([
    ['with enough at risk, a contact and room', {}, 'open'],
    ['of the value asked for', { bursts: [aBurst('2026-11-23', { value: 100 })] }, 'open'],
    ['with less at risk', { bursts: [aBurst('2026-11-23', { value: 99 })] }, 'noted'],
    ['whose contact objected', { contact: { why: 'objected' } as const }, 'held: objected'],
    ['with nobody to call', { contact: { why: 'no-contact' } as const }, 'held: no-contact'],
    ['when the budget is used up', { room: { limit: 10, used: 10, isGranted: false } }, 'held: budget'],
    ['when the account has a place', { room: { limit: 10, used: 10, isGranted: true } }, 'open'],
    [
      'that is as strong as the rest is kept for',
      { bursts: [aBurst('2026-11-23', { score: 1.4 })], room: { limit: 10, used: 7, isGranted: false } },
      'open',
    ],
    [
      'that is weaker than that',
      { bursts: [aBurst('2026-11-23', { score: 1.39 })], room: { limit: 10, used: 7, isGranted: false } },
      'held: weaker',
    ],
    ['of nobody who is watched', { isWatched: false }, undefined],
    ['that is none', { bursts: [] }, undefined],
  ])('%s is %j: %s', (_, part, expected) => {
    expect(stateOf(part)).toBe(expected);
  });

  test('with too little at risk is told of in the digest, once', () => {
    const little = aBurst('2026-11-23', { value: 5 });
    const step = decideBurst(fresh, around({ bursts: [little] }));
    expect(step).toMatchObject({ effects: [{ is: 'changed' }, { is: 'noted' }], lookAt: NOW + 7 * DAY });
    expect(step).not.toHaveProperty('budget');
    expect(decideBurst(leftBy(step), around({ bursts: [little] }))).toStrictEqual({
      ...{ standing: step.standing, outreach: step.outreach, effects: [], lookAt: NOW + 7 * DAY },
    });
  });

  test('is the strongest of several, of equal ones the first', () => {
    const others = [aBurst('2026-11-21', { score: 2 }), aBurst('2026-11-22', { score: 4 }), today];
    const evidence = (bursts: typeof others) => decideBurst(fresh, around({ bursts })).outreach?.evidence;
    expect(evidence(others)).toEqual({ burst: others[1] });
    const equal = [aBurst('2026-11-22'), aBurst('2026-11-20'), aBurst('2026-11-21')];
    expect(evidence(equal)).toEqual({ burst: equal[1] });
    expect(evidence(equal.toReversed())).toEqual({ burst: equal[1] });
  });

  test('of a day that was dealt with is none', () => {
    const held = { standing: standing({ cause: 'burst', until: '2026-11-22' }), outreach: undefined };
    const bursts = [aBurst('2026-11-22', { score: 9 })];
    expect(decideBurst(held, around({ bursts }))).toStrictEqual({ standing: held.standing, effects: [] });
    expect(decideBurst(held, around({ bursts: [...bursts, today] })).outreach?.evidence).toEqual({
      burst: today,
    });
  });

  test('within the pause joins the outreach that is over, and has been dealt with', () => {
    const over = anOutreach({ cause: 'burst', state: 'ended', ending: 'reached', updates: 2 });
    const paused = standing({ cause: 'burst', pausedUntil: NOW + 1 });
    const bursts = [aBurst('2026-11-22', { score: 1 }), today, aBurst('2026-11-21', { score: 1 })];
    expect(decideBurst({ standing: paused, outreach: over }, around({ bursts }))).toStrictEqual({
      standing: { ...paused, until: '2026-11-23' },
      outreach: { ...over, updates: 3, updatedAt: NOW },
      effects: [{ is: 'changed' }],
    });
    expect(decideBurst({ standing: paused, outreach: undefined }, around({ bursts }))).toStrictEqual({
      ...{ standing: paused, effects: [] },
    });
    const ended = { ...paused, pausedUntil: NOW };
    expect(decideBurst({ standing: ended, outreach: over }, around({ bursts })).outreach?.id).toBe(id);
  });
});

describe('an outreach about a burst', () => {
  const part = { cause: 'burst', exempt: false, evidence: { burst: today }, value: 400 } as const;
  const open = anOutreach({ ...part, rank: rankOf(3, 400, 100) });
  const held = { standing: standing({ cause: 'burst', isOpen: true, count: 1 }), outreach: open };
  const bursts = [today];

  test.each([
    ['withdrawn', { bursts: [] }],
    ['not-watched', { bursts, isWatched: false }],
    ['withdrawn', { bursts: [], isWatched: false }],
  ])('ends as %s, takes its call along and gives its place back', (ending, given) => {
    expect(decideBurst(held, around(given))).toStrictEqual({
      standing: { ...held.standing, isOpen: false },
      outreach: { ...open, state: 'ended', ending, endedAt: NOW, updatedAt: NOW },
      effects: [
        { is: 'ended', ending },
        { is: 'uncall', wish: 'out_1.1', why: ending },
      ],
      budget: 'give-back',
    });
  });

  test('that waits has no call to take along, and no place to give back', () => {
    const waits = { ...held, outreach: { ...open, state: 'held', why: 'budget' } as const };
    const step = decideBurst(waits, around({ bursts: [] }));
    expect(step.effects).toEqual([{ is: 'ended', ending: 'withdrawn' }]);
    expect(step).not.toHaveProperty('budget');
  });

  test('ends when its contact is lost', () => {
    const step = decideBurst(held, around({ bursts, mayCall: () => false }));
    expect(step.outreach?.ending).toBe('contact-lost');
    expect(step.lookAt).toBe(NOW + MINUTE);
  });

  test.each([
    ['open', 37],
    ['held', 7],
  ] as const)('that is %s expires after %i days, with all that is known by then', (state, days) => {
    const at = (age: number) =>
      decideBurst({ ...held, outreach: { ...open, state, openedAt: NOW - age } }, around({ bursts }));
    expect(at(days * DAY - 1).outreach?.state).toBe('open');
    const step = at(days * DAY);
    expect(step.outreach).toMatchObject({ state: 'ended', ending: 'expired' });
    expect(step.standing).toMatchObject({ isOpen: false, until: '2026-11-23' });
  });

  test('stays as it is without news', () => {
    expect(decideBurst(held, around({ bursts }))).toStrictEqual({
      ...{ standing: held.standing, outreach: open, effects: [], lookAt: NOW + 36 * DAY },
    });
  });

  test('takes a stronger burst in, once', () => {
    const stronger = aBurst('2026-11-22', { score: 5, value: 900 });
    const step = decideBurst(held, around({ bursts: [today, stronger] }));
    expect(step.outreach).toEqual({
      ...{ ...open, evidence: { burst: stronger }, rank: rankOf(5, 900, 100), value: 900 },
      ...{ updates: 1, updatedAt: NOW },
    });
    expect(step.effects).toEqual([{ is: 'changed' }]);
  });

  test('that waits as the weaker is opened on the day on which the round picked it', () => {
    const room = { limit: 10, used: 9, isGranted: false };
    const weak = aBurst('2026-11-23', { score: 1.1 });
    const waits = { ...open, state: 'held', why: 'weaker', evidence: { burst: weak } } as const;
    const state = (picked: string) =>
      decideBurst({ ...held, outreach: { ...waits, picked } }, around({ bursts: [weak], room })).outreach;
    expect(state('2026-11-23')).toMatchObject({ state: 'open', wishes: 2 });
    expect(state('2026-11-22')).toMatchObject({ state: 'held', why: 'weaker', wishes: 1 });
  });
});
