import { describe, expect, test } from '@jest/globals';
import type { Call } from '../../shared/domain/calls/call.ts';
import type { CallCommand, Decided } from '../../shared/domain/calls/call-commands.ts';
import { HOUR, MINUTE } from '../../shared/kernel/instant.ts';
import { anItem, answerTo, askedItem, bookedCall, dueCall, slotAt } from '../support/decided-calls.ts';
import { NOW } from '../support/facts.ts';

const decided = (call: Call, command: CallCommand, now = NOW): Decided => {
  const answer = answerTo(call, command, now);
  if (typeof answer === 'string') throw new Error(answer);
  return answer;
};
const LATER = NOW + 20 * HOUR;
const attempt = { at: NOW - MINUTE, agentId: 'anna', direction: 'out' } as const;
const going = (part: Partial<Call> = {}): Call =>
  dueCall({ state: 'running', agentId: 'anna', attempts: [attempt], ...part });
type End = Extract<CallCommand, { do: 'end' }>;
const end = (part: Partial<End> = {}): End => ({
  ...{ do: 'end', outcome: 'reached', results: {}, laterAt: LATER, successorId: 'call_2' },
  ...part,
});
const over = (outcome: string) => ({ ...attempt, endedAt: NOW, outcome });
const ended = (ending: string) => ({ is: 'ended', ending });
const message = (kind: string) => ({ is: 'message', kind });
const told = { notices: ['call_1.1'], noticed: 1 };
const settle = { is: 'settle', noticeId: 'call_1.1' };

describe('a conversation', () => {
  const start = { do: 'start', agentId: 'emil', direction: 'in' } as const;

  test('begins with an attempt; nobody need act on the call any more', () => {
    const offer = { agents: ['emil'], round: 1, until: NOW };
    expect(decided(dueCall({ ...told, offer, acceptedUntil: NOW }), start)).toStrictEqual({
      call: dueCall({
        ...{ ...told, notices: [], state: 'running', agentId: 'emil' },
        attempts: [{ at: NOW, agentId: 'emil', direction: 'in' }],
      }),
      effects: [settle],
    });
  });

  test('begins without what the contact does not consent to', () => {
    const call = dueCall({ agenda: [anItem('a'), anItem('b')] });
    expect(decided(call, { ...start, without: ['b'] }).call.agenda).toEqual([
      ...[anItem('a'), anItem('b', { state: 'dropped', result: 'no-consent' })],
    ]);
  });

  test('begins once, by one', () => {
    expect(decided(going(), { ...start, agentId: 'anna' })).toStrictEqual({ call: going(), effects: [] });
    expect(answerTo(going(), start)).toBe('already-claimed');
  });

  test('ticks steps off, and takes that back', () => {
    const tick = (call: Call, part: object) =>
      decided(call, { do: 'step', itemId: 'welcome', stepId: 's1', state: 'done', ...part }).call.agenda[0]
        ?.steps;
    expect(tick(going(), {})).toStrictEqual({ s1: { state: 'done' } });
    expect(tick(going(), { state: 'skipped', why: 'no' })).toStrictEqual({
      s1: { state: 'skipped', why: 'no' },
    });
    const steps = { s1: { state: 'done' }, s2: { state: 'done' } } as const;
    const held = going({ agenda: [anItem('welcome', { steps }), anItem('b')] });
    expect(tick(held, { state: 'open' })).toEqual({ s2: { state: 'done' } });
    const { agenda } = decided(held, { do: 'step', itemId: 'b', stepId: 's1', state: 'done' }).call;
    expect(agenda).toEqual([held.agenda[0], anItem('b', { steps: { s1: { state: 'done' } } })]);
    expect(answerTo(held, { do: 'step', itemId: 'x', stepId: 's1', state: 'done' })).toBe('unknown-item');
  });

  test('keeps what is written down, each part by itself', () => {
    const difficulties = [{ topic: 'bills' }];
    const first = decided(going(), { do: 'note', notes: 'hello', difficulties }).call;
    expect(first).toStrictEqual(going({ notes: 'hello', difficulties }));
    const more = decided(first, { do: 'note', notes: 'more' }).call;
    expect(more).toStrictEqual(going({ notes: 'more', difficulties }));
  });

  test('is never cut off: its time grows, and never shrinks', () => {
    const booking = slotAt(NOW - 5 * MINUTE);
    const held = going({ booking });
    const extend = (until: number) => decided(held, { do: 'extend', until }).call.booking?.to;
    expect(extend(booking.to + 1)).toBe(booking.to + 1);
    expect([extend(booking.to), extend(booking.to - 1)]).toEqual([booking.to, booking.to]);
    expect(decided(going(), { do: 'extend', until: NOW }).call).toEqual(going());
    expect(answerTo(bookedCall(), { do: 'extend', until: NOW })).toBe('not-running');
  });
});

describe('an attempt that reached nobody', () => {
  const tried = (outcome: End['outcome'], part: Partial<End> = {}, call: Partial<Call> = {}) =>
    decided(going(call), end({ outcome, retryAt: NOW + 2 * HOUR, ...part }));

  test('has the call tried again later, late no sooner than an hour after that', () => {
    expect(tried('no-answer', { notes: 'voicemail' })).toStrictEqual({
      call: going({
        ...{ state: 'due', readyAt: NOW + 2 * HOUR, notBefore: NOW + 2 * HOUR, dueAt: NOW + 4 * HOUR },
        ...{ attempts: [over('no-answer')] as never, notes: 'voicemail' },
      }),
      effects: [],
    });
    expect(tried('busy', { retryAt: NOW + 9 * HOUR }).call.dueAt).toBe(NOW + 10 * HOUR);
  });

  test('has whoever did not come choose again, and their time is free', () => {
    const step = tried('no-show', {}, { booking: slotAt(NOW - HOUR), sequence: 3 });
    expect(step.effects).toEqual([message('choose-again')]);
    expect(step.call).not.toHaveProperty('booking');
    expect(step.call.sequence).toBe(4);
  });

  test('before the time that is agreed on leaves that as it is', () => {
    const booking = slotAt(NOW + HOUR, 'emil');
    const step = tried('no-answer', {}, { booking });
    expect(step.call).toMatchObject({
      state: 'booked',
      agentId: 'emil',
      booking,
      attempts: [over('no-answer')],
    });
    expect(tried('no-answer', {}, { booking: slotAt(NOW) }).call.state).toBe('due');
  });

  test('for the last time ends the call with a written word; its wishes were not spoken of', () => {
    const { retryAt: _, ...last } = end({ outcome: 'no-answer', retryAt: 0 });
    const step = decided(going(told), last);
    expect(step.call).toMatchObject({ state: 'ended', ending: 'never-reached', endedAt: NOW, notices: [] });
    expect(step.call.agenda).toEqual([anItem('welcome')]);
    expect(step.effects).toEqual([ended('never-reached'), settle, message('not-reached')]);
  });

  test('by a wrong number ends it', () => {
    const step = tried('wrong-number');
    expect(step.call).toMatchObject({ state: 'ended', ending: 'wrong-number', agenda: [anItem('welcome')] });
    expect(step.effects).toEqual([ended('wrong-number')]);
  });

  test('that never began is none', () => {
    expect(answerTo(dueCall({ attempts: [attempt] }), end())).toBe('not-running');
    expect(answerTo(going({ attempts: [] }), end())).toBe('not-running');
  });
});

describe('a conversation that is over', () => {
  const agenda = [anItem('a'), anItem('b'), anItem('c', { state: 'dropped' })];
  const done = (id: string, result: string) => anItem(id, { state: 'done', result });

  test('ends the call where all was spoken of, and asks how it was', () => {
    const call = going({ ...told, agenda });
    const step = decided(call, end({ results: { a: 'ok', b: 'no' }, notes: 'n' }));
    expect(step).toStrictEqual({
      call: {
        ...{ ...call, state: 'ended', ending: 'reached', endedAt: NOW, notices: [], notes: 'n' },
        ...{ agenda: [done('a', 'ok'), done('b', 'no'), agenda[2]], attempts: [over('reached')] },
      },
      effects: [ended('reached'), settle, message('feedback')],
    });
  });

  test('and left something goes on with it in another call, after a pause', () => {
    const call = going({
      ...{ agenda, notes: 'n', about: 'x', difficulties: [], sequence: 4, noticed: 5, dueToldAt: NOW },
      ...{ lateToldAt: NOW, stillToldAt: NOW, notBefore: NOW, phone: '+49' },
    });
    const { successor } = decided(call, end({ results: { a: 'ok' } }));
    expect(successor).toStrictEqual({
      call: dueCall({
        ...{ id: 'call_2', agentId: 'anna', agenda: [anItem('b')], formerId: 'call_1', phone: '+49' },
        ...{ readyAt: LATER, dueAt: LATER + HOUR, notBefore: LATER },
      }),
      effects: [],
    });
    const late = going({
      agenda: [anItem('b', { readyAt: LATER + 5, dueAt: LATER + 9 * HOUR }), anItem('x')],
    });
    const next = decided(late, end({ results: { x: 'ok' } })).successor?.call;
    expect(next).toMatchObject({ readyAt: LATER + 5, dueAt: LATER + 9 * HOUR });
  });

  test('that they declined takes as declined what could be spoken of', () => {
    const items = [anItem('a'), anItem('b', { readyAt: NOW + 1 }), anItem('d')];
    const step = decided(going({ agenda: items }), end({ outcome: 'declined', results: { d: 'no' } }));
    expect(step.call).toMatchObject({ state: 'ended', ending: 'declined' });
    expect(step.call.agenda).toEqual([done('a', 'declined'), items[1], done('d', 'no')]);
    expect(step.effects).toEqual([ended('declined')]);
    expect(step.successor?.call.agenda).toEqual([items[1]]);
  });

  test('before the time that is agreed on leaves that for what is left', () => {
    const booking = slotAt(NOW + HOUR, 'emil');
    const step = decided(going({ agenda, booking }), end({ results: { a: 'ok' } }));
    expect(step.call).toMatchObject({ state: 'booked', agentId: 'emil', booking });
    expect(step).not.toHaveProperty('successor');
    expect(step.effects).toEqual([]);
    const all = decided(going({ agenda, booking }), end({ results: { a: 'ok', b: 'ok' } }));
    expect(all.call).toMatchObject({ state: 'ended', sequence: 1 });
    expect(all.effects).toEqual([
      ...[ended('reached'), message('cancelled')],
      { is: 'notice', noticeId: 'call_1.1', kind: 'call-cancelled', to: ['anna'].map(() => 'emil') },
      message('feedback'),
    ]);
    const begun = going({ agenda, booking: slotAt(NOW) });
    const held = decided(begun, end({ results: { a: 'ok', b: 'ok' } }));
    expect(held.call).toMatchObject({ booking: slotAt(NOW), sequence: 0 });
  });

  test('goes on at once, or at a time that is agreed, when that is the next step', () => {
    const item = askedItem('next');
    const now = decided(
      going({ agenda }),
      end({ results: { a: 'x', b: 'x' }, next: { do: 'session-now', item } }),
    );
    expect(now.successor).toStrictEqual({
      call: dueCall({
        ...{ id: 'call_2', agentId: 'anna', state: 'running', agenda: [item], formerId: 'call_1' },
        ...{ readyAt: NOW, dueAt: NOW, notBefore: LATER },
        attempts: [{ at: NOW, agentId: 'anna', direction: 'out' }],
      }),
      effects: [],
    });
    const slot = slotAt(NOW + 48 * HOUR, 'emil');
    const booked = decided(going({ agenda }), end({ next: { do: 'book', item, slot } as never }));
    expect(booked.successor?.effects).toEqual([message('booked')]);
    expect(booked.successor?.call).toMatchObject({
      ...{ state: 'booked', agentId: 'emil', booking: slot, readyAt: slot.from, dueAt: slot.from },
      agenda: [anItem('a'), anItem('b'), item],
    });
  });
});
