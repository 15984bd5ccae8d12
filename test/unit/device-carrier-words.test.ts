import { describe, expect, test } from '@jest/globals';
import type { CaseCommand } from '../../shared/domain/devices/case-commands.ts';
import { decideCase } from '../../shared/domain/devices/decide-case.ts';
import { type DeviceCase, legOf, waitOf } from '../../shared/domain/devices/device-case.ts';
import { segmentsOf, tellingMarks, timelineOf } from '../../shared/domain/time/sla-segments.ts';
import { HOUR, MINUTE } from '../../shared/kernel/instant.ts';
import { caseAfter, handedOver, triaged, unit } from '../support/device-cases.ts';
import { NOW } from '../support/facts.ts';

type Heard = readonly [command: CaseCommand, factId: string, at: number, heardAt?: number];
/** The case after all this was heard, in this order; instants count from the report. */
const hearing = (from: DeviceCase, ...course: readonly Heard[]): DeviceCase =>
  course.reduce((held, [command, factId, at, heardAt = at]) => {
    const decided = decideCase(held, command, { factId, at: NOW + at, now: NOW + heardAt });
    if (!decided.ok) throw new Error(decided.refusal);
    return decided.value;
  }, from);
const out = (stage: 'picked-up' | 'delayed' | 'delivered' | 'missing'): CaseCommand => ({
  ...{ do: 'shipment', way: 'out', stage },
});
const handOver: CaseCommand = { do: 'hand-over', unit };
const reopen: CaseCommand = { do: 'reopen', reason: 'dead' };

describe('what a carrier says happened after the handover', () => {
  test('leaves the case in the leg of its clocks', () => {
    const settled = hearing(
      triaged,
      [out('picked-up'), 'evt_p', HOUR],
      [out('delivered'), 'evt_d', 3 * HOUR],
      [handOver, 'evt_h', 2 * HOUR, 4 * HOUR],
    );
    expect([settled.state, legOf(settled)]).toEqual(['handed-over', 'return']);
    expect(timelineOf(settled.marks).at(-1)?.leg).toBe('return');
  });

  test('leaves a case that is opened again in the leg that begins then', () => {
    const again = hearing(
      triaged,
      [out('picked-up'), 'evt_p', HOUR],
      [out('missing'), 'evt_m', 3 * HOUR],
      [handOver, 'evt_h', 2 * HOUR, 4 * HOUR],
      [reopen, 'evt_r', 5 * HOUR],
    );
    expect([legOf(again), segmentsOf(again.marks).at(-1)?.leg]).toEqual(['prepare', 'prepare']);
  });
});

test('a second word of a handover, from when the case was closed, begins no way back', () => {
  const closed = caseAfter(handedOver, [2 * HOUR, { do: 'return', fate: 'returned' }], [10 * HOUR, reopen]);
  const other: CaseCommand = { do: 'hand-over', unit: { ...unit, serial: 'N2' } };
  const held = hearing(closed, [other, 'evt_h2', 12 * HOUR]);
  const said = hearing(held, [{ do: 'hand-over' }, 'evt_again', 5 * HOUR, 13 * HOUR]);
  expect(timelineOf(said.marks)).toEqual(timelineOf(held.marks));
});

describe('a parcel that is late', () => {
  const photo: CaseCommand = { do: 'wait', on: 'customer', reason: 'photo' };
  const asked = hearing(triaged, [photo, 'evt_w', HOUR]);

  test('takes nothing from a wait for the customer, and ends none', () => {
    const late = hearing(asked, [out('delayed'), 'evt_l', 2 * HOUR]);
    const moves = hearing(late, [out('picked-up'), 'evt_p', 3 * HOUR]);
    for (const held of [late, moves]) expect(waitOf(held)).toEqual({ on: 'customer', reason: 'photo' });
  });

  test('is waited for once the customer has answered, until it moves or somebody goes on', () => {
    const late = hearing(asked, [out('delayed'), 'evt_l', 2 * HOUR], [{ do: 'go-on' }, 'evt_g', 3 * HOUR]);
    expect(waitOf(late)).toEqual({ on: 'carrier', reason: 'delayed' });
    expect(waitOf(hearing(late, [out('delivered'), 'evt_d', 4 * HOUR]))).toBeUndefined();
    expect(waitOf(hearing(late, [{ do: 'go-on' }, 'evt_x', 4 * HOUR]))).toBeUndefined();
  });
});

test.each(['evt_a', 'evt_z'])(
  'picked up and delivered at one instant is delivered, whatever %s is called',
  id => {
    const held = hearing(
      triaged,
      [out('picked-up'), id, HOUR],
      [out('delivered'), 'evt_m', HOUR, HOUR + MINUTE],
    );
    expect(legOf(held)).toBe('install');
  },
);

describe('whoever follows the case', () => {
  const words = (count: number): Heard[] =>
    Array.from({ length: count }, (_, n) => [out('picked-up'), `evt_p${n}`, 2 * HOUR + n * MINUTE]);
  const shipped = caseAfter(triaged, [HOUR, { do: 'ship' }]);

  test('is told once that it was shipped, however often the carrier says so', () => {
    const held = hearing(shipped, ...words(5), [out('delivered'), 'evt_d', 9 * HOUR]);
    const told = tellingMarks(held.marks).map(mark => (mark.is === 'leg' ? mark.leg : mark.is));
    expect(told.filter(word => word === 'ship')).toEqual(['ship']);
    expect(told).not.toContain('working');
  });

  test('is told of all that is news, and the case does not grow for ever with what is none', () => {
    const held = hearing(shipped, ...words(400));
    expect(held.marks.length).toBeLessThan(510);
    expect(legOf(hearing(held, [out('delivered'), 'evt_d', 20 * HOUR]))).toBe('install');
  });
});
