import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { DAY, MINUTE, SECOND } from '../../shared/kernel/instant.ts';
import { wakeShards } from '../../shared/store/keys.ts';
import {
  delaySeconds,
  isLeasedToRelay,
  isNear,
  LEASE,
  LONGEST_LEASE,
  leasedUntil,
  NEAR,
  wakeForTimer,
  wakeLeased,
} from '../../shared/store/wake.ts';

const NOW = Date.parse('2026-11-22T09:00:00Z');
const key = { pk: 'task#1', sk: 'timer#task.unowned#-' };
const instant = fc.integer({ min: NOW - 400 * DAY, max: NOW + 400 * DAY });
const soon = fc.integer({ min: NOW - 10 * MINUTE, max: NOW + 10 * MINUTE });
/** The sweeps that run every minute, from any second on. */
const sweepsFrom = (first: number) => Array.from({ length: 40 }, (_, n) => first + n * MINUTE);
const taken = (wakeAt: number, sweepAt: number) => wakeAt <= sweepAt + NEAR;

describe('the wake index', () => {
  test('shows a timer up to 90 seconds ahead as handed over, a later one at its due instant', () => {
    expect(wakeForTimer(key, NOW, NOW + 90 * SECOND).wakeAt).toBe(NOW + 90 * SECOND + LEASE);
    expect(wakeForTimer(key, NOW, NOW + 90 * SECOND + 1).wakeAt).toBe(NOW + 90 * SECOND + 1);
    expect(wakeForTimer(key, NOW, NOW - DAY).wakeAt).toBe(NOW + LEASE);
    expect(wakeLeased(key, NOW).wakeAt).toBe(NOW + LEASE);
  });

  test('every timer belongs to exactly one of relay and sweep, and its row says to which', () => {
    fc.assert(
      fc.property(instant, instant, (now, dueAt) => {
        const { wakeAt } = wakeForTimer(key, now, dueAt);
        expect(isLeasedToRelay({ wakeAt, dueAt })).toBe(isNear(now, dueAt));
      }),
    );
  });

  test('a far timer is taken by a sweep 30 to 90 seconds before it is due', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: NEAR + 1, max: 20 * MINUTE }),
        fc.integer({ min: 0, max: MINUTE - 1 }),
        (ahead, phase) => {
          const dueAt = NOW + ahead;
          const { wakeAt } = wakeForTimer(key, NOW, dueAt);
          const sweep = sweepsFrom(NOW + phase).find(at => taken(wakeAt, at)) ?? Number.NaN;
          expect(dueAt - sweep).toBeGreaterThan(30 * SECOND - 1);
          expect(dueAt - sweep).toBeLessThanOrEqual(90 * SECOND);
        },
      ),
    );
  });

  test('what was handed over in vain is taken again 50 to 110 seconds after it was due', () => {
    fc.assert(
      fc.property(soon, fc.integer({ min: 0, max: MINUTE - 1 }), (dueAt, phase) => {
        fc.pre(isNear(NOW, dueAt));
        const until = leasedUntil(NOW, dueAt);
        const sweep = sweepsFrom(NOW + phase).find(at => taken(until, at)) ?? Number.NaN;
        const from = Math.max(NOW, dueAt);
        expect(sweep - from).toBeGreaterThanOrEqual(50 * SECOND);
        expect(sweep - from).toBeLessThan(110 * SECOND);
      }),
    );
  });

  test('a row handed over again and again comes back less often, but for ever', () => {
    const distances = [0, 4, 5, 6, 7, 8, 1000].map(tries => leasedUntil(NOW, NOW, tries) - NOW);
    expect(distances).toEqual([LEASE, LEASE, LEASE, 2 * LEASE, 4 * LEASE, LONGEST_LEASE, LONGEST_LEASE]);
  });

  test('a delay never ends before the due instant and at most a second after it', () => {
    fc.assert(
      fc.property(soon, dueAt => {
        const arrives = NOW + delaySeconds(NOW, dueAt) * SECOND;
        expect(Number.isInteger(delaySeconds(NOW, dueAt))).toBe(true);
        expect(arrives).toBeGreaterThanOrEqual(Math.max(NOW, dueAt));
        expect(arrives).toBeLessThan(Math.max(NOW, dueAt) + SECOND);
      }),
    );
  });

  test('a delay fits SQS for any instant', () => {
    fc.assert(
      fc.property(instant, dueAt => {
        expect(delaySeconds(NOW, dueAt)).toBeGreaterThanOrEqual(0);
        expect(delaySeconds(NOW, dueAt)).toBeLessThanOrEqual(900);
      }),
    );
  });

  test('spreads rows over all shards', () => {
    const counts = new Map<string, number>();
    for (let n = 0; n < 16_000; n++) {
      const { wakeShard } = wakeLeased({ pk: `task#${n}`, sk: 'timer' }, NOW);
      counts.set(wakeShard, (counts.get(wakeShard) ?? 0) + 1);
    }
    expect([...counts.keys()].sort()).toEqual([...wakeShards].sort());
    for (const count of counts.values()) expect(Math.abs(count - 1_000)).toBeLessThan(250);
  });
});
