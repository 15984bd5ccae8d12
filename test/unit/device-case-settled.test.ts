import { describe, expect, test } from '@jest/globals';
import type { CaseCommand, Moment } from '../../shared/domain/devices/case-commands.ts';
import { decideCase } from '../../shared/domain/devices/decide-case.ts';
import type { DeviceCase } from '../../shared/domain/devices/device-case.ts';
import { openCase } from '../../shared/domain/devices/open-case.ts';
import { HOUR, MINUTE } from '../../shared/kernel/instant.ts';
import {
  aDeviceCase,
  broken,
  caseAfter,
  handedOver,
  momentAfter,
  triaged,
  twoHoursNow,
  unit,
} from '../support/device-cases.ts';
import { NOW } from '../support/facts.ts';

const at = momentAfter(5 * HOUR);
const decide = (held: DeviceCase, command: CaseCommand, moment: Moment = at) => {
  const decided = decideCase(held, command, moment);
  return decided.ok ? decided.value : decided.refusal;
};
const reported = aDeviceCase();
const mark = (part: object) => ({ ...part, id: at.factId, at: at.at, recordedAt: at.now });

describe('a report', () => {
  const report = {
    caseId: 'c',
    factId: 'f',
    accountId: 'acme',
    serial: 'S',
    model: 'M',
    damage: 'broken',
  } as const;
  const rest = { segment: 's', language: 'de', zone: 'UTC', reportedBy: 'r', correlation: 'x' };
  const policy = twoHoursNow;
  const matching = [{ id: 'two-hours' }] as never;
  const opened = (part: object) =>
    openCase({ ...report, ...rest, managed: true, at: NOW, now: NOW + 5, policy, matching, ...part });
  const { caseId: id, factId: _fact, ...same } = report;
  const common = {
    ...{ ...same, ...rest, id, state: 'reported', openedAt: NOW, records: [], noStock: false, help: [] },
    ...{ owed: [], oldUnit: 'not-asked', escalations: [], reopened: 0 },
    marks: [
      { id: 'f', at: NOW, recordedAt: NOW + 5, is: 'started' },
      { id: 'f', at: NOW, recordedAt: NOW + 5, is: 'leg', leg: 'diagnose' },
    ],
  };

  test('opens a case with what was said and nothing else; its clocks run from then', () => {
    expect(opened({})).toStrictEqual({ ...common, entitled: true, policy, matching });
    const known = { site: 'mall', contactId: 'c-1', product: 'tablets' };
    expect(opened(known)).toStrictEqual({ ...common, ...known, entitled: true, policy, matching });
    expect(opened({ policy: undefined })).toStrictEqual({ ...common, entitled: true, matching });
  });

  test('of a device that is not managed is promised nothing, and locks nothing', () => {
    const unmanaged = { ...common, entitled: false, matching: [] };
    expect(opened({ managed: false })).toStrictEqual(unmanaged);
    expect(opened({ managed: false, damage: 'lost' })).toStrictEqual({ ...unmanaged, damage: 'lost' });
  });

  test.each(['lost', 'stolen'])('of one that is %s locks it at once', damage => {
    expect(opened({ damage }).lock).toEqual({ state: 'wanted', serial: 'S', wantedAt: NOW + 5 });
  });
});

describe('a handover', () => {
  test('of another unit stops the clocks, takes it from the stock, and the old device is owed', () => {
    const reserved = {
      ...{ ...triaged, noStock: true, help: ['x'] as never },
      reservation: { depotId: 'mall', model: 'tab-8', serial: 'NEW', until: NOW, shipped: true },
    };
    const { reservation: _, ...before } = reserved;
    expect(decide(reserved, { do: 'hand-over', unit })).toStrictEqual({
      ...{ ...before, path: 'replace', noStock: false, help: [], replacement: unit, owed: ['OLD'] },
      ...{ oldUnit: 'owed', state: 'handed-over' },
      marks: [...triaged.marks, mark({ is: 'stopped' }), mark({ is: 'leg', leg: 'return' })],
    });
  });

  test('for a device that is gone has nothing owed', () => {
    expect(decide(aDeviceCase({ damage: 'stolen' }), { do: 'hand-over', unit })).toMatchObject({
      ...{ owed: [], oldUnit: 'written-off' },
      marks: expect.arrayContaining([mark({ is: 'leg', leg: '-' })]),
    });
  });

  test('without a unit is of the old device, which was repaired unless another way was chosen', () => {
    expect(decide(reported, { do: 'hand-over' })).toMatchObject({ path: 'repair', owed: [] });
    const fixed = caseAfter(reported, [MINUTE, { do: 'triage', path: 'remote-fix' }]);
    expect(decide(fixed, { do: 'hand-over' })).toMatchObject({ path: 'remote-fix', state: 'handed-over' });
  });

  test('that is heard of after another counts when it is of the same device: the clocks stop then, and the way back begins', () => {
    const earlier = { factId: 'evt_e', at: NOW + 30 * MINUTE, now: NOW + 9 * HOUR };
    const stops = (command: CaseCommand) => {
      const after = decide(handedOver, command, earlier);
      return typeof after === 'string' ? after : after.marks.slice(-2);
    };
    const then = { id: 'evt_e', at: NOW + 30 * MINUTE, recordedAt: NOW + 9 * HOUR };
    const stopped = [
      { ...then, is: 'stopped' },
      { ...then, is: 'leg', leg: 'return' },
    ];
    expect(stops({ do: 'hand-over' })).toEqual(stopped);
    expect(stops({ do: 'hand-over', serial: 'NEW' })).toEqual(stopped);
    expect(stops({ do: 'hand-over', serial: 'OLD' })).toEqual(stopped);
    expect(stops({ do: 'hand-over', unit: { ...unit, serial: 'ELSE' } })).toBe('not-open');
  });
});

describe('after the handover', () => {
  const later = momentAfter(9 * HOUR);

  test.each(['returned', 'waived', 'written-off'] as const)(
    'the old device is %s, and all is settled',
    fate => {
      expect(decide(handedOver, { do: 'return', fate })).toStrictEqual({
        ...{ ...handedOver, owed: [], oldUnit: fate, state: 'closed' },
        marks: [...handedOver.marks, mark({ is: 'leg', leg: '-' })],
      });
    },
  );

  test('a device that came back before it counts as back at the handover', () => {
    const early = { factId: 'evt_e', at: NOW, now: NOW + 9 * HOUR };
    const back = decide(handedOver, { do: 'return', fate: 'returned' }, early);
    expect(typeof back === 'object' && back.marks.at(-1)).toMatchObject({ at: NOW + HOUR });
  });

  test('of two that are owed the last goes first, and while the case is open it stays so', () => {
    const two = { ...handedOver, owed: ['OLD', 'NEW'] };
    const one = decide(two, { do: 'return', fate: 'returned' });
    expect(one).toStrictEqual({ ...two, owed: ['OLD'], oldUnit: 'returned' });
    const open = { ...triaged, owed: ['OLD'] };
    expect(decide(open, { do: 'return', fate: 'returned' })).toStrictEqual({
      ...{ ...open, owed: [], oldUnit: 'returned' },
    });
  });

  test('the user says that it works, and the first time counts', () => {
    const confirmed = decide(handedOver, { do: 'confirm' }) as DeviceCase;
    expect(confirmed).toStrictEqual({ ...handedOver, confirmedAt: at.at });
    expect(decide(confirmed, { do: 'confirm' }, later)).toStrictEqual(confirmed);
    const closed = caseAfter(handedOver, [2 * HOUR, { do: 'return', fate: 'waived' }]);
    expect(decide(closed, { do: 'confirm' })).toMatchObject({ confirmedAt: at.at });
  });

  test('nothing owed, it is closed by hand', () => {
    const fixed = caseAfter(reported, [MINUTE, { do: 'triage', path: 'no-fault' }]);
    expect(decide(fixed, { do: 'close' })).toStrictEqual({ ...fixed, state: 'closed' });
  });

  test('it is opened again about what was handed over, or about the old device', () => {
    const { replacement: _, ...rest } = handedOver;
    expect(decide(handedOver, { do: 'reopen', reason: 'x' })).toStrictEqual({
      ...{ ...rest, state: 'triaged', serial: 'NEW', model: 'tab-8', damage: 'broken', path: 'replace' },
      reopened: 1,
      marks: [...handedOver.marks, mark({ is: 'reopened' }), mark({ is: 'leg', leg: 'prepare' })],
    });
    const fixed = caseAfter(reported, [MINUTE, { do: 'triage', path: 'no-fault' }]);
    expect(decide(fixed, { do: 'reopen', reason: 'x' })).toStrictEqual({
      ...{ ...fixed, state: 'reported', reopened: 1 },
      marks: [...fixed.marks, mark({ is: 'reopened' }), mark({ is: 'leg', leg: 'diagnose' })],
    });
  });

  test('a broken promise is excused, by whom and why', () => {
    const late = { ...handedOver, records: [broken] };
    const excuse = { do: 'excuse', target: 'handover', by: 'anna', reason: 'fire' } as const;
    expect(decide(late, excuse)).toMatchObject({
      records: [broken, { is: 'excused', target: 'handover', at: at.now, by: 'anna', reason: 'fire' }],
    });
    expect(decide(late, { ...excuse, target: 'response' })).toBe('not-breached');
  });

  test('another policy takes the place of the one before, or none', () => {
    const { policy: _, ...without } = triaged;
    expect(decide(triaged, { do: 'rematch', policy: undefined, matching: [] })).toStrictEqual(without);
    const other = { ...twoHoursNow, version: 4 };
    expect(decide(triaged, { do: 'rematch', policy: other, matching: [] })).toMatchObject({ policy: other });
  });

  test('a cancelled case has its clocks stopped and no leg', () => {
    expect(decide(triaged, { do: 'cancel', reason: 'x' })).toStrictEqual({
      ...{ ...triaged, state: 'cancelled' },
      marks: [...triaged.marks, mark({ is: 'stopped' }), mark({ is: 'leg', leg: '-' })],
    });
  });
});
