import { describe, expect, test } from '@jest/globals';
import { claimAccount } from '../../functions/team/claim-account.ts';
import { putAbsence } from '../../functions/team/edit-absence.ts';
import { claimTask, transferTask } from '../../functions/team/give-task.ts';
import { finishTask } from '../../functions/team/tasks.ts';
import { transferAccount } from '../../functions/team/transfer-account.ts';
import { DAY, formatInstant } from '../../shared/kernel/instant.ts';
import { problemOf } from '../../shared/runtime/problem.ts';
import { accountPk, timerKey } from '../../shared/store/keys.ts';
import { loadOwnership } from '../../shared/store/ownership-store.ts';
import { loadBook } from '../../shared/store/roster-store.ts';
import { loadTask } from '../../shared/store/task-store.ts';
import { NOW } from '../support/facts.ts';
import { anAgent } from '../support/team.ts';
import { teamRoom } from '../support/team-room.ts';

const lead = anAgent('lead', { roles: ['lead'], languages: ['en'] });
/** An account in German that waits, and so many who could take it. */
const waiting = async (takers: number, given: Parameters<typeof anAgent>[1] = {}) => {
  const agents = Array.from({ length: takers }, (_, n) => anAgent(`a${n}`, { ...given, capacity: 0 }));
  const room = await teamRoom([...agents, lead]);
  await room.change('acme');
  for (const { id } of agents) await room.edit(id, { capacity: 5 });
  return room;
};

describe('an account that waits', () => {
  test('goes to one of two hundred who claim it at once, and all others are told to whom', async () => {
    const room = await waiting(200);
    const claims = await Promise.all(
      Array.from({ length: 200 }, (_, n) =>
        claimAccount(room.ports, { accountId: 'acme', agentId: `a${n}` }),
      ),
    );
    const winners = claims.flatMap(claim => (claim.ok ? [claim.value.ownerId] : []));
    expect(winners).toHaveLength(1);
    const [winner = ''] = winners;
    const losers = claims.filter(claim => !claim.ok);
    expect(
      losers.every(({ refusal, detail }) => refusal === 'already-claimed' && detail?.['by'] === winner),
    ).toBe(true);
    expect(problemOf(losers[0] as never)).toMatchObject({ status: 409, by: winner });
    const books = await Promise.all(
      Array.from({ length: 200 }, (_, n) => loadBook(room.ports.table, `a${n}`)),
    );
    expect(books.reduce((sum, book) => sum + book, 0)).toBe(1);
    expect(await claimAccount(room.ports, { accountId: 'acme', agentId: winner })).toMatchObject({
      value: { ownerId: winner, reason: 'claimed', by: winner },
    });
    expect(room.ports.table.peek(timerKey(accountPk('acme'), 'task.unowned'))).toBeUndefined();
    expect(room.told()).toContainEqual(expect.stringContaining(`signed-up → ${winner} acme`));
  });

  test('is claimed only by agents of the roster who speak the language and have room', async () => {
    const room = await waiting(1, { languages: ['it'] });
    await room.edit('a0', { languages: ['it'] });
    const claim = (agentId: string) => claimAccount(room.ports, { accountId: 'acme', agentId });
    expect(await claim('a0')).toMatchObject({ refusal: 'other-language' });
    expect(await claim('lead')).toMatchObject({ refusal: 'not-on-roster' });
    await room.edit('a0', { languages: ['de'], capacity: 0 });
    expect(await claim('a0')).toMatchObject({ refusal: 'book-full' });
    expect(await claimAccount(room.ports, { accountId: 'nope', agentId: 'a0' })).toMatchObject({
      refusal: 'not-found',
    });
  });
});

describe('an account given to a colleague', () => {
  const owned = async () => {
    const room = await teamRoom([
      anAgent('anna'),
      anAgent('bea', { capacity: 0 }),
      anAgent('it', { languages: ['it'], capacity: 0 }),
      lead,
    ]);
    await room.change('acme');
    await room.change('other');
    await room.settle();
    await room.edit('bea', { capacity: 5 });
    const transfer = (to: string, by: string, more: object = {}) =>
      transferAccount(room.ports, {
        ...{ accountId: 'acme', to, by, reason: 'knows them well' },
        ...{ roles: by === 'lead' ? ['lead'] : ['agent'], ...more },
      });
    return { ...room, transfer };
  };

  test('takes its book’s place, its open tasks and what was told along, and tells the new owner once', async () => {
    const room = await owned();
    expect(await room.transfer('bea', 'anna')).toMatchObject({
      value: { ownerId: 'bea', reason: 'transferred', by: 'anna', why: 'knows them well' },
    });
    await room.settle();
    expect([await loadBook(room.ports.table, 'anna'), await loadBook(room.ports.table, 'bea')]).toEqual([
      1, 1,
    ]);
    const tasks = [...room.ports.table.rows()].filter(({ type }) => type === 'task');
    expect(tasks.map(({ accountId, agentId }) => `${accountId} ${agentId}`).sort()).toEqual([
      'acme bea',
      'other anna',
    ]);
    expect(room.told().filter(line => line.includes('→ bea'))).toEqual(['account-transferred → bea acme']);
    expect(room.handedOver()).toContain('anna → bea acme handed-over');
    expect(await room.transfer('bea', 'lead')).toMatchObject({ value: { ownerId: 'bea', by: 'anna' } });
  });

  test('is given by its owner or a lead only, to somebody who speaks the language and has room', async () => {
    const room = await owned();
    expect(await room.transfer('bea', 'it')).toMatchObject({ refusal: 'forbidden' });
    expect(await room.transfer('nobody', 'anna')).toMatchObject({ refusal: 'not-on-roster' });
    expect(await room.transfer('it', 'anna')).toMatchObject({ refusal: 'other-language' });
    expect(await room.transfer('it', 'anna', { force: true })).toMatchObject({ refusal: 'forbidden' });
    await room.edit('bea', { capacity: 0 });
    expect(await room.transfer('bea', 'lead')).toMatchObject({ refusal: 'book-full' });
    expect(await room.transfer('bea', 'lead', { force: true })).toMatchObject({ ok: true });
    expect(await room.transfer('it', 'lead', { force: true })).toMatchObject({ value: { ownerId: 'it' } });
  });

  test('may be one that waits, when a lead gives it', async () => {
    const room = await waiting(2);
    const given = { accountId: 'acme', to: 'a1', reason: 'next in line' };
    expect(await transferAccount(room.ports, { ...given, by: 'a0', roles: ['agent'] })).toMatchObject({
      refusal: 'forbidden',
    });
    await transferAccount(room.ports, { ...given, by: 'lead', roles: ['lead'] });
    expect(await loadOwnership(room.ports.table, 'acme')).toMatchObject({ state: 'owned', ownerId: 'a1' });
  });
});

describe('a task', () => {
  const room = async () => {
    const it = anAgent('it', { languages: ['it'] });
    const team = await teamRoom([anAgent('anna'), anAgent('bea'), it, lead]);
    await team.task({ id: 'queued', dueAt: NOW + DAY, kind: 'replenish-stock' });
    await team.task({ id: 'hers', dueAt: NOW + DAY, agentId: 'anna' });
    const transfer = (to: string, by: string, taskId = 'hers') =>
      transferTask(team.ports, {
        ...{ taskId, to, by, reason: 'off to a meeting' },
        roles: by === 'lead' ? ['lead'] : ['agent'],
      });
    return { ...team, transfer };
  };

  test('of the queue goes to whoever claims it first; the second is told who has it', async () => {
    const { ports } = await room();
    const claim = (agentId: string) => claimTask(ports, { taskId: 'queued', agentId });
    expect(await claim('it')).toMatchObject({ refusal: 'other-language' });
    const claims = await Promise.all([claim('anna'), claim('bea')]);
    expect(claims.map(claimed => claimed.ok).sort()).toEqual([false, true]);
    const winner = (await loadTask(ports.table, 'queued'))?.agentId ?? '';
    expect(claims.find(({ ok }) => !ok)).toMatchObject({
      refusal: 'already-claimed',
      detail: { by: winner, problem: `${winner} has it already.` },
    });
    expect(await claim(winner)).toMatchObject({ value: { agentId: winner } });
  });

  test('is given away by its agent or a lead; the colleague hears of it, and reads at the task why', async () => {
    const team = await room();
    expect(await team.transfer('bea', 'it')).toMatchObject({ refusal: 'forbidden' });
    expect(await team.transfer('it', 'anna')).toMatchObject({ refusal: 'other-language' });
    const said = { reason: 'transferred', movedBy: 'anna', movedWhy: 'off to a meeting' };
    expect(await team.transfer('bea', 'anna')).toMatchObject({ value: { agentId: 'bea', ...said } });
    expect(await team.transfer('anna', 'lead')).toMatchObject({
      value: { agentId: 'anna', movedBy: 'lead' },
    });
    expect(team.told()).toEqual(['task-handed-over → anna acme hers', 'task-handed-over → bea acme hers']);
    expect(team.handedOver()).toEqual(['anna → bea hers handed-over', 'bea → anna hers handed-over']);
    expect(team.emitted().some(fact => JSON.stringify(fact.data).includes('meeting'))).toBe(false);
    await finishTask(team.ports, { taskId: 'hers', agentId: 'anna', roles: [] });
    expect(await team.transfer('bea', 'anna')).toMatchObject({ refusal: 'already-done' });
  });

  test('goes to nobody who is away until it is due, and says until when', async () => {
    const team = await room();
    const input = { from: formatInstant(NOW), to: formatInstant(NOW + 2 * DAY) };
    await putAbsence(team.ports, { agentId: 'bea', absenceId: 'a', input, principal: 'bea' });
    const until = expect.stringContaining(formatInstant(NOW + 2 * DAY));
    const refused = { refusal: 'absent', detail: { problem: until } };
    expect(await team.transfer('bea', 'lead')).toMatchObject(refused);
    expect(await claimTask(team.ports, { taskId: 'queued', agentId: 'bea' })).toMatchObject(refused);
    await team.task({ id: 'far', dueAt: NOW + 2 * DAY, agentId: 'anna' });
    expect(await team.transfer('bea', 'anna', 'far')).toMatchObject({ value: { agentId: 'bea' } });
  });

  test('that a cover has stays lent when the cover gives it to another, and goes home when given back', async () => {
    const team = await room();
    await team.task({ id: 'lent', dueAt: NOW + DAY, agentId: 'bea', lentBy: 'anna' });
    await team.edit('lead', { roles: ['lead', 'agent'], languages: ['de'] });
    expect(await team.transfer('lead', 'bea', 'lent')).toMatchObject({ value: { lentBy: 'anna' } });
    const home = await team.transfer('anna', 'lead', 'lent');
    expect(home).toMatchObject({ value: { agentId: 'anna' } });
    expect(home.ok && home.value.lentBy).toBeUndefined();
  });
});
