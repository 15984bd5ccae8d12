import { describe, expect, test } from '@jest/globals';
import { createAccount } from '../../functions/accounts/create-account.ts';
import { importAccounts } from '../../functions/accounts/import-accounts.ts';
import { listAccounts } from '../../functions/accounts/list-accounts.ts';
import { mergeAccounts } from '../../functions/accounts/merge-accounts.ts';
import { readAccount } from '../../functions/accounts/read-account.ts';
import { readFeed, readTimeline } from '../../functions/accounts/read-history.ts';
import { takeInFact } from '../../functions/accounts/take-in-fact.ts';
import { followsOf } from '../../shared/store/journal.ts';
import { accountPk } from '../../shared/store/keys.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { aFact, NOW } from '../support/facts.ts';
import { testPorts } from '../support/ports.ts';

const emitted = async ({ table }: Ports, accountId: string) =>
  (await table.query({ pk: accountPk(accountId), prefix: 'journal' })).rows
    .flatMap(followsOf)
    .map(fact => fact.name);
const existing = (accountId: string, given: Record<string, string> = {}) => ({
  accountId,
  name: `${accountId} GmbH`,
  language: 'de',
  product: 'repricer',
  status: 'active',
  since: '2024-05-01T00:00:00Z',
  ...given,
});
const imported = (ports: Ports, rows: unknown[], firstLine = 1) =>
  importAccounts(ports, {
    importId: 'i1',
    contentType: 'application/json',
    text: JSON.stringify(rows),
    firstLine,
    principal: 'key',
  });

describe('taking in a fact', () => {
  test('changes the account once, however often the queue delivers it', async () => {
    const ports = testPorts();
    const fact = aFact('account.signed-up');
    expect((await takeInFact(ports, fact)).decision).toBe('taken-in');
    expect((await takeInFact(ports, fact)).decision).toBe('already-done');
    expect(await emitted(ports, 'acme')).toEqual(['account.changed']);
    expect(await readAccount(ports, 'acme')).toMatchObject({
      ok: true,
      value: { version: 1, contactMissing: true },
    });
  });

  test('counts a producer’s repeat on the timeline, and a redelivery not', async () => {
    const ports = testPorts();
    await takeInFact(ports, aFact('account.signed-up'));
    await takeInFact(ports, aFact('account.signed-up'));
    await takeInFact(ports, aFact('account.signed-up', { at: NOW, recordedAt: NOW + 5_000 }));
    expect(await readTimeline(ports, 'acme', { limit: 10 })).toMatchObject({
      value: { entries: [{ repeats: 1 }] },
    });
  });

  test('keeps an overtaken fact in the history and out of the feed', async () => {
    const ports = testPorts();
    await takeInFact(
      ports,
      aFact('account.trial-extended', { at: NOW + 10, data: { endsAt: '2027-01-01T00:00:00Z' } }),
    );
    const late = await takeInFact(
      ports,
      aFact('account.trial-extended', { at: NOW, data: { endsAt: '2026-12-24T00:00:00Z' } }),
    );
    expect(late.decision).toBe('older-than-known');
    expect((await readFeed(ports, { limit: 10 })).entries).toHaveLength(1);
    expect(await readTimeline(ports, 'acme', { limit: 10 })).toMatchObject({
      value: { entries: [{}, { decision: 'older-than-known' }] },
    });
  });

  test('keeps the newest word on the owner', async () => {
    const ports = testPorts();
    await takeInFact(ports, aFact('account.signed-up'));
    await takeInFact(
      ports,
      aFact('account.owner-assigned', { id: 'b', data: { ownerId: 'bea', ownerVersion: 2 } }),
    );
    const late = await takeInFact(
      ports,
      aFact('account.owner-assigned', { id: 'a', data: { ownerId: 'anna', ownerVersion: 1 } }),
    );
    expect(late.decision).toBe('older-owner');
    expect(await readAccount(ports, 'acme')).toMatchObject({ value: { owner: { id: 'bea', version: 2 } } });
  });
});

describe('an import', () => {
  test('reports row by row and takes in the good ones', async () => {
    const ports = testPorts();
    const report = await imported(
      ports,
      [existing('a'), existing('b', { language: 'german' }), existing('c', { zone: 'Mars/Olympus' }), 7],
      11,
    );
    expect(report).toMatchObject({
      value: {
        imported: 1,
        unchanged: 0,
        rejected: 3,
        rows: [
          { line: 11, status: 'imported' },
          { line: 12, field: 'language' },
          { line: 13, field: 'zone' },
          { line: 14, status: 'rejected' },
        ],
      },
    });
  });

  test('resumes: what was taken in before stays unchanged', async () => {
    const ports = testPorts();
    await imported(ports, [existing('a')]);
    expect(await imported(ports, [existing('a'), existing('b')])).toMatchObject({
      value: { imported: 1, unchanged: 1 },
    });
  });

  test('says when the owner it names is not on the roster', async () => {
    expect(await imported(testPorts(), [existing('a', { ownerId: 'nobody' })])).toMatchObject({
      value: { imported: 1, rows: [{ status: 'imported', field: 'ownerId' }] },
    });
  });

  test('reads CSV with a header and keeps commas in names', async () => {
    const ports = testPorts();
    const text =
      'accountId,name,language,product,status,since,contactEmail\na,"Huber, Söhne",de,repricer,active,2024-05-01T00:00:00Z,h@huber.example\n';
    await importAccounts(ports, {
      importId: 'i',
      contentType: 'text/csv',
      text,
      firstLine: 1,
      principal: 'key',
    });
    expect(await readAccount(ports, 'a')).toMatchObject({
      value: { name: 'Huber, Söhne', origin: 'backfill', contacts: [{ email: 'h@huber.example' }] },
    });
  });

  test('refuses more rows than one request may take', async () => {
    const rows = Array.from({ length: 201 }, (_, n) => existing(`a${n}`));
    expect(await imported(testPorts(), rows)).toMatchObject({ ok: false, refusal: 'too-many-rows' });
  });
});

describe('an account made by hand', () => {
  const input = { id: 'hand', name: 'By Hand Ltd', language: 'en', product: 'repricer' };

  test('is made once for one idempotency key and refused for another', async () => {
    const ports = testPorts();
    const first = await createAccount(ports, { input, principal: 'anna', idempotencyKey: 'k' });
    expect(await createAccount(ports, { input, principal: 'anna', idempotencyKey: 'k' })).toEqual(first);
    expect(await createAccount(ports, { input, principal: 'anna', idempotencyKey: 'other' })).toMatchObject({
      refusal: 'already-exists',
    });
    expect(await emitted(ports, 'hand')).toEqual(['account.changed']);
  });

  test('is listed with the months before it', async () => {
    const ports = testPorts();
    await createAccount(ports, { input, principal: 'anna' });
    ports.clock.set(NOW + 90 * 86_400_000);
    await createAccount(ports, { input: { ...input, id: 'later' }, principal: 'anna' });
    const first = await listAccounts(ports, { limit: 10 });
    const second = await listAccounts(ports, { limit: 10, cursor: first.cursor });
    expect([...first.accounts, ...second.accounts].map(account => account.id)).toEqual(['later', 'hand']);
  });
});

describe('merging duplicates', () => {
  const two = async () => {
    const ports = testPorts();
    await takeInFact(ports, aFact('account.signed-up', { accountId: 'a' }));
    await takeInFact(ports, aFact('account.converted', { accountId: 'b', at: NOW + 1 }));
    return ports;
  };

  test('leaves one account that knows both histories, and sends later facts there', async () => {
    const ports = await two();
    expect(
      await mergeAccounts(ports, {
        accountId: 'a',
        into: 'b',
        why: 'typed twice',
        principal: 'anna',
        roles: [],
      }),
    ).toMatchObject({ ok: true });
    expect(await readAccount(ports, 'a')).toMatchObject({ value: { status: 'merged', mergedInto: 'b' } });
    expect(await readAccount(ports, 'b')).toMatchObject({ value: { status: 'active', languages: ['de'] } });
    await takeInFact(ports, aFact('account.cancelled', { accountId: 'a', at: NOW + 2 }));
    expect(await readAccount(ports, 'b')).toMatchObject({ value: { status: 'cancelled' } });
    expect(await emitted(ports, 'a')).toContain('account.merged');
  });

  test('tells the team the language that the survivor did not know', async () => {
    const ports = testPorts();
    await takeInFact(ports, aFact('account.signed-up', { accountId: 'a', data: { language: 'fr' } }));
    await takeInFact(ports, aFact('account.registration-completed', { accountId: 'b', at: NOW + 1 }));
    const given = { accountId: 'a', into: 'b', why: 'typed twice', principal: 'lena', roles: ['lead'] };
    expect(await mergeAccounts(ports, given)).toMatchObject({ ok: true });
    const { rows } = await ports.table.query({ pk: accountPk('b'), prefix: 'journal' });
    const languages = rows.flatMap(followsOf).map(fact => `${fact.accountId} ${fact.data['language']}`);
    expect(languages).toContain('b fr');
  });

  test('is for the owner of one of the two, and for a lead', async () => {
    const ports = await two();
    await takeInFact(
      ports,
      aFact('account.owner-assigned', { accountId: 'a', data: { ownerId: 'anna', ownerVersion: 1 } }),
    );
    const merge = (principal: string, roles: string[] = []) =>
      mergeAccounts(ports, { accountId: 'a', into: 'b', why: 'typed twice', principal, roles });
    expect(await merge('bruno')).toMatchObject({ ok: false, refusal: 'forbidden' });
    expect(await merge('anna')).toMatchObject({ ok: true });
    expect(await merge('lena', ['lead'])).toMatchObject({ ok: true });
  });

  test('refuses to merge into itself, into nothing and in a circle', async () => {
    const ports = await two();
    const merge = (accountId: string, into: string) =>
      mergeAccounts(ports, { accountId, into, why: 'x', principal: 'anna', roles: [] });
    expect(await merge('a', 'a')).toMatchObject({ refusal: 'same-account' });
    expect(await merge('a', 'nowhere')).toMatchObject({ refusal: 'not-found' });
    await merge('a', 'b');
    expect(await merge('a', 'b')).toMatchObject({ ok: true });
    expect(await merge('b', 'a')).toMatchObject({ refusal: 'target-merged' });
  });
});
