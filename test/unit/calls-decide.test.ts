import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { type AgendaItem, type Call, isOpenCall } from '../../shared/domain/calls/call.ts';
import type { CallCommand, Decided } from '../../shared/domain/calls/call-commands.ts';
import { decideCall } from '../../shared/domain/calls/decide-call.ts';
import { dueThings } from '../../shared/domain/calls/next-due.ts';
import { HOUR, MINUTE } from '../../shared/kernel/instant.ts';

const T0 = Date.parse('2026-11-23T09:00:00Z');
const item = (id: string, more: Partial<AgendaItem> = {}): AgendaItem => ({
  ...{ id, kind: 'welcome', readyAt: T0, dueAt: T0 + 4 * HOUR, state: 'open' },
  ...more,
});
const call = (more: Partial<Call> = {}): Call => ({
  ...{ id: 'call_1', accountId: 'acme', contactId: 'c-1', language: 'de', zone: 'Europe/Berlin' },
  ...{ state: 'due', readyAt: T0, dueAt: T0 + 4 * HOUR, agenda: [item('welcome')], sequence: 0 },
  ...{ reminders: [24, 1], attempts: [], notices: [], noticed: 0, openedAt: T0 },
  ...more,
});
const slot = (from: number, agentId = 'anna') => ({ agentId, from, to: from + 45 * MINUTE });
const asked = (id: string) => item(id, { kind: 'callback', asked: true });

/** What a decision leads to; a refusal fails the test. */
function outcomeOf(before: Call, command: CallCommand, now = T0): Decided {
  const decided = decideCall(before, command, now);
  if (!decided.ok) throw new Error(`refused: ${decided.refusal}`);
  return decided.value;
}
const all = (before: Call, ...commands: readonly (readonly [CallCommand, number?])[]): Call =>
  commands.reduce((held, [command, now]) => outcomeOf(held, command, now).call, before);
const kinds = ({ effects }: Decided) =>
  effects.map(effect => (effect.is === 'message' || effect.is === 'notice' ? effect.kind : effect.is));
const end = (more: Partial<Extract<CallCommand, { do: 'end' }>> = {}): CallCommand => ({
  ...{ do: 'end', outcome: 'reached', results: {}, laterAt: T0 + 20 * HOUR, successorId: 'call_2' },
  ...more,
});
const START: CallCommand = { do: 'start', agentId: 'anna', direction: 'out' };
const OFFER: CallCommand = { do: 'offer', to: ['anna', 'emil', 'bruno'], until: T0 + 90_000 };
const ASK: CallCommand = { do: 'ask-now', item: asked('cb'), openAt: T0, promisedAt: T0 + 30 * MINUTE };
const accept = (agentId: string): CallCommand => ({ do: 'accept', agentId, until: T0 + 3 * MINUTE });

describe('the agenda', () => {
  test('takes what is wished meanwhile: one call with all of it, due with the first', () => {
    const held = all(
      call(),
      [{ do: 'wish', item: item('anomaly', { kind: 'outreach', dueAt: T0 + 2 * HOUR }) }],
      [{ do: 'wish', item: asked('cb') }],
    );
    expect(held.agenda.map(({ id }) => id)).toEqual(['welcome', 'anomaly', 'cb']);
    expect(held.dueAt).toBe(T0 + 2 * HOUR);
  });

  test('moves a wish that is said again, and ends the call with its last item withdrawn', () => {
    const moved = all(call(), [{ do: 'wish', item: item('welcome', { dueAt: T0 + 9 * HOUR }) }]);
    expect([moved.agenda.length, moved.dueAt]).toEqual([1, T0 + 9 * HOUR]);
    const gone = outcomeOf(moved, { do: 'withdraw', itemId: 'welcome' });
    expect([gone.call.state, gone.call.ending, kinds(gone)]).toEqual(['ended', 'withdrawn', ['ended']]);
  });

  test('keeps what the customer asked for when the rest is withdrawn', () => {
    const booked = all(call(), [
      { do: 'book', slot: slot(T0 + 30 * HOUR), item: asked('cb'), by: 'customer' },
    ]);
    const left = outcomeOf(booked, { do: 'withdraw', itemId: 'welcome' }).call;
    expect([left.state, left.booking?.from]).toEqual(['booked', T0 + 30 * HOUR]);
  });
});

describe('a call wanted now', () => {
  test('has one taker; who comes second is told who was first, and nobody else need act', () => {
    const offered = all(call(), [ASK], [OFFER]);
    const first = outcomeOf(offered, accept('emil'));
    expect(first.call).toMatchObject({ state: 'accepted', agentId: 'emil', notices: [] });
    expect(kinds(first)).toEqual(['settle']);
    expect(decideCall(first.call, accept('anna'), T0)).toMatchObject({
      ...{ ok: false, refusal: 'already-claimed' },
      detail: { by: 'emil' },
    });
  });

  test('is offered to more when nobody takes it, and anew when whoever took it does not start', () => {
    const offered = all(call(), [ASK], [OFFER]);
    const wider = outcomeOf(offered, { do: 'offer', to: ['anna', 'carmen'], until: T0 + 180_000 });
    expect(wider.effects).toMatchObject([{ kind: 'call-asked', to: ['carmen'] }]);
    const idle = all(wider.call, [accept('anna')]);
    expect(dueThings(idle)[0]).toEqual({ what: 'offer', at: T0 + 3 * MINUTE });
    const anew = outcomeOf(idle, { do: 'offer', to: ['emil'], until: T0 + 5 * MINUTE });
    expect([anew.call.state, kinds(anew)]).toEqual(['asked', ['call-asked']]);
  });

  test('that is late is told of once', () => {
    const held = all(call(), [ASK], [OFFER]);
    const told = outcomeOf(held, { do: 'tell-late', to: ['fatima'] }, T0 + 31 * MINUTE);
    expect(kinds(told)).toEqual(['running-late', 'call-late']);
    expect(kinds(outcomeOf(told.call, { do: 'tell-late', to: ['fatima'] }, T0 + 32 * MINUTE))).toEqual([]);
  });
});

describe('an agreed time', () => {
  test('raises the number that calendars go by with every move and with its end, and never else', () => {
    const booked = all(call(), [{ do: 'book', slot: slot(T0 + 30 * HOUR), by: 'customer' }]);
    const moved = outcomeOf(booked, { do: 'book', slot: slot(T0 + 40 * HOUR, 'emil'), by: 'customer' });
    expect(kinds(moved)).toEqual(['settle', 'moved', 'call-booked', 'call-cancelled']);
    const over = outcomeOf(moved.call, { do: 'cancel', by: 'staff' });
    expect([booked.sequence, moved.call.sequence, over.call.sequence]).toEqual([0, 1, 2]);
    expect(kinds(over)).toEqual(['ended', 'settle', 'settle', 'cancelled', 'call-cancelled']);
  });

  test('reminds only ahead of itself, of itself, and once', () => {
    const soon = all(call(), [{ do: 'book', slot: slot(T0 + 2 * HOUR), by: 'customer' }]);
    expect(soon.booking?.reminded).toEqual([24]);
    const reminded = outcomeOf(soon, { do: 'remind', hours: 1 }, T0 + HOUR);
    expect(reminded.effects).toEqual([{ is: 'message', kind: 'reminder', at: T0 + HOUR }]);
    expect(kinds(outcomeOf(reminded.call, { do: 'remind', hours: 1 }, T0 + HOUR))).toEqual([]);
    expect(kinds(outcomeOf(soon, { do: 'remind', hours: 1 }, T0 + 3 * HOUR))).toEqual([]);
  });

  test('that nobody kept asks the customer to choose again and is due at once', () => {
    const booked = all(call(), [{ do: 'book', slot: slot(T0 + 2 * HOUR), by: 'customer' }]);
    const missed = outcomeOf(booked, { do: 'miss', to: ['fatima'] }, T0 + 3 * HOUR);
    expect(kinds(missed)).toEqual(['choose-again', 'call-late']);
    expect(missed.call).toMatchObject({ state: 'due', sequence: 1 });
  });

  test('cancelled by the customer leaves due what we want to speak of', () => {
    const booked = all(call(), [
      { do: 'book', slot: slot(T0 + 30 * HOUR), item: asked('cb'), by: 'customer' },
    ]);
    const left = outcomeOf(booked, { do: 'cancel', by: 'customer' });
    expect(left.call).toMatchObject({ state: 'due', readyAt: T0, sequence: 1 });
    expect(kinds(left)).toEqual(['settle', 'cancelled', 'call-cancelled']);
  });
});

describe('a conversation', () => {
  const running = all(call(), [START]);

  test('that reached nobody is due again, and after the last try written about', () => {
    const again = outcomeOf(running, end({ outcome: 'no-answer', retryAt: T0 + 2 * HOUR }), T0 + MINUTE).call;
    expect(again).toMatchObject({ state: 'due', readyAt: T0 + 2 * HOUR, notBefore: T0 + 2 * HOUR });
    const never = outcomeOf(all(again, [START]), end({ outcome: 'no-answer' }), T0 + 50 * HOUR);
    expect(never.call.ending).toBe('never-reached');
    expect(kinds(never)).toEqual(['ended', 'not-reached']);
  });

  test('hands what is left and what comes next to the call that takes over, in one decision', () => {
    const held = all(running, [
      { do: 'wish', item: item('trial', { kind: 'trial-end', readyAt: T0 + 99 * HOUR }) },
    ]);
    const next = {
      do: 'book',
      item: item('session', { kind: 'session' }),
      slot: slot(T0 + 24 * HOUR),
    } as const;
    const ended = outcomeOf(held, end({ results: { welcome: 'appointment' }, next }), T0 + 9 * MINUTE);
    expect(ended.call).toMatchObject({ state: 'ended', ending: 'reached' });
    expect(ended.call.agenda[0]).toMatchObject({ id: 'welcome', state: 'done', result: 'appointment' });
    expect(ended.successor?.call).toMatchObject({ id: 'call_2', state: 'booked', attempts: [] });
    expect(ended.successor?.call.agenda.map(({ id }) => id)).toEqual(['trial', 'session']);
    expect(kinds(ended)).toEqual(['ended', 'feedback']);
  });

  test('may go on as a session with the same agent', () => {
    const next = { do: 'session-now', item: item('session', { kind: 'session' }) } as const;
    const ended = outcomeOf(running, end({ results: { welcome: 'session-now' }, next }), T0 + 9 * MINUTE);
    expect(ended.successor?.call).toMatchObject({ state: 'running', agentId: 'anna' });
  });

  test('is not cancelled, booked or handed over under the one who speaks', () => {
    for (const command of [
      { do: 'cancel', by: 'customer' },
      { do: 'book', slot: slot(T0 + HOUR), by: 'customer' },
      { do: 'give', agentId: 'emil' },
      ASK,
    ] as CallCommand[])
      expect(decideCall(running, command, T0)).toMatchObject({ ok: false, refusal: 'running' });
  });
});

const minutes = fc.integer({ min: 0, max: 60 * 24 * 5 });
const agent = fc.constantFrom('anna', 'emil', 'bruno');
const anyCommand: fc.Arbitrary<(at: number) => CallCommand> = fc.oneof(
  fc.tuple(fc.constantFrom('a', 'b', 'welcome'), minutes).map(
    ([id, m]) =>
      (at: number): CallCommand => ({
        do: 'wish',
        item: item(id, { readyAt: at + m * MINUTE, dueAt: at + 2 * m * MINUTE }),
      }),
  ),
  fc.constantFrom('a', 'b', 'welcome', 'cb').map(itemId => (): CallCommand => ({ do: 'withdraw', itemId })),
  fc.constant(
    (at: number): CallCommand => ({ ...ASK, openAt: at, promisedAt: at + 30 * MINUTE }) as CallCommand,
  ),
  agent.map(
    one =>
      (at: number): CallCommand => ({ do: 'offer', to: [one], until: at + 90_000 }),
  ),
  agent.map(
    one =>
      (at: number): CallCommand => ({ do: 'accept', agentId: one, until: at + 180_000 }),
  ),
  agent.map(one => (): CallCommand => ({ do: 'give-back', agentId: one })),
  fc.tuple(agent, minutes).map(
    ([one, m]) =>
      (at: number): CallCommand => ({
        do: 'book',
        slot: slot(at + m * MINUTE, one),
        item: asked('cb'),
        by: 'customer',
      }),
  ),
  fc
    .constantFrom<CallCommand>(
      { do: 'must-move', why: 'agent-absent', tell: ['fatima'] },
      { do: 'cancel', by: 'customer' },
      { do: 'cancel', by: 'staff' },
      { do: 'give', agentId: undefined },
      { do: 'tell-due', to: ['anna'] },
      { do: 'tell-late', to: ['fatima'] },
      { do: 'remind', hours: 1 },
      { do: 'tell-booked', what: 'late', to: ['anna'] },
      { do: 'miss', to: ['fatima'] },
    )
    .map(command => () => command),
  agent.map(one => (): CallCommand => ({ do: 'start', agentId: one, direction: 'out' })),
  fc.constantFrom('reached', 'no-answer', 'declined', 'wrong-number', 'no-show').map(
    outcome =>
      (at: number): CallCommand =>
        end({
          outcome,
          laterAt: at + HOUR,
          retryAt: outcome === 'no-answer' ? at + 2 * HOUR : undefined,
        } as never),
  ),
);

describe('whatever is done with a call in whatever order', () => {
  test('an open one has a next look, an ended one none; calendars’ numbers never fall; ended stays ended', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(anyCommand, minutes), { maxLength: 40 }), steps => {
        let held = call();
        let now = T0;
        for (const [make, m] of steps) {
          now += m * MINUTE;
          const decided = decideCall(held, make(now), now);
          if (!decided.ok) continue;
          const next = decided.value.call;
          expect(next.sequence).toBeGreaterThanOrEqual(held.sequence);
          if (!isOpenCall(held)) expect(next).toEqual(held);
          expect(next.booking === undefined || ['booked', 'running', 'ended'].includes(next.state)).toBe(
            true,
          );
          expect(next.state === 'booked' ? next.booking !== undefined : true).toBe(true);
          if (next.state === 'ended') expect([dueThings(next), next.notices.length > 1]).toEqual([[], false]);
          if (next.state === 'asked' || next.state === 'accepted' || next.state === 'booked')
            expect(dueThings(next).length).toBeGreaterThan(0);
          held = next;
        }
      }),
      { numRuns: 400 },
    );
  });
});
