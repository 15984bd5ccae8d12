import { beforeEach, describe, expect, test } from '@jest/globals';
import * as contract from '../../shared/contracts/devices-contract.ts';
import { loadDevice } from '../../shared/store/device-store.ts';
import { accountKey } from '../../shared/store/keys.ts';
import { depotApi } from '../support/depots.ts';
import { aDevice, berlin, report, seedDevices } from '../support/devices.ts';
import { testPorts } from '../support/ports.ts';
import { anAgent, seedTeam } from '../support/team.ts';

let ports: ReturnType<typeof testPorts>;
let call: ReturnType<typeof depotApi>;
const known = { model: 'tab-8', accountId: 'mall-group', managed: true, site: 'mall' };
const put = (serial: string, body: object) => call(contract.putDevice, { path: { serial }, body });
const importing = (given: { csv?: string; body?: unknown; query?: object }) =>
  call(contract.postDevices, { ...given, path: { importId: 'i-1' }, scopes: ['devices:write'] });

beforeEach(async () => {
  ports = testPorts();
  ports.clock.set(berlin('10:05'));
  call = depotApi(ports);
  await seedTeam(ports, [anAgent('anna')]);
  for (const id of ['mall-group', 'other'])
    await ports.table.commit({
      commitId: id,
      writes: [
        {
          do: 'put',
          row: { ...accountKey(id), type: 'account', id, name: `${id} Ltd`, state: { profile: {} } },
        },
      ],
    });
});

describe('the register of devices', () => {
  test('keeps a device, shows it, lists it with its account, and follows it to another one', async () => {
    expect((await put('S-1', known)).answer).toEqual({
      ...known,
      ...{ serial: 'S-1', accountName: 'mall-group Ltd', place: 'with-customer', version: 1 },
    });
    expect((await put('S-1', known)).answer.version).toBe(1);
    expect((await put('S-1', { ...known, accountId: 'other' })).answer).toMatchObject({
      accountName: 'other Ltd',
      version: 2,
    });
    const of = async (accountId: string) =>
      (await call(contract.listDevices, { query: { accountId } })).answer.devices;
    expect(await of('mall-group')).toEqual([]);
    expect(await of('other')).toMatchObject([{ serial: 'S-1' }]);
    const one = await call(contract.getDevice, { path: { serial: 'S-1' } });
    expect(contract.getDevice.answer.safeParse(one.answer)).toMatchObject({
      success: true,
      data: one.answer,
    });
    expect((await call(contract.getDevice, { path: { serial: 'S-2' } })).statusCode).toBe(404);
  });

  test('pages through the devices of an account, each once', async () => {
    for (const serial of ['S-1', 'S-2', 'S-3']) await put(serial, known);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const query = { accountId: 'mall-group', limit: '2', ...(cursor ? { cursor } : {}) };
      const { answer } = await call(contract.listDevices, { query });
      seen.push(...answer.devices.map(({ serial }: { serial: string }) => serial));
      cursor = answer.cursor;
    } while (cursor);
    expect(seen).toEqual(['S-1', 'S-2', 'S-3']);
  });

  test('leaves where a device is, and its case, to the books', async () => {
    await seedDevices(ports, { devices: [aDevice('OLD')], ready: ['N-1'] });
    await report(ports, 'OLD', { at: berlin('10:05') });
    const before = await loadDevice(ports.table, 'OLD');
    await put('OLD', { ...known, product: 'repricer' });
    expect(await loadDevice(ports.table, 'OLD')).toMatchObject({
      product: 'repricer',
      place: before?.place,
      caseId: before?.caseId,
    });
    expect((await put('OLD', { ...known, accountId: 'other' })).answer).toMatchObject({
      refusal: 'in-a-case',
      field: 'body.accountId',
    });
    expect((await put('N-1', known)).answer).toMatchObject({ refusal: 'in-stock', field: 'path.serial' });
    expect((await put('S-9', { ...known, accountId: 'typo' })).answer).toMatchObject({
      refusal: 'unknown-account',
      field: 'body.accountId',
    });
  });
});

describe('an import of devices', () => {
  const csv = [
    'serial,model,accountId,managed,site,contactId,product',
    'S-1,tab-8,mall-group,yes,mall,,',
    'S-2,tab-8,other,FALSE,,,repricer',
    'S 3,tab-8,mall-group,true,,,',
    'S-4,tab-8,mall-group,perhaps,,,',
    'N-1,tab-8,mall-group,true,,,',
    'S-6,tab-8,nobody,true,,,',
  ].join('\n');

  test('answers each row; the same again changes nothing', async () => {
    await seedDevices(ports, { devices: [], ready: ['N-1'] });
    const { answer } = await importing({ csv, query: { firstLine: '101' } });
    expect(contract.postDevices.answer.safeParse(answer)).toMatchObject({ success: true, data: answer });
    expect(answer).toMatchObject({ imported: 2, unchanged: 0, rejected: 4 });
    expect(
      answer.rows.map((row: Record<string, unknown>) => [row['line'], row['status'], row['field']]),
    ).toEqual([
      [101, 'imported', undefined],
      [102, 'imported', undefined],
      [103, 'rejected', 'serial'],
      [104, 'rejected', 'managed'],
      [105, 'rejected', 'serial'],
      [106, 'rejected', 'accountId'],
    ]);
    expect(await loadDevice(ports.table, 'S-2')).toMatchObject({ managed: false, product: 'repricer' });
    expect((await importing({ csv })).answer).toMatchObject({ imported: 0, unchanged: 2, rejected: 4 });
  });

  test('takes a correction, but never a device from another account', async () => {
    await importing({ body: [{ ...known, serial: 'S-1' }] });
    const rows = [
      { ...known, serial: 'S-1', site: 'store-7' },
      { ...known, serial: 'S-1', accountId: 'other' },
    ];
    const one = await importing({ body: rows.slice(0, 1) });
    expect(one.answer.rows).toEqual([{ line: 1, status: 'imported', serial: 'S-1' }]);
    const other = await importing({ body: rows.slice(1) });
    expect(other.answer.rows).toEqual([
      {
        ...{ line: 1, status: 'rejected', serial: 'S-1', field: 'accountId' },
        reason: 'The serial is of another account.',
      },
    ]);
    expect(await loadDevice(ports.table, 'S-1')).toMatchObject({ accountId: 'mall-group', site: 'store-7' });
  });

  test('starts nothing', async () => {
    await importing({ body: [{ ...known, serial: 'S-1' }] });
    expect([...ports.table.rows()].filter(({ type }) => type === 'journal' || type === 'timer')).toEqual([]);
  });

  test('refuses what cannot be read, too many rows, and a key of another scope', async () => {
    expect((await importing({ body: { serial: 'S-1' } })).statusCode).toBe(400);
    const many = Array.from({ length: 201 }, (_, n) => ({ ...known, serial: `S-${n}` }));
    expect((await importing({ body: many })).answer).toMatchObject({ refusal: 'too-many-rows' });
    const asked = { path: { importId: 'i-1' }, body: [], scopes: ['accounts:write'] };
    expect((await call(contract.postDevices, asked)).statusCode).toBe(403);
  });
});
