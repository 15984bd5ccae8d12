import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  decide,
  type Notification,
  newNotification,
} from '../../shared/domain/notifications/notification.ts';
import { DAY, HOUR } from '../../shared/kernel/instant.ts';
import { START } from '../support/notifications.ts';

test('what a channel reported of what is put away is not forgotten', () => {
  const fresh = newNotification(
    { recipientId: 'anna', kind: 'signed-up', language: 'de', reason: 'owner-on-duty' },
    { id: 'n', accountId: 'acme', occurredAt: START, correlation: 'e', now: START, expireHours: 72 },
  );
  let held: Notification = fresh;
  for (const command of [
    { do: 'snooze', by: 'anna', until: START + HOUR },
    { do: 'reach', state: 'delivered' },
    { do: 'unsnooze' },
  ] as const) {
    const decided = decide(held, command, START);
    if (decided.ok) held = decided.value;
  }
  expect(held.state).toBe('delivered');
});

test('no history of snoozes, news and returns ever leaves one put away past its promise', () => {
  const instant = fc.integer({ min: 0, max: 100 * DAY });
  const step = fc.record({
    what: fc.constantFrom('snooze', 'renew', 'unsnooze', 'return', 'see', 'reach'),
    after: fc.integer({ min: 0, max: 10 * DAY }),
    length: instant,
    due: fc.option(instant, { nil: undefined }),
    critical: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), steps => {
      let held = newNotification(
        { recipientId: 'anna', kind: 'signed-up', language: 'de', reason: 'lead', dueAt: START + 50 * DAY },
        { id: 'n', accountId: 'a', occurredAt: START, correlation: 'e', now: START, expireHours: 72 },
      );
      let now = START;
      for (const { what, after, length, due, critical } of steps) {
        now += after;
        const news = { occurredAt: now, reason: 'lead', openUntil: now + 72 * HOUR } as const;
        const dueAt = due === undefined ? {} : { dueAt: START + due };
        const decided = decide(
          held,
          what === 'snooze'
            ? { do: what, by: 'anna', until: now + length }
            : what === 'renew'
              ? { do: what, with: { ...news, ...dueAt, ...(critical ? { critical } : {}) } }
              : what === 'reach'
                ? { do: what, state: 'sent' }
                : { do: what },
          now,
        );
        if (decided.ok) held = decided.value;
        const { snooze, dueAt: promised = Number.POSITIVE_INFINITY, openUntil } = held;
        if (snooze) expect(snooze.until).toBeLessThanOrEqual(promised);
        if (snooze) expect(openUntil).toBeGreaterThanOrEqual(snooze.until + 72 * HOUR);
        expect(openUntil).toBeLessThanOrEqual(now + 90 * DAY + 72 * HOUR);
      }
    }),
    { numRuns: 500 },
  );
});
