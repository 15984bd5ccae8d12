import { beforeEach, describe, expect, test } from '@jest/globals';
import { actOnCase } from '../../functions/devices/act-on-case.ts';
import { actOnLink, type LinkAct } from '../../functions/devices/act-on-link.ts';
import { mintFollowLink } from '../../functions/devices/mint-link.ts';
import { openLink } from '../../functions/devices/open-link.ts';
import { mintReportLink } from '../../functions/links/mint-link.ts';
import { HOUR } from '../../shared/kernel/instant.ts';
import { writeContact } from '../../shared/store/contact-store.ts';
import { aDevice, berlin, passTo, report, seedDevices, theCase } from '../support/devices.ts';
import { testPorts } from '../support/ports.ts';
import { anAgent, seedTeam } from '../support/team.ts';

let ports: ReturnType<typeof testPorts>;
const minting = () => ({ ...ports, origin: 'https://care.example' });
const tokenOf = (minted: { ok: boolean; value?: { url: string } }): string =>
  minted.value?.url.split('#')[1] ?? '';
const reportLink = async (serial = 'OLD-1') =>
  tokenOf((await mintReportLink(minting(), { serial, principal: 'shop' })) as never);
const followLink = async (caseId: string) =>
  tokenOf((await mintFollowLink(minting(), { caseId, principal: 'anna' })) as never);
const act = (given: LinkAct) => actOnLink(ports, given);

beforeEach(async () => {
  ports = testPorts();
  ports.clock.set(berlin('10:05'));
  await seedTeam(ports, [anAgent('anna'), anAgent('lea', { roles: ['agent', 'lead'] })]);
  await seedDevices(ports, { devices: [aDevice('OLD-1'), aDevice('OLD-2')], ready: ['NEW-1', 'NEW-2'] });
});

describe('a link to report a device', () => {
  test('reports that one device and shows the promise', async () => {
    const token = await reportLink();
    expect(await openLink(ports, token)).toMatchObject({ ok: true, value: { device: { serial: 'OLD-1' } } });
    const done = await act({ do: 'report', token, damage: 'broken' });
    expect(done).toMatchObject({
      ok: true,
      value: {
        case: {
          state: 'to-collect',
          collectAt: 'Store in the mall',
          dueAt: new Date(berlin('12:05')).toISOString(),
        },
      },
    });
    const again = await act({ do: 'report', token, damage: 'broken' });
    expect(again).toMatchObject({ ok: true, value: { case: { openedAt: expect.any(String) } } });
    expect([...ports.table.rows()].filter(row => row.type === 'device-case')).toHaveLength(1);
  });

  test('is of no use when its time is over, when it is made up, or for another purpose', async () => {
    const token = await reportLink();
    expect(await openLink(ports, `${token.slice(0, -1)}-`)).toMatchObject({
      ok: false,
      refusal: 'not-found',
    });
    expect(await act({ do: 'answer', token })).toMatchObject({ ok: false, refusal: 'not-found' });
    ports.clock.set(berlin('10:05') + 24 * HOUR);
    expect(await openLink(ports, token)).toMatchObject({ ok: false, refusal: 'not-found' });
  });

  test('keeps nothing of the token but its digest', async () => {
    const token = await reportLink();
    expect(JSON.stringify([...ports.table.rows()])).not.toContain(token);
  });

  test('is minted for registered devices of customers alone', async () => {
    expect(await mintReportLink(minting(), { serial: 'NEW-1', principal: 'shop' })).toMatchObject({
      ok: false,
      refusal: 'unknown-device',
    });
  });
});

describe('a link to follow a case', () => {
  test('answers what we wait for, and nothing else', async () => {
    const caseId = await report(ports, 'OLD-1', { at: berlin('10:05') });
    const token = await followLink(caseId);
    expect(await act({ do: 'answer', token })).toMatchObject({ ok: false, refusal: 'not-waiting' });
    await actOnCase(ports, {
      ...{ caseId, principal: 'anna', roles: ['agent'] },
      action: { do: 'wait', on: 'customer', reason: 'photo' },
    });
    expect(await openLink(ports, token)).toMatchObject({
      ok: true,
      value: { case: { waitsForYou: 'photo' } },
    });
    expect(await act({ do: 'answer', token })).toMatchObject({ ok: true });
    expect((await theCase(ports, caseId)).marks.at(-1)).toMatchObject({ is: 'working' });
    expect(await act({ do: 'report', token, damage: 'lost' })).toMatchObject({
      ok: false,
      refusal: 'not-found',
    });
  });

  test('says honestly when the promise is broken', async () => {
    const caseId = await report(ports, 'OLD-1', { at: berlin('10:05') });
    await passTo(ports, caseId, berlin('12:30'));
    const view = await openLink(ports, await followLink(caseId));
    expect(view).toMatchObject({ ok: true, value: { case: { late: true } } });
  });

  test('lets an authorised contact alone have a lost device wiped', async () => {
    const caseId = await report(ports, 'OLD-2', { at: berlin('10:05'), damage: 'lost' });
    const token = await followLink(caseId);
    expect(await act({ do: 'confirm-wipe', token })).toMatchObject({ ok: false, refusal: 'not-authorised' });
    await writeContact(ports, {
      ...{ accountId: 'mall-group', contactId: 'c-1', asOf: 1 },
      contact: { authorised: true },
    });
    expect(await openLink(ports, token)).toMatchObject({ ok: true, value: { case: { wipe: 'possible' } } });
    expect(await act({ do: 'confirm-wipe', token })).toMatchObject({
      ok: true,
      value: { case: { wipe: 'wanted' } },
    });
  });

  test('opens the case again when what was handed over does not work', async () => {
    const caseId = await report(ports, 'OLD-1', { at: berlin('10:05') });
    const token = await followLink(caseId);
    ports.clock.set(berlin('10:40'));
    await actOnCase(ports, {
      ...{ caseId, principal: 'anna', roles: ['agent'] },
      action: { do: 'hand-over' },
    });
    ports.clock.set(berlin('10:45'));
    expect(await act({ do: 'confirm-working', token, works: false })).toMatchObject({ ok: true });
    expect(await theCase(ports, caseId)).toMatchObject({
      ...{ state: 'triaged', serial: 'NEW-1', reopened: 1 },
      reservation: { serial: 'NEW-2' },
    });
  });

  test('does a thing only so often', async () => {
    const caseId = await report(ports, 'OLD-1', { at: berlin('10:05') });
    const token = await followLink(caseId);
    for (let n = 0; n < 10; n++) await act({ do: 'confirm-working', token, works: true });
    expect(await act({ do: 'confirm-working', token, works: true })).toMatchObject({
      ok: false,
      refusal: 'too-many',
    });
  });
});
