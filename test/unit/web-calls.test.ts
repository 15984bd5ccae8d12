import { describe, expect, test } from '@jest/globals';
import type { CallView } from '../../shared/contracts/calls-contract.ts';
import type { AgentWeek } from '../../web/api/call-queries.ts';
import { createFormat } from '../../web/app/format.ts';
import { pathTo, placeOf } from '../../web/app/routes.ts';
import { sellerBody, sellerDraft, wrongIn } from '../../web/rooms/account/seller-draft.ts';
import { emptyEnd, endBody, kindFor, outcomesFor } from '../../web/rooms/call/end-draft.ts';
import { whatMay } from '../../web/rooms/call/what-may.ts';
import { withStep } from '../../web/rooms/call/with-step.ts';
import { arrange, timedBy, withLost } from '../../web/rooms/calls/call-order.ts';
import { emptyPlan, OTHER, planBody } from '../../web/rooms/calls/plan-draft.ts';
import { slotDays } from '../../web/rooms/calls/slot-days.ts';
import { drawnOf, piecesOf, weekDays } from '../../web/rooms/calls/week-days.ts';
import { numberOf } from '../../web/rooms/phone/phone-number.ts';

const NOON = '2026-11-23T12:00:00.000Z';
const now = Date.parse(NOON);
const read = { zone: 'Europe/Berlin', now };
const at = (minutes: number) => new Date(now + minutes * 60_000).toISOString();
const item = (id: string, kind: CallView['agenda'][number]['kind'], done = false) => ({
  ...{ id, kind, dueAt: at(60), state: 'open' as const },
  steps: [{ id: 'ask', text: 'Ask', state: done ? ('done' as const) : ('open' as const) }],
});
const call = (id: string, more: Partial<CallView> = {}): CallView => ({
  ...{ id, accountId: 'acme', accountName: 'Acme', state: 'due', language: 'de', zone: 'Europe/Berlin' },
  ...{ readyAt: at(-60), dueAt: at(60), agenda: [], attempts: [], version: 1 },
  ...more,
});

describe('the list of calls', () => {
  test('has those wanted now apart, and everything by the time that is left, each call once', () => {
    const calls = [
      call('late', { dueAt: at(-10) }),
      call('booked', { state: 'booked', booking: { from: at(30), to: at(60), sequence: 0 } }),
      call('second', { state: 'asked', dueAt: at(25) }),
      call('running', { state: 'running', attempts: [{ at: at(-20), agentId: 'anna', direction: 'out' }] }),
      call('first', { state: 'asked', dueAt: at(5) }),
      call('accepted', { state: 'accepted', acceptedUntil: at(2), dueAt: at(90) }),
      call('late', { dueAt: at(-10) }),
      call('over', { state: 'ended' }),
    ];
    const { wanted, others } = arrange(calls);
    expect(wanted.map(({ id }) => id)).toEqual(['first', 'second']);
    expect(others.map(({ id }) => id)).toEqual(['running', 'late', 'accepted', 'booked']);
    expect(timedBy(call('x', { state: 'accepted', acceptedUntil: at(2) }))).toEqual({
      is: 'start-by',
      at: now + 2 * 60_000,
    });
  });

  test('shows a call that a colleague was first at as it was, not as it is', () => {
    const lost = call('one', { state: 'asked' });
    const shown = withLost([call('one', { state: 'accepted' }), call('two')], [{ call: lost, to: 'Emil' }]);
    expect(shown.map(({ id, state }) => `${id} ${state}`)).toEqual(['two due', 'one asked']);
  });
});

describe('what may be done with a call', () => {
  const anna = { me: 'anna', lead: false, onDuty: (id: string) => id === 'emil' };
  test('is calling only where nothing hinders it; whoever calls in is spoken with all the same', () => {
    expect(whatMay(call('x'), anna)).toEqual(['start', 'start-in', 'book', 'hand-over', 'cancel']);
    expect(whatMay(call('x', { hindered: 'objected' }), anna)).not.toContain('start');
    expect(whatMay(call('x', { hindered: 'objected' }), anna)).toContain('start-in');
  });

  test('is for the one who speaks while the call runs, and for a lead to end it', () => {
    const running = call('x', { state: 'running', agentId: 'emil' });
    expect(whatMay(running, anna)).toEqual([]);
    expect(whatMay(running, { ...anna, lead: true })).toEqual(['end']);
    expect(whatMay(call('x', { agentId: 'emil' }), anna)).toEqual([]);
    expect(whatMay(call('x', { agentId: 'denis' }), anna)).toContain('start');
    const booked = { booking: { from: at(-5), to: at(40), sequence: 0 } };
    expect(whatMay({ ...running, agentId: 'anna', ...booked }, anna)).toEqual(['end', 'extend']);
  });
});

describe('the end of a call', () => {
  const written = { notes: 'n', difficulties: [] };
  const end = (agenda: CallView['agenda'], more: object) =>
    endBody({ ...emptyEnd('2026-11-24T10:00'), ...more }, { call: call('x', { agenda }), written, ...read });

  test('needs an outcome; without reaching anybody nothing came of anything', () => {
    expect(end([item('a', 'welcome')], {})).toBeUndefined();
    expect(end([item('a', 'welcome')], { outcome: 'no-answer', next: 'book' })).toEqual({
      ...{ do: 'end', outcome: 'no-answer', notes: 'n', difficulties: [] },
    });
    expect(outcomesFor({})).not.toContain('no-show');
    expect(outcomesFor({ booking: { from: at(0), to: at(1), sequence: 0 } })).toContain('no-show');
  });

  test('takes from the next step what came of a welcome call, and what the step is for', () => {
    const agenda = [item('a', 'welcome'), item('b', 'callback', true), item('c', 'follow-up')];
    expect(end(agenda, { outcome: 'reached', next: 'session-now' })).toMatchObject({
      results: [
        { itemId: 'a', result: 'session-now' },
        { itemId: 'b', result: 'done' },
      ],
      next: { do: 'session-now' },
    });
    const slot = { from: at(90), minutes: '45', agentId: 'anna' };
    expect(end(agenda, { outcome: 'reached', next: 'book', slot })).toMatchObject({
      results: [
        { itemId: 'a', result: 'appointment' },
        { itemId: 'b', result: 'done' },
      ],
      next: { do: 'book', kind: 'session', from: at(90), minutes: 45, agentId: 'anna' },
    });
    expect(kindFor(emptyEnd(''), call('x', { agenda: [item('b', 'callback')] }))).toBe('follow-up');
  });

  test('is not sent while the next step has no time, or one that is over', () => {
    const agenda = [item('a', 'callback')];
    expect(end(agenda, { outcome: 'reached', next: 'book' })).toBeUndefined();
    expect(end(agenda, { outcome: 'reached', next: 'plan', dueAt: '2026-11-23T12:59' })).toBeUndefined();
    expect(end(agenda, { outcome: 'reached', next: 'plan', dueAt: '2026-11-23T13:01' })).toMatchObject({
      next: { do: 'plan', dueAt: '2026-11-23T12:01:00.000Z' },
    });
  });

  test('leaves open what somebody says was not spoken of', () => {
    expect(end([item('a', 'callback')], { outcome: 'reached', results: { a: '' } })?.results).toEqual([]);
  });
});

test('a marked step shows so before the server says it, with the word why', () => {
  const before = call('x', { agenda: [item('a', 'welcome'), item('b', 'help')] });
  const step = { do: 'step', itemId: 'a', stepId: 'ask', state: 'skipped', why: 'no time' } as const;
  expect(withStep(before, step).agenda.map(one => one.steps[0])).toEqual([
    { id: 'ask', text: 'Ask', state: 'skipped', why: 'no time' },
    { id: 'ask', text: 'Ask', state: 'open' },
  ]);
});

describe('a planned call', () => {
  const draft = { ...emptyPlan(undefined, '2026-11-24T10:00'), account: OTHER, accountId: ' acme ' };
  test('is due by a time to come in the planner’s zone, or booked at a chosen one', () => {
    expect(planBody(draft, read)).toEqual({
      ...{ accountId: 'acme', kind: 'follow-up', dueAt: '2026-11-24T09:00:00.000Z' },
    });
    expect(planBody({ ...draft, dueAt: '2026-11-23T13:00' }, read)).toBeUndefined();
    expect(planBody({ ...draft, when: 'slot' }, read)).toBeUndefined();
    const slot = { from: at(90), minutes: '', agentId: '' };
    expect(planBody({ ...draft, when: 'slot', slot, about: ' prices ' }, read)).toEqual({
      ...{ accountId: 'acme', kind: 'follow-up', from: at(90), about: 'prices' },
    });
    expect(planBody({ ...draft, accountId: ' ' }, read)).toBeUndefined();
  });

  test('is chosen from free times by the reader’s days, each start once', () => {
    const { dayOf } = createFormat('en', 'Asia/Kathmandu');
    const slot = (from: string) => ({ from, to: from, wall: '' });
    const days = slotDays(
      [slot('2026-11-23T18:30:00Z'), slot('2026-11-23T18:00:00Z'), slot('2026-11-23T18:00:00Z')],
      dayOf,
    );
    expect(days.map(({ day, slots }) => [day, slots.map(one => one.from)])).toEqual([
      ['2026-11-23', ['2026-11-23T18:00:00Z']],
      ['2026-11-24', ['2026-11-23T18:30:00Z']],
    ]);
  });
});

describe('the week of an agent', () => {
  const week: AgentWeek = {
    zone: 'Europe/Berlin',
    entries: [
      { id: 'b', is: 'booking', from: '2026-03-29T10:00:00Z', to: '2026-03-29T11:00:00Z', callId: 'c1' },
      { id: 'a', is: 'block', from: '2026-03-28T22:00:00Z', to: '2026-03-29T02:00:00Z' },
    ],
    working: [{ from: '2026-03-29T07:00:00Z', to: '2026-03-29T15:00:00Z' }],
  };
  const days = weekDays(week, { monday: '2026-03-23', zone: 'Europe/Berlin' });

  test('has each entry on every day it touches, in the order of the day', () => {
    expect(days.map(({ day, entries }) => `${day} ${entries.map(({ id }) => id).join()}`).slice(5)).toEqual([
      '2026-03-28 a',
      '2026-03-29 a,b',
    ]);
    expect(days.at(-1)?.to).toBe(Date.parse('2026-03-29T22:00:00Z'));
  });

  test('is drawn to one scale for all days', () => {
    const drawn = drawnOf(days);
    const sunday = days.at(-1);
    const pieces = sunday ? piecesOf(sunday, drawn) : [];
    expect(pieces.map(({ is }) => is)).toEqual(['working', 'block', 'booking']);
    for (const { x, width } of pieces) {
      expect(x).toBeGreaterThanOrEqual(0);
      expect(x + width).toBeLessThanOrEqual(100.001);
    }
  });
});

test('a telephone system may write a number with plus, without, or with zeros; what is none is none', () => {
  for (const written of ['+4930123456', '4930123456', '004930123456', 'tel:+49 (30) 123-456'])
    expect(numberOf(written)).toBe('+4930123456');
  for (const written of ['', 'anonymous', '030123456', '12345', '+49301234567890123'])
    expect(numberOf(written)).toBeUndefined();
});

test('calls, a call, a caller and a number have addresses that lead back to them', () => {
  for (const path of [
    '/calls',
    '/calls?of=team',
    '/calls?of=week',
    '/calls?of=week&agent=bruno&from=2026-11-23',
    '/calls/call_1',
    '/accounts/acme?call=c-1',
    '/accounts/acme',
  ])
    expect(pathTo(placeOf(path))).toBe(path);
  expect(placeOf('/phone/+4930123456')).toEqual({ room: 'phone', digits: '+4930123456' });
  expect(placeOf('/calls?of=week&from=nonsense')).toEqual({ room: 'calls', shown: { of: 'week' } });
});

describe('a seller’s profile', () => {
  const before = { skus: 10, experience: { level: 'new', source: 'supposed' } };
  test('is written as far as it was changed; what is left empty stays', () => {
    const draft = { ...sellerDraft(before), skus: '4.200', limits: 'minimum', source: 'said' };
    expect(sellerBody(draft, before)).toEqual({
      skus: 4200,
      experience: { level: 'new', source: 'said' },
      limits: { minimum: true, maximum: false },
    });
    expect(sellerBody({ ...sellerDraft(before), skus: '', level: '' }, before)).toEqual({});
  });

  test('says which fields cannot be read', () => {
    const draft = {
      ...sellerDraft({}),
      skus: 'many',
      marketplaces: 'Amazon-DE, ebay',
      fields: 'toys & games',
    };
    expect([...wrongIn(draft)]).toEqual(['skus', 'fields']);
  });
});
