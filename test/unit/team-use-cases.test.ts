import { describe, expect, test } from '@jest/globals';
import { answerFact } from '../../functions/team/answer-fact.ts';
import { answerTick } from '../../functions/team/answer-tick.ts';
import { putAbsence } from '../../functions/team/edit-absence.ts';
import { putAgent } from '../../functions/team/edit-agent.ts';
import { finishTask, listTasks } from '../../functions/team/tasks.ts';
import type { Agent } from '../../shared/domain/team/agent.ts';
import type { Fact } from '../../shared/events/envelope.ts';
import { notificationWanted } from '../../shared/events/team-events.ts';
import { HOUR, MINUTE } from '../../shared/kernel/instant.ts';
import { followsOf, type TimerRow } from '../../shared/store/journal.ts';
import { accountPk, timerKey } from '../../shared/store/keys.ts';
import { loadOwnership } from '../../shared/store/ownership-store.ts';
import { loadBook } from '../../shared/store/roster-store.ts';
import { aFact, NOW } from '../support/facts.ts';
import { testPorts } from '../support/ports.ts';
import { anAgent, roundTheClock, seedTeam } from '../support/team.ts';

const team = async (...agents: Agent[]) => {
  const ports = testPorts();
  await seedTeam(ports, agents);
  return ports;
};
const change = (moment: string, given: Parameters<typeof aFact>[1] = {}) =>
  aFact('account.changed', {
    id: `${moment}-${given.accountId ?? ''}`,
    ...given,
    data: { moment, ...given.data },
  });
const told = async ({ table }: Awaited<ReturnType<typeof team>>, accountId = 'acme') =>
  (await table.query({ pk: accountPk(accountId), prefix: 'journal' })).rows
    .flatMap(followsOf)
    .filter((fact): fact is Fact<{ recipientId: string; kind: string; reason: string }> =>
      notificationWanted.is(fact),
    )
    .map(fact => `${fact.data.kind} → ${fact.data.recipientId} (${fact.data.reason})`);
const tickOf = (row: unknown) => {
  const { pk, sk, kind, epoch, dueAt } = row as TimerRow;
  return { pk, sk, kind, epoch, dueAt };
};

describe('a change of an account', () => {
  test('gets the account its owner, a place in the book, a task and one telling', async () => {
    const ports = await team(anAgent('anna'), anAgent('bruno', { languages: ['it'] }));
    await answerFact(ports, change('signed-up'));
    expect((await answerFact(ports, change('signed-up'))).decision).toBe('already-done');
    expect(await loadOwnership(ports.table, 'acme')).toMatchObject({
      ownerId: 'anna',
      reason: 'speaks-language',
      ranking: [{ agentId: 'anna' }, { agentId: 'bruno', excluded: 'other-language' }],
    });
    expect(await loadBook(ports.table, 'anna')).toBe(1);
    expect(await told(ports)).toEqual(['signed-up → anna (owner-on-duty)']);
    expect((await listTasks(ports, { of: 'me', agentId: 'anna', limit: 10 })).tasks).toHaveLength(1);
  });

  test('tells the cover while the owner is off, and leaves the task with the owner', async () => {
    const ports = await team(anAgent('anna', { hours: {} }), anAgent('cover', { capacity: 0 }));
    await answerFact(ports, change('cancelled'));
    expect(await told(ports)).toEqual(['cancelled → cover (cover-on-duty)']);
    expect((await listTasks(ports, { of: 'me', agentId: 'anna', limit: 10 })).tasks).toMatchObject([
      { kind: 'save-account' },
    ]);
  });

  test('tells nobody of an import, which gets an owner all the same', async () => {
    const ports = await team(anAgent('anna'), anAgent('bea'));
    await answerFact(ports, change('signed-up', { origin: 'backfill', data: { proposedOwnerId: 'bea' } }));
    expect(await loadOwnership(ports.table, 'acme')).toMatchObject({ ownerId: 'bea', reason: 'proposed' });
    expect(await told(ports)).toEqual([]);
    expect((await listTasks(ports, { of: 'me', agentId: 'bea', limit: 10 })).tasks).toEqual([]);
  });
});

describe('an account that nobody can own', () => {
  test('waits, calls the leads once, and tells everything when somebody has room again', async () => {
    const ports = await team(
      anAgent('anna', { capacity: 0 }),
      anAgent('lead', { languages: ['fr'], roles: ['lead'] }),
    );
    await answerFact(ports, change('signed-up'));
    await answerFact(ports, change('trial-started'));
    expect(await told(ports)).toEqual(['queued → lead (lead)']);
    const roomier = {
      ...anAgent('anna'),
      email: 'anna@acorn.example',
      capacity: 5,
      hours: roundTheClock,
      roles: ['agent' as const],
    };
    const { id: _id, absences: _absences, book: _book, ...input } = roomier;
    await putAgent(ports, { agentId: 'anna', input: input as never, principal: 'lead' });
    expect((await answerFact(ports, aFact('agent.changed', { accountId: '-' }))).detail).toEqual({
      looked: 1,
      assigned: 1,
    });
    expect((await told(ports)).slice().sort()).toEqual([
      'queued → lead (lead)',
      'signed-up → anna (owner-on-duty)',
      'trial-started → anna (owner-on-duty)',
    ]);
    expect(ports.table.peek(timerKey(accountPk('acme'), 'task.unowned'))).toBeUndefined();
  });

  test('tells the survivor’s owner what waited when it turns out to be a duplicate', async () => {
    const ports = await team(anAgent('anna', { capacity: 1 }));
    await answerFact(ports, change('signed-up', { accountId: 'acme' }));
    await answerFact(ports, change('cancelled', { accountId: 'double' }));
    expect(await told(ports, 'double')).toEqual([]);
    const merge = aFact('account.merged', { accountId: 'double', data: { into: 'acme' } });
    await answerFact(ports, merge);
    await answerFact(ports, merge);
    expect((await told(ports, 'acme')).sort()).toEqual([
      'cancelled → anna (owner-on-duty)',
      'signed-up → anna (owner-on-duty)',
    ]);
    expect(ports.table.peek(timerKey(accountPk('double'), 'task.unowned'))).toBeUndefined();
  });

  test('tells what waited when an import brings the owner', async () => {
    const ports = await team(anAgent('anna', { capacity: 0 }), anAgent('bea', { languages: ['fr'] }));
    await answerFact(ports, change('signed-up'));
    await answerFact(
      ports,
      change('profile-updated', { origin: 'backfill', data: { proposedOwnerId: 'bea' } }),
    );
    expect(await told(ports)).toEqual(['signed-up → bea (owner-on-duty)']);
  });

  test('is served in the fallback language when its own was not told in time', async () => {
    const ports = await team(anAgent('emil', { languages: ['en'] }));
    await answerFact(ports, change('registration-completed', { data: { language: 'und' } }));
    expect(await loadOwnership(ports.table, 'acme')).toMatchObject({
      state: 'queued',
      reason: 'language-unknown',
    });
    const timer = ports.table.peek(timerKey(accountPk('acme'), 'task.unowned'));
    ports.clock.set(NOW + 15 * MINUTE);
    await answerTick(ports, tickOf(timer));
    expect(await loadOwnership(ports.table, 'acme')).toMatchObject({
      state: 'owned',
      ownerId: 'emil',
      reason: 'fallback-language',
    });
    expect(await answerTick(ports, tickOf(timer))).toEqual({ decision: 'gone' });
    expect(await told(ports)).toEqual(['registration-completed → emil (owner-on-duty)']);
  });

  test('is looked at again by the next tick only, an early one comes back', async () => {
    const ports = await team();
    await answerFact(ports, change('signed-up'));
    const first = tickOf(ports.table.peek(timerKey(accountPk('acme'), 'task.unowned')));
    await expect(answerTick(ports, first)).rejects.toThrow('early');
    ports.clock.set(NOW + HOUR);
    await answerTick(ports, first);
    expect(await answerTick(ports, first)).toEqual({ decision: 'moved' });
  });
});

describe('the roster', () => {
  test('gives a merged account’s place back', async () => {
    const ports = await team(anAgent('anna'));
    await answerFact(ports, change('signed-up'));
    await answerFact(ports, aFact('account.merged'));
    await answerFact(ports, aFact('account.merged'));
    expect(await loadBook(ports.table, 'anna')).toBe(0);
  });

  test('never lets a book grow over its capacity, even when many decide at once', async () => {
    const ports = await team(anAgent('anna', { capacity: 7 }), anAgent('bea', { capacity: 7 }));
    await Promise.all(
      Array.from({ length: 30 }, (_, n) => answerFact(ports, change('signed-up', { accountId: `acc-${n}` }))),
    );
    expect([await loadBook(ports.table, 'anna'), await loadBook(ports.table, 'bea')]).toEqual([7, 7]);
  });

  test('refuses an unknown zone, a foreign address and a cover who is not there', async () => {
    const ports = await team(anAgent('anna'), anAgent('bea'));
    const { id: _id, absences: _absences, book: _book, ...agent } = anAgent('anna');
    const input = { ...agent, email: 'anna@acorn.example' } as never as Parameters<
      typeof putAgent
    >[1]['input'];
    const put = (changed: object) =>
      putAgent(ports, { agentId: 'anna', input: { ...input, ...changed }, principal: 'lead' });
    expect(await put({ zone: 'Mars/Olympus' })).toMatchObject({ refusal: 'unknown-zone' });
    expect(await put({ email: 'BEA@acorn.example' })).toMatchObject({ refusal: 'email-taken' });
    expect(await put({ email: 'new@acorn.example' })).toMatchObject({ ok: true });
    const away = { from: '2026-12-01T00:00:00Z', to: '2026-12-02T00:00:00Z', coverId: 'nobody' };
    expect(
      await putAbsence(ports, { agentId: 'anna', absenceId: 'a', input: away, principal: 'lead' }),
    ).toMatchObject({ refusal: 'unknown-cover' });
  });
});

describe('somebody who leaves', () => {
  test('leaves no account and no open task behind, however many there were', async () => {
    const ports = await team(
      anAgent('anna', { capacity: 500 }),
      anAgent('bea', { capacity: 0 }),
      anAgent('cleo', { capacity: 0 }),
    );
    for (let n = 0; n < 230; n++) await answerFact(ports, change('signed-up', { accountId: `acc-${n}` }));
    const edit = (agentId: string, changed: object) => {
      const { id: _id, absences: _absences, book: _book, ...agent } = anAgent(agentId, { capacity: 150 });
      const input = { ...agent, email: `${agentId}@acorn.example`, ...changed } as never;
      return putAgent(ports, { agentId, input, principal: 'lead' });
    };
    await edit('bea', {});
    await edit('anna', { active: false });
    let left: Fact[] = [
      aFact('agent.changed', { accountId: '-', data: { agentId: 'anna', agentVersion: 2 } }),
    ];
    for (let round = 0; left.length > 0; round++) {
      if (round > 10) throw new Error('it never ends');
      for (const fact of left) await answerFact(ports, fact);
      const seen = new Set(left.map(fact => fact.id));
      const journal = await ports.table.query({ pk: 'agent#anna', prefix: 'journal' });
      left = journal.rows
        .flatMap(followsOf)
        .filter(fact => fact.depth === round + 1 && fact.producer === 'firstcall' && !seen.has(fact.id));
    }
    expect([await loadBook(ports.table, 'anna'), await loadBook(ports.table, 'bea')]).toEqual([0, 150]);
    const rows = [...ports.table.rows()];
    expect(rows.filter(row => row['type'] === 'ownership' && row['ownerId'] === 'anna')).toEqual([]);
    expect(rows.filter(row => row['type'] === 'ownership' && row['state'] === 'queued')).toHaveLength(80);
    expect(rows.filter(row => row['type'] === 'task' && row['agentId'] === 'anna')).toEqual([]);
    expect(rows.filter(row => row['type'] === 'task' && row['agentId'] === 'bea')).toHaveLength(150);
  });
});

describe('a task', () => {
  test('is finished once, by its agent or a lead only', async () => {
    const ports = await team(anAgent('anna'));
    await answerFact(ports, change('signed-up'));
    const [task] = (await listTasks(ports, { of: 'me', agentId: 'anna', limit: 10 })).tasks;
    const finish = (agentId: string, roles: string[] = []) =>
      finishTask(ports, { taskId: task?.id ?? '', agentId, roles });
    expect(await finish('bea')).toMatchObject({ refusal: 'forbidden' });
    expect(await finish('anna')).toMatchObject({ value: { state: 'done' } });
    expect(await finish('bea', ['lead'])).toMatchObject({ value: { state: 'done' } });
    expect((await listTasks(ports, { of: 'me', agentId: 'anna', limit: 10 })).tasks).toEqual([]);
  });
});
