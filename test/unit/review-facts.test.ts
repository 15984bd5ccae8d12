import { describe, expect, test } from '@jest/globals';
import { importAccounts } from '../../functions/accounts/import-accounts.ts';
import { mergeAccounts } from '../../functions/accounts/merge-accounts.ts';
import { readAccount } from '../../functions/accounts/read-account.ts';
import { takeInFact } from '../../functions/accounts/take-in-fact.ts';
import { answerFact as notify } from '../../functions/notifications/answer-fact.ts';
import { answerFact as answerTeam } from '../../functions/team/answer-fact.ts';
import { listTasks } from '../../functions/team/tasks.ts';
import { mendPromises } from '../../functions/upkeep/mend-promises.ts';
import type { Fact } from '../../shared/events/envelope.ts';
import { parseInstant } from '../../shared/kernel/instant.ts';
import { arm, followsOf } from '../../shared/store/journal.ts';
import { accountPk, lists } from '../../shared/store/keys.ts';
import { loadOwnership, ownershipRow } from '../../shared/store/ownership-store.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { agentWrites } from '../../shared/store/roster-store.ts';
import { loadSettings, saveSettings } from '../../shared/store/settings-store.ts';
import { aFact, NOW } from '../support/facts.ts';
import { testPorts } from '../support/ports.ts';
import { anAgent, seedTeam } from '../support/team.ts';

const emittedOf = async ({ table }: Ports, accountId: string): Promise<Fact[]> =>
  (await table.query({ pk: accountPk(accountId), prefix: 'journal' })).rows.flatMap(followsOf);

describe('one id for two accounts', () => {
  test('a producer that uses an event id for two accounts gets both owners told', async () => {
    const ports = testPorts();
    await seedTeam(ports, [anAgent('anna')]);
    for (const accountId of ['acme', 'bolt']) {
      await takeInFact(ports, aFact('account.signed-up', { id: 'same', accountId }));
      for (const fact of await emittedOf(ports, accountId))
        if (fact.name === 'account.changed') await answerTeam(ports, fact);
      for (const fact of await emittedOf(ports, accountId))
        if (fact.name === 'notification.wanted') expect((await notify(ports, fact)).decision).toBe('queued');
    }
  });
});

describe('a merge', () => {
  const signUp = (ports: Ports, accountId: string) =>
    takeInFact(ports, aFact('account.signed-up', { id: accountId, accountId }));
  const merge = (ports: Ports, accountId: string, into: string) =>
    mergeAccounts(ports, { accountId, into, why: 'duplicate', principal: 'anna', roles: ['lead'] });

  test('of a survivor leads what is said of the first account to the last', async () => {
    const ports = testPorts();
    for (const id of ['a', 'b', 'c']) await signUp(ports, id);
    await merge(ports, 'a', 'b');
    await merge(ports, 'b', 'c');
    const fact = aFact('account.converted', { accountId: 'a', at: NOW + 1_000 });
    expect((await takeInFact(ports, fact)).detail).toEqual({ account: 'c' });
    expect(await readAccount(ports, 'c')).toMatchObject({ value: { status: 'active' } });
  });
});

describe('an import', () => {
  const row = (given: Record<string, string>) => ({
    accountId: 'acme',
    name: 'Acme',
    language: 'de',
    product: 'repricer',
    status: 'active',
    since: '2024-05-01T00:00:00Z',
    ...given,
  });
  const bring = (ports: Ports, rows: unknown[]) =>
    importAccounts(ports, {
      importId: 'i',
      contentType: 'application/json',
      text: JSON.stringify(rows),
      firstLine: 1,
      principal: 'k',
    });

  test('with a corrected row corrects the account', async () => {
    for (const language of ['en', 'fr', 'it', 'es', 'nl', 'pl', 'sv', 'da']) {
      const ports = testPorts();
      await bring(ports, [row({})]);
      ports.clock.set(NOW + 60_000);
      expect(await bring(ports, [row({ language })])).toMatchObject({ value: { imported: 1 } });
      expect(await readAccount(ports, 'acme')).toMatchObject({ value: { languages: [language] } });
    }
  });

  test('takes a cancellation back that was in the file by mistake, and one that happened since not', async () => {
    const ports = testPorts();
    await bring(ports, [row({ status: 'cancelled' })]);
    ports.clock.set(NOW + 60_000);
    await bring(ports, [row({ status: 'active' })]);
    expect(await readAccount(ports, 'acme')).toMatchObject({ value: { status: 'active' } });
    await takeInFact(ports, aFact('account.cancelled'));
    await bring(ports, [row({ status: 'trial' })]);
    expect(await readAccount(ports, 'acme')).toMatchObject({ value: { status: 'cancelled' } });
  });
});

describe('the auditor', () => {
  test('finds a waiting account without a timer also behind hundreds that have theirs', async () => {
    const ports = testPorts();
    await seedTeam(ports, [anAgent('anna')]);
    for (let n = 0; n < 250; n++) {
      const accountId = `acme-${n}`;
      const row = ownershipRow({
        accountId,
        state: 'queued',
        queuedAt: NOW + n,
        language: 'ja',
        reason: 'nobody-speaks-language',
        ranking: [],
        decidedAt: NOW,
        waiting: [],
      });
      const timer = arm({
        pk: accountPk(accountId),
        kind: 'task.unowned',
        dueAt: NOW + 900_000,
        epoch: 1,
        now: NOW,
      });
      const writes = [{ do: 'put', row: { ...row, version: 1 } } as const, ...(n < 200 ? [timer] : [])];
      await ports.table.commit({ commitId: `c${n}`, writes });
    }
    expect((await ports.table.query({ index: 'list', pk: lists.queue })).rows).toHaveLength(250);
    expect(await mendPromises(ports)).toMatchObject({ unguarded: 50, mended: 50 });
  });
});

describe('a waiting account', () => {
  test('keeps the cancellation that comes after twenty other changes', async () => {
    const ports = testPorts();
    await seedTeam(ports, [anAgent('anna', { languages: ['it'] })]);
    const change = (n: number, moment: string) =>
      aFact('account.changed', { id: `c${n}`, at: NOW + n, data: { moment, language: 'ja' } });
    const held = await loadSettings(ports.table);
    await saveSettings(ports, { ...held, team: { ...held.team, fallbackLanguages: [] } });
    for (let n = 0; n < 25; n++) await answerTeam(ports, change(n, 'contract-adjusted'));
    await answerTeam(ports, change(99, 'cancelled'));
    const { book: _b, ...yuki } = anAgent('yuki', { languages: ['ja'] });
    await ports.table.commit({
      commitId: 'y',
      writes: agentWrites({ ...yuki, email: 'y@acorn.example' }, undefined),
    });
    await answerTeam(ports, aFact('agent.changed', { data: { agentId: 'yuki' } }));
    expect((await loadOwnership(ports.table, 'acme'))?.ownerId).toBe('yuki');
    const { tasks } = await listTasks(ports, { of: 'me', agentId: 'yuki', limit: 50 });
    expect(tasks.map(({ kind }) => kind)).toEqual(['save-account']);
  });
});

describe('an instant', () => {
  test('that no calendar has is none', () => {
    expect(parseInstant('2026-02-30T00:00:00Z')).toBeUndefined();
    expect(parseInstant('2028-02-29T23:59:59+01:00')).toBe(Date.UTC(2028, 1, 29, 22, 59, 59));
  });
});
