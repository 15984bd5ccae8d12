import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { DayEntry } from '../../shared/domain/calls/agent-day.ts';
import { askOnceMore } from '../../shared/domain/calls/asked-calls.ts';
import type { Call } from '../../shared/domain/calls/call.ts';
import type { CallCommand } from '../../shared/domain/calls/call-commands.ts';
import { callRules } from '../../shared/domain/calls/call-rules.ts';
import {
  askedProduct,
  type Candidate,
  chooseAgent,
  type SlotQuestion,
} from '../../shared/domain/calls/choose-agent.ts';
import { decideCall } from '../../shared/domain/calls/decide-call.ts';
import { newCall } from '../../shared/domain/calls/new-call.ts';
import { dueThings } from '../../shared/domain/calls/next-due.ts';
import { nextOnDuty, promiseNow } from '../../shared/domain/calls/promise-now.ts';
import { minutesOf } from '../../shared/domain/calls/slot-times.ts';
import type { Agent } from '../../shared/domain/team/agent.ts';
import { DAY, HOUR, MINUTE } from '../../shared/kernel/instant.ts';
import { officeHours, tuesday } from '../support/bookings.ts';
import { NOW } from '../support/facts.ts';
import { anAgent } from '../support/team.ts';

const DAY_NAME = '2026-11-24';
const booking = (id: string, time: string, minutes = 30): DayEntry => ({
  ...{ id, is: 'booking', from: tuesday(time), to: tuesday(time) + minutes * MINUTE, buffer: 5 * MINUTE },
});
const having = (
  agent: Agent,
  entries: readonly DayEntry[] = [],
  busy: Candidate['busy'] = [],
): Candidate => ({
  ...{ agent, busy, days: [{ agentId: agent.id, day: DAY_NAME, entries }] },
});
const question = (given: Partial<SlotQuestion> = {}): SlotQuestion => ({
  ...{ entry: booking('call', '10:00', 15), language: 'de', now: NOW, perDay: 16, ...given },
});
const person = (id: string, given: Partial<Agent> = {}) => anAgent(id, { hours: officeHours, ...given });
const away = { a: { from: tuesday('09:30'), to: tuesday('10:05') } };

describe('who gets a time', () => {
  test('the account’s owner, though others have less', () => {
    const team = [having(person('anna', { book: 50 })), having(person('ben'))];
    const choice = chooseAgent(team, question({ ownerId: 'anna' }));
    expect(choice).toMatchObject({ agent: { id: 'anna' }, reason: 'owner' });
    expect(choice.ranking).toEqual([
      { agentId: 'anna', load: 50 },
      { agentId: 'ben', load: 0 },
    ]);
  });

  test('whoever has it kept for the asker, before the owner', () => {
    const team = [having(person('anna')), having(person('ben'))];
    expect(chooseAgent(team, question({ ownerId: 'anna', heldWith: 'ben' }))).toMatchObject({
      ...{ agent: { id: 'ben' }, reason: 'own-hold' },
    });
  });

  test('else the lowest load: a half hour booked that day weighs as much as an account, both by weight', () => {
    const busyDay = [booking('x', '12:00', 60), booking('y', '14:00', 60)];
    const team = [having(person('anna', { book: 3 })), having(person('ben'), busyDay)];
    expect(chooseAgent(team, question()).agent?.id).toBe('anna');
    const part = [having(person('anna', { book: 3, weight: 0.5 })), having(person('ben'), busyDay)];
    expect(chooseAgent(part, question()).agent?.id).toBe('ben');
  });

  test.each<[string, Candidate, Partial<SlotQuestion>]>([
    ['not-on-roster', having(person('anna', { active: false })), {}],
    ['other-language', having(person('anna')), { language: 'fr' }],
    ['outside-hours', having(person('anna')), { entry: booking('call', '17:50') }],
    ['absent', having(person('anna', { absences: away })), {}],
    ['busy-elsewhere', having(person('anna'), [], [[tuesday('09:00'), tuesday('10:01')]]), {}],
    ['slot-taken', having(person('anna'), [booking('x', '10:15')]), {}],
    ['day-full', having(person('anna'), [booking('x', '15:00')]), { perDay: 1 }],
    ['not-named', having(person('anna')), { only: 'ben' }],
  ])('nobody, and %s is said of the one there is', (excluded, candidate, given) => {
    const choice = chooseAgent([candidate], question(given));
    expect(choice).toMatchObject({ reason: 'nobody-free', ranking: [{ agentId: 'anna', excluded }] });
    expect(choice.agent).toBeUndefined();
  });

  test('those who know the product, as long as somebody who speaks does', () => {
    const team = [having(person('anna', { products: ['sync'] })), having(person('ben', { book: 9 }))];
    expect(chooseAgent(team, question({ product: 'repricer' })).agent?.id).toBe('ben');
    const agents = team.map(({ agent }) => agent);
    expect(askedProduct(agents, question({ product: 'repricer' }))).toBe('repricer');
    expect(askedProduct(agents, question({ product: 'unknown' }))).toBeUndefined();
    expect(chooseAgent(team, question()).agent?.id).toBe('anna');
  });

  test('and what is chosen always fits: no two entries of the day are closer than their buffer', () => {
    const quarters = fc.array(fc.tuple(fc.integer({ min: 36, max: 68 }), fc.constantFrom(15, 30, 45)), {
      maxLength: 14,
    });
    fc.assert(
      fc.property(quarters, asked => {
        let team = [having(person('anna')), having(person('ben'))];
        asked.forEach(([quarter, minutes], n) => {
          const time = `${String(Math.floor(quarter / 4)).padStart(2, '0')}:${String((quarter % 4) * 15).padStart(2, '0')}`;
          const { agent, days } = chooseAgent(team, question({ entry: booking(`c${n}`, time, minutes) }));
          team = team.map(one => (one.agent === agent && days ? { ...one, days } : one));
        });
        for (const { days } of team) {
          const entries = days.flatMap(day => day.entries).toSorted((a, b) => a.from - b.from);
          entries.slice(1).forEach((entry, n) => {
            expect(entry.from - (entries[n] as DayEntry).to).toBeGreaterThanOrEqual(5 * MINUTE);
          });
        }
      }),
      { numRuns: 40 },
    );
  });
});

describe('a promise to be called now', () => {
  const promise = (agents: readonly Agent[], now: number) =>
    promiseNow(agents, { language: 'de', now, minutes: 30 });

  test('counts from now while somebody of the language works, else from when the first one comes', () => {
    const team = [person('anna'), person('zoé', { languages: ['fr'] })];
    expect(promise(team, tuesday('10:00'))?.promisedAt).toBe(tuesday('10:30'));
    expect(promise(team, tuesday('19:00'))).toEqual({
      ...{ openAt: tuesday('09:00') + DAY, promisedAt: tuesday('09:30') + DAY },
    });
  });

  test('does not count on who is away, and is none when nobody comes', () => {
    const gone = { a: { from: tuesday('00:00'), to: tuesday('12:00') + DAY } };
    expect(nextOnDuty([person('anna', { absences: gone })], 'de', tuesday('10:00'))).toBe(
      tuesday('12:00') + DAY,
    );
    expect(promise([person('anna', { active: false })], NOW)).toBeUndefined();
  });
});

test('a call takes as long as the longest thing it is about, or as was agreed', () => {
  const rules = callRules(undefined);
  const item = (kind: 'session' | 'help', state: 'open' | 'done') => ({
    ...{ id: kind, kind, state },
    readyAt: 0,
    dueAt: 0,
  });
  expect(minutesOf(undefined, rules)).toBe(15);
  expect(minutesOf({ agenda: [item('session', 'done'), item('help', 'open')] }, rules, 'callback')).toBe(30);
  const agreed = { agenda: [item('help', 'open')], booking: { agentId: 'anna', from: 0, to: HOUR } };
  expect(minutesOf(agreed, rules)).toBe(60);
});

test('whoever asked for a call that is open, or lately, has it counted once', () => {
  const limit = { open: 2, cap: 3, window: DAY };
  const asked = [
    { callId: 'a', at: NOW - 2 * DAY },
    { callId: 'b', at: NOW - HOUR },
  ];
  const isOpen = (callId: string): boolean => callId === 'a';
  const ask = (callId: string, open = isOpen) =>
    askOnceMore(asked, { callId, at: NOW }, { limit, isOpen: open });
  expect(ask('a')).toEqual({ ok: true, value: asked });
  expect(ask('c')).toMatchObject({ ok: true, value: [{ callId: 'a' }, { callId: 'b' }, { callId: 'c' }] });
  expect(ask('c', () => true)).toMatchObject({ ok: false, refusal: 'too-many' });
  expect(ask('c', () => false)).toMatchObject({ ok: true, value: [{ callId: 'b' }, { callId: 'c' }] });
});

test('a reminder that is wished for when its time is over is not sent', () => {
  const item = { id: 'i', kind: 'callback', state: 'open', readyAt: NOW, dueAt: NOW } as const;
  const begins = { id: 'c', accountId: 'acme', contactId: 'main', language: 'de', zone: 'Europe/Berlin' };
  const call = newCall({ ...begins, reminders: [1], item, now: NOW });
  const slot = { agentId: 'anna', from: NOW + 3 * HOUR, to: NOW + 4 * HOUR };
  const decided = (from: Call, command: CallCommand): Call => {
    const outcome = decideCall(from, command, NOW);
    if (!outcome.ok) throw new Error(outcome.refusal);
    return outcome.value.call;
  };
  const booked = decided(call, { do: 'book', slot, by: 'customer' });
  const changed = decided(booked, { do: 'change', part: { reminders: [24, 2] } });
  expect(dueThings(changed).filter(({ what }) => what === 'remind')).toEqual([
    { what: 'remind', hours: 2, at: NOW + HOUR },
  ]);
});
