import { describe, expect, test } from '@jest/globals';
import { matterOf, renewed } from '../../shared/domain/notifications/matter.ts';
import { decide, type Notification } from '../../shared/domain/notifications/notification.ts';
import { returned } from '../../shared/domain/notifications/snooze.ts';
import { DAY, HOUR, MINUTE } from '../../shared/kernel/instant.ts';
import { NOW } from '../support/facts.ts';
import { about, fresh } from '../support/fresh-notification.ts';

describe('one matter', () => {
  const all = {
    kind: 'a',
    product: 'p',
    subjectKind: 's',
    subjectId: 'i',
    taskId: 't',
    escalationId: 'e',
  } as never as {
    kind: 'signed-up';
  };

  test('is what agrees in account, kind, product, subject, task and escalation', () => {
    const bare = { kind: 'a' } as never as typeof all;
    const matters = [
      ...Object.keys(all).map(part => matterOf({ ...all, [part]: 'other' }, 'acme')),
      ...Object.keys(all)
        .slice(1)
        .map(part => matterOf({ ...bare, [part]: 'x' }, 'acme')),
      ...[matterOf(all, 'acme'), matterOf(bare, 'acme'), matterOf(all, 'else')],
    ];
    expect(new Set(matters).size).toBe(matters.length);
    expect(matterOf({ ...bare, product: '-' }, 'acme')).toBe(matterOf(bare, 'acme'));
  });

  const news = (part: object = {}) =>
    ({
      ...about,
      reason: 'lead',
      occurredAt: NOW + 1,
      openUntil: NOW + 99 * HOUR,
      dueAt: NOW + HOUR,
      ...part,
    }) as never;

  test('told again comes back unseen and at the top, counted', () => {
    const told = renewed(fresh({ state: 'seen', seenAt: NOW, heldUntil: NOW }), news(), NOW + 5);
    expect(told).toMatchObject({
      ...{ state: 'queued', times: 2, toldAgain: [NOW + 5], listedAt: NOW + 5, round: 2, reason: 'lead' },
      ...{ occurredAt: NOW + 1, openUntil: NOW + 99 * HOUR, dueAt: NOW + HOUR },
    });
    for (const gone of ['seenAt', 'heldUntil']) expect(told).not.toHaveProperty(gone);
    const often = Array.from({ length: 12 }, (_, n) => n);
    expect(renewed(fresh({ toldAgain: often, times: 7 }), news(), 99)).toMatchObject({
      ...{ times: 8, toldAgain: [3, 4, 5, 6, 7, 8, 9, 10, 11, 99] },
    });
  });

  test('keeps what is known against older news, the later end, and what they do not say', () => {
    const known = { dueAt: NOW + 7, threshold: 'at-50', ownerId: 'ben' };
    const old = { occurredAt: NOW - 1, openUntil: NOW, threshold: 'at-90', ownerId: 'lea' };
    expect(renewed(fresh(known), news(old), NOW)).toMatchObject({
      ...{ ...known, reason: 'owner-on-duty', occurredAt: NOW, openUntil: fresh().openUntil },
    });
    expect(renewed(fresh(known), news({ ...old, occurredAt: NOW }), NOW)).toMatchObject({
      threshold: 'at-90',
      ownerId: 'lea',
    });
    expect(renewed(fresh(), news(old), NOW)).toMatchObject({ dueAt: NOW + HOUR, ownerId: 'lea' });
  });

  test('that was put away keeps still, but never past its promise, and wakes for what is critical', () => {
    const snooze = { until: NOW + 2 * HOUR, at: NOW, by: 'anna', was: { state: 'seen' as const } };
    const away = fresh({ snooze });
    expect(renewed(away, news(), NOW)).toMatchObject({
      times: 2,
      snooze: { ...snooze, until: NOW + HOUR, capped: true },
    });
    expect(renewed(away, news({ dueAt: NOW + 2 * HOUR }), NOW).snooze).toEqual(snooze);
    expect(renewed(away, news({ dueAt: undefined }), NOW).snooze).toEqual(snooze);
    const woken = renewed(away, news({ critical: true }), NOW + 3);
    expect(woken).not.toHaveProperty('snooze');
    expect(woken.listedAt).toBe(NOW + 3);
  });
});

describe('a notification that is put away', () => {
  const snooze = (part: Partial<Notification>, command: object = {}) => {
    const until = NOW + HOUR;
    const answer = decide(fresh(part), { do: 'snooze', until, by: 'anna', ...command } as never, NOW);
    return answer.ok ? answer.value : [answer.refusal, answer.detail];
  };
  const away = { until: NOW + HOUR, at: NOW, by: 'anna' };

  test('remembers how it was, and ends at the promise at the latest', () => {
    expect(snooze({ state: 'seen', seenAt: NOW })).toMatchObject({
      ...{ openUntil: NOW + 73 * HOUR, snooze: { ...away, was: { state: 'seen', seenAt: NOW } } },
    });
    expect(snooze({})).toMatchObject({ snooze: { ...away, was: { state: 'queued' } } });
    const capped = snooze({ dueAt: NOW + 3 * MINUTE }, { reason: 'r' });
    expect(capped).toMatchObject({ snooze: { until: NOW + 3 * MINUTE, capped: true, reason: 'r' } });
    const whole = snooze({ dueAt: NOW + HOUR });
    expect(whole).toMatchObject({ snooze: { until: NOW + HOUR } });
    expect((whole as Notification).snooze).toStrictEqual({ ...away, was: { state: 'queued' } });
  });

  test('is so for three minutes to ninety days, within what is promised', () => {
    const field = 'body.until';
    const problem = expect.stringMatching(/\w+ \w+/);
    expect(snooze({}, { until: NOW + 3 * MINUTE - 1 })).toEqual(['snooze-too-short', { field, problem }]);
    expect(snooze({}, { until: NOW + 90 * DAY + 1 })).toEqual(['snooze-too-long', { field, problem }]);
    expect(snooze({ dueAt: NOW + 3 * MINUTE - 1 })).toEqual(['promise-too-close', { field, problem }]);
    expect([snooze({}, { until: NOW + 3 * MINUTE }), snooze({}, { until: NOW + 90 * DAY })]).toMatchObject([
      {},
      {},
    ]);
  });

  test('asked for the same once more stays as it is, for another reason it does not', () => {
    const held = snooze({}, { reason: 'r' }) as Notification;
    const again = (part: object) =>
      decide(held, { do: 'snooze', ...away, reason: 'r', ...part } as never, NOW + 9);
    expect(again({})).toMatchObject({ ok: true, value: held });
    for (const other of [{ reason: 's' }, { by: 'ben' }, { until: NOW + 2 * HOUR }])
      expect(again(other)).toMatchObject({
        ok: true,
        value: { snooze: { at: NOW + 9, was: { state: 'queued' } } },
      });
  });

  test('comes back new and unseen; one that was not put away stays as it is', () => {
    const held = snooze({ state: 'seen', seenAt: NOW }) as Notification;
    expect(returned({ ...held, state: 'delivered' }, NOW + 9)).toMatchObject({
      ...{ state: 'queued', round: 2, listedAt: NOW + 9, openUntil: NOW + 9 + 72 * HOUR },
    });
    expect(returned(fresh(), NOW)).toEqual(fresh());
  });
});
