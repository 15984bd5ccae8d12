import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { CaseCommand, Moment } from '../../shared/domain/devices/case-commands.ts';
import { decideCase } from '../../shared/domain/devices/decide-case.ts';
import { type DeviceCase, isOpenCase, legOf } from '../../shared/domain/devices/device-case.ts';
import { snapshotOf } from '../../shared/domain/devices/policy.ts';
import { watchCase } from '../../shared/domain/devices/watch-case.ts';
import { aroundTheClock } from '../../shared/domain/time/business-calendar.ts';
import { readTarget } from '../../shared/domain/time/sla-clock.ts';
import { DAY, HOUR, MINUTE } from '../../shared/kernel/instant.ts';
import { aDeviceCase, twoHours, unit } from '../support/device-cases.ts';
import { NOW } from '../support/facts.ts';

const calendars = () => aroundTheClock;
const leg = { goal: { days: 3 }, calendar: 'all', warnAt: [50], owner: 'depot' };
const legs = { diagnose: leg, prepare: leg, ship: leg, install: leg, return: leg };
const policy = snapshotOf(
  { ...twoHours, handover: { ...twoHours.handover, goal: { days: 3 } }, legs },
  id => id,
);

type Said = readonly [command: CaseCommand, at: number, factId?: string, now?: number];
/** A case of which all this was said, heard of one after another; instants count from the report. */
const caseOf = (...course: readonly Said[]): DeviceCase =>
  course.reduce(
    (held, [command, at, factId = `evt_${at}`, now = at]) => {
      const moment = { factId, at: NOW + at, now: NOW + now };
      const decided = decideCase(held, command, moment);
      if (!decided.ok) throw new Error(`${command.do}: ${decided.refusal}`);
      return decided.value;
    },
    aDeviceCase({ policy, factId: 'evt_z' }),
  );
const runs = ({ marks }: DeviceCase, now: number): boolean => {
  const [target] = policy.targets;
  if (!target) throw new Error('nothing is promised');
  return readTarget({ marks, target, calendars, now }).state === 'running';
};
const looksAgain = (held: DeviceCase, now: number) => watchCase(held, { calendars, now }).nextAt;

const [handOver, back]: CaseCommand[] = [
  { do: 'hand-over', unit },
  { do: 'return', fate: 'returned' },
];
const reopen: CaseCommand = { do: 'reopen', reason: 'dead' };
const replace: CaseCommand = { do: 'triage', path: 'replace' };
const settledAt = (at: number): Said[] => [[handOver as CaseCommand, at]];

describe('a case that is opened again', () => {
  test('runs on from its handover when it is said to have failed before', () => {
    const again = caseOf(...settledAt(2 * HOUR), [reopen, HOUR, 'evt_r', 3 * HOUR]);
    expect(again.marks.find(({ is }) => is === 'reopened')?.at).toBe(NOW + 2 * HOUR);
    expect(legOf(again)).toBe('prepare');
    expect(runs(again, NOW + 3 * HOUR)).toBe(true);
    expect(looksAgain(again, NOW + 3 * HOUR)).toBeDefined();
  });

  test('runs on although a second handover was heard of that came after it failed', () => {
    const again = caseOf(
      ...settledAt(HOUR),
      [{ do: 'hand-over' }, 3 * HOUR, 'evt_h'],
      [reopen, 2 * HOUR, 'evt_r', 4 * HOUR],
    );
    expect(runs(again, NOW + 4 * HOUR)).toBe(true);
  });

  test('stops when it is settled or cancelled in the very millisecond, or by what began before', () => {
    const again = [...settledAt(HOUR), [reopen, 2 * HOUR, 'evt_r']] as const;
    for (const [end, at] of [
      [{ do: 'hand-over' }, 2 * HOUR],
      [{ do: 'cancel', reason: 'x' }, 2 * HOUR],
      [{ do: 'cancel', reason: 'x' }, HOUR],
    ] as const) {
      const over = caseOf(...again, [back as CaseCommand, 2 * HOUR, 'evt_b'], [end, at, 'evt_e', 3 * HOUR]);
      expect(isOpenCase(over)).toBe(false);
      expect(runs(over, NOW + 3 * HOUR)).toBe(false);
    }
  });

  test('gets a unit again, also when a reservation of its had run out before', () => {
    const lapsed = { ...caseOf(...settledAt(HOUR)), lapsed: true };
    const decided = decideCase(lapsed, reopen, { factId: 'r', at: NOW + DAY, now: NOW + DAY });
    expect(decided).toMatchObject({ ok: true });
    expect(decided.ok && 'lapsed' in decided.value).toBe(false);
  });
});

describe('a leg', () => {
  test('of two entered at one instant is the one heard of last, whatever its cause is called', () => {
    expect(legOf(caseOf([replace, 0, 'evt_a']))).toBe('prepare');
    expect(legOf(caseOf([replace, MINUTE, 'evt_y'], [{ do: 'ship' }, MINUTE, 'evt_b']))).toBe('ship');
  });

  test('ends with the case: with a handover of the instant of the report, or of one before the leg', () => {
    const ends: readonly Said[][] = [
      [
        [handOver as CaseCommand, 0, 'evt_a'],
        [back as CaseCommand, 0, 'evt_b', HOUR],
      ],
      [
        [replace, 2 * HOUR],
        [handOver as CaseCommand, HOUR, 'evt_h', 3 * HOUR],
        [back as CaseCommand, HOUR, 'evt_b', 3 * HOUR],
      ],
    ];
    for (const course of ends) {
      const closed = caseOf(...course);
      expect(closed.state).toBe('closed');
      expect(legOf(closed)).toBeUndefined();
      expect(looksAgain(closed, NOW + 4 * HOUR)).toBeUndefined();
    }
  });
});

const commands: readonly CaseCommand[] = [
  { do: 'triage', path: 'repair' },
  replace,
  { do: 'triage', path: 'no-fault' },
  { do: 'wait', on: 'customer', reason: 'photo' },
  { do: 'go-on' },
  { do: 'ship' },
  { do: 'shipment', way: 'out', stage: 'delivered' },
  { do: 'hand-over' },
  { do: 'hand-over', unit },
  { do: 'return', fate: 'returned' },
  { do: 'close' },
  reopen,
  reopen,
  { do: 'cancel', reason: 'found' },
];

describe('a course of a case of which anything is said to have happened at any time', () => {
  const said = fc.record({
    command: fc.constantFrom(...commands),
    ago: fc.nat({ max: 4 }),
    name: fc.nat({ max: 99 }),
    passes: fc.nat({ max: 2 }),
  });

  test('has its promise watched while it is open, and no clock when it is over', () => {
    const ends = { open: 0, again: 0, over: 0 };
    fc.assert(
      fc.property(fc.array(said, { maxLength: 20 }), course => {
        let held = aDeviceCase({ policy, factId: 'evt_50' });
        let now = NOW;
        for (const [n, { command, ago, name, passes }] of course.entries()) {
          now += passes * MINUTE;
          const moment: Moment = { factId: `evt_${name}.${n}`, at: now - ago * MINUTE, now };
          const decided = decideCase(held, command, moment);
          if (!decided.ok) continue;
          held = decided.value;
          const later = now + MINUTE;
          const waits = readTarget({
            ...{ marks: held.marks, calendars, now: later },
            target: policy.targets[0] as (typeof policy.targets)[number],
          }).state;
          if (isOpenCase(held)) expect(waits).toMatch(/running|paused/);
          else expect(waits).toBe('stopped');
          const isOver = held.state === 'closed' || held.state === 'cancelled';
          if (isOver) expect(looksAgain(held, later)).toBeUndefined();
          ends[isOver ? 'over' : held.reopened > 0 ? 'again' : 'open'] += 1;
        }
      }),
      { numRuns: 3_000 },
    );
    const counts = Object.values(ends);
    const all = counts.reduce((sum, count) => sum + count);
    for (const count of counts) expect(count).toBeGreaterThan(all / 20);
  });
});
