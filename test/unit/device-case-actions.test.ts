import { describe, expect, test } from '@jest/globals';
import { actionsOf } from '../../shared/domain/devices/case-actions.ts';
import type { DeviceCase } from '../../shared/domain/devices/device-case.ts';
import { HOUR, MINUTE } from '../../shared/kernel/instant.ts';
import { aDeviceCase, broken, caseAfter, handedOver, triaged } from '../support/device-cases.ts';

const reported = aDeviceCase();
const always = ['triage', 'wait', 'hand-over', 'loan', 'cancel'];
const held = { depotId: 'mall', model: 'tab-8', serial: 'NEW', until: 0, shipped: false };
const lost = aDeviceCase({ damage: 'lost' });
const order = { state: 'wanted', serial: 'OLD', wantedAt: 0, confirmedBy: 'c-1' } as const;
const closed = caseAfter(handedOver, [2 * HOUR, { do: 'return', fate: 'waived' }]);

describe('what people may do with a case', () => {
  test.each<[string, DeviceCase, string[]]>([
    ['that was reported', reported, [...always, 'reserve']],
    ['that has its unit', { ...reported, reservation: held }, always],
    [
      'that waits for somebody',
      caseAfter(reported, [MINUTE, { do: 'wait', on: 'customer', reason: 'photo' }]),
      [...always, 'reserve', 'go-on'],
    ],
    ['that is replaced', triaged, [...always, 'reserve', 'ship', 'shipment']],
    ['that is repaired', { ...triaged, path: 'repair' }, [...always, 'ship', 'shipment']],
    ['that is solved from afar', { ...triaged, path: 'remote-fix' }, [...always, 'shipment']],
    ['of a device that is lost', lost, [...always, 'reserve', 'confirm-wipe']],
    ['whose wipe is wanted', { ...lost, wipe: order }, [...always, 'reserve']],
    [
      'whose wipe failed',
      { ...lost, wipe: { ...order, state: 'failed' } },
      [...always, 'reserve', 'confirm-wipe'],
    ],
    ['that was handed over', handedOver, ['return', 'reopen']],
    ['of which nothing is owed', { ...handedOver, owed: [] }, ['close', 'reopen']],
    ['that is closed', closed, ['reopen']],
    ['that was cancelled', { ...reported, state: 'cancelled' }, []],
    ['that is late', { ...closed, records: [broken] }, ['reopen', 'excuse']],
  ])('%s', (_, one, actions) => {
    expect([...actionsOf(one)].sort()).toEqual([...actions].sort());
  });
});
