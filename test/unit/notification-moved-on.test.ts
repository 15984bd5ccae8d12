import { beforeEach, expect, test } from '@jest/globals';
import { answerFact } from '../../functions/notifications/answer-fact.ts';
import { notificationReassigned } from '../../shared/events/team-events.ts';
import { MINUTE } from '../../shared/kernel/instant.ts';
import { ownershipKey } from '../../shared/store/keys.ts';
import { type Task, taskWrites } from '../../shared/store/task-store.ts';
import { aroundTheClock, type Clockwork, clockwork } from '../support/notification-clockwork.ts';
import { factOf, START } from '../support/notifications.ts';

let here: Clockwork;
beforeEach(async () => {
  here = await clockwork(['anna', 'emil']);
  for (const id of ['anna', 'emil']) await here.setAgent(id, { hours: aroundTheClock });
});

const seedTask = (given: Partial<Task>) => {
  const task = {
    ...{ id: 'tsk_1', kind: 'welcome-account', accountId: 'acme', state: 'open', language: 'de' },
    ...{ dueAt: START, openedAt: START - MINUTE, reason: 'owner', ...given },
  } as Task;
  return here.ports.table.commit({ commitId: 'task', writes: taskWrites(task, undefined) });
};
const open = (recipientId: string) =>
  here
    .rowsOf('notification')
    .filter(row => row['recipientId'] === recipientId && row['outcome'] === undefined);
const moved = (fromId: string, toId: string, id: string) =>
  factOf(notificationReassigned.of({ fromId, toId, taskId: 'tsk_1', reason: 'cover-on-duty' }), { id });

test('news of a move that comes after the next move leaves it with whoever has the task', async () => {
  await here.tell({ taskId: 'tsk_1', ownerId: 'anna' });
  await seedTask({ agentId: 'anna', movedAt: START });
  await answerFact(here.ports, moved('anna', 'emil', 'evt_first'));
  await here.runFor(MINUTE);
  expect(open('anna')).toHaveLength(1);
  expect(open('emil')).toEqual([]);
});

test('news of a move that comes when the task waits again is told to nobody', async () => {
  await here.tell({ taskId: 'tsk_1', ownerId: 'anna' });
  await seedTask({ movedAt: START });
  await answerFact(here.ports, moved('anna', 'emil', 'evt_first'));
  await here.runFor(MINUTE);
  expect([...open('anna'), ...open('emil')]).toEqual([]);
});

test('what is to be told to somebody whose task went on meanwhile is told to whoever has it', async () => {
  await seedTask({ agentId: 'anna', movedAt: START + MINUTE });
  await here.tell({ recipientId: 'emil', taskId: 'tsk_1', ownerId: 'anna', reason: 'cover-on-duty' });
  await here.runFor(MINUTE);
  expect(open('emil')).toEqual([]);
  expect(open('anna')).toHaveLength(1);
});

test('a cover on duty is told of a task that stays with its owner', async () => {
  await seedTask({ agentId: 'anna' });
  await here.tell({ recipientId: 'emil', taskId: 'tsk_1', ownerId: 'anna', reason: 'cover-on-duty' });
  await here.runFor(MINUTE);
  expect(open('emil')).toHaveLength(1);
});

test('what is to be told to the owner of an account that waits again is told to nobody', async () => {
  const row = { ...ownershipKey('acme'), type: 'ownership', accountId: 'acme', state: 'queued', version: 1 };
  await here.ports.table.commit({ commitId: 'owner', writes: [{ do: 'put', row }] });
  await here.tell({ ownerId: 'anna', kind: 'account-transferred', reason: 'handed-over' });
  await here.runFor(MINUTE);
  expect(open('anna')).toEqual([]);
});
