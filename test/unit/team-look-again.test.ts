import { describe, expect, test } from '@jest/globals';
import { answerFact } from '../../functions/team/answer-fact.ts';
import { answerTick } from '../../functions/team/answer-tick.ts';
import { claimAccount } from '../../functions/team/claim-account.ts';
import { transferTask } from '../../functions/team/give-task.ts';
import { transferAccount } from '../../functions/team/transfer-account.ts';
import { mendPromises } from '../../functions/upkeep/mend-promises.ts';
import type { TimerKind } from '../../shared/events/timers.ts';
import { DAY, HOUR, MINUTE } from '../../shared/kernel/instant.ts';
import type { TimerRow } from '../../shared/store/journal.ts';
import { absencePk, accountPk, agentPk, matterKey, timerKey } from '../../shared/store/keys.ts';
import { loadOwnership, ownershipRow } from '../../shared/store/ownership-store.ts';
import { loadTask } from '../../shared/store/task-store.ts';
import { aFact, NOW } from '../support/facts.ts';
import { anAgent } from '../support/team.ts';
import { teamRoom } from '../support/team-room.ts';

type Room = Awaited<ReturnType<typeof teamRoom>>;

/** The tick of the timer, if one stands there, when it is due. */
async function look(room: Room, of: { pk: string; kind: TimerKind; name?: string }) {
  const row = room.ports.table.peek(timerKey(of.pk, of.kind, of.name)) as TimerRow | undefined;
  if (!row) return undefined;
  room.ports.clock.set(Math.max(row.dueAt, room.ports.clock.now()));
  const { pk, sk, epoch, dueAt } = row;
  return answerTick(room.ports, { pk, sk, kind: of.kind, epoch, dueAt });
}
const lookAfter = (room: Room, agentId: string) =>
  look(room, { pk: agentPk(agentId), kind: 'agent.left-look' });

/** The same ports, in which something happens right before the first commit. */
function overtaken({ ports }: Room, happens: () => Promise<unknown>): Room['ports'] {
  let due = true;
  const commit: typeof ports.table.commit = async set => {
    if (due) {
      due = false;
      await happens();
    }
    return ports.table.commit(set);
  };
  return { ...ports, table: { ...ports.table, commit } };
}

describe('somebody who left', () => {
  const gone = async () => {
    const room = await teamRoom([anAgent('anna'), anAgent('bea', { capacity: 0 })]);
    await room.change('acme');
    await room.edit('bea', { capacity: 9 });
    await room.edit('anna', { active: false });
    await room.settle();
    return room;
  };

  test('is looked after twice more for what the lists did not show, until nothing comes to light', async () => {
    const room = await gone();
    await room.task({ id: 'late', dueAt: NOW + DAY, agentId: 'anna' });
    expect(await lookAfter(room, 'anna')).toMatchObject({ detail: { moved: 1 } });
    expect(await loadTask(room.ports.table, 'late')).toMatchObject({ agentId: 'bea' });
    await room.task({ id: 'later', dueAt: NOW + DAY, agentId: 'anna' });
    expect(await lookAfter(room, 'anna')).toMatchObject({ detail: { moved: 1 } });
    expect(await lookAfter(room, 'anna')).toMatchObject({ detail: { moved: 0 } });
    expect(room.ports.clock.now()).toBeGreaterThanOrEqual(NOW + 3 * MINUTE);
    expect(await lookAfter(room, 'anna')).toBeUndefined();
  });

  test('is not looked after any more once they are back', async () => {
    const room = await gone();
    await room.edit('anna', { active: true });
    expect(await lookAfter(room, 'anna')).toBeUndefined();
  });

  test('hands on what they have open as a cover to the owner, without the account changing hands', async () => {
    const room = await gone();
    const about = { type: 'matter', version: 1 };
    const matters = [
      { ...matterKey('anna', 'm1'), ...about, notificationId: 'n1', accountId: 'acme' },
      { ...matterKey('anna', 'm2'), ...about, notificationId: 'n2', accountId: 'acme', taskId: 't' },
      { ...matterKey('anna', 'm3'), ...about, notificationId: 'n3', accountId: 'nobodys' },
    ];
    const writes = matters.map(row => ({ do: 'put', row }) as const);
    await room.ports.table.commit({ commitId: 'matters', writes });
    await lookAfter(room, 'anna');
    expect(room.handedOver()).toEqual(
      expect.arrayContaining([
        'anna → bea acme owner-on-duty',
        'anna → bea t owner-on-duty',
        'anna → - nobodys handed-over',
      ]),
    );
  });

  test('gets no account that was decided on before they left', async () => {
    const room = await teamRoom([anAgent('anna'), anAgent('bea', { weight: 0.1 })]);
    await room.change('first');
    const chosen = (await loadOwnership(room.ports.table, 'first'))?.ownerId ?? '';
    const data = { moment: 'signed-up' };
    const fact = aFact('account.changed', { id: 'x', accountId: 'second', data });
    const ports = overtaken(room, async () => {
      await room.edit('anna', { active: chosen !== 'anna' });
      await room.edit('bea', { active: chosen === 'anna' });
    });
    await room.edit(chosen === 'anna' ? 'bea' : 'anna', { capacity: 0 });
    await answerFact(ports, fact);
    expect(await loadOwnership(room.ports.table, 'second')).toMatchObject({ state: 'queued' });
  });

  test('gets no task that was to be theirs when they left', async () => {
    const room = await teamRoom([anAgent('anna'), anAgent('bea')]);
    await room.task({ id: 't', dueAt: NOW + DAY, agentId: 'anna' });
    const ports = overtaken(room, () => room.edit('bea', { active: false }));
    const given = { taskId: 't', to: 'bea', reason: 'off', by: 'anna', roles: [] };
    expect(await transferTask(ports, given)).toMatchObject({ refusal: 'not-on-roster' });
    expect(await loadTask(room.ports.table, 't')).toMatchObject({ agentId: 'anna' });
  });
});

describe('an account that was given to a colleague', () => {
  test('is followed by tasks that the list of the former owner showed only later', async () => {
    const room = await teamRoom([anAgent('anna'), anAgent('bea', { capacity: 0 })]);
    await room.change('acme', 'trial-started');
    await room.edit('bea', { capacity: 9 });
    const given = { accountId: 'acme', to: 'bea', reason: 'knows them', by: 'anna', roles: [] };
    expect(await transferAccount(room.ports, given)).toMatchObject({ ok: true });
    await room.settle();
    await room.task({ id: 'late', dueAt: NOW + DAY, agentId: 'anna' });
    const of = { pk: accountPk('acme'), kind: 'account.transferred-look', name: 'anna' } as const;
    expect(await look(room, of)).toMatchObject({ detail: { adopted: 1 } });
    expect(await loadTask(room.ports.table, 'late')).toMatchObject({ agentId: 'bea' });
    expect(await look(room, of)).toMatchObject({ detail: { adopted: 0 } });
    expect(await look(room, of)).toBeUndefined();
  });
});

describe('an account that waits again', () => {
  test('waits with the tasks that whoever claimed it, away for long, has open', async () => {
    const absences = { a: { from: NOW - DAY, to: NOW + 20 * DAY } };
    const room = await teamRoom([anAgent('anna', { capacity: 0 }), anAgent('bea', { absences })]);
    await room.change('acme');
    expect(await claimAccount(room.ports, { accountId: 'acme', agentId: 'bea' })).toMatchObject({ ok: true });
    await room.task({ id: 't', dueAt: NOW + DAY, agentId: 'bea' });
    await room.change('acme', 'cancelled');
    expect(await loadOwnership(room.ports.table, 'acme')).toMatchObject({ state: 'queued', formerId: 'bea' });
    await look(room, { pk: accountPk('acme'), kind: 'account.transferred-look', name: 'bea' });
    const task = await loadTask(room.ports.table, 't');
    expect(task).toMatchObject({ state: 'open', reason: 'no-owner' });
    expect(task).not.toHaveProperty('agentId');
  });
});

describe('a task of a merged account', () => {
  test('goes on to the owner of the account that it lives on as', async () => {
    const room = await teamRoom([anAgent('anna'), anAgent('bea', { capacity: 0 })]);
    await room.change('acme', 'trial-started');
    const decided = { language: 'de', reason: 'merged', ranking: [], waiting: [], decidedAt: NOW } as const;
    const row = ownershipRow({ ...decided, accountId: 'old', state: 'released', mergedInto: 'acme' });
    await room.ports.table.commit({ commitId: 'm', writes: [{ do: 'put', row: { ...row, version: 1 } }] });
    await room.task({ id: 't', accountId: 'old', dueAt: NOW + DAY, agentId: 'bea' });
    await room.edit('bea', { active: false });
    await room.settle();
    expect(await loadTask(room.ports.table, 't')).toMatchObject({ agentId: 'anna' });
  });
});

describe('an absence that was recorded without timers', () => {
  test('gets them when it goes on or is to come, once, and begins by them', async () => {
    const absences = {
      over: { from: NOW - 2 * DAY, to: NOW - DAY },
      now: { from: NOW - HOUR, to: NOW + DAY },
      next: { from: NOW + 5 * DAY, to: NOW + 6 * DAY },
    };
    const room = await teamRoom([anAgent('anna', { absences }), anAgent('bea')]);
    await room.task({ id: 't', dueAt: NOW + HOUR, agentId: 'anna' });
    expect(await mendPromises(room.ports)).toMatchObject({ unguarded: 4, mended: 4 });
    expect(await mendPromises(room.ports)).toMatchObject({ unguarded: 0, mended: 0 });
    expect(await room.tick('anna', 'absence.starts', 'now')).toMatchObject({ detail: { moved: 1 } });
    const timers = ['absence.starts', 'absence.ends'].map(kind =>
      room.ports.table.peek(timerKey(absencePk('anna', 'next'), kind)),
    );
    expect(timers.map(timer => timer?.['dueAt'])).toEqual([NOW + 5 * DAY, NOW + 6 * DAY]);
  });
});

test('an account that waits again before its tasks were adopted takes them into the queue, and on to the next owner', async () => {
  const room = await teamRoom([
    anAgent('anna'),
    anAgent('bea', { capacity: 0 }),
    anAgent('cleo', { capacity: 0 }),
  ]);
  await room.change('acme');
  await room.settle();
  await room.task({ id: 't', accountId: 'acme', dueAt: NOW + DAY, agentId: 'anna' });
  await transferAccount(room.ports, {
    ...{ accountId: 'acme', to: 'bea', reason: 'They asked.', force: true, by: 'lead', roles: ['lead'] },
  });
  await room.edit('anna', { capacity: 0 });
  await room.edit('bea', { active: false });
  // The departure is heard before the transfer.
  const [departure, transfer] = ['agent.changed', 'account.owner-assigned'].map(name =>
    room.emitted().findLast(fact => fact.name === name),
  );
  if (!departure || !transfer) throw new Error('nothing to hear');
  await answerFact(room.ports, departure);
  expect(await loadOwnership(room.ports.table, 'acme')).toMatchObject({ state: 'queued' });
  await answerFact(room.ports, transfer);
  expect((await loadTask(room.ports.table, 't'))?.agentId).toBeUndefined();
  await room.edit('cleo', { capacity: 9 });
  await transferAccount(room.ports, {
    ...{ accountId: 'acme', to: 'cleo', reason: 'They asked.', by: 'lead', roles: ['lead'] },
  });
  await room.settle();
  expect(await loadTask(room.ports.table, 't')).toMatchObject({ agentId: 'cleo' });
});
