import { describe, expect, test } from '@jest/globals';
import type { Call } from '../../shared/domain/calls/call.ts';
import type { CallCommand, Decided } from '../../shared/domain/calls/call-commands.ts';
import { HOUR, MINUTE } from '../../shared/kernel/instant.ts';
import { anItem, answerTo, askedItem, bookedCall, dueCall, slotAt } from '../support/decided-calls.ts';
import { NOW } from '../support/facts.ts';

const FROM = NOW + 30 * HOUR;
const slot = slotAt(FROM);
const book = (part: Partial<Extract<CallCommand, { do: 'book' }>> = {}): CallCommand => ({
  ...{ do: 'book', slot, by: 'staff' },
  ...part,
});
const decided = (call: Call, command: CallCommand, now = NOW): Decided => {
  const answer = answerTo(call, command, now);
  if (typeof answer === 'string') throw new Error(answer);
  return answer;
};
const notice = (kind: string, to: string, n = 1) => ({
  is: 'notice',
  noticeId: `call_1.${n}`,
  kind,
  to: [to],
});
const message = (kind: string) => ({ is: 'message', kind });
const settle = (noticeId: string) => ({ is: 'settle', noticeId });
const told = { notices: ['call_1.1'], noticed: 1 };

describe('a time that is agreed', () => {
  test('is the time of the call; what was offered is over, and reminders whose time is over are not sent', () => {
    const before = dueCall({
      ...told,
      offer: { agents: ['emil'], round: 1, until: NOW },
      acceptedUntil: NOW,
    });
    const soon = slotAt(NOW + 24 * HOUR);
    const { offer: _, acceptedUntil: _until, ...rest } = before;
    expect(decided(before, book({ slot: soon }))).toStrictEqual({
      call: {
        ...{ ...rest, state: 'booked', agentId: 'anna', booking: { ...soon, reminded: [24] } },
        ...{ readyAt: soon.from, dueAt: soon.from, sequence: 0, notices: [] },
      },
      effects: [settle('call_1.1'), message('booked')],
    });
    expect(decided(dueCall(), book()).call.booking?.reminded).toEqual([]);
  });

  test('by the customer is told to whom it is with', () => {
    const step = decided(dueCall(), book({ by: 'customer', item: askedItem('cb') }));
    expect(step.effects).toEqual([message('booked'), notice('call-booked', 'anna')]);
    expect(step.call.agenda.map(({ id }) => id)).toEqual(['welcome', 'cb']);
    const moved = decided(bookedCall(), book({ by: 'customer', slot: slotAt(FROM + HOUR) }));
    expect(moved.effects).toEqual([message('moved'), notice('call-moved', 'anna')]);
  });

  test('moves with the next number for calendars; whoever had it before hears that it is gone', () => {
    const step = decided(bookedCall({ sequence: 4 }), book({ slot: slotAt(FROM, 'emil'), by: 'customer' }));
    expect(step.call).toMatchObject({ sequence: 5, agentId: 'emil' });
    expect(step.effects).toEqual([
      ...[message('moved'), notice('call-booked', 'emil'), notice('call-cancelled', 'anna', 2)],
    ]);
    expect(decided(bookedCall(), book({ slot: slotAt(FROM, 'emil') })).effects).toEqual([
      ...[message('moved'), notice('call-cancelled', 'anna')],
    ]);
    expect(decided(dueCall({ sequence: 2 }), book()).call.sequence).toBe(3);
    expect(decided(bookedCall(), book({ slot: slotAt(FROM + HOUR) })).call.sequence).toBe(1);
  });

  test('said twice is agreed once, though its wish joins', () => {
    const call = bookedCall();
    expect(decided(call, book())).toStrictEqual({ call, effects: [] });
    const joined = decided(call, book({ item: askedItem('cb') }));
    expect(joined.effects).toEqual([]);
    expect(joined.call.agenda).toHaveLength(2);
    for (const other of [slotAt(FROM, 'emil'), slotAt(FROM + 1), { ...slot, to: slot.to + 1 }])
      expect(decided(call, book({ slot: other })).effects).not.toEqual([]);
  });

  test('that the customer has to choose again is agreed anew even if it is the same', () => {
    const asked = bookedCall({ booking: { ...slot, mustMove: 'agent-absent' } });
    const step = decided(asked, book());
    expect(step.call.booking).toEqual({ ...slot, reminded: [] });
    expect(step.effects).toEqual([message('moved')]);
  });
});

describe('what the customer changes', () => {
  const change = (call: Call, part: Extract<CallCommand, { do: 'change' }>['part']) =>
    decided(call, { do: 'change', part });

  test('of reminders are those that are still to come', () => {
    const call = bookedCall({ booking: { ...slot, reminded: [24] } });
    const step = change(call, { reminders: [48, 24, 30, 2] });
    expect(step).toStrictEqual({
      call: { ...call, reminders: [48, 24, 30, 2], booking: { ...slot, reminded: [24, 48, 30] } },
      effects: [],
    });
    expect(change(bookedCall({ booking: slot }), { reminders: [48] }).call.booking?.reminded).toEqual([48]);
    const known = bookedCall({ reminders: [48], booking: slot });
    expect(change(known, { reminders: [48] }).call.booking?.reminded).toEqual([]);
  });

  test('else is taken as it is', () => {
    expect(change(bookedCall(), { about: 'bills' }).call).toStrictEqual({ ...bookedCall(), about: 'bills' });
    expect(change(dueCall(), { reminders: [5] }).call).toStrictEqual(dueCall({ reminders: [5] }));
  });
});

describe('something in the way of an agreed time', () => {
  const mustMove = { do: 'must-move', why: 'agent-absent', tell: ['lea'] } as const;

  test('has the customer choose again, once, and says so to those who look after it', () => {
    const step = decided(bookedCall(), mustMove);
    const booking = { ...slot, reminded: [], mustMove: 'agent-absent' };
    expect(step).toStrictEqual({
      call: { ...bookedCall(), booking, ...told },
      effects: [message('choose-again'), notice('call-must-move', 'lea')],
    });
    expect(decided(step.call, mustMove)).toStrictEqual({ call: step.call, effects: [] });
    expect(answerTo(dueCall(), mustMove)).toBe('not-booked');
    expect(answerTo({ ...bookedCall(), state: 'running' }, mustMove)).toBe('not-booked');
  });

  test('that is gone leaves it as it was', () => {
    const asked = decided(bookedCall(), mustMove).call;
    expect(decided(asked, { do: 'may-stay' })).toStrictEqual({
      ...{ call: bookedCall({ noticed: 1 }), effects: [settle('call_1.1')] },
    });
    expect(decided(bookedCall(told), { do: 'may-stay' }).effects).toEqual([]);
    expect(decided(dueCall(told), { do: 'may-stay' })).toStrictEqual({ call: dueCall(told), effects: [] });
  });
});

describe('a call that is cancelled', () => {
  const cancel = (by: 'customer' | 'staff') => ({ do: 'cancel', by }) as const;

  test('by the customer loses what they asked for; the rest is due again, without its time', () => {
    const call = bookedCall({
      agenda: [anItem('welcome'), askedItem('cb')],
      dueToldAt: NOW,
      lateToldAt: NOW,
    });
    const { booking: _b, dueToldAt: _d, lateToldAt: _l, ...rest } = call;
    expect(decided(call, cancel('customer'))).toStrictEqual({
      call: {
        ...{ ...rest, ...told, state: 'due', readyAt: NOW, dueAt: NOW + 4 * HOUR, sequence: 1 },
        agenda: [anItem('welcome'), askedItem('cb', { state: 'dropped' })],
      },
      effects: [message('cancelled'), notice('call-cancelled', 'anna')],
    });
  });

  test('of which nothing is left is over, and calendars that have it are told', () => {
    const { booking: _, ...rest } = bookedCall(told);
    expect(decided(bookedCall(told), cancel('staff'))).toStrictEqual({
      call: {
        ...{ ...rest, state: 'ended', ending: 'cancelled', endedAt: NOW, sequence: 1 },
        ...{ agenda: [anItem('welcome', { state: 'dropped' })], notices: ['call_1.2'], noticed: 2 },
      },
      effects: [
        ...[{ is: 'ended', ending: 'cancelled' }, settle('call_1.1'), message('cancelled')],
        notice('call-cancelled', 'anna', 2),
      ],
    });
    expect(decided(dueCall(), cancel('staff')).effects).toEqual([{ is: 'ended', ending: 'cancelled' }]);
  });

  test('without anything that they asked for stays as it is', () => {
    expect(decided(dueCall(told), cancel('customer'))).toStrictEqual({ call: dueCall(told), effects: [] });
    const asked = dueCall({ state: 'asked', ...told, agenda: [anItem('welcome'), askedItem('cb')] });
    const step = decided(asked, cancel('customer'));
    expect(step.call.state).toBe('due');
    expect(step.effects).toEqual([settle('call_1.1')]);
  });

  test('is not while the conversation goes on, and not twice', () => {
    expect(answerTo(dueCall({ state: 'running' }), cancel('staff'))).toBe('running');
    const over = dueCall({ state: 'ended' });
    expect(decided(over, cancel('staff'))).toStrictEqual({ call: over, effects: [] });
    expect(answerTo(over, book())).toBe('ended');
    expect(answerTo(dueCall({ state: 'running' }), book())).toBe('running');
  });
});

describe('a wish', () => {
  test('that is withdrawn leaves the rest due with the first of it, or ends the call', () => {
    const call = dueCall({
      agenda: [anItem('a'), anItem('b', { readyAt: NOW + HOUR, dueAt: NOW + 9 * HOUR })],
    });
    const step = decided(call, { do: 'withdraw', itemId: 'a' });
    expect(step.call).toMatchObject({ state: 'due', readyAt: NOW + HOUR, dueAt: NOW + 9 * HOUR });
    expect(step.call.agenda.map(({ state }) => state)).toEqual(['dropped', 'open']);
    const over = decided(dueCall(told), { do: 'withdraw', itemId: 'welcome' });
    expect(over.call).toMatchObject({ state: 'ended', ending: 'withdrawn' });
    expect(over.effects).toEqual([{ is: 'ended', ending: 'withdrawn' }, settle('call_1.1')]);
    const running = dueCall({ state: 'running' });
    expect(decided(running, { do: 'withdraw', itemId: 'welcome' }).call.state).toBe('running');
    const done = dueCall({ agenda: [anItem('a', { state: 'done' }), anItem('b')] });
    expect(decided(done, { do: 'withdraw', itemId: 'a' }).call.agenda).toEqual(done.agenda);
  });

  test('gives a call that nobody has to whom it names', () => {
    const wish = { do: 'wish', item: anItem('x'), agentId: 'emil' } as const;
    expect(decided(dueCall(), wish).call.agentId).toBe('emil');
    expect(decided(dueCall({ agentId: 'anna' }), wish).call.agentId).toBe('anna');
    expect(decided(dueCall(), { do: 'wish', item: anItem('x') }).call).not.toHaveProperty('agentId');
  });

  test('that is there moves, that was dropped is back, that is done stays so', () => {
    const agenda = [anItem('a', { state: 'dropped' }), anItem('b', { state: 'done' }), anItem('c')];
    const call = dueCall({ agenda });
    const wish = (id: string) =>
      decided(call, { do: 'wish', item: anItem(id, { dueAt: NOW + HOUR }) }).call.agenda;
    expect(wish('a')).toEqual([anItem('a', { dueAt: NOW + HOUR }), ...agenda.slice(1)]);
    expect(wish('b')).toEqual(agenda);
    expect(wish('c')).toEqual([...agenda.slice(0, 2), anItem('c', { dueAt: NOW + HOUR })]);
  });

  test('is due no sooner than the pause after the last try, and never due before it may be', () => {
    const times = (part: Partial<Call>, item = {}) => {
      const { readyAt, dueAt } = decided(dueCall(part), { do: 'wish', item: anItem('welcome', item) }).call;
      return [readyAt - NOW, dueAt - NOW];
    };
    expect(times({})).toEqual([0, 4 * HOUR]);
    expect(times({ notBefore: NOW + HOUR })).toEqual([HOUR, 4 * HOUR]);
    expect(times({ notBefore: NOW + 9 * HOUR })).toEqual([9 * HOUR, 9 * HOUR]);
    expect(times({ readyAt: NOW + 5 * MINUTE, state: 'asked' })).toEqual([5 * MINUTE, 4 * HOUR]);
  });
});
