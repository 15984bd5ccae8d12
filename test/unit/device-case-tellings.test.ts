import { describe, expect, test } from '@jest/globals';
import type { DeviceCase } from '../../shared/domain/devices/device-case.ts';
import { derivedId } from '../../shared/kernel/id.ts';
import { HOUR, MINUTE } from '../../shared/kernel/instant.ts';
import {
  broken,
  caseAfter,
  DUE,
  dataOf,
  handedOver,
  news,
  telling,
  tellings,
  triaged,
} from '../support/device-cases.ts';

describe('an escalation', () => {
  const short: DeviceCase = { ...triaged, noStock: true, product: 'tablets' };
  const id = derivedId('esc', 'case_1', 'no-stock', 0);
  const running: DeviceCase = { ...short, escalations: [{ id, why: 'no-stock', ended: false }] };

  test('begins when no unit is there, to be fixed until what is promised', () => {
    const found = news({ before: triaged, after: short });
    expect(dataOf(found, 'escalation.wanted')).toStrictEqual([
      {
        ...{ escalationId: id, chain: 'empty', subjectKind: 'device-case', subjectId: 'case_1' },
        ...{ kind: 'device-no-stock', language: 'de', product: 'tablets', fixBy: DUE },
      },
    ]);
    expect(found.after.escalations).toEqual(running.escalations);
    const unpromised = news({ before: triaged, after: short, dueAt: undefined });
    expect(dataOf(unpromised, 'escalation.wanted')[0]).not.toHaveProperty('fixBy');
    expect(news({ before: undefined, after: short }).names).toContain('escalation.wanted');
    expect(news({ before: running, after: running }).names).toEqual(['device.case-changed']);
    const over = { ...handedOver, noStock: true };
    expect(news({ before: handedOver, after: over }).names).not.toContain('escalation.wanted');
  });

  test('by the chain of the policy, without one by that for what is late', () => {
    const { policy: _, ...unpromised } = short;
    const { policy: _none, ...before } = triaged;
    expect(dataOf(news({ before, after: unpromised }), 'escalation.wanted')[0]).toMatchObject({
      chain: 'breach',
    });
  });

  test('ends when a unit is there, or with the case', () => {
    const ended = (after: DeviceCase) => dataOf(news({ before: running, after }), 'escalation.ended');
    expect(ended({ ...running, noStock: false })).toEqual([{ escalationId: id, why: 'resolved' }]);
    expect(ended({ ...running, state: 'cancelled' })).toEqual([{ escalationId: id, why: 'cancelled' }]);
    expect(ended({ ...running, state: 'handed-over' })).toEqual([{ escalationId: id, why: 'resolved' }]);
    const late: DeviceCase = { ...triaged, escalations: [{ id, why: 'breached', ended: false }] };
    expect(news({ before: late, after: late }).names).toEqual(['device.case-changed']);
    const over = { ...late, escalations: [{ id, why: 'breached', ended: true } as const] };
    const settled = { ...over, state: 'cancelled' } as const;
    expect(dataOf(news({ before: over, after: settled }), 'escalation.ended')).toEqual([]);
  });

  test('begins anew where a case is open again whose promise was broken before', () => {
    const again: DeviceCase = {
      ...caseAfter(handedOver, [2 * HOUR, { do: 'reopen', reason: 'dead' }]),
      ...{ records: [broken], escalations: [{ id: 'esc_a', why: 'breached', ended: true }] },
    };
    const next = derivedId('esc', 'case_1', 'breached', 1);
    const found = news({ before: handedOver, after: again });
    expect(dataOf(found, 'escalation.wanted')).toMatchObject([{ escalationId: next }]);
    expect(found.after.escalations).toHaveLength(2);
    expect(news({ before: again, after: again }).names).not.toContain('escalation.wanted');
    expect(news({ before: undefined, after: again }).names).not.toContain('escalation.wanted');
  });
});

describe('the customer hears', () => {
  test('that the promise is another one, while it holds and is not the one they know', () => {
    const later = DUE + HOUR;
    const found = news({ after: triaged, dueAt: later });
    expect(found.named).toContainEqual(telling('promise-changed', { dueAt: later }));
    expect(found.after.toldDueAt).toBe(later);
    const paused = news({ after: triaged, dueAt: undefined });
    expect(tellings(paused)).toEqual(['promise-changed']);
    expect(paused.after.toldDueAt).toBe('none');
    expect(tellings(news({ after: paused.after, dueAt: undefined }))).toEqual([]);
    expect(tellings(news({ after: { ...triaged, records: [broken] }, dueAt: later }))).toEqual([]);
    const { toldDueAt: _, ...untold } = triaged;
    expect(tellings(news({ after: untold, dueAt: later }))).toEqual([]);
    expect(tellings(news({ after: handedOver, dueAt: undefined }))).toEqual([]);
  });

  test('that the device is on its way, and that it was handed over, each once', () => {
    const shipped = caseAfter(triaged, [2 * MINUTE, { do: 'ship' }]);
    expect(tellings(news({ before: triaged, after: shipped }))).toEqual(['shipped']);
    expect(tellings(news({ before: shipped, after: shipped }))).toEqual([]);
    expect(tellings(news({ before: triaged, after: handedOver }))).toEqual(['handed-over']);
    expect(tellings(news({ before: handedOver, after: handedOver }))).toEqual([]);
  });
});
