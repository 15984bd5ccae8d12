import { describe, expect, test } from '@jest/globals';
import type { DeviceCase } from '../../shared/domain/devices/device-case.ts';
import { goalMs, reservedUntil, snapshotOf } from '../../shared/domain/devices/policy.ts';
import { promisedUntil, watchCase } from '../../shared/domain/devices/watch-case.ts';
import { aroundTheClock } from '../../shared/domain/time/business-calendar.ts';
import { DAY, HOUR, MINUTE } from '../../shared/kernel/instant.ts';
import { aDeviceCase, caseAfter, DUE, handedOver, twoHours, twoHoursNow } from '../support/device-cases.ts';
import { NOW } from '../support/facts.ts';

const reported = aDeviceCase();
const calendars = () => aroundTheClock;

describe('the watch of a case', () => {
  const watch = (held: DeviceCase, now: number) => watchCase(held, { calendars, now });
  const quiet = { ...reported, policy: { ...twoHoursNow, targets: [] } };

  test('looks again at the next threshold, and notes each once, with the promise that was broken', () => {
    expect(watch(reported, NOW)).toMatchObject({ due: [], nextAt: NOW + HOUR, after: reported });
    const half = watch(reported, NOW + HOUR);
    expect(half.due).toMatchObject([{ target: 'handover', threshold: 'at-50', at: NOW + HOUR }]);
    expect(half.nextAt).toBe(NOW + 90 * MINUTE);
    expect(half.after.records).toHaveLength(1);
    expect(watch(half.after, NOW + HOUR)).toMatchObject({ due: [], after: half.after });
    expect(watch(reported, DUE).due.map(({ threshold }) => threshold)).toContain('breach');
  });

  test('looks again when a unit may be there, a reservation ends or the device management was silent', () => {
    expect(watch(quiet, NOW)).toStrictEqual({ after: quiet, due: [] });
    const next = (part: Partial<DeviceCase>) => watch({ ...quiet, ...part }, NOW).nextAt;
    const order = { state: 'wanted', serial: 'OLD', wantedAt: NOW } as const;
    expect(next({ noStock: true })).toBe(NOW + 10 * MINUTE);
    expect(next({ noStock: true, lapsed: true })).toBeUndefined();
    expect(next({ noStock: true, state: 'cancelled' })).toBeUndefined();
    expect(next({ lock: order })).toBe(NOW + 30 * MINUTE);
    expect(next({ lock: { ...order, state: 'done' } })).toBeUndefined();
    const kept = { depotId: 'mall', model: 'm', serial: 's', until: NOW + DAY, shipped: false };
    expect(next({ reservation: kept })).toBe(NOW + DAY);
    expect(next({ reservation: { ...kept, shipped: true } })).toBeUndefined();
    expect(next({ reservation: kept, state: 'cancelled' })).toBeUndefined();
    expect(next({ reservation: kept, wipe: { ...order, confirmedBy: 'c' } })).toBe(NOW + 30 * MINUTE);
  });

  test.each(['lock', 'wipe'] as const)(
    'takes an order to %s that nobody answers for half an hour as failed',
    name => {
      const order = { state: 'wanted', serial: 'OLD', wantedAt: NOW, confirmedBy: 'c' } as const;
      const state = (now: number) => watch({ ...quiet, [name]: order }, now).after[name]?.state;
      expect(state(NOW + 30 * MINUTE - 1)).toBe('wanted');
      expect(state(NOW + 30 * MINUTE)).toBe('failed');
    },
  );

  test('looks again when the customer was waited for as long as it may be', () => {
    const waits = caseAfter(reported, [30 * MINUTE, { do: 'wait', on: 'customer', reason: 'photo' }]);
    expect(watch(waits, NOW + HOUR).nextAt).toBe(NOW + 3.5 * HOUR);
    expect(promisedUntil(waits, { calendars, now: NOW + HOUR })).toBeUndefined();
    expect(promisedUntil(reported, { calendars, now: NOW + HOUR })).toBe(DUE);
    expect(promisedUntil(handedOver, { calendars, now: NOW + HOUR })).toBeUndefined();
    expect(promisedUntil(quiet, { calendars, now: NOW })).toBeUndefined();
  });
});

describe('a policy as a case keeps it', () => {
  const promise = { goal: { days: 1, hours: 2, minutes: 3 }, calendar: 'all', warnAt: [80] };
  const goal = 26 * HOUR + 3 * MINUTE;

  test('has a clock for each thing that it promises, warned about in order', () => {
    expect(goalMs(promise.goal)).toBe(goal);
    expect(goalMs({})).toBe(0);
    const legs = { ship: { ...promise, owner: 'depot' } };
    const full = snapshotOf({ ...twoHours, response: promise, legs }, id => `${id}@2`);
    const clock = { goalMs: goal, calendar: 'all@2', thresholds: [{ percent: 80 }] };
    expect(full.targets).toStrictEqual([
      {
        ...{ id: 'handover', endsWith: 'stopped', pausedBy: ['customer'], waitCapMs: 3 * HOUR },
        ...{ goalMs: 2 * HOUR, calendar: 'all@2' },
        thresholds: [{ percent: 50 }, { percent: 75 }, { percent: 90 }],
      },
      { id: 'response', endsWith: 'responded', pausedBy: [], ...clock },
      {
        ...{ id: 'leg-ship', endsWith: 'stopped', leg: 'ship', ...clock },
        pausedBy: ['customer', 'carrier', 'supplier', 'internal'],
      },
    ]);
    const owner = 'owner';
    expect(full.legOwners).toEqual({
      ...{ diagnose: owner, prepare: owner, ship: 'depot', install: owner, return: owner },
    });
    expect(full).toMatchObject({
      id: 'two-hours',
      version: 3,
      tellCustomerAt: 'at-90',
      noStockChain: 'empty',
    });
  });

  test('waits for nobody, and without end, where it says so', () => {
    const handover = { ...twoHours.handover, waitsForCustomer: false, waitCapHours: undefined };
    const [target] = snapshotOf({ ...twoHours, handover }, id => id).targets;
    expect(target).toMatchObject({ pausedBy: [] });
    expect(target).not.toHaveProperty('waitCapMs');
  });

  test('keeps a unit for its hours after the promise, or after now where that is over', () => {
    expect(reservedUntil(twoHoursNow, DUE, NOW)).toBe(DUE + DAY);
    expect(reservedUntil(twoHoursNow, DUE, DUE + 5)).toBe(DUE + 5 + DAY);
  });
});
