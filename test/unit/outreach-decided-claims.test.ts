import { describe, expect, test } from '@jest/globals';
import { decideDeadline } from '../../shared/domain/outreach/decide-deadline.ts';
import { decideWork } from '../../shared/domain/outreach/decide-work.ts';
import { outreachIdOf } from '../../shared/domain/outreach/new-outreach.ts';
import { DAY, HOUR, MINUTE } from '../../shared/kernel/instant.ts';
import { NOW } from '../support/facts.ts';
import { aClaim, anOutreach, around, leftBy, standing } from '../support/outreach-around.ts';

const none = { spoken: {}, noted: {} };
const id = outreachIdOf('acme', 'deadline', 1);

describe('a claim near its end', () => {
  test('begins an outreach with a call within a day, exempt from the budget', () => {
    const claims = [aClaim('a'), aClaim('b', { value: 0.1 + 200 })];
    const step = decideDeadline({ standing: standing(), outreach: undefined }, around({ claims }));
    expect(step).toStrictEqual({
      standing: { ...standing(), ...none, outreachId: id, count: 1, isOpen: true },
      outreach: {
        ...{ id, accountId: 'acme', cause: 'deadline', state: 'open', evidence: { claims } },
        ...{ rank: 1 + Math.log10(701.1), value: 700.1, exempt: true, language: 'de' },
        ...{ product: 'lost-and-found', contactId: 'c-1', wishes: 1, updates: 0 },
        ...{ openedAt: NOW, updatedAt: NOW, dueAt: NOW + DAY },
      },
      effects: [{ is: 'opened' }, { is: 'changed' }, { is: 'call', readyAt: NOW, dueAt: NOW + DAY }],
    });
  });

  test('is to be called about by noon of the day on which it closes, in an hour at the earliest', () => {
    const dueAt = (closesOn: string, now = NOW) => {
      const claims = [aClaim('a'), aClaim('b', { closesOn })];
      return decideDeadline({ standing: standing(), outreach: undefined }, around({ claims, now })).outreach
        ?.dueAt;
    };
    expect(dueAt('2026-11-23')).toBe(Date.UTC(2026, 10, 23, 12));
    expect(dueAt('2026-11-23', NOW + 2.5 * HOUR)).toBe(NOW + 3.5 * HOUR);
    expect(dueAt('2026-11-25')).toBe(NOW + DAY);
  });

  test('of unknown value counts as one to call about, and has no value', () => {
    const { value: _, ...unvalued } = aClaim('a');
    const { outreach } = decideDeadline(
      { standing: standing(), outreach: undefined },
      around({ claims: [unvalued] }),
    );
    expect(outreach).toMatchObject({ state: 'open', rank: 1, evidence: { claims: [unvalued] } });
    expect(outreach).not.toHaveProperty('value');
  });

  test('of the value of the settings is called about, of less it is noted once for each end', () => {
    const small = aClaim('b', { value: 199.99 });
    const held = { standing: standing(), outreach: undefined };
    expect(decideDeadline(held, around({ claims: [aClaim('a', { value: 200 })] })).outreach?.state).toBe(
      'open',
    );
    const step = decideDeadline(held, around({ claims: [small] }));
    expect(step).toStrictEqual({
      standing: { ...standing(), spoken: {}, noted: { b: '2026-12-01' } },
      effects: [{ is: 'noted' }],
    });
    expect(decideDeadline({ ...held, standing: step.standing }, around({ claims: [small] })).effects).toEqual(
      [],
    );
    const moved = { ...small, closesOn: '2026-12-05' };
    const again = decideDeadline({ ...held, standing: step.standing }, around({ claims: [moved] }));
    expect(again.standing.noted).toEqual({ b: '2026-12-05' });
    expect(again.effects).toEqual([{ is: 'noted' }]);
    expect(decideDeadline(held, around({ claims: [small], isWatched: false })).effects).toEqual([]);
  });

  test('is held while nobody may be called, and looked at again when it has waited too long', () => {
    const claims = [aClaim('a')];
    const contact = { why: 'objected' } as const;
    const step = decideDeadline({ standing: standing(), outreach: undefined }, around({ claims, contact }));
    expect(step.outreach).toMatchObject({ state: 'held', why: 'objected', wishes: 0, updatedAt: NOW });
    expect(step.outreach).not.toHaveProperty('contactId');
    expect(step).toMatchObject({ effects: [{ is: 'changed' }], lookAt: NOW + 7 * DAY });
    const later = around({ claims, contact, now: NOW + HOUR });
    const same = decideDeadline(leftBy(step), later);
    expect(same).toStrictEqual({
      ...{ standing: step.standing, outreach: step.outreach, effects: [], lookAt: NOW + 7 * DAY },
    });
    const other = decideDeadline(leftBy(step), { ...later, contact: { why: 'no-contact' } });
    expect(other.outreach).toMatchObject({ state: 'held', why: 'no-contact', updatedAt: NOW + HOUR });
    expect(other.effects).toEqual([{ is: 'changed' }]);
    const opened = decideDeadline(leftBy(step), { ...later, contact: { id: 'c-3' } });
    expect(opened.outreach).toMatchObject({ state: 'open', wishes: 1, contactId: 'c-3' });
    expect(opened.outreach).toMatchObject({ openedAt: NOW + HOUR, dueAt: NOW + HOUR + DAY });
    expect(opened.outreach).not.toHaveProperty('why');
  });

  test('that was spoken of is none, unless its end moved; what left needs no remembering', () => {
    const spoken = { a: '2026-12-01', gone: '2026-11-01' };
    const held = { standing: standing({ spoken, noted: { gone: '2026-11-01' } }), outreach: undefined };
    expect(decideDeadline(held, around({ claims: [aClaim('a')] }))).toStrictEqual({
      ...{ standing: standing({ spoken: { a: '2026-12-01' }, noted: {} }), effects: [] },
    });
    const moved = aClaim('a', { closesOn: '2026-12-02' });
    expect(decideDeadline(held, around({ claims: [moved] })).outreach?.evidence).toEqual({ claims: [moved] });
  });

  test('within the pause opens another at its last distance alone', () => {
    const held = { standing: standing({ pausedUntil: NOW + 1 }), outreach: undefined };
    expect(decideDeadline(held, around({ claims: [aClaim('a')] }))).toStrictEqual({
      ...{ standing: { ...held.standing, ...none }, effects: [], lookAt: NOW + 1 },
    });
    const last = [aClaim('a'), aClaim('b', { distance: 2 })];
    expect(decideDeadline(held, around({ claims: last })).outreach?.evidence.claims).toEqual(last);
    const over = { ...held, standing: standing({ pausedUntil: NOW }) };
    expect(decideDeadline(over, around({ claims: [aClaim('a')] })).outreach?.state).toBe('open');
  });

  test('of two hundred and more, only those that close first are spoken of', () => {
    const claims = Array.from({ length: 205 }, (_, n) => aClaim(`c${n}`));
    const { outreach } = decideDeadline({ standing: standing(), outreach: undefined }, around({ claims }));
    expect(outreach?.evidence.claims).toEqual(claims.slice(0, 200));
    expect(outreach?.value).toBe(205 * 500);
  });
});

describe('an open outreach about claims', () => {
  const open = anOutreach({ evidence: { claims: [aClaim('a')] }, value: 500, dueAt: NOW + DAY });
  const held = { standing: standing({ isOpen: true, count: 1, outreachId: 'out_1' }), outreach: open };
  const kept = { ...held.standing, ...none };

  test.each([
    ['withdrawn', { claims: [] }],
    ['not-watched', { claims: [aClaim('a')], isWatched: false }],
  ])('ends as %s, and takes its call along; nothing of the budget is given back', (ending, part) => {
    expect(decideDeadline(held, around(part))).toStrictEqual({
      standing: { ...kept, isOpen: false },
      outreach: { ...open, state: 'ended', ending, endedAt: NOW, updatedAt: NOW },
      effects: [
        { is: 'ended', ending },
        { is: 'uncall', wish: 'out_1.1', why: ending },
      ],
    });
  });

  test('ends when its contact may not be called any more, and is looked at again a minute later', () => {
    const mayCall = (contactId: string, purpose: string) => !(contactId === 'c-1' && purpose === 'service');
    const step = decideDeadline(held, around({ claims: [aClaim('a')], mayCall }));
    expect(step.outreach).toMatchObject({ state: 'ended', ending: 'contact-lost' });
    expect(step.lookAt).toBe(NOW + MINUTE);
    const mayOther = (contactId: string) => contactId === 'c-1';
    expect(decideDeadline(held, around({ claims: [aClaim('a')], mayCall: mayOther })).outreach).toEqual(open);
  });

  test('stays as it is without news', () => {
    expect(decideDeadline(held, around({ claims: [aClaim('a')] }))).toStrictEqual({
      ...{ standing: kept, outreach: open, effects: [] },
    });
  });

  test('takes a claim in that joins, and calls sooner if that one closes sooner, never later', () => {
    const soon = aClaim('b', { closesOn: '2026-11-23', value: 300 });
    const claims = [soon, aClaim('a')];
    const noon = Date.UTC(2026, 10, 23, 12);
    expect(decideDeadline(held, around({ claims }))).toStrictEqual({
      standing: kept,
      outreach: {
        ...{ ...open, evidence: { claims }, rank: 1 + Math.log10(801), value: 800 },
        ...{ updates: 1, updatedAt: NOW, dueAt: noon },
      },
      effects: [{ is: 'changed' }, { is: 'call', readyAt: NOW, dueAt: noon }],
    });
    const late = decideDeadline({ ...held, outreach: { ...open, dueAt: noon } }, around({ claims }));
    expect(late.outreach?.dueAt).toBe(noon);
    expect(late.effects).toEqual([{ is: 'changed' }]);
  });
});

describe('claims that wait for the company', () => {
  const work = standing({ cause: 'work' });
  const ownClaims = [aClaim('a'), aClaim('b', { closesOn: '2026-12-03' })];
  const noted = { a: '2026-12-01', b: '2026-12-03' };
  const begun = { ...work, isOpen: true, count: 1, noted };
  const wanted = { is: 'wanted', claims: 2, closesOn: '2026-12-01' };

  test('are one piece of work that begins with the first', () => {
    expect(decideWork(work, around({ ownClaims }))).toStrictEqual({
      standing: begun,
      work: wanted,
      name: '1',
    });
  });

  test('change it only by joining, leaving or moving', () => {
    expect(decideWork(begun, around({ ownClaims }))).toStrictEqual({ standing: begun, name: '1' });
    const left = decideWork(begun, around({ ownClaims: ownClaims.slice(0, 1) }));
    expect(left.work).toEqual({ is: 'wanted', claims: 1, closesOn: '2026-12-01' });
    expect(left.standing).toEqual({ ...begun, noted: { a: '2026-12-01' } });
  });

  test.each([{ ownClaims: [] }, { ownClaims, isWatched: false }])('are over when none waits: %j', part => {
    const over = { ...begun, isOpen: false, noted: {} };
    expect(decideWork(begun, around(part))).toStrictEqual({
      standing: over,
      work: { is: 'ended' },
      name: '1',
    });
    expect(decideWork(over, around(part))).toStrictEqual({ standing: over, name: '2' });
  });

  test('begin another piece after the last, even if they are the same', () => {
    const before = { ...begun, isOpen: false };
    expect(decideWork(before, around({ ownClaims }))).toStrictEqual({
      ...{ standing: { ...begun, count: 2 }, work: wanted, name: '2' },
    });
  });
});
