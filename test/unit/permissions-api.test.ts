import { beforeEach, describe, expect, test } from '@jest/globals';
import { mergeAccounts } from '../../functions/accounts/merge-accounts.ts';
import { readTimeline } from '../../functions/accounts/read-history.ts';
import { readPermissions } from '../../functions/accounts/read-permissions.ts';
import { recordPermission } from '../../functions/accounts/record-permission.ts';
import { takeInFact } from '../../functions/accounts/take-in-fact.ts';
import { hintOf } from '../../functions/views/hints.ts';
import type { PermissionsView } from '../../shared/contracts/outreach-contract.ts';
import { HOUR } from '../../shared/kernel/instant.ts';
import { loadPermissions } from '../../shared/store/permission-store.ts';
import { ANNA_PHONE, followed, seedAccount, seedCalls } from '../support/call-room.ts';
import { aFact, NOW } from '../support/facts.ts';
import { testPorts } from '../support/ports.ts';

let ports: ReturnType<typeof testPorts>;
beforeEach(async () => {
  ports = testPorts();
  await seedCalls(ports);
});

const objection = { contactId: 'c-1', purpose: 'service', word: 'objects', how: 'mail' } as const;
const record = (input = {}, more: { accountId?: string; idempotencyKey?: string } = {}) =>
  recordPermission(ports, {
    ...{ accountId: 'acme', input: { ...objection, ...input }, principal: 'anna' },
    ...more,
  });
const told = (id: string, given: Parameters<typeof aFact>[1] = {}) =>
  takeInFact(ports, aFact('permission.recorded', { id, ...given }));
const view = async (accountId = 'acme'): Promise<PermissionsView> => {
  const read = await readPermissions(ports, accountId);
  if (!read.ok) throw new Error(read.refusal);
  return read.value;
};

describe('the ledger of an account', () => {
  test('keeps who said what, when and how, and who wrote it down; the latest first', async () => {
    await record();
    ports.clock.set(NOW + 60_000);
    const answered = await record({ word: 'allows', how: 'call' });
    expect(answered).toEqual({
      ok: true,
      value: {
        contacts: [
          { contactId: 'c-1', name: 'Cleo', may: { service: true, marketing: false, survey: false } },
        ],
        ledger: [
          { ...objection, word: 'allows', how: 'call', at: '2026-11-23T09:01:00.000Z', by: 'anna' },
          { ...objection, at: '2026-11-23T09:00:00.000Z', by: 'anna' },
        ],
      },
    });
  });

  test('has a fact that is repeated or delivered again once, and follows it up once', async () => {
    for (const recordedAt of [NOW, NOW, NOW + 5_000]) await told('said', { recordedAt });
    expect(await loadPermissions(ports.table, 'acme', 'c-1')).toHaveLength(1);
    expect(followed(ports, 'permission.changed')).toHaveLength(1);
    expect((await view()).ledger).toMatchObject([
      { by: 'test', purpose: 'survey', word: 'allows', how: 'page' },
    ]);
  });

  test('has what is sent twice with one idempotency key once', async () => {
    await record({}, { idempotencyKey: 'k' });
    ports.clock.set(NOW + 1_000);
    expect(await record({}, { idempotencyKey: 'k' })).toMatchObject({ ok: true });
    expect((await view()).ledger).toHaveLength(1);
    await record({}, { idempotencyKey: 'other' });
    expect((await view()).ledger).toHaveLength(2);
  });

  test('loses no objection to a key that was used for another word', async () => {
    await record({ word: 'allows' }, { idempotencyKey: 'k' });
    ports.clock.set(NOW + 1_000);
    await record({}, { idempotencyKey: 'k' });
    expect((await view()).contacts[0]?.may.service).toBe(false);
  });

  test('takes a word of a producer whose clock is ahead as said when it came', async () => {
    await told('ahead', { at: NOW + 20 * HOUR, recordedAt: NOW, data: { ...objection, word: 'allows' } });
    ports.clock.set(NOW + 1_000);
    await record();
    expect((await view()).contacts[0]?.may.service).toBe(false);
  });

  test('has what is said of the account as a whole, and it holds for all of its people', async () => {
    await record({ contactId: undefined });
    expect((await view()).ledger).toMatchObject([{ contactId: '-', word: 'objects' }]);
    expect((await view()).contacts[0]?.may.service).toBe(false);
    expect(followed(ports, 'permission.changed').map(({ data }) => data)).toEqual([
      { purpose: 'service', word: 'objects' },
    ]);
  });

  test('keeps an older word that comes late; nothing is looked at again for it', async () => {
    await told('late', { at: NOW });
    const data = { word: 'objects' };
    expect(await told('early', { at: NOW - 1_000, data })).toMatchObject({ decision: 'older-than-known' });
    expect((await view()).ledger.map(({ word }) => word)).toEqual(['allows', 'objects']);
    expect((await view()).contacts[0]?.may.survey).toBe(true);
    expect(followed(ports, 'permission.changed').map(({ data: { word } }) => word)).toEqual(['allows']);
  });

  test('has the objection of a contact and an account that nobody knows yet', async () => {
    await told('stranger', { accountId: 'nobody-yet', data: { ...objection } });
    await seedAccount(ports, 'nobody-yet', {});
    expect((await view('nobody-yet')).contacts[0]?.may.service).toBe(false);
  });
});

test('a word stands in the account’s history, and consoles that show the account read it again', async () => {
  await record();
  const history = await readTimeline(ports, 'acme', { limit: 5 });
  expect(history).toMatchObject({
    value: { entries: [{ name: 'permission.recorded', decision: 'permission-recorded', data: objection }] },
  });
  const [changed] = followed(ports, 'permission.changed');
  expect(changed && hintOf(changed)).toEqual({
    to: undefined,
    frames: [{ type: 'account', accountId: 'acme' }, { type: 'calls' }],
  });
});

test('an unknown account does not exist; an unknown contact is refused with the field', async () => {
  expect(await readPermissions(ports, 'nobody')).toMatchObject({ ok: false, refusal: 'not-found' });
  expect(await record({}, { accountId: 'nobody' })).toMatchObject({ ok: false, refusal: 'not-found' });
  expect(await record({ contactId: 'c-9' })).toMatchObject({
    ok: false,
    refusal: 'unknown-contact',
    detail: { field: 'body.contactId' },
  });
  expect((await view()).ledger).toEqual([]);
});

describe('when accounts are merged', () => {
  const merge = async (phone: string) => {
    await seedAccount(ports, 'double', { contact: { phone } });
    await record({}, { accountId: 'double' });
    const given = { accountId: 'double', into: 'acme', why: 'same', principal: 'carl', roles: ['lead'] };
    expect(await mergeAccounts(ports, given)).toMatchObject({ ok: true });
  };

  test('the same person’s objection holds in the account they live on as, said before or after', async () => {
    await merge(ANNA_PHONE);
    expect((await view()).contacts).toMatchObject([{ contactId: 'c-1', may: { service: false } }]);
    expect(await loadPermissions(ports.table, 'acme', 'c-1')).toHaveLength(1);
    await told('after', { accountId: 'double', at: NOW + 1_000, data: { ...objection, word: 'allows' } });
    expect((await view()).contacts).toMatchObject([{ contactId: 'c-1', may: { service: true } }]);
    expect(await loadPermissions(ports.table, 'acme', 'c-1')).toHaveLength(2);
  });

  test('what is said where they live on holds for what is still open with the merged one', async () => {
    await merge(ANNA_PHONE);
    await record({ purpose: 'marketing', word: 'allows' });
    const words = await loadPermissions(ports.table, 'double', 'c-1');
    expect(words.map(({ contactId, purpose }) => [contactId, purpose]).toSorted()).toEqual([
      ['c-1', 'marketing'],
      ['c-1', 'service'],
    ]);
  });

  test('somebody else of the same id is another contact with their own words', async () => {
    await merge('+4930901899');
    const { contacts } = await view();
    expect(contacts.map(({ may }) => may.service)).toEqual([true, false]);
    const [, other] = contacts;
    expect(await record({ contactId: other?.contactId ?? '', word: 'allows' })).toMatchObject({ ok: true });
  });
});
