import { describe, expect, test } from '@jest/globals';
import type { DeviceCase } from '../../shared/domain/devices/device-case.ts';
import { derivedId } from '../../shared/kernel/id.ts';
import { HOUR, MINUTE } from '../../shared/kernel/instant.ts';
import {
  aDeviceCase,
  caseAfter,
  changed,
  DUE,
  dataOf,
  handedOver,
  news,
  reported,
  telling,
  tellings,
  told,
  triaged,
  unit,
} from '../support/device-cases.ts';
import { NOW } from '../support/facts.ts';

describe('a case that is new', () => {
  const { toldDueAt: _, ...fresh } = reported;

  test('is told of with its policy and until when, and the customer hears the same', () => {
    const found = news({ before: undefined, after: fresh });
    const opened = { caseId: 'case_1', damage: 'broken', language: 'de', dueAt: DUE, policyId: 'two-hours' };
    expect(found.named).toStrictEqual([
      ['device.case-opened', opened],
      telling('report-received'),
      changed('reported'),
    ]);
    expect(found.after).toEqual({ ...fresh, toldDueAt: DUE });
  });

  test('without a promise says so: the customer gets advice, and is told no instant', () => {
    const unmanaged = aDeviceCase({ managed: false });
    const found = news({ before: undefined, after: unmanaged, dueAt: undefined });
    expect(found.named).toStrictEqual([
      ['device.case-opened', { caseId: 'case_1', damage: 'broken', language: 'de' }],
      telling('advice', {}),
      changed('reported'),
    ]);
    expect(found.after).toBe(unmanaged);
    const paused = news({ before: undefined, after: fresh, dueAt: undefined });
    expect(paused.after.toldDueAt).toBe('none');
  });

  test('of a device that is gone asks for its lock; without a contact nobody is told', () => {
    const lost = aDeviceCase({ damage: 'stolen' });
    const { contactId: _contact, ...nobody } = lost;
    const found = news({ before: undefined, after: nobody });
    expect(dataOf(found, 'device.lock-wanted')).toEqual([{ caseId: 'case_1', serial: 'OLD' }]);
    expect(tellings(found)).toEqual([]);
    expect(found.after).toBe(nobody);
  });
});

describe('a case that changed', () => {
  test('says its state and version, and no more where nothing else follows', () => {
    const found = news({ before: reported, after: triaged });
    expect(found.named).toStrictEqual([changed('triaged')]);
    expect(found.after).toBe(triaged);
  });

  test.each([
    ['handed-over', [HOUR, { do: 'hand-over', unit }]],
    ['cancelled', [HOUR, { do: 'cancel', reason: 'x' }]],
  ] as const)('is settled once: %s', (state, step) => {
    const after = caseAfter(triaged, step);
    const settled = dataOf(news({ before: triaged, after }), 'device.case-settled');
    expect(settled).toEqual([{ caseId: 'case_1', state }]);
    expect(dataOf(news({ before: after, after }), 'device.case-settled')).toEqual([]);
  });

  test('that is closed after its handover is not settled again', () => {
    const closed = caseAfter(handedOver, [2 * HOUR, { do: 'return', fate: 'returned' }]);
    expect(closed.state).toBe('closed');
    expect(news({ before: handedOver, after: closed }).names).toEqual(['device.case-changed']);
  });

  test('and is open again is told of as such, with its new promise', () => {
    const again = caseAfter(handedOver, [2 * HOUR, { do: 'reopen', reason: 'dead' }]);
    const found = news({ before: handedOver, after: again, dueAt: DUE + HOUR });
    const reopened = { caseId: 'case_1', damage: 'broken', language: 'de', dueAt: DUE + HOUR };
    expect(dataOf(found, 'device.case-reopened')).toStrictEqual([reopened]);
    expect(found.after.toldDueAt).toBe(DUE + HOUR);
    expect(news({ before: triaged, after: triaged }).names).toEqual(['device.case-changed']);
  });
});

describe('the device management', () => {
  const lost = told(aDeviceCase({ damage: 'lost' }));
  const wiped = caseAfter(lost, [MINUTE, { do: 'confirm-wipe', contactId: 'c-9' }]);

  test('is asked once for each order', () => {
    expect(dataOf(news({ before: lost, after: wiped }), 'device.wipe-wanted')).toEqual([
      { caseId: 'case_1', serial: 'OLD', confirmedBy: 'c-9' },
    ]);
    expect(news({ before: wiped, after: wiped }).names).toEqual(['device.case-changed']);
    expect(dataOf(news({ before: lost, after: wiped }), 'device.lock-wanted')).toEqual([]);
  });

  test('is asked again where an order is wanted anew', () => {
    const [lock, wipe] = [wiped.lock, wiped.wipe];
    if (!lock || !wipe) throw new Error('nothing was ordered');
    const [later, done] = [{ wantedAt: NOW + HOUR }, { state: 'done' as const }];
    const again = { ...wiped, lock: { ...lock, ...later }, wipe: { ...wipe, ...later } };
    expect(news({ before: wiped, after: again }).names.slice(0, 2)).toEqual([
      'device.lock-wanted',
      'device.wipe-wanted',
    ]);
    const answered = { ...wiped, lock: { ...lock, ...done }, wipe: { ...wipe, ...done } };
    expect(news({ before: answered, after: wiped }).names).toContain('device.lock-wanted');
    expect(news({ before: wiped, after: answered }).names).toEqual(['device.case-changed']);
  });

  test.each(['lock', 'wipe'] as const)('that fails to %s makes somebody care, until it is done', order => {
    const held = wiped[order];
    if (!held) throw new Error('nothing was ordered');
    const failed = { ...wiped, [order]: { ...held, state: 'failed' } } as DeviceCase;
    const found = news({ before: wiped, after: failed });
    const id = derivedId('esc', 'case_1', 'not-locked', 0);
    expect(dataOf(found, 'escalation.wanted')).toMatchObject([
      { escalationId: id, chain: 'late', kind: 'device-not-locked' },
    ]);
    expect(found.after.escalations).toEqual([{ id, why: 'not-locked', ended: false }]);
    const running = { ...failed, escalations: found.after.escalations };
    expect(dataOf(news({ before: running, after: running }), 'escalation.wanted')).toEqual([]);
    const settled = { ...running, state: 'cancelled' } as const;
    expect(dataOf(news({ before: running, after: settled }), 'escalation.ended')).toEqual([]);
    const done = { ...running, [order]: { ...held, state: 'done' } } as DeviceCase;
    const over = news({ before: running, after: done });
    expect(dataOf(over, 'escalation.ended')).toEqual([{ escalationId: id, why: 'resolved' }]);
    expect(over.after.escalations).toEqual([{ id, why: 'not-locked', ended: true }]);
  });
});

describe('what the clocks notice', () => {
  const at75 = { target: 'handover', threshold: 'at-75', at: NOW + 90 * MINUTE };
  const now = { overtaken: false, afterStop: false };
  const warning = { caseId: 'case_1', ...at75, language: 'de', dueAt: DUE };

  test('is a warning, overtaken where it is too late for one', () => {
    const warned = (part: object, after = triaged) =>
      dataOf(news({ after, due: [{ ...at75, ...now, ...part }] }), 'device.sla-warned');
    expect(warned({})).toStrictEqual([{ ...warning, overtaken: false }]);
    expect(warned({ overtaken: true })).toStrictEqual([{ ...warning, overtaken: true }]);
    expect(warned({ afterStop: true })).toStrictEqual([{ ...warning, overtaken: true }]);
    expect(warned({}, handedOver)).toStrictEqual([{ ...warning, overtaken: true }]);
    const unpromised = news({ after: triaged, due: [{ ...at75, ...now }], dueAt: undefined });
    expect(dataOf(unpromised, 'device.sla-warned')[0]).not.toHaveProperty('dueAt');
  });

  test('of a broken promise escalates; of a leg or an answer that was missed its owner is warned', () => {
    const breach = { threshold: 'breach', at: DUE, ...now };
    const found = news({ after: triaged, due: [{ target: 'handover', ...breach }], now: DUE + 5 });
    const lost = { caseId: 'case_1', at: DUE, noticedAt: DUE + 5 };
    const id = derivedId('esc', 'case_1', 'breached', 0);
    expect(found.named).toStrictEqual([
      ['device.sla-breached', { ...lost, target: 'handover' }],
      [
        'escalation.wanted',
        {
          ...{ escalationId: id, chain: 'late', subjectKind: 'device-case', subjectId: 'case_1' },
          ...{ kind: 'device-breached', language: 'de' },
        },
      ],
      changed('triaged'),
    ]);
    const leg = news({ after: triaged, due: [{ target: 'leg-prepare', ...breach }] });
    expect(leg.names).toEqual(['device.sla-breached', 'device.sla-warned', 'device.case-changed']);
    const over = news({ after: handedOver, due: [{ target: 'handover', ...breach }] });
    expect(over.names).toEqual(['device.sla-breached', 'device.case-changed']);
    const stopped = news({ after: triaged, due: [{ target: 'handover', ...breach, afterStop: true }] });
    expect(stopped.names).not.toContain('escalation.wanted');
  });

  test('tells the customer at the share that their policy names, if it is still so', () => {
    const at90 = { target: 'handover', threshold: 'at-90', at: NOW, ...now };
    const kinds = (part: object, after = triaged) => tellings(news({ after, due: [{ ...at90, ...part }] }));
    expect(kinds({})).toEqual(['promise-at-risk']);
    expect(kinds({ threshold: 'at-75' })).toEqual([]);
    expect(kinds({ target: 'leg-prepare' })).toEqual([]);
    expect(kinds({ overtaken: true })).toEqual([]);
    expect(kinds({ afterStop: true })).toEqual([]);
    expect(kinds({}, handedOver)).toEqual([]);
  });
});
