import { describe, expect, test } from '@jest/globals';
import type { DayEntry } from '../../shared/domain/calls/agent-day.ts';
import type { Call } from '../../shared/domain/calls/call.ts';
import { chooseAgent, type SlotQuestion } from '../../shared/domain/calls/choose-agent.ts';
import {
  chooseFreeAgents,
  type FreeQuestion,
  type Load,
} from '../../shared/domain/calls/choose-free-agents.ts';
import { mayAct } from '../../shared/domain/calls/may-act.ts';
import type { Agent } from '../../shared/domain/team/agent.ts';
import { DAY, HOUR, MINUTE } from '../../shared/kernel/instant.ts';
import { dueCall } from '../support/decided-calls.ts';
import { NOW } from '../support/facts.ts';
import { anAgent } from '../support/team.ts';

const away = { x: { from: NOW - HOUR, to: NOW + HOUR } };
const entry = (from: number, to: number, given: Partial<DayEntry> = {}): DayEntry => ({
  ...{ id: `e${from}`, is: 'booking', from: NOW + from * MINUTE, to: NOW + to * MINUTE, buffer: 0 },
  ...given,
});

describe('who may act on a call', () => {
  const agents = [
    ...[anAgent('anna'), anAgent('emil'), anAgent('fr', { languages: ['fr'] })],
    ...[anAgent('gone', { absences: away }), anAgent('off', { active: false })],
  ];
  const asking = (id: string, action: string, call: Partial<Call>, roles = ['agent']) => {
    const answer = mayAct(dueCall(call), action, { who: { id, roles }, agents, now: NOW });
    return answer.ok
      ? 'may'
      : `${answer.refusal}${answer.detail?.['by'] ? ` by ${answer.detail['by']}` : ''}`;
  };
  const asked = { state: 'asked', offer: { agents: ['fr'], round: 1, until: NOW } } as const;
  const held = (state: Call['state'], agentId = 'anna') => ({ state, agentId });

  test.each<[string, string, string, Partial<Call>, string]>([
    ['whoever speaks the language', 'emil', 'accept', asked, 'may'],
    ['whoever it is offered to', 'fr', 'start', asked, 'may'],
    ['not who neither speaks it nor was asked', 'fr', 'accept', { state: 'asked' }, 'forbidden'],
    ['not who is off the roster', 'off', 'start', asked, 'forbidden'],
    ['not who is no agent', 'nobody', 'accept', { ...asked, agentId: 'nobody' }, 'forbidden'],
    ['anybody says something of one that is wanted', 'nobody', 'note', held('asked'), 'may'],
    ['whoever has it', 'anna', 'note', held('running'), 'may'],
    ['anybody while nobody has it', 'emil', 'note', { state: 'due' }, 'may'],
    ['not who comes second', 'emil', 'accept', held('accepted'), 'already-claimed by anna'],
    ['not who starts second', 'emil', 'start', held('running'), 'already-claimed by anna'],
    ['not a colleague of who works now', 'emil', 'book', held('due'), 'forbidden by anna'],
    ['not even to start it', 'emil', 'start', held('booked'), 'forbidden by anna'],
    ['anybody for who is away', 'emil', 'book', held('due', 'gone'), 'may'],
    ['anybody for who is away, when it is booked', 'emil', 'cancel', held('booked', 'gone'), 'may'],
    ['anybody for who is not there any more', 'emil', 'book', held('due', 'left'), 'may'],
    ['not of a talk of who is away', 'emil', 'note', held('running', 'gone'), 'forbidden by gone'],
    ['who ends a talk of who is away', 'emil', 'end', held('running', 'gone'), 'may'],
    ['not who ends a talk of who is there', 'emil', 'end', held('running'), 'forbidden by anna'],
    ['not who ends what is accepted', 'emil', 'end', held('accepted', 'gone'), 'forbidden by gone'],
  ])('%s: %s may %s', (_, id, action, call, expected) => {
    expect(asking(id, action, call)).toBe(expected);
  });

  test('a lead in any case, except to take what a colleague has begun', () => {
    expect(asking('lea', 'end', held('running'), ['lead'])).toBe('may');
    expect(asking('lea', 'start', held('booked'), ['lead'])).toBe('may');
    expect(asking('lea', 'start', held('running'), ['lead'])).toBe('already-claimed by anna');
  });
});

describe('who gets a time', () => {
  const daysOf = ({ id: agentId }: Agent, entries: readonly DayEntry[] = []) => [
    { agentId, day: '2026-11-23', entries },
    { agentId, day: '2026-11-24', entries: [] },
  ];
  const slot = entry(0, 30, { id: 'mine' });
  const choice = (given: Partial<SlotQuestion>, ...agents: readonly Agent[]) =>
    chooseAgent(
      agents.map(agent => ({ agent, days: daysOf(agent), busy: [] })),
      { entry: slot, language: 'de', now: NOW, perDay: 9, ...given },
    );
  const [anna, ben] = [anAgent('anna', { book: 9 }), anAgent('ben')];

  test.each<[string, Partial<SlotQuestion>, string | undefined]>([
    ['named', { only: 'anna', ownerId: 'ben' }, 'anna'],
    ['owner', { ownerId: 'anna' }, 'anna'],
    ['own-hold', { heldWith: 'anna', ownerId: 'ben', only: 'anna' }, 'anna'],
    ['lowest-load', {}, 'ben'],
    ['nobody-free', { only: 'carla' }, undefined],
  ])('%s', (reason, given, id) => {
    for (const team of [
      [anna, ben],
      [ben, anna],
    ]) {
      const found = choice(given, ...team);
      expect([found.reason, found.agent?.id]).toEqual([reason, id]);
    }
  });

  test.each<[string, Agent, Partial<SlotQuestion>]>([
    ['not-named', anna, { only: 'ben' }],
    ['not-on-roster', { ...anna, active: false }, {}],
    ['not-on-roster', { ...anna, roles: ['lead'] }, {}],
    ['other-language', anna, { language: 'fr' }],
    ['other-product', anna, { product: 'x' }],
    ['absent', { ...anna, absences: away }, {}],
    ['outside-hours', { ...anna, hours: {} }, {}],
  ])('not who is %s, and those come last', (excluded, agent, given) => {
    const { ranking } = choice(given, agent);
    expect(ranking).toMatchObject([{ agentId: 'anna', excluded }]);
    const late = choice({ ...given, ownerId: 'anna' }, agent, {
      ...ben,
      languages: ['de', 'fr'],
      products: ['x'],
    });
    expect(late.ranking.at(-1)?.agentId).toBe('anna');
  });

  test('though they do not know the product, where one is named', () => {
    expect(choice({ product: 'x', only: 'anna' }, anna).reason).toBe('named');
  });

  test('by name where the load is the same; booked minutes of that day are load by weight', () => {
    const ids = (...agents: readonly Agent[]) => choice({}, ...agents).ranking.map(({ agentId }) => agentId);
    expect(ids(anAgent('b'), anAgent('a'), anAgent('c'))).toEqual(['a', 'b', 'c']);
    const booked = (entries: readonly DayEntry[], weight = 1) => {
      const agent = anAgent('a', { weight });
      const team = [{ agent, days: daysOf(agent, entries), busy: [] }];
      return chooseAgent(team, { entry: slot, language: 'de', now: NOW, perDay: 9 }).ranking[0]?.load;
    };
    expect(booked([entry(60, 90), entry(120, 180)])).toBe(3);
    expect(booked([entry(60, 90)], 0.5)).toBe(2);
    expect(booked([entry(60, 90, { is: 'block' })])).toBe(0);
    expect(booked([entry(60, 90, { id: 'mine' })])).toBe(0);
    expect(booked([entry(24 * 60, 24 * 60 + 30)])).toBe(0);
    expect(booked([entry(60, 90, { is: 'hold', until: NOW })])).toBe(0);
  });
});

describe('who is free for a call now', () => {
  const load = (given: Partial<Load>): Load => ({ entries: [], busy: [], open: 0, inCall: false, ...given });
  const free = (given: Partial<FreeQuestion>, ...agents: readonly Agent[]) =>
    chooseFreeAgents({
      ...{ agents, loads: new Map(), language: 'de', fallbackLanguages: [], now: NOW, span: 15 * MINUTE },
      ...given,
    } as FreeQuestion);
  const reason = (given: Partial<Agent>, own: Partial<Load> = {}) =>
    free({ loads: new Map([['a', load(own)]]) }, anAgent('a', given))[0]?.reason;

  test('says why not', () => {
    expect(reason({})).toBe('free');
    expect(reason({ active: false })).toBe('not-on-roster');
    expect(reason({ roles: ['lead'] })).toBe('not-on-roster');
    expect(reason({ languages: ['fr'] })).toBe('other-language');
    expect(reason({ absences: away })).toBe('absent');
    expect(reason({ hours: {} })).toBe('off-duty');
    expect(reason({}, { inCall: true })).toBe('in-call');
    expect(reason({}, { entries: [entry(14, 30)] })).toBe('booked-soon');
    expect(reason({}, { entries: [entry(15, 30)] })).toBe('free');
    expect(reason({}, { entries: [entry(15, 30, { buffer: 1 })] })).toBe('booked-soon');
    expect(reason({}, { entries: [entry(-30, 0)] })).toBe('free');
    expect(reason({}, { entries: [entry(0, 9, { until: NOW })] })).toBe('free');
    expect(reason({}, { entries: [entry(0, 9, { until: NOW + 1 })] })).toBe('booked-soon');
    expect(reason({}, { busy: [[NOW - 9, NOW + 1]] })).toBe('booked-soon');
    expect(
      reason(
        {},
        {
          busy: [
            [NOW - 9, NOW],
            [NOW + 15 * MINUTE, NOW + DAY],
          ],
        },
      ),
    ).toBe('free');
  });

  test('leaves out who is a clerk alone, and speaks the first language that somebody on the roster speaks', () => {
    const clerk = anAgent('c', { roles: ['clerk'] });
    const both = anAgent('b', { roles: ['clerk', 'agent'], languages: ['en', 'es'] });
    const given = { language: 'fr', fallbackLanguages: ['it', 'es', 'en'] };
    expect(free(given, clerk, both)).toMatchObject([{ agentId: 'b', language: 'es', reason: 'free' }]);
    expect(free({ ...given, fallbackLanguages: ['de'] }, clerk, both)[0]?.language).toBe('fr');
    const off = { ...anAgent('o', { languages: ['it'] }), active: false };
    expect(free(given, off, both)[0]?.language).toBe('es');
  });

  test('goes to the owner, then the lowest share, then the fewest open calls, then who is idle for longest', () => {
    const ids = ['a', 'b', 'c', 'd'];
    const ranked = (
      own: Readonly<Record<string, Partial<Load>>>,
      books: Readonly<Record<string, number>> = {},
    ) =>
      free(
        { ownerId: 'd', loads: new Map(ids.map(id => [id, load(own[id] ?? {})])) },
        ...ids.map(id => anAgent(id, { book: books[id] ?? 0 })),
      ).map(({ agentId }) => agentId);
    expect(ranked({})).toEqual(['d', 'a', 'b', 'c']);
    expect(ranked({}, { a: 5, b: 1 })).toEqual(['d', 'c', 'b', 'a']);
    expect(ranked({ a: { open: 2 }, b: { open: 1 } })).toEqual(['d', 'c', 'b', 'a']);
    const idle = { a: { idleSince: NOW - 1 }, b: { idleSince: NOW - 3 }, c: { idleSince: NOW - 2 } };
    expect(ranked(idle)).toEqual(['d', 'b', 'c', 'a']);
    expect(ranked({ d: { inCall: true } }).at(-1)).toBe('d');
  });
});
