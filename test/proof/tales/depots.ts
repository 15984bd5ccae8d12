import { signedUp } from '../../../shared/events/account-events.ts';
import { deviceReported } from '../../../shared/events/device-events.ts';
import { HOUR, MINUTE } from '../../../shared/kernel/instant.ts';
import { aDevice, seedDevices } from '../../support/devices.ts';
import { exampleSettings } from '../../support/team.ts';
import type { Asked } from '../api.ts';
import type { Tale } from '../tale.ts';
import { CLIENT, keyed, theClient } from './the-client.ts';

const anna = { staff: 'anna', roles: ['agent', 'lead'] } as const;
const clara = { staff: 'clara', roles: ['clerk'] } as const;
const { calendars, depots, policies } = exampleSettings();
const closed = (uid: string, day: string) =>
  `BEGIN:VEVENT\r\nUID:${uid}\r\nDTSTAMP:20260101T000000Z\r\nDTSTART;VALUE=DATE:${day}\r\nSUMMARY:Outing\r\nEND:VEVENT\r\n`;
const aFile = `BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:tale\r\n${closed('1', '20261130')}END:VCALENDAR\r\n`;

/** A clerk's day at the counter: units come, go, get lost and are found; a lead changes what is kept where. */
export async function depotDays(tale: Tale): Promise<void> {
  const { ask, pass, refused } = tale;
  await theClient(tale, ['U-1', 'U-2'], 2);
  let n = 0;
  const move = (body: object, depotId = 'mall', by: Asked['by'] = clara) =>
    ask('move-stock', { by, params: { depotId }, body, ...keyed(`move-${++n}`) });
  await move({ do: 'receive', model: 'tab-8', serials: ['U-5', 'U-6'], ready: true });
  await move({ do: 'set-ready', model: 'tab-8', serial: 'U-5', ready: false });
  await move({
    do: 'count',
    model: 'tab-8',
    found: ['U-1', 'U-2', 'U-6', 'X-1'],
    reason: 'end of the month',
  });
  await move({ do: 'move', model: 'tab-8', serial: 'U-6', to: 'central' }, 'mall', anna);
  await move({ do: 'write-off', model: 'tab-8', serial: 'X-1', reason: 'broken glass' });
  const swap = { oldSerial: 'D-1', oldReturned: true };
  await ask('swap-device', { by: clara, params: { depotId: 'mall' }, body: swap, ...keyed('swap-1') });
  const later = { ...swap, oldSerial: 'D-2', oldReturned: false };
  await ask('swap-device', { by: clara, params: { depotId: 'mall' }, body: later, ...keyed('swap-2') });
  const gone = { ...swap, oldSerial: 'D-2', newSerial: 'U-1' };
  await refused('swap-device', { by: clara, params: { depotId: 'mall' }, body: gone }, 422);
  await pass(5 * MINUTE);
  const mall = depots['mall'];
  const models = { ...mall?.models, 'tab-8': { substitutes: [], minimum: 3, floors: {} } };
  await ask('put-depot', { by: anna, params: { depotId: 'mall' }, body: { ...mall, models } });
  await pass(MINUTE);
}

/** Promises change while cases are open: what was reserved without one goes to somebody who was promised more. */
export async function changedPromises(tale: Tale): Promise<void> {
  const { ask, fact, pass, refused, world } = tale;
  await theClient(tale, [], 2);
  let n = 0;
  const ids = { random: (prefix: string) => `${prefix}_central${n++}` };
  const ports = { table: world.table, clock: world.clock, ids };
  const aShop = { accountId: 'corner-shop', site: 'corner' };
  await seedDevices(ports, {
    ...{ devices: [aDevice('S-1', aShop)], depotId: 'central', ready: ['C-1'] },
  });
  fact(signedUp.of({ product: 'repricer', language: 'en' }), 'corner-shop');
  await world.settle();
  fact(deviceReported.of({ serial: 'S-1', damage: 'broken' }), 'corner-shop');
  await world.settle();
  const caseId = String(tale.rows('device-case')[0]?.['id']);
  const triage = { do: 'triage', path: 'replace' };
  await ask('act-on-case', { by: anna, params: { caseId }, body: triage, ...keyed('triage-1') });
  fact(deviceReported.of({ serial: 'D-1', damage: 'broken', contactId: 'c-1' }), CLIENT);
  await pass(HOUR);
  const office = { ...calendars['office'], closures: [{ date: '2026-12-28', name: 'Stock-taking' }] };
  await ask('put-calendar', { by: anna, params: { calendarId: 'office' }, body: office });
  await ask('post-closures', {
    ...{ by: anna, params: { calendarId: 'mall-counter' }, body: aFile },
    headers: { 'content-type': 'text/calendar' },
  });
  const twoHours = policies['two-hours'];
  const handover = { ...twoHours?.handover, goal: { hours: 3 } };
  const path = { by: anna, params: { policyId: 'two-hours' } } as const;
  await ask('put-policy', { ...path, body: { ...twoHours, handover } });
  const never = { ...twoHours?.handover, calendar: 'nowhere' };
  await refused('put-policy', { ...path, body: { ...twoHours, handover: never } }, 422);
  await ask('rematch-cases', { by: anna, body: { apply: true } });
}
