import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  isValidToken,
  signActionToken,
  subjectOfToken,
} from '../../shared/domain/notifications/action-token.ts';
import {
  type Command,
  decide,
  endingByTime,
  endings,
  isOpen,
  type Notification,
  newNotification,
  openStates,
} from '../../shared/domain/notifications/notification.ts';
import { readRetryAfter } from '../../shared/domain/notifications/retry-after.ts';
import { looksForThemselves, mayHandle } from '../../shared/domain/notifications/who-may.ts';

const NOW = Date.parse('2026-11-23T09:00:00Z');
const fresh = (): Notification =>
  newNotification(
    { recipientId: 'anna', kind: 'signed-up', language: 'de', reason: 'owner-on-duty' },
    { id: 'ntf_1', accountId: 'acme', occurredAt: NOW, correlation: 'evt_1', now: NOW, expireHours: 72 },
  );

const anyCommand: fc.Arbitrary<Command> = fc.oneof(
  fc.constantFrom<Command>(
    { do: 'reach', state: 'sent' },
    { do: 'reach', state: 'delivered' },
    { do: 'see' },
    { do: 'acknowledge', by: 'anna' },
    { do: 'acknowledge', by: 'fatima' },
  ),
  fc
    .constantFrom('done', 'expired', 'failed', 'suppressed', 'cancelled')
    .map(as => ({ do: 'end', as: as as 'done', reason: 'test' }) as const),
);
const rank = (state: string) => (openStates as readonly string[]).indexOf(state);
const apply = (notification: Notification, command: Command, at: number): Notification => {
  const decided = decide(notification, command, at);
  return decided.ok ? decided.value : notification;
};

describe('the states of a notification', () => {
  test('whatever is commanded in whatever order, an ending is recorded once and never changed', () => {
    fc.assert(
      fc.property(fc.array(anyCommand, { maxLength: 40 }), commands => {
        let notification = fresh();
        commands.forEach((command, n) => {
          const before = notification;
          notification = apply(before, command, NOW + n);
          if (!isOpen(before)) expect(notification).toBe(before);
          else if (isOpen(notification))
            expect(rank(notification.state)).toBeGreaterThanOrEqual(rank(before.state));
          else {
            expect(endings).toContain(notification.outcome);
            expect(notification.state).toBe(notification.outcome);
            expect(notification.outcomeAt).toBe(NOW + n);
          }
        });
      }),
      { numRuns: 2_000 },
    );
  });

  test('seen is not acknowledged, and acknowledged includes seen', () => {
    const seen = apply(fresh(), { do: 'see' }, NOW + 5);
    expect(seen).toMatchObject({ state: 'seen', seenAt: NOW + 5 });
    expect(isOpen(seen)).toBe(true);
    const taken = apply(fresh(), { do: 'acknowledge', by: 'anna' }, NOW + 9);
    expect(taken).toMatchObject({ outcome: 'acknowledged', seenAt: NOW + 9, acknowledgedBy: 'anna' });
  });

  test('sent after seen changes nothing: the state moves forward only', () => {
    const seen = apply(fresh(), { do: 'see' }, NOW);
    expect(apply(seen, { do: 'reach', state: 'sent' }, NOW + 1)).toBe(seen);
  });

  test('acknowledging twice answers with the first', () => {
    const once = apply(fresh(), { do: 'acknowledge', by: 'anna' }, NOW);
    expect(decide(once, { do: 'acknowledge', by: 'fatima' }, NOW + 1)).toEqual({ ok: true, value: once });
  });

  test.each(['expired', 'failed', 'suppressed', 'cancelled'] as const)(
    'refuses to acknowledge what ended as %s',
    as => {
      const ended = apply(fresh(), { do: 'end', as, reason: 'test' }, NOW);
      expect(decide(ended, { do: 'acknowledge', by: 'anna' }, NOW + 1)).toMatchObject({
        ok: false,
        refusal: 'already-settled',
      });
    },
  );

  test('by time, what no channel took has failed, what nobody saw or took on has expired', () => {
    const sent = apply(fresh(), { do: 'reach', state: 'sent' }, NOW);
    const seen = apply(sent, { do: 'see' }, NOW);
    expect(endingByTime(fresh())).toMatchObject({ as: 'failed', reason: 'no-channel-worked' });
    expect(endingByTime(sent)).toMatchObject({ as: 'expired', reason: 'never-seen' });
    expect(endingByTime(seen)).toMatchObject({ as: 'expired', reason: 'not-acknowledged' });
  });

  test('the recipient and leads handle it; only the recipient’s own look is a look', () => {
    expect(mayHandle({ id: 'anna', roles: ['agent'] }, fresh())).toBe(true);
    expect(mayHandle({ id: 'fatima', roles: ['lead'] }, fresh())).toBe(true);
    expect(mayHandle({ id: 'bruno', roles: ['agent', 'ops'] }, fresh())).toBe(false);
    expect(looksForThemselves({ id: 'fatima', roles: ['lead'] }, fresh())).toBe(false);
  });
});

describe('the token of a push', () => {
  const key = 'k'.repeat(40);
  const valid = (token: string, of = fresh(), { keys = [key], now = NOW + 1 } = {}) =>
    isValidToken(token, of, { keys, now });

  test('is good for its notification and recipient until its time is over', () => {
    const token = signActionToken(key, fresh(), NOW);
    expect(subjectOfToken(token)).toBe('ntf_1');
    expect(valid(token)).toBe(true);
    expect(valid(token, { ...fresh(), recipientId: 'bruno' })).toBe(false);
    expect(valid(token, { ...fresh(), id: 'ntf_2' })).toBe(false);
    expect(valid(token, fresh(), { now: NOW + 24 * 3_600_000 })).toBe(false);
    expect(token.length).toBeLessThanOrEqual(200);
  });

  test('is good under the previous key while both are valid, and under no other', () => {
    const token = signActionToken('previous'.repeat(5), fresh(), NOW);
    expect(valid(token, fresh(), { keys: [key, 'previous'.repeat(5)] })).toBe(true);
    expect(valid(token, fresh(), { keys: [key] })).toBe(false);
  });

  test('is void when any one character is another', () => {
    const token = signActionToken(key, fresh(), NOW);
    for (let at = 0; at < token.length; at++) {
      const other = token[at] === 'A' ? 'B' : 'A';
      expect(valid(token.slice(0, at) + other + token.slice(at + 1))).toBe(false);
    }
    for (const text of ['', 'v1', `${token}=`, `${token}.`, ` ${token}`]) expect(valid(text)).toBe(false);
  });
});

test.each([
  ['120', NOW + 120_000],
  ['0', NOW],
  ['Mon, 23 Nov 2026 09:10:00 GMT', Date.parse('2026-11-23T09:10:00Z')],
  ['-5', undefined],
  ['1.5', undefined],
  ['soon', undefined],
  ['2026-11-23T09:10:00Z', undefined],
  ['9999999999', undefined],
])('reads Retry-After %s', (text, expected) => {
  expect(readRetryAfter(text, NOW)).toBe(expected);
});
