import { describe, expect, test } from '@jest/globals';
import { DAY, HOUR, MINUTE } from '../../shared/kernel/instant.ts';
import { arm } from '../../shared/store/journal.ts';
import { callKey, callPk, ownershipKey } from '../../shared/store/keys.ts';
import type { Row } from '../../shared/store/table.ts';
import { aboutCalls } from './call-complaints.ts';
import { aboutOutreach } from './outreach-complaints.ts';
import { product } from './product.ts';
import { aboutThoseWhoWent } from './team-complaints.ts';
import { START, simulate } from './world.ts';

const worldOf = (...rows: readonly Row[]) => simulate({ seed: 1, wiring: product, rows });
const timerOf = (id: string): Row => {
  const armed = arm({ pk: callPk(id), kind: 'call.due', dueAt: START + HOUR, epoch: 1, now: START });
  return armed.row as Row;
};

const TOMORROW = Math.floor(START / DAY) * DAY + DAY + 10 * HOUR;
const booking = { agentId: 'anna', from: TOMORROW, to: TOMORROW + 15 * MINUTE };
const booked = (id: string, given: object = {}): Row => ({
  ...{ ...callKey(id), type: 'call', id, accountId: `shop-${id}`, contactId: 'c-1', state: 'booked' },
  ...{ agentId: 'anna', booking, agenda: [], ...given },
});
const dayOf = (...ids: readonly string[]): Row => ({
  ...{ pk: 'agent#anna', sk: 'day#2026-11-24', type: 'agent-day', agentId: 'anna', day: '2026-11-24' },
  entries: ids.map(id => ({ id, is: 'booking', from: booking.from, to: booking.to, buffer: 0 })),
});

describe('calls at rest: it is complained of', () => {
  test('nothing, when a call is booked, stands in its agent’s day and is looked at', () => {
    expect(aboutCalls(worldOf(booked('1'), timerOf('1'), dayOf('1')))).toEqual([]);
  });

  test('an open call at which nobody looks', () => {
    expect(aboutCalls(worldOf(booked('1'), dayOf('1')))).toEqual(['1 is booked and nobody looks at it']);
  });

  test('a due call at which nobody looks although its agent was not told all there is to tell', () => {
    const due = { state: 'due', booking: undefined, dueToldAt: 1 };
    expect(aboutCalls(worldOf(booked('1', due)))).toEqual(['1 is due and nobody looks at it']);
    expect(aboutCalls(worldOf(booked('1', { ...due, lateToldAt: 2 })))).toEqual([]);
  });

  test('two open calls with one contact', () => {
    const same = { accountId: 'acme', state: 'due', booking: undefined };
    const calls = [booked('1', same), booked('2', same), timerOf('1'), timerOf('2')];
    expect(aboutCalls(worldOf(...calls))).toEqual(['c-1 of acme has 2 calls']);
  });

  test('two appointments of one agent at one time', () => {
    const all = [booked('1'), booked('2'), timerOf('1'), timerOf('2'), dayOf('1', '2')];
    expect(aboutCalls(worldOf(...all))).toEqual(['anna has 1 and 2 at one time']);
  });

  test('an appointment that its agent does not have, and a time that no call stands behind', () => {
    expect(aboutCalls(worldOf(booked('1'), timerOf('1')))).toEqual([
      '1 is booked, and anna does not have it',
    ]);
    expect(aboutCalls(worldOf(dayOf('1')))).toEqual([
      'anna has 1 on 2026-11-24, and nobody agreed that time',
    ]);
  });
});

const outreach = (id: string, given: object = {}): Row => ({
  ...{ pk: `outreach#${id}`, sk: 'state', type: 'outreach', id, accountId: 'acme', cause: 'burst' },
  ...{ state: 'open', ...given },
});

describe('outreach at rest: it is complained of', () => {
  const call = booked('1', { accountId: 'acme' });

  test('nothing, when a customer is approached about each cause once and there is a call', () => {
    expect(aboutOutreach(worldOf(outreach('1'), outreach('2', { cause: 'deadline' }), call))).toEqual([]);
    expect(aboutOutreach(worldOf(outreach('1'), outreach('2', { state: 'ended' }), call))).toEqual([]);
  });

  test('two that are open about one cause', () => {
    expect(aboutOutreach(worldOf(outreach('1'), outreach('2', { state: 'held' }), call))).toEqual([
      'acme about burst: 1,2 are open',
    ]);
  });

  test('somebody who is to be called without a call', () => {
    expect(aboutOutreach(worldOf(outreach('1')))).toEqual(['1: acme is to be called, and there is no call']);
    expect(aboutOutreach(worldOf(outreach('1', { state: 'noted' })))).toEqual([]);
  });
});

const agent = (active: boolean): Row => ({
  pk: 'roster',
  sk: 'agent#anna',
  type: 'agent',
  id: 'anna',
  active,
});
const merged: Row = { pk: 'account#acme', sk: 'state', type: 'account', mergedInto: 'globex' };
const owned: Row = {
  ...{ ...ownershipKey('acme'), type: 'ownership', accountId: 'acme', ownerId: 'anna', state: 'owned' },
};
const task: Row = { pk: 'task#1', sk: 'state', type: 'task', id: '1', agentId: 'anna', state: 'open' };

describe('what is left of those who went: it is complained of', () => {
  test('nothing while they are here', () => {
    expect(aboutThoseWhoWent(worldOf(agent(true), owned, task, booked('1'), outreach('1')))).toEqual([]);
  });

  test('accounts, tasks and calls of an agent who left', () => {
    const lent = { ...task, id: '2', pk: 'task#2', agentId: 'emil', lentBy: 'anna' };
    const done = { ...task, id: '3', pk: 'task#3', state: 'done' };
    expect(aboutThoseWhoWent(worldOf(agent(false), owned, task, lent, done, booked('1')))).toEqual([
      'acme is anna’s, who left',
      'task 1 is with anna, who left',
      'task 2 is with emil, who left',
      'call 1 (booked) is with anna, who left',
    ]);
  });

  test('an owner, a due call and outreach of a merged account; not a call that its customer waits for, or that comes later', () => {
    const due = booked('1', { accountId: 'acme', state: 'due', readyAt: START });
    const later = booked('3', { accountId: 'acme', state: 'due', readyAt: START + DAY });
    const waits = booked('2', { accountId: 'acme' });
    expect(aboutThoseWhoWent(worldOf(merged, owned, due, later, waits, outreach('1')))).toEqual([
      'acme was merged and is anna’s',
      'call 1 is due with acme, which was merged',
      '1 is about acme, which was merged',
    ]);
  });
});
