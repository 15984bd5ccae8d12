import { describe, expect, test } from '@jest/globals';
import type { CaseCommand, Moment } from '../../shared/domain/devices/case-commands.ts';
import { decideCase } from '../../shared/domain/devices/decide-case.ts';
import { type DeviceCase, legOf, needsUnit, waitOf } from '../../shared/domain/devices/device-case.ts';
import { segmentsOf } from '../../shared/domain/time/sla-segments.ts';
import { HOUR, MINUTE } from '../../shared/kernel/instant.ts';
import { aDeviceCase, caseAfter, handedOver, momentAfter, triaged, unit } from '../support/device-cases.ts';
import { NOW } from '../support/facts.ts';

const at = momentAfter(5 * HOUR);
const decide = (held: DeviceCase, command: CaseCommand, moment: Moment = at) => {
  const decided = decideCase(held, command, moment);
  return decided.ok ? decided.value : decided.refusal;
};
const mark = (part: object, ms = 5 * HOUR) => ({
  ...{ ...part, id: `evt_${ms}`, at: NOW + ms, recordedAt: NOW + ms },
});
const reported = aDeviceCase();
const lost = aDeviceCase({ damage: 'lost' });
const cancelled = caseAfter(reported, [HOUR, { do: 'cancel', reason: 'x' }]);
const closed = caseAfter(handedOver, [2 * HOUR, { do: 'return', fate: 'waived' }]);
const repaired = caseAfter(reported, [MINUTE, { do: 'triage', path: 'repair' }]);
const shipped = caseAfter(triaged, [2 * MINUTE, { do: 'ship' }]);
const held = { depotId: 'mall', model: 'tab-8', serial: 'NEW', until: NOW, shipped: false } as const;

describe('a command is refused', () => {
  test.each<[string, DeviceCase, CaseCommand]>([
    ['not-open', closed, { do: 'triage', path: 'repair' }],
    ['not-open', cancelled, { do: 'wait', on: 'customer', reason: 'photo' }],
    ['not-open', cancelled, { do: 'go-on' }],
    ['not-open', cancelled, { do: 'reserve' }],
    ['not-open', handedOver, { do: 'ship' }],
    ['not-open', handedOver, { do: 'loan' }],
    ['not-open', handedOver, { do: 'cancel', reason: 'x' }],
    ['not-open', handedOver, { do: 'rematch', policy: undefined, matching: [] }],
    ['not-open', cancelled, { do: 'hand-over', unit }],
    ['not-open', handedOver, { do: 'hand-over', serial: 'ELSE' }],
    ['not-waiting', reported, { do: 'go-on' }],
    ['not-lost', reported, { do: 'triage', path: 'found-again' }],
    ['not-lost', reported, { do: 'confirm-wipe', contactId: 'c-1' }],
    ['no-unit-needed', repaired, { do: 'reserve' }],
    ['no-unit-needed', { ...reported, reservation: held }, { do: 'reserve' }],
    ['not-triaged', reported, { do: 'ship' }],
    ['wrong-path', { ...triaged, path: 'remote-fix' }, { do: 'ship' }],
    ['nothing-shipped', reported, { do: 'shipment', way: 'out', stage: 'delivered' }],
    ['nothing-owed', reported, { do: 'return', fate: 'returned' }],
    ['not-handed-over', reported, { do: 'confirm' }],
    ['not-handed-over', closed, { do: 'close' }],
    ['not-handed-over', cancelled, { do: 'reopen', reason: 'x' }],
    ['old-unit-owed', handedOver, { do: 'close' }],
    ['not-breached', reported, { do: 'excuse', target: 'handover', by: 'anna', reason: 'x' }],
  ])('%s', (refusal, before, command) => {
    expect(decide(before, command)).toBe(refusal);
    const decided = decideCase(before, command, at);
    expect(!decided.ok && decided.detail).toMatchObject({ problem: expect.stringMatching(/^[A-Z].+\.$/) });
  });

  test('when it is said to happen later than now, not when it happens now', () => {
    const later = { factId: 'evt_1', at: NOW + 1, now: NOW };
    expect(decide(reported, { do: 'loan' }, later)).toBe('in-the-future');
    expect(decide(reported, { do: 'loan' }, { ...later, at: NOW })).toBe(reported);
  });

  test('when it is said to have happened before the case was there, or was open again', () => {
    const before = { factId: 'evt_1', at: NOW - 1, now: NOW + 9 * HOUR };
    expect(decide(reported, { do: 'triage', path: 'repair' }, before)).toBe('before-the-report');
    expect(decide(reported, { do: 'hand-over', unit }, before)).toBe('before-the-report');
    const again = caseAfter(handedOver, [2 * HOUR, { do: 'reopen', reason: 'dead' }]);
    const meanwhile = { ...before, at: NOW + 2 * HOUR - 1 };
    expect(decide(again, { do: 'triage', path: 'repair' }, meanwhile)).toBe('before-the-report');
    expect(decide(again, { do: 'triage', path: 'repair' }, { ...before, at: NOW + 2 * HOUR })).toMatchObject({
      state: 'triaged',
    });
  });
});

describe('a decision about the device', () => {
  test.each([
    ['repair', 'prepare'],
    ['replace', 'prepare'],
    ['remote-fix', 'install'],
  ] as const)('%s answers the customer and begins %s', (path, leg) => {
    expect(decide(reported, { do: 'triage', path })).toStrictEqual({
      ...{ ...reported, state: 'triaged', path },
      marks: [...reported.marks, mark({ is: 'responded' }), mark({ is: 'leg', leg })],
    });
  });

  test('that nothing is wrong stops every clock and leaves no leg', () => {
    expect(decide(reported, { do: 'triage', path: 'no-fault' })).toStrictEqual({
      ...{ ...reported, state: 'handed-over', path: 'no-fault' },
      marks: [
        ...reported.marks,
        ...[mark({ is: 'responded' }), mark({ is: 'stopped' }), mark({ is: 'leg', leg: '-' })],
      ],
    });
  });

  test('by the same cause once more leaves no mark twice', () => {
    const once = decide(reported, { do: 'triage', path: 'repair' });
    expect(typeof once === 'object' && decide(once, { do: 'triage', path: 'repair' })).toStrictEqual(once);
  });

  test('asks for a unit where one is to be kept at the report, or the device is replaced', () => {
    const policy = reported.policy;
    if (!policy) throw new Error('no policy');
    const late = { ...policy, reserve: 'at-replace' } as const;
    expect(needsUnit(reported)).toBe(true);
    expect(needsUnit({ ...reported, policy: late })).toBe(false);
    expect(needsUnit({ ...triaged, policy: late })).toBe(true);
    expect(needsUnit({ ...triaged, replacement: unit })).toBe(false);
    expect(needsUnit({ ...triaged, policy: { ...policy, depots: [] } })).toBe(false);
    expect(needsUnit(repaired)).toBe(false);
    expect(needsUnit({ ...reported, state: 'cancelled' })).toBe(false);
    expect(needsUnit({ ...triaged, path: 'remote-fix' })).toBe(false);
  });
});

describe('a shipment', () => {
  const reserved = { ...triaged, reservation: held };

  test('is on its way, its unit with it, under the name of the carrier', () => {
    expect(decide(reserved, { do: 'ship', trackingId: '1Z' })).toStrictEqual({
      ...{ ...reserved, trackingId: '1Z', reservation: { ...held, shipped: true } },
      marks: [...reserved.marks, mark({ is: 'leg', leg: 'ship' })],
    });
    expect(decide(repaired, { do: 'ship' })).toStrictEqual({
      ...{ ...repaired, marks: [...repaired.marks, mark({ is: 'leg', leg: 'ship' })] },
    });
  });

  const moved = (leg: string, order: number, later?: number) => [
    mark({ is: 'working', on: 'carrier', whileOpen: true }, later),
    mark({ is: 'leg', leg, order, whileOpen: true }, later),
  ];

  test('that was picked up is on its way as well', () => {
    expect(decide(reserved, { do: 'shipment', way: 'out', stage: 'picked-up' })).toStrictEqual({
      ...{ ...reserved, reservation: { ...held, shipped: true } },
      marks: [...reserved.marks, ...moved('ship', 2)],
    });
  });

  test('that is late is waited for from the first word of it, until it goes on', () => {
    const late = decide(shipped, { do: 'shipment', way: 'out', stage: 'delayed' }) as DeviceCase;
    expect(late.marks.at(-1)).toEqual(
      mark({ is: 'waiting', on: 'carrier', reason: 'delayed', whileOpen: true }),
    );
    const next = momentAfter(6 * HOUR);
    const again = decide(late, { do: 'shipment', way: 'out', stage: 'delayed' }, next) as DeviceCase;
    expect(segmentsOf(again.marks)).toEqual(segmentsOf(late.marks));
    const there = decide(late, { do: 'shipment', way: 'out', stage: 'delivered' }, next) as DeviceCase;
    expect(there.marks.slice(-2)).toEqual(moved('install', 3, 6 * HOUR));
    const heardLate = { factId: 'evt_l', at: NOW + 5.5 * HOUR, now: NOW + 7 * HOUR };
    const heard = decide(there, { do: 'shipment', way: 'out', stage: 'delayed' }, heardLate) as DeviceCase;
    expect(segmentsOf(heard.marks)).toEqual(segmentsOf(there.marks));
  });

  test('that moves ends a wait for the carrier, and none for the customer', () => {
    const asked = decide(shipped, { do: 'wait', on: 'customer', reason: 'photo' }) as DeviceCase;
    const there = decide(asked, { do: 'shipment', way: 'out', stage: 'delivered' }, momentAfter(6 * HOUR));
    expect(waitOf(there as DeviceCase)).toEqual({ on: 'customer', reason: 'photo' });
  });

  test('that is lost is prepared again, and its unit is gone', () => {
    const gone = decide({ ...shipped, reservation: held }, { do: 'shipment', way: 'out', stage: 'missing' });
    expect(gone).not.toHaveProperty('reservation');
    expect(legOf(gone as DeviceCase)).toBe('prepare');
  });

  test('back, or of a case that is over, moves nothing', () => {
    expect(decide(reported, { do: 'shipment', way: 'back', stage: 'delivered' })).toBe(reported);
    expect(decide(closed, { do: 'shipment', way: 'out', stage: 'delivered' })).toBe(closed);
  });
});

describe('a wait', () => {
  test('and its end count for the time in which the case was open, also when heard of later', () => {
    const meanwhile = { factId: 'evt_m', at: NOW + 30 * MINUTE, now: NOW + 9 * HOUR };
    const marks = (command: CaseCommand, moment: Moment) => {
      const after = decide(handedOver, command, moment);
      return typeof after === 'string' ? after : after.marks.at(-1)?.is;
    };
    expect(marks({ do: 'wait', on: 'customer', reason: 'x' }, meanwhile)).toBe('waiting');
    expect(marks({ do: 'go-on' }, meanwhile)).toBe('working');
    const [first, stop] = [NOW, NOW + HOUR];
    expect(marks({ do: 'go-on' }, { ...meanwhile, at: first })).toBe('working');
    expect(marks({ do: 'go-on' }, { ...meanwhile, at: stop })).toBe('not-open');
    expect(marks({ do: 'wait', on: 'customer', reason: 'x' }, { ...meanwhile, at: stop })).toBe('not-open');
  });
});

describe('a wipe or a lock', () => {
  const order = { state: 'wanted', serial: 'OLD', wantedAt: NOW } as const;

  test('is ordered once, and again where it failed', () => {
    const wanted = decide(lost, { do: 'confirm-wipe', contactId: 'c-9' }) as DeviceCase;
    expect(wanted.wipe).toEqual({ ...order, wantedAt: NOW + 5 * HOUR, confirmedBy: 'c-9' });
    expect(decide(wanted, { do: 'confirm-wipe', contactId: 'c-9' })).toBe('already-wanted');
    const failed = { ...lost, wipe: { ...order, state: 'failed', confirmedBy: 'c-9' } } as const;
    expect(decide(failed, { do: 'confirm-wipe', contactId: 'c-9' })).toMatchObject({
      wipe: { state: 'wanted' },
    });
  });

  test.each(['lock', 'wipe'] as const)('is answered by the latest word about that device: %s', name => {
    const asked: DeviceCase = { ...lost, [name]: { ...order, confirmedBy: 'c-9' } };
    const answer = { do: `answer-${name}`, serial: 'OLD', outcome: 'done' } as const;
    const done = decide(asked, answer) as DeviceCase;
    expect(done[name]).toEqual({ ...asked[name], state: 'done', answeredAt: NOW + 5 * HOUR });
    expect(decide(asked, { ...answer, serial: 'OTHER' })).toBe(asked);
    const { [name]: _, ...never } = asked;
    expect(decide(never as DeviceCase, answer)).toBe(never);
    const failed = { ...answer, outcome: 'failed' } as const;
    const earlier = { factId: 'e', at: NOW + 5 * HOUR - 1, now: NOW + 9 * HOUR };
    expect(decide(done, failed, earlier)).toBe(done);
    expect(decide(done, failed)).toMatchObject({ [name]: { state: 'failed' } });
    expect(decide(asked, failed, { ...earlier, at: NOW - 1 })).toBe(asked);
    expect(decide(asked, failed, { ...earlier, at: NOW })).toMatchObject({ [name]: { state: 'failed' } });
  });
});
