import { expect, test } from '@jest/globals';
import { answerFact as tell } from '../../functions/notifications/answer-fact.ts';
import { answerFact } from '../../functions/team/answer-fact.ts';
import { finishTask } from '../../functions/team/tasks.ts';
import type { Fact } from '../../shared/events/envelope.ts';
import { loadTask } from '../../shared/store/task-store.ts';
import { aFact } from '../support/facts.ts';
import { anAgent } from '../support/team.ts';
import { teamRoom } from '../support/team-room.ts';

/** A case whose task its owner finishes, and what is told of it. */
async function aCase() {
  const room = await teamRoom([anAgent('anna')]);
  await room.change('acme', 'trial-started');
  const heard = new Set<string>();
  const own = new Set(['notification.wanted', 'task.done']);
  const tellAll = async (isDue = (_fact: Fact) => true) => {
    for (const fact of room.emitted().filter(({ id, name }) => own.has(name) && !heard.has(id)))
      if (isDue(fact)) await tell(room.ports, fact).then(() => heard.add(fact.id));
  };
  const rows = (type: string) => [...room.ports.table.rows()].filter(row => row.type === type);
  const taskId = () => String(rows('task')[0]?.['id']);
  const told = () =>
    rows('notification')
      .filter(({ kind }) => kind === 'device-case-opened')
      .map(({ outcome = 'open' }) => outcome)
      .sort();
  const hear = (name: string, id: string) =>
    answerFact(room.ports, aFact(name, { id, data: { caseId: 'c1' } }));
  const finish = () => finishTask(room.ports, { taskId: taskId(), agentId: 'anna', roles: [] });
  return { room, tellAll, taskId, told, hear, finish };
}

test('what is told of a case that is open again stays open until its task is done again', async () => {
  const { tellAll, told, hear, finish } = await aCase();
  await hear('device.case-opened', 'opened');
  await tellAll();
  expect(told()).toEqual(['open']);
  await finish();
  await tellAll();
  expect(told()).toEqual(['done']);
  await hear('device.case-reopened', 'again');
  await tellAll();
  expect(told()).toEqual(['done', 'open']);
  await finish();
  await tellAll();
  expect(told()).toEqual(['done', 'done']);
});

test('a task that was opened again is finished again, and its row says so', async () => {
  const { room, taskId, hear, finish } = await aCase();
  await hear('device.case-opened', 'opened');
  await finish();
  await hear('device.case-reopened', 'again');
  expect(await loadTask(room.ports.table, taskId())).toMatchObject({ state: 'open' });
  expect(await finish()).toMatchObject({ value: { state: 'done' } });
  expect(await loadTask(room.ports.table, taskId())).toMatchObject({ state: 'done' });
  expect(room.lines('task.done', ({ kind }) => String(kind))).toEqual(['device-case', 'device-case']);
});

test('the news that a task is done, heard when it is open again, ends nothing', async () => {
  const { tellAll, told, hear, finish } = await aCase();
  await hear('device.case-opened', 'opened');
  await finish();
  await hear('device.case-reopened', 'again');
  await tellAll(({ name }) => name === 'notification.wanted');
  await tellAll();
  expect(told()).toContain('open');
});
