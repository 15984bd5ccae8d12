import { expect, test } from '@jest/globals';
import { answerFact } from '../../functions/team/answer-fact.ts';
import { claimAccount } from '../../functions/team/claim-account.ts';
import { putAbsence } from '../../functions/team/edit-absence.ts';
import { DAY, formatInstant, HOUR, MINUTE } from '../../shared/kernel/instant.ts';
import { loadOwnership } from '../../shared/store/ownership-store.ts';
import { loadBook } from '../../shared/store/roster-store.ts';
import { loadTask } from '../../shared/store/task-store.ts';
import { aFact, NOW } from '../support/facts.ts';
import { anAgent } from '../support/team.ts';
import { teamRoom } from '../support/team-room.ts';

/** Anna owns twelve accounts, has a task of Bea's as her cover and one of hers is lent to Cleo; one account is Japanese. */
async function company() {
  const room = await teamRoom([
    anAgent('anna', { languages: ['de', 'ja'] }),
    anAgent('bea', { capacity: 0 }),
    anAgent('cleo', { capacity: 0 }),
  ]);
  for (let n = 0; n < 12; n++) await room.change(`acc-${n}`);
  await room.change('ichi', 'signed-up', { language: 'ja' });
  await room.edit('bea', { capacity: 100 });
  await room.edit('cleo', { capacity: 100 });
  await room.change('beas', 'trial-started');
  await room.settle();
  const beas = (await loadOwnership(room.ports.table, 'beas'))?.ownerId ?? '';
  await room.task({ id: 'covers', accountId: 'beas', dueAt: NOW + HOUR, agentId: 'anna', lentBy: beas });
  await room.task({ id: 'lent', accountId: 'acc-0', dueAt: NOW + HOUR, agentId: 'cleo', lentBy: 'anna' });
  return { ...room, beas };
}
const accountIds = [...Array.from({ length: 12 }, (_, n) => `acc-${n}`), 'ichi'];

test('who leaves leaves nothing behind: accounts and tasks move, and only the right people hear of it', async () => {
  const room = await company();
  const before = room.told().length;
  await room.edit('anna', { active: false });
  await room.settle();
  const held = await Promise.all(accountIds.map(id => loadOwnership(room.ports.table, id)));
  expect(held.map(one => one?.state)).toEqual([...Array.from({ length: 12 }, () => 'owned'), 'queued']);
  expect(held.some(one => one?.ownerId === 'anna')).toBe(false);
  const books = await Promise.all(['anna', 'bea', 'cleo'].map(id => loadBook(room.ports.table, id)));
  expect(books[0]).toBe(0);
  expect(books.reduce((sum, book) => sum + book, 0)).toBe(13);
  const transferred = held.flatMap((one, n) =>
    one?.ownerId === undefined ? [] : [`account-transferred → ${one.ownerId} ${accountIds[n]}`],
  );
  expect(room.told().slice().sort()).toEqual(expect.arrayContaining(transferred.sort()));
  expect(room.told()).toHaveLength(before + transferred.length);
  expect(room.told().filter(line => line.startsWith('account-transferred → anna'))).toEqual([]);
  expect(room.handedOver()).toEqual(
    expect.arrayContaining([
      ...held.map((one, n) => `anna → ${one?.ownerId ?? '-'} ${accountIds[n]} handed-over`),
      `anna → ${room.beas} covers handed-over`,
    ]),
  );
  expect(room.handedOver().filter(line => / → anna /.test(line))).toEqual([]);
  const tasks = [...room.ports.table.rows()].filter(({ type }) => type === 'task');
  expect(tasks.filter(({ agentId, lentBy }) => agentId === 'anna' || lentBy === 'anna')).toEqual([]);
  expect(await loadTask(room.ports.table, 'covers')).toMatchObject({ agentId: room.beas });
  expect(await loadTask(room.ports.table, 'lent')).toMatchObject({ agentId: held[0]?.ownerId });
});

test('the work of a leaver that nobody can take waits with its account, and goes to whoever claims that', async () => {
  const room = await company();
  await room.edit('anna', { active: false });
  await room.settle();
  const waiting = [...room.ports.table.rows()].filter(
    ({ type, accountId, kind }) => type === 'task' && accountId === 'ichi' && kind === 'welcome-account',
  );
  expect(waiting.map(({ agentId }) => agentId)).toEqual([undefined]);
  await room.edit('cleo', { languages: ['de', 'ja'] });
  expect(await claimAccount(room.ports, { accountId: 'ichi', agentId: 'cleo' })).toMatchObject({ ok: true });
  await room.settle();
  expect(await loadTask(room.ports.table, String(waiting[0]?.['id']))).toMatchObject({ agentId: 'cleo' });
});

test('a change that comes before the accounts were moved is told to the new owner, with what was open', async () => {
  const room = await company();
  await room.edit('anna', { active: false });
  await room.change('acc-3', 'cancelled');
  const owner = (await loadOwnership(room.ports.table, 'acc-3'))?.ownerId;
  expect(['bea', 'cleo']).toContain(owner);
  expect(room.handedOver()).toContain(`anna → ${owner} acc-3 handed-over`);
  expect(room.told().some(line => line.startsWith(`cancelled → ${owner} acc-3`))).toBe(true);
});

test('the same departure heard twice moves and says nothing twice', async () => {
  const room = await company();
  await room.edit('anna', { active: false });
  await room.settle();
  const said = room.emitted().length;
  const data = { agentId: 'anna', agentVersion: 2 };
  await answerFact(room.ports, aFact('agent.changed', { id: 'again', at: NOW + DAY, accountId: '-', data }));
  expect(room.emitted()).toHaveLength(said);
});

test('a cover who goes away in the same minute does not lend on as their own what a leaver lent them', async () => {
  const room = await company();
  await putAbsence(room.ports, {
    ...{ agentId: 'cleo', absenceId: 'a', principal: 'lead' },
    input: { from: formatInstant(NOW + MINUTE), to: formatInstant(NOW + DAY) },
  });
  await room.edit('anna', { active: false });
  room.ports.clock.set(NOW + MINUTE);
  expect(await room.tick('cleo', 'absence.starts')).toMatchObject({ detail: { moved: 0 } });
  expect(await loadTask(room.ports.table, 'lent')).toMatchObject({ agentId: 'cleo', lentBy: 'anna' });
  await room.settle();
  const owner = (await loadOwnership(room.ports.table, 'acc-0'))?.ownerId;
  const task = await loadTask(room.ports.table, 'lent');
  expect(owner).not.toBe('anna');
  expect(task?.lentBy ?? task?.agentId).toBe(owner);
});
