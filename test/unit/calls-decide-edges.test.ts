import { describe, expect, test } from '@jest/globals';
import type { AgendaItem, Call } from '../../shared/domain/calls/call.ts';
import type { CallCommand, Decided } from '../../shared/domain/calls/call-commands.ts';
import { decideCall } from '../../shared/domain/calls/decide-call.ts';
import { dueThings, nextLook } from '../../shared/domain/calls/next-due.ts';
import { HOUR, MINUTE } from '../../shared/kernel/instant.ts';
import { callWrites } from '../../shared/store/call-store.ts';

const T0 = Date.parse('2026-11-23T09:00:00Z');
const item = (id: string, more: Partial<AgendaItem> = {}): AgendaItem => ({
  ...{ id, kind: 'welcome', readyAt: T0, dueAt: T0 + 4 * HOUR, state: 'open' },
  ...more,
});
const due: Call = {
  ...{ id: 'call_1', accountId: 'acme', contactId: 'c-1', language: 'de', zone: 'Europe/Berlin' },
  ...{ state: 'due', agentId: 'anna', readyAt: T0, dueAt: T0 + 4 * HOUR, agenda: [item('welcome')] },
  ...{ sequence: 0, reminders: [], attempts: [], notices: [], noticed: 0, openedAt: T0 },
};
const tomorrow = T0 + 26 * HOUR;
const slot = { agentId: 'anna', from: tomorrow, to: tomorrow + 45 * MINUTE };
const START: CallCommand = { do: 'start', agentId: 'anna', direction: 'out' };
const end = (more: Partial<Extract<CallCommand, { do: 'end' }>>): CallCommand => ({
  ...{ do: 'end', outcome: 'reached', results: {}, laterAt: T0 + HOUR, successorId: 'call_2' },
  ...more,
});

function outcomeOf(before: Call, command: CallCommand, now = T0): Decided {
  const decided = decideCall(before, command, now);
  if (!decided.ok) throw new Error(`refused: ${decided.refusal}`);
  return decided.value;
}
const all = (before: Call, ...commands: CallCommand[]): Call =>
  commands.reduce((held, command) => outcomeOf(held, command).call, before);
const kinds = ({ effects }: Decided) =>
  effects.map(effect => (effect.is === 'message' || effect.is === 'notice' ? effect.kind : effect.is));
const booked = all(due, { do: 'book', slot, by: 'staff' });

describe('an attempt before the agreed time', () => {
  test('that reaches nobody leaves the appointment as it is', () => {
    for (const outcome of ['no-answer', 'busy', 'no-show'] as const) {
      const tried = outcomeOf(all(booked, START), end({ outcome, retryAt: T0 + 2 * HOUR }));
      expect(tried.call).toMatchObject({ state: 'booked', booking: { from: tomorrow }, sequence: 0 });
      expect(kinds(tried)).toEqual([]);
    }
  });

  test('that deals with everything takes the appointment out of the calendars', () => {
    const over = outcomeOf(all(booked, START), end({ results: { welcome: 'declined' } }));
    expect(over.call).toMatchObject({ state: 'ended', ending: 'reached', sequence: 1 });
    expect(kinds(over)).toEqual(expect.arrayContaining(['cancelled', 'call-cancelled', 'feedback']));
  });
});

describe('a call that is over', () => {
  const over = all(due, START, end({ results: { welcome: 'done' } }));

  test('is not changed by who cancels, withdraws or hands it over late', () => {
    for (const command of [
      { do: 'cancel', by: 'staff' },
      { do: 'give', agentId: 'emil' },
      { do: 'withdraw', itemId: 'welcome' },
    ] as CallCommand[])
      expect(outcomeOf(over, command)).toEqual({ call: over, effects: [] });
  });

  test('leaves the call that took its place alone', () => {
    const writes = callWrites(over, { ...over, version: 3 });
    expect(writes.filter(write => write.do === 'delete')).toEqual([]);
  });
});

describe('what goes back to being due', () => {
  test('is told of anew after the customer cancelled an appointment about it', () => {
    const told = all(due, { do: 'tell-due', to: ['anna'] }, { do: 'tell-late', to: ['fatima'] });
    const asked = item('cb', { kind: 'callback', asked: true });
    const again = all(
      told,
      { do: 'book', slot, item: asked, by: 'customer' },
      { do: 'cancel', by: 'customer' },
    );
    expect(again.state).toBe('due');
    expect(dueThings(again).map(({ what }) => what)).toContain('tell-due');
  });

  test('is told once although its time moves a little, and anew when it moves far; what was told before is settled', () => {
    const told = all(due, { do: 'tell-due', to: ['anna'] });
    const wish = (readyAt: number): CallCommand => ({ do: 'wish', item: item('welcome', { readyAt }) });
    const little = all(told, wish(T0 + MINUTE));
    expect(dueThings(little).map(({ what }) => what)).toEqual(['tell-late']);
    const far = all(told, wish(T0 + HOUR));
    expect(dueThings(far)[0]).toEqual({ what: 'tell-due', at: T0 + HOUR });
    expect(kinds(outcomeOf(far, { do: 'tell-due', to: ['anna'] }, T0 + HOUR))).toEqual([
      'settle',
      'call-due',
    ]);
  });

  test('is not touched by a customer who cancels what they never asked for', () => {
    const told = all(due, { do: 'tell-due', to: ['anna'] });
    expect(outcomeOf(told, { do: 'cancel', by: 'customer' })).toEqual({ call: told, effects: [] });
  });

  test('after a try that reached nobody is not late the moment it may be tried again', () => {
    const tried = all(due, START, end({ outcome: 'no-answer', retryAt: T0 + 20 * HOUR }));
    expect(tried.dueAt - tried.readyAt).toBe(HOUR);
  });
});

describe('a conversation that nobody ends', () => {
  test('is asked about after two hours and again, with and without an agreed time', () => {
    const running = all(due, START);
    expect(nextLook(running)).toBe(T0 + 2 * HOUR);
    const asked = outcomeOf(running, { do: 'tell-still', to: ['anna'] }, T0 + 2 * HOUR);
    expect([kinds(asked), nextLook(asked.call)]).toEqual([['call-open'], T0 + 4 * HOUR]);
  });

  test('gets no more time then', () => {
    const long = { ...all(due, START), booking: { ...slot, from: T0, to: T0 + 2 * HOUR + 5 * MINUTE } };
    expect(dueThings(long).map(({ what }) => what)).toEqual(['tell-still']);
  });
});

describe('a call wanted now', () => {
  const item1 = item('cb', { kind: 'callback', asked: true });
  const asked = all(
    due,
    { do: 'ask-now', item: item1, openAt: T0, promisedAt: T0 + 30 * MINUTE },
    { do: 'offer', to: ['anna'], until: T0 + 90_000 },
  );

  test('that is handed over is told to that colleague, and goes to all when they do not take it', () => {
    const given = outcomeOf(asked, { do: 'give', agentId: 'emil' });
    expect(given.effects).toEqual(
      expect.arrayContaining([expect.objectContaining({ kind: 'call-asked', to: ['emil'] })]),
    );
    const wider = outcomeOf(given.call, { do: 'offer', to: ['anna', 'emil'], until: T0 + 180_000 });
    expect(wider.effects).toMatchObject([{ kind: 'call-asked', to: ['anna'] }]);
  });
});

describe('an appointment that something is in the way of', () => {
  test('stands again when that is gone, and is reminded of', () => {
    const moved = all(booked, { do: 'must-move', why: 'agent-absent', tell: ['fatima'] });
    expect(dueThings(moved).map(({ what }) => what)).toEqual(['miss']);
    const stands = outcomeOf(moved, { do: 'may-stay' });
    expect(stands.call.booking).toEqual(booked.booking);
    expect(dueThings(stands.call)[0]?.what).toBe('tell-soon');
  });
});
