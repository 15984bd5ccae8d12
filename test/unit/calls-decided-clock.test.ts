import { describe, expect, test } from '@jest/globals';
import type { Call } from '../../shared/domain/calls/call.ts';
import type { CallCommand, Decided } from '../../shared/domain/calls/call-commands.ts';
import { dueThings } from '../../shared/domain/calls/next-due.ts';
import { HOUR, MINUTE } from '../../shared/kernel/instant.ts';
import { anItem, answerTo, bookedCall, dueCall, slotAt } from '../support/decided-calls.ts';
import { NOW } from '../support/facts.ts';

const decided = (call: Call, command: CallCommand, now = NOW): Decided => {
  const answer = answerTo(call, command, now);
  if (typeof answer === 'string') throw new Error(answer);
  return answer;
};
const unchanged = (call: Call, command: CallCommand, now = NOW) =>
  expect(decided(call, command, now)).toStrictEqual({ call, effects: [] });
const told = { notices: ['call_1.1'], noticed: 1 };
const settle = { is: 'settle', noticeId: 'call_1.1' };
const notice = (kind: string, n: number, critical = false) => ({
  ...{ is: 'notice', noticeId: `call_1.${n}`, kind, to: ['anna'] },
  ...(critical ? { critical } : {}),
});
const to = ['anna'];
const ready = (part: Partial<Call> = {}) => dueCall({ openedAt: NOW - HOUR, ...part });

describe('that a call may be made', () => {
  const tell = { do: 'tell-due', to } as const;

  test('is told once, in the place of what was told before', () => {
    expect(decided(ready(told), tell, NOW + 5)).toStrictEqual({
      call: ready({ notices: ['call_1.2'], noticed: 2, dueToldAt: NOW + 5 }),
      effects: [settle, notice('call-due', 2)],
    });
    expect(decided(ready({ readyAt: NOW + HOUR }), tell).call.dueToldAt).toBe(NOW + HOUR);
    unchanged(ready({ dueToldAt: NOW }), tell);
    unchanged(bookedCall(), tell);
  });

  test('is told anew when it is so more than a quarter of an hour later', () => {
    unchanged(ready({ dueToldAt: NOW - 15 * MINUTE }), tell);
    expect(decided(ready({ dueToldAt: NOW - 15 * MINUTE - 1 }), tell).effects).toHaveLength(1);
  });

  test('is not told of an outreach that somebody hears of anyway', () => {
    const agenda = [anItem('o', { kind: 'outreach' }), anItem('w', { state: 'done' })];
    const effects = (part: Partial<Call>) => decided(dueCall({ agenda, ...part }), tell).effects.length;
    expect(effects({})).toBe(0);
    expect(effects({ readyAt: NOW + 5 * MINUTE - 1 })).toBe(0);
    expect(effects({ readyAt: NOW + 5 * MINUTE })).toBe(1);
    expect(effects({ agenda: [...agenda, anItem('x')] })).toBe(1);
    expect(effects({ attempts: [{ at: NOW, agentId: 'anna', direction: 'out' }] })).toBe(1);
  });
});

describe('that a call is late', () => {
  const tell = { do: 'tell-late', to } as const;

  test('is told once for each promise', () => {
    const call = dueCall();
    expect(decided(call, tell)).toStrictEqual({
      call: dueCall({ ...told, lateToldAt: call.dueAt }),
      effects: [notice('call-late', 1)],
    });
    unchanged(dueCall({ lateToldAt: call.dueAt }), tell);
    unchanged(bookedCall(), tell);
    unchanged(dueCall({ state: 'running' }), tell);
  });

  test.each(['asked', 'accepted'] as const)(
    'is critical, and told to the customer, where it is %s',
    state => {
      const call = dueCall({ state });
      expect(decided(call, tell).effects).toEqual([
        { is: 'message', kind: 'running-late', at: call.dueAt },
        notice('call-late', 1, true),
      ]);
    },
  );
});

describe('a conversation that goes on for hours', () => {
  test('is asked about, again and again', () => {
    const running = dueCall({ state: 'running', ...told });
    expect(decided(running, { do: 'tell-still', to }, NOW + 7)).toStrictEqual({
      call: { ...running, notices: ['call_1.2'], noticed: 2, stillToldAt: NOW + 7 },
      effects: [settle, notice('call-open', 2)],
    });
    unchanged(dueCall(), { do: 'tell-still', to });
  });
});

describe('an agreed time', () => {
  const booking = slotAt(NOW + 30 * HOUR);
  const call = bookedCall({ booking });
  const remind = { do: 'remind', hours: 24, isHeld: false } as const;

  test('is reminded of once, while there is time', () => {
    expect(decided(call, remind)).toStrictEqual({
      call: { ...call, booking: { ...booking, reminded: [24] } },
      effects: [{ is: 'message', kind: 'reminder', at: booking.from - 24 * HOUR }],
    });
    const known = bookedCall({ booking: { ...booking, reminded: [48] } });
    expect(decided(known, remind).call.booking?.reminded).toEqual([48, 24]);
    unchanged(bookedCall({ booking: { ...booking, reminded: [24] } }), remind);
    unchanged(dueCall(), remind);
  });

  test.each<[string, Partial<Call>, object, number]>([
    ['is held', {}, { isHeld: true }, NOW],
    ['has begun', {}, {}, booking.from],
    ['is to be moved', { booking: { ...booking, mustMove: 'x' } }, {}, NOW],
  ])('that %s has its reminder over without a word', (_, part, more, now) => {
    const step = decided(bookedCall({ booking, ...part }), { ...remind, ...more }, now);
    expect(step.call.booking?.reminded).toEqual([24]);
    expect(step.effects).toEqual([]);
  });

  test('is told of when it begins, and critically when it is late, each once', () => {
    const tell = (what: 'soon' | 'late', isHeld = false) =>
      ({ do: 'tell-booked', what, to, isHeld }) as const;
    expect(decided(call, tell('soon'))).toStrictEqual({
      call: { ...call, ...told, booking: { ...booking, told: ['soon'] } },
      effects: [notice('call-reminder', 1)],
    });
    const soon = bookedCall({ booking: { ...booking, told: ['soon'] } });
    unchanged(soon, tell('soon'));
    expect(decided(soon, tell('late'))).toStrictEqual({
      call: { ...soon, ...told, booking: { ...booking, told: ['soon', 'late'] } },
      effects: [{ is: 'message', kind: 'running-late', at: booking.from }, notice('call-late', 1, true)],
    });
    expect(decided(call, tell('late', true)).effects).toEqual([]);
    unchanged(dueCall(), tell('soon'));
  });

  test('at which nobody called is to be chosen again, and the call is late at once', () => {
    const miss = { do: 'miss', to, isHeld: false } as const;
    const { booking: _, ...rest } = call;
    const due = { ...rest, state: 'due', readyAt: booking.to, lateToldAt: call.dueAt, sequence: 1 };
    expect(decided({ ...call, dueToldAt: NOW }, miss, booking.to)).toStrictEqual({
      call: { ...due, ...told },
      effects: [{ is: 'message', kind: 'choose-again' }, notice('call-late', 1, true)],
    });
    expect(decided({ ...call, ...told }, { ...miss, isHeld: true }, booking.to)).toStrictEqual({
      call: { ...due, noticed: 1 },
      effects: [settle],
    });
    unchanged(call, miss, booking.to - 1);
    unchanged(dueCall(), miss);
  });
});

describe('what is due of a call', () => {
  test('is in the order of its instants', () => {
    const things = dueThings(bookedCall({ booking: slotAt(NOW + 30 * HOUR), reminders: [1, 24] }));
    const instants = things.map(({ at }) => at);
    expect(instants).toEqual(instants.toSorted((a, b) => a - b));
    expect(things.length).toBeGreaterThan(2);
  });
});
