import { beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { answerFact } from '../../functions/onboarding/answer-fact.ts';
import { newAccount } from '../../shared/domain/accounts/account.ts';
import { takeIn } from '../../shared/domain/accounts/take-in.ts';
import { callTimes } from '../../shared/domain/onboarding/call-times.ts';
import { decideJourney } from '../../shared/domain/onboarding/decide-journey.ts';
import { type EndedItem, hear, newJourney } from '../../shared/domain/onboarding/journey.ts';
import { DAY, HOUR } from '../../shared/kernel/instant.ts';
import { aFact, NOW } from '../support/facts.ts';
import { at, type OnboardingRoom, onboardingRoom, signUp } from '../support/onboarding.ts';

let room: OnboardingRoom;
const phase = async (accountId?: string) => (await room.journey(accountId))?.phase;
const completed = (when = '2026-11-23T14:30:00Z') => room.tell('account.registration-completed', when);

beforeEach(async () => {
  room = await onboardingRoom();
  await signUp(room);
});

describe('the onboarding of a product', () => {
  test('waits for the completed registration, then wants a welcome call within four hours of the contact’s window', async () => {
    expect(await phase()).toBe('registered');
    expect(room.openWishes()).toEqual([]);
    // 15:30 in Madrid: two and a half hours are left until 18:00, one and a half come on Tuesday from 9:00.
    await completed();
    expect(await phase()).toBe('welcome-due');
    expect(room.openWishes()).toMatchObject([
      { kind: 'welcome', readyAt: '2026-11-23T14:30:00.000Z', dueAt: '2026-11-24T09:30:00.000Z' },
    ]);
    expect(room.emitted(['call.wanted'])).toMatchObject([{ data: { language: 'es', product: 'repricer' } }]);
  });

  test('goes from welcome to session, strategy, the end of the trial and its end', async () => {
    await completed();
    await room.callEnded('2026-11-24T09:00:00Z', 'reached', [{ kind: 'welcome', result: 'appointment' }]);
    expect(await phase()).toBe('session-booked');
    expect(room.openWishes().filter(({ kind }) => kind === 'session')).toEqual([]);
    await room.callEnded('2026-11-26T10:00:00Z', 'reached', [{ kind: 'session', result: 'done' }]);
    expect(await phase()).toBe('session-held');
    // 7 December is a Monday; the trial ends at 9:00 where they are.
    expect(room.timers()).toMatchObject([{ dueAt: at('2026-12-07T08:00:00Z') }]);
    await room.until('2026-12-07T08:00:00Z');
    expect(await phase()).toBe('trial-end-due');
    expect(room.openWishes().at(-1)).toMatchObject({
      ...{ kind: 'trial-end', readyAt: '2026-12-07T08:00:00.000Z', dueAt: '2026-12-07T17:00:00.000Z' },
    });
    await room.callEnded('2026-12-07T09:00:00Z', 'reached', [{ kind: 'trial-end', result: 'done' }]);
    expect(await phase()).toBe('finished');
    expect(room.timers()).toEqual([]);
    expect((await room.journey())?.steps.map(({ what }) => what)).toEqual([
      ...['registered', 'welcome-due', 'session-booked', 'session-held', 'trial-end-due', 'finished'],
    ]);
  });

  test.each([
    ['never-reached', 'never-reached', {}],
    ['declined', 'reached', { result: 'declined' }],
    ['declined', 'declined', { state: 'done', result: 'declined' }],
  ])('keeps the call at the end of the trial: %s', async (expected, ending, item) => {
    await completed();
    await room.callEnded('2026-11-26T10:00:00Z', ending, [{ kind: 'welcome', ...item }]);
    expect(await phase()).toBe(expected);
    await room.until('2026-12-07T12:00:00Z');
    expect(await phase()).toBe('trial-end-due');
  });

  test('wants a session where support was wanted and no time agreed on', async () => {
    await completed();
    await room.callEnded('2026-11-24T09:00:00Z', 'reached', [{ kind: 'welcome', result: 'wanted' }]);
    expect(await phase()).toBe('session-due');
    expect(room.openWishes().at(-1)).toMatchObject({ kind: 'session', dueAt: '2026-11-26T09:00:00.000Z' });
    await room.callEnded('2026-11-26T08:00:00Z', 'never-reached', [{ kind: 'session' }]);
    expect(await phase()).toBe('never-reached');
  });

  test('leaves what was not spoken of to the call that goes on', async () => {
    await completed();
    await room.callEnded('2026-11-24T09:00:00Z', 'reached', [{ kind: 'welcome', state: 'open' }]);
    expect(await phase()).toBe('welcome-due');
    expect(room.emitted(['call.wanted'])).toHaveLength(1);
  });

  test('takes a welcome that was called off for declined, and one that lost its reason for nothing', async () => {
    await completed();
    await room.callEnded('2026-11-24T09:00:00Z', 'withdrawn', [{ kind: 'welcome', state: 'dropped' }]);
    expect(await phase()).toBe('welcome-due');
    await room.callEnded('2026-11-24T10:00:00Z', 'cancelled', [{ kind: 'welcome', state: 'dropped' }]);
    expect(await phase()).toBe('declined');
    // The customer calls and speaks of it after all.
    const itemId = String((await room.journey())?.wishes[0]?.itemId);
    const spoken = { itemId, kind: 'welcome', result: 'wanted' };
    await room.callEnded('2026-11-25T10:00:00Z', 'reached', [spoken]);
    expect(await phase()).toBe('session-due');
  });

  test('moves the call when the trial is extended, before and after it was wanted', async () => {
    await completed();
    await room.tell('account.trial-extended', '2026-11-30T09:00:00Z', { endsAt: '2026-12-20T09:00:00Z' });
    // 20 December is a Sunday: the Friday before it.
    expect(room.timers()).toMatchObject([{ dueAt: at('2026-12-18T08:00:00Z') }]);
    await room.until('2026-12-18T09:00:00Z');
    const first = room.openWishes().find(({ kind }) => kind === 'trial-end');
    await room.tell('account.trial-extended', '2026-12-18T09:30:00Z', { endsAt: '2027-01-06T09:00:00Z' });
    const again = room.openWishes().find(({ kind }) => kind === 'trial-end');
    // 6 January is a holiday in Spain.
    expect(again).toMatchObject({ itemId: first?.itemId, readyAt: '2027-01-05T08:00:00.000Z' });
    expect(await phase()).not.toBe('trial-end-due');
  });

  test('asks a customer who stays before the trial ends how they like it, soon after', async () => {
    await completed();
    await room.callEnded('2026-11-24T09:00:00Z', 'reached', [{ kind: 'welcome', result: 'declined' }]);
    await room.tell('account.converted', '2026-11-26T10:00:00Z');
    expect(await phase()).toBe('trial-end-due');
    expect(room.openWishes().at(-1)).toMatchObject({
      ...{ kind: 'trial-end', readyAt: '2026-11-26T10:00:00.000Z', dueAt: '2026-11-30T10:00:00.000Z' },
    });
  });
});

describe('a cancelled product', () => {
  test('stops its onboarding, and goes on with new times when the cancellation is withdrawn', async () => {
    await completed();
    const [first] = room.openWishes();
    await room.tell('account.cancelled', '2026-11-27T09:00:00Z', { effectiveAt: '2026-12-31T23:00:00Z' });
    expect(await phase()).toBe('stopped');
    expect(room.openWishes()).toEqual([]);
    expect(room.timers()).toEqual([]);
    await room.tell('account.cancellation-withdrawn', '2026-11-28T09:00:00Z'); // a Saturday
    expect(await phase()).toBe('welcome-due');
    const [again] = room.openWishes();
    expect(again).toMatchObject({ readyAt: '2026-11-30T08:00:00.000Z', dueAt: '2026-11-30T12:00:00.000Z' });
    expect(again?.itemId).not.toBe(first?.itemId);
    expect(room.timers()).toHaveLength(1);
  });

  test('is resumed where it was: nobody is welcomed twice', async () => {
    await completed();
    await room.callEnded('2026-11-24T09:00:00Z', 'reached', [{ kind: 'welcome', result: 'appointment' }]);
    await room.tell('account.cancelled', '2026-11-27T09:00:00Z');
    // The session was the customer's own wish and took place.
    await room.callEnded('2026-11-27T12:00:00Z', 'reached', [{ kind: 'session', result: 'done' }]);
    expect(await phase()).toBe('stopped');
    await room.tell('account.cancellation-withdrawn', '2026-11-28T09:00:00Z');
    expect(await phase()).toBe('session-held');
    expect(room.openWishes().filter(({ kind }) => kind === 'session')).toEqual([]);
  });
});

describe('who has no onboarding', () => {
  test('is a product without one in the settings, and an existing customer', async () => {
    const other = { accountId: 'other' };
    const product = { product: 'lost-and-found' };
    await room.tell('account.signed-up', '2026-11-23T08:00:00Z', product, other);
    await room.tell(
      'account.signed-up',
      '2026-11-23T09:00:00Z',
      {},
      { accountId: 'old', origin: 'backfill' },
    );
    expect(await room.journey('other', 'lost-and-found')).toBeUndefined();
    expect(await room.journey('old')).toBeUndefined();
  });
});

describe('the same fact', () => {
  test('again changes nothing', async () => {
    await completed();
    const rows = () => [...room.ports.table.rows()].length;
    const before = rows();
    for (const fact of room.emitted(['account.changed'])) await answerFact(room.ports, fact);
    expect(rows()).toBe(before);
    expect((await room.journey())?.version).toBe(2);
  });
});

describe('any order of the same facts', () => {
  const moment = (name: string, day: number, data: object = {}) => ({
    fact: aFact(`account.${name}`, { at: NOW + day * DAY, data: { product: 'repricer', ...data } }),
  });
  const ended = (
    day: number,
    item: Pick<EndedItem, 'kind' | 'result'>,
    ending: 'reached' | 'never-reached',
  ) => ({
    ended: {
      ...{ ending, at: NOW + day * DAY },
      items: [
        {
          ...{ itemId: `${item.kind} ${day}`, product: 'repricer', ...item },
          state: ending === 'reached' ? ('done' as const) : ('open' as const),
        },
      ],
    },
  });
  const story = [
    moment('signed-up', 0),
    moment('registration-completed', 0.1),
    moment('trial-started', 0.2, { endsAt: '2026-12-07T09:00:00Z' }),
    ended(1, { kind: 'welcome' }, 'never-reached'),
    ended(2, { kind: 'welcome', result: 'appointment' }, 'reached'),
    moment('cancelled', 3),
    moment('cancellation-withdrawn', 4),
    ended(5, { kind: 'session', result: 'done' }, 'reached'),
    moment('trial-extended', 6, { endsAt: '2026-12-20T09:00:00Z' }),
    moment('converted', 7),
    ended(8, { kind: 'trial-end', result: 'done' }, 'reached'),
  ];
  const now = NOW + 9 * DAY;
  const where = { zone: 'Europe/Madrid', country: 'ES' };
  const phaseAfter = (told: readonly (typeof story)[number][]) => {
    let account = newAccount;
    let journey = newJourney({ accountId: 'acme', product: 'repricer', startedAt: NOW });
    for (const one of told) {
      if ('fact' in one) account = takeIn(account, one.fact).account;
      else journey = hear(journey, one.ended);
      const around = { language: 'es', times: callTimes(where, now), welcomeHours: 4, now };
      journey = decideJourney(journey, { ...around, product: account.products['repricer'] }, 1).journey;
    }
    return journey.phase;
  };

  test('ends in the same phase, whatever part of the story is told', () => {
    const parts = fc.subarray(story, { minLength: 2 }).chain(part =>
      fc.record({
        part: fc.constant(part),
        shuffled: fc.shuffledSubarray([...part, ...part.slice(0, 3)], { minLength: part.length + 2 }),
      }),
    );
    const seen = new Set<string>();
    fc.assert(
      fc.property(parts, ({ part, shuffled }) => {
        fc.pre(part.every(one => shuffled.includes(one)));
        const phase = phaseAfter(part);
        seen.add(phase);
        expect(phaseAfter(shuffled)).toBe(phase);
      }),
      { numRuns: 1_000 },
    );
    expect(seen.size).toBeGreaterThan(5);
  });

  test('counts times in the contact’s window, however long ago they began', () => {
    const times = callTimes(where, now);
    expect(times.within(NOW - 2 * 365 * DAY, 4).dueAt - NOW + 2 * 365 * DAY).toBeGreaterThanOrEqual(4 * HOUR);
    expect(times.within(at('9000-01-01T00:00:00Z'), 4).dueAt).toBe(at('9000-01-01T04:00:00Z'));
  });
});
