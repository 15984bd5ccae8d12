import { describe, expect, test } from '@jest/globals';
import type { Call } from '../../shared/domain/calls/call.ts';
import type { CallCommand, Decided } from '../../shared/domain/calls/call-commands.ts';
import { holdOf, isHeldByWords, withoutConsent } from '../../shared/domain/calls/call-hold.ts';
import { HOUR, MINUTE, SECOND } from '../../shared/kernel/instant.ts';
import { anItem, answerTo, askedItem, bookedCall, dueCall } from '../support/decided-calls.ts';
import { NOW } from '../support/facts.ts';

const decided = (call: Call, command: CallCommand, now = NOW): Decided => {
  const answer = answerTo(call, command, now);
  if (typeof answer === 'string') throw new Error(answer);
  return answer;
};
const asked = (to: readonly string[], n: number) => ({
  ...{ is: 'notice', noticeId: `call_1.${n}`, kind: 'call-asked', to, critical: true },
});
const settle = (noticeId: string) => ({ is: 'settle', noticeId });
const UNTIL = NOW + 90 * SECOND;
const offer = { agents: ['anna', 'emil'], round: 1, until: UNTIL };
const wanted = dueCall({
  state: 'asked',
  agenda: [askedItem('cb')],
  offer,
  notices: ['call_1.1'],
  noticed: 1,
});
const taken: Call = { ...wanted, state: 'accepted', agentId: 'emil', acceptedUntil: UNTIL, notices: [] };

describe('a call that is wanted now', () => {
  const item = askedItem('cb');
  const ask = { do: 'ask-now', item, openAt: NOW + MINUTE, promisedAt: NOW + HOUR } as const;
  const queued = { is: 'message', kind: 'queued', at: NOW + HOUR };

  test('is promised; what was offered of it before is over', () => {
    const before = dueCall({ offer, acceptedUntil: NOW, notices: ['call_1.1'], noticed: 1 });
    const { offer: _, acceptedUntil: _until, ...rest } = before;
    expect(decided(before, ask)).toStrictEqual({
      call: {
        ...{ ...rest, state: 'asked', agenda: [...before.agenda, item], notices: [] },
        ...{ readyAt: NOW + MINUTE, dueAt: NOW + HOUR },
      },
      effects: [settle('call_1.1'), queued],
    });
  });

  test('in the place of an agreed time is told to whom that was with', () => {
    const step = decided(bookedCall(), ask);
    expect(step.call).not.toHaveProperty('booking');
    expect(step.call.sequence).toBe(1);
    expect(step.effects).toEqual([
      queued,
      { is: 'notice', noticeId: 'call_1.1', kind: 'call-moved', to: ['anna'] },
    ]);
    expect(answerTo(dueCall({ state: 'running' }), ask)).toBe('running');
  });

  test('is offered round by round, to each once', () => {
    const { offer: _, ...fresh } = wanted;
    const first = decided(fresh, { do: 'offer', to: ['anna', 'anna', 'lea'], until: UNTIL });
    expect(first.call.offer).toEqual({ agents: ['anna', 'lea'], round: 1, until: UNTIL });
    const step = decided(wanted, { do: 'offer', to: ['emil', 'lea'], until: UNTIL + 1 });
    expect(step).toStrictEqual({
      call: {
        ...{ ...wanted, offer: { agents: ['anna', 'emil', 'lea'], round: 2, until: UNTIL + 1 } },
        ...{ notices: ['call_1.1', 'call_1.2'], noticed: 2 },
      },
      effects: [asked(['lea'], 2)],
    });
    expect(decided(wanted, { do: 'offer', to: ['emil'], until: UNTIL }).effects).toEqual([]);
    const given = { ...wanted, agentId: 'anna' };
    expect(decided(given, { do: 'offer', to: ['lea'], until: UNTIL }).call.agentId).toBe('anna');
    expect(answerTo(dueCall(), { do: 'offer', to: ['anna'], until: UNTIL })).toBe('not-asked-for');
  });

  test('that nobody began in time is offered anew, to the same as well', () => {
    const step = decided(taken, { do: 'offer', to: ['emil', 'lea'], until: UNTIL });
    const { agentId: _, acceptedUntil: _until, ...rest } = taken;
    expect(step).toStrictEqual({
      call: {
        ...{ ...rest, state: 'asked', offer: { agents: ['anna', 'emil', 'lea'], round: 2, until: UNTIL } },
        ...{ notices: ['call_1.2'], noticed: 2 },
      },
      effects: [asked(['emil', 'lea'], 2)],
    });
  });

  test('is had by the first who accepts', () => {
    expect(decided(wanted, { do: 'accept', agentId: 'emil', until: UNTIL })).toStrictEqual({
      ...{ call: taken, effects: [settle('call_1.1')] },
    });
    expect(decided(taken, { do: 'accept', agentId: 'emil', until: UNTIL + 9 })).toStrictEqual({
      ...{ call: taken, effects: [] },
    });
    for (const state of ['accepted', 'running'] as const)
      expect(answerTo({ ...taken, state }, { do: 'accept', agentId: 'anna', until: UNTIL })).toBe(
        'already-claimed',
      );
    expect(answerTo(dueCall(), { do: 'accept', agentId: 'anna', until: UNTIL })).toBe('not-asked-for');
  });

  test('is given back by whoever has it, and everybody is asked anew', () => {
    const { agentId: _, acceptedUntil: _until, ...rest } = taken;
    expect(decided(taken, { do: 'give-back', agentId: 'emil' })).toStrictEqual({
      call: { ...rest, state: 'asked', offer: { agents: [], round: 1, until: NOW } },
      effects: [],
    });
    const { offer: _none, ...unoffered } = taken;
    expect(decided(unoffered, { do: 'give-back', agentId: 'emil' }).call.offer?.round).toBe(0);
    expect(answerTo(taken, { do: 'give-back', agentId: 'anna' })).toBe('not-yours');
    expect(answerTo(wanted, { do: 'give-back', agentId: 'emil' })).toBe('not-asked-for');
  });

  test('that is handed over is theirs alone for a while', () => {
    const { agentId: _, acceptedUntil: _until, ...rest } = taken;
    const mine = { agents: ['lea'], round: 2, until: NOW + 90 * SECOND };
    expect(decided(taken, { do: 'give', agentId: 'lea' })).toStrictEqual({
      call: { ...rest, state: 'asked', offer: mine, notices: ['call_1.2'], noticed: 2 },
      effects: [asked(['lea'], 2)],
    });
    expect(decided(wanted, { do: 'give', agentId: 'lea' }).effects).toEqual([
      ...[settle('call_1.1'), asked(['lea'], 2)],
    ]);
    expect(decided(taken, { do: 'give', agentId: undefined })).toStrictEqual({ call: taken, effects: [] });
  });
});

describe('a call that is handed over', () => {
  const held = dueCall({ agentId: 'anna', dueToldAt: NOW, notices: ['call_1.1'], noticed: 1 });

  test('is told of anew to whoever gets it', () => {
    const { dueToldAt: _, ...rest } = held;
    expect(decided(held, { do: 'give', agentId: 'emil' })).toStrictEqual({
      call: { ...rest, agentId: 'emil', notices: [] },
      effects: [settle('call_1.1')],
    });
    expect(decided(held, { do: 'give', agentId: undefined }).call).not.toHaveProperty('agentId');
  });

  test('to whom has it, or while it is booked, stays as it is', () => {
    expect(decided(held, { do: 'give', agentId: 'anna' })).toStrictEqual({ call: held, effects: [] });
    expect(decided(bookedCall(), { do: 'give', agentId: 'emil' }).call).toEqual(bookedCall());
    expect(answerTo(dueCall({ state: 'running' }), { do: 'give', agentId: 'emil' })).toBe('running');
    const over = dueCall({ state: 'ended' });
    expect(decided(over, { do: 'give', agentId: 'emil' })).toStrictEqual({ call: over, effects: [] });
  });
});

describe('what a contact said', () => {
  const survey = anItem('s', { kind: 'survey' });
  const offered = anItem('o', { purpose: 'marketing' });
  const yes = () => true;
  const no = () => false;
  const hold = (agenda: Call['agenda'], may: Parameters<typeof holdOf>[1], part: Partial<Call> = {}) =>
    holdOf(dueCall({ agenda, ...part }), may);

  test('holds back a call about service that they object to, unless they asked for it', () => {
    expect(hold([anItem('a')], yes)).toBeUndefined();
    expect(hold([anItem('a')], no)).toBe('objected');
    expect(hold([askedItem('a')], no)).toBeUndefined();
    expect(hold([askedItem('a', { state: 'done' }), anItem('b')], no)).toBe('objected');
    expect(hold([], no)).toBe('objected');
    for (const state of ['running', 'ended'] as const)
      expect(hold([anItem('a')], no, { state })).toBeUndefined();
  });

  test('holds back one about nothing but surveys and offers that they do not consent to', () => {
    expect(hold([survey, offered], no)).toBe('no-consent');
    expect(hold([survey, offered], purpose => purpose === 'marketing')).toBeUndefined();
    expect(hold([survey, anItem('a')], purpose => purpose === 'service')).toBeUndefined();
    expect(withoutConsent(dueCall({ agenda: [survey, offered, anItem('a')] }), no)).toEqual([
      survey,
      offered,
    ]);
    expect(withoutConsent(dueCall({ agenda: [survey, anItem('a')] }), yes)).toEqual([]);
  });

  test('since they agreed to it in a conversation holds it back as well', () => {
    const agreed = [1, 7, 3].map(at => askedItem(`a${at}`, { agreedAt: NOW + at }));
    const since: unknown[] = [];
    const may: Parameters<typeof holdOf>[1] = (purpose, at) => {
      since.push([purpose, at]);
      return false;
    };
    expect(hold(agreed, may)).toBe('objected');
    expect(since).toEqual([['service', NOW + 7]]);
    hold([anItem('a')], may);
    expect(since.at(-1)).toEqual(['service', undefined]);
  });

  test('can hold back whatever the customer did not ask for, or needs their consent', () => {
    const can = (...agenda: Call['agenda']) => isHeldByWords(dueCall({ agenda }));
    expect([can(anItem('a')), can(askedItem('a')), can(askedItem('a'), survey)]).toEqual([true, false, true]);
    expect(can(askedItem('a', { agreedAt: NOW }))).toBe(true);
  });

  test('settles what was told of a call that is held; one that is free again is told of anew', () => {
    const hear = (part: Partial<Call>, isHeld: boolean) =>
      decided(dueCall(part), { do: 'hear-words', isHeld });
    const told = { notices: ['call_1.1'], noticed: 1, dueToldAt: NOW };
    expect(hear(told, true)).toStrictEqual({
      ...{ call: dueCall({ ...told, notices: [] }), effects: [settle('call_1.1')] },
    });
    expect(hear(told, false)).toStrictEqual({ call: dueCall(told), effects: [] });
    expect(hear({ dueToldAt: NOW }, false)).toStrictEqual({ call: dueCall(), effects: [] });
    const asking = { state: 'asked', dueToldAt: NOW } as const;
    expect(hear(asking, false)).toStrictEqual({ call: dueCall(asking), effects: [] });
  });
});
