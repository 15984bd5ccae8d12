import { describe, expect, test } from '@jest/globals';
import { toSend } from '../../functions/upkeep/relay.ts';
import { accountChanged } from '../../shared/events/account-events.ts';
import { command } from '../../shared/events/envelope.ts';
import { derivedId } from '../../shared/kernel/id.ts';
import { MINUTE, SECOND } from '../../shared/kernel/instant.ts';
import { arm, journal } from '../../shared/store/journal.ts';

const NOW = Date.parse('2026-11-22T09:00:00Z');
const fact = command({
  id: derivedId('evt', 'x'),
  name: 'account.created',
  accountId: 'acme' as never,
  principal: 'anna',
  now: NOW,
});
const follow = accountChanged.of({
  moment: 'signed-up',
  language: 'de',
  segment: 'standard',
  accountVersion: 1,
});
const entry = (follows: (typeof follow)[]) =>
  journal({ pk: 'account#acme', capability: 'accounts', fact, decision: 'taken-in', follows, now: NOW }).row;
const timer = (aheadMs: number, epoch = 1) =>
  arm({ pk: 'task#1', kind: 'task.unowned', dueAt: NOW + aheadMs, epoch, now: NOW }).row;
const asks = (before: object | undefined, after: object | undefined) =>
  toSend({ sequence: '1', before: before as never, after: after as never }) !== undefined;

describe('the relay', () => {
  test('sends the facts of a new journal row, and nothing for one without facts', () => {
    expect(asks(undefined, entry([follow]))).toBe(true);
    expect(asks(undefined, entry([]))).toBe(false);
  });

  test('does not send a journal row again when it is leased, marked as sent or counted', () => {
    const row = entry([follow]);
    const { wakeAt, wakeShard, ...sent } = row;
    expect(asks(row, { ...row, wakeAt: (wakeAt ?? 0) + MINUTE })).toBe(false);
    expect(asks(row, sent)).toBe(false);
    expect(asks(sent, { ...sent, repeats: 1 })).toBe(false);
    expect(wakeShard).toBeDefined();
  });

  test('sends near timers and leaves far ones to the sweep', () => {
    expect(asks(undefined, timer(90 * SECOND))).toBe(true);
    expect(asks(undefined, timer(90 * SECOND + 1))).toBe(false);
    expect(asks(undefined, timer(-MINUTE))).toBe(true);
  });

  test('sends a timer that was moved near, whatever stood there before', () => {
    expect(asks(timer(10 * MINUTE, 1), timer(30 * SECOND, 2))).toBe(true);
    expect(asks(timer(20 * SECOND, 1), timer(30 * SECOND, 1))).toBe(true);
    expect(asks(timer(20 * SECOND, 1), timer(10 * MINUTE, 2))).toBe(false);
  });

  test('does not send for a lease of the sweep, for a removed row or for rows of other kinds', () => {
    const row = timer(60 * SECOND);
    expect(asks(row, { ...row, wakeAt: (row.wakeAt ?? 0) + MINUTE, swept: 1 })).toBe(false);
    expect(asks(row, undefined)).toBe(false);
    expect(asks(undefined, { pk: 'account#acme', sk: 'state', type: 'account' })).toBe(false);
  });
});
