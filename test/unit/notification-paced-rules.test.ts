import { describe, expect, test } from '@jest/globals';
import type { Notification } from '../../shared/domain/notifications/notification.ts';
import {
  collapseKey,
  holdFor,
  paced,
  quietOf,
  roomAt,
  usualLimits,
} from '../../shared/domain/notifications/pace.ts';
import { HOUR, MINUTE } from '../../shared/kernel/instant.ts';
import { NOW } from '../support/facts.ts';
import { fresh } from '../support/fresh-notification.ts';
import { anAgent } from '../support/team.ts';

describe('the pace of pushes', () => {
  const push = (ago: number, of = 'x') => ({ at: NOW - ago, of });
  const hour = HOUR + MINUTE;

  test('has room when the oldest of as many as are allowed is an hour ago', () => {
    expect(roomAt([], 2, NOW)).toBe(NOW);
    expect(roomAt([push(5)], 2, NOW)).toBe(NOW);
    expect(roomAt([push(9), push(5)], 2, NOW)).toBe(NOW - 9 + hour);
    expect(roomAt([push(hour), push(5)], 2, NOW)).toBe(NOW);
    expect(roomAt([push(hour - 1), push(5)], 2, NOW)).toBe(NOW + 1);
    expect(roomAt([push(99), push(9), push(5)], 2, NOW)).toBe(NOW - 9 + hour);
  });

  test('forgets what counts no longer, and keeps a thousand', () => {
    const one = push(0);
    expect(paced([push(hour), push(hour - 1)], one)).toEqual([push(hour - 1), one]);
    const many = Array.from({ length: 1_200 }, (_, n) => push(1_200 - n));
    expect(paced(many, one)).toHaveLength(1_000);
    expect(paced(many, one).at(-1)).toBe(one);
  });

  const how = {
    critical: false,
    fixed: false,
    push: true,
    mail: 'never',
    chat: false,
    quiet: 'always',
  } as const;
  const agent = anAgent('anna');
  const hold = (part: object = {}, notification: Partial<Notification> = {}) =>
    holdFor({
      ...{
        notification: fresh(notification),
        agent,
        person: { digests: [] },
        how,
        pace: [],
        limits: usualLimits,
        now: NOW,
      },
      ...part,
    } as unknown as Parameters<typeof holdFor>[0]);

  test('lets go out at once what nothing holds', () => {
    expect(hold()).toBeUndefined();
    expect(hold({}, { occurredAt: NOW - 12 * HOUR })).toBeUndefined();
  });

  test('holds what is too old until the next full minute, more of the same, and what is beyond the cap', () => {
    expect(hold({ now: NOW + 1 }, { occurredAt: NOW - 12 * HOUR })).toMatchObject({
      why: 'stale',
      until: NOW + MINUTE,
    });
    const same = { at: NOW - MINUTE + 1, of: collapseKey(fresh()) };
    expect(hold({ pace: [same] })).toMatchObject({ why: 'collapsed', until: NOW + 1 });
    expect(hold({ pace: [{ ...same, at: NOW - MINUTE }] })).toBeUndefined();
    const full = Array.from({ length: 30 }, () => push(5));
    expect(hold({ pace: full })).toMatchObject({ why: 'cap', until: NOW - 5 + hour });
    expect(hold({ pace: full, how: { ...how, critical: true } })).toBeUndefined();
  });

  test('holds what comes outside of the hours that were chosen, or of working hours', () => {
    const noon = { mon: [['12:00', '13:00']] };
    const off = { agent: { ...agent, hours: noon } };
    const until = NOW + 2 * HOUR;
    expect(hold({ ...off, how: { ...how, quiet: 'duty' } })).toMatchObject({ why: 'off-duty', until });
    expect(hold({ how: { ...how, quiet: 'windows' }, person: { digests: [], windows: noon } })).toMatchObject(
      {
        why: 'quiet',
        until,
      },
    );
    expect(hold({ ...off, how: { ...how, quiet: 'windows' } })).toMatchObject({ why: 'quiet', until });
    expect(hold(off)).toBeUndefined();
    const never = { agent: { ...agent, hours: {} }, how: { ...how, quiet: 'duty' } };
    expect(hold(never)).toMatchObject({ until: fresh().openUntil + MINUTE });
  });

  test('has a step of an escalation that does not wake wait for working hours', () => {
    const step = { escalationId: 'esc_1' };
    const asleep = { agent: { ...agent, hours: { mon: [['12:00', '13:00']] } } };
    const critical = { ...how, critical: true };
    expect(hold({ ...asleep, how: critical }, step)).toMatchObject({
      why: 'off-duty',
      until: NOW + 2 * HOUR,
    });
    expect(hold({ ...asleep, how: critical }, { ...step, critical: true })).toBeUndefined();
    expect(hold({ ...asleep, how: critical })).toBeUndefined();
    expect(quietOf({ how, notification: step })).toBe('duty');
    expect(quietOf({ how, notification: {} })).toBe('always');
    expect(quietOf({ how: { quiet: 'windows' }, notification: step })).toBe('windows');
  });

  test('puts together what is of one kind and account, and bundles what waits for the same reason', () => {
    expect(collapseKey(fresh())).toHaveLength(10);
    expect(collapseKey(fresh())).not.toBe(collapseKey(fresh({ accountId: 'other' })));
    const full = { pace: Array.from({ length: 30 }, () => push(5)) };
    expect(hold(full)?.bundleId).toBe(hold(full, { accountId: 'other' })?.bundleId);
    expect(hold(full)?.bundleId).not.toBe(hold(full, { recipientId: 'ben' })?.bundleId);
  });
});
