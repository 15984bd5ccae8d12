import { found, type Handler, page, Refusal } from './mock-api.ts';
import { assignmentOf } from './mock-data.ts';
import type { MockState } from './mock-state.ts';

/** Gives a task to somebody if nobody has it; who comes second is told who does. */
function claim(state: MockState, taskId: string, agentId: string) {
  const index = state.tasks.findIndex(one => one.id === taskId);
  const task = found(state.tasks[index], 'task');
  const winner = state.agents.find(one => one.id === task.agentId);
  if (winner && winner.id !== agentId)
    throw new Refusal(409, 'already claimed', {
      refusal: 'already-claimed',
      detail: `${winner.name} has it.`,
    });
  const taken = { ...task, agentId, version: task.version + 1 };
  state.tasks[index] = taken;
  state.send({ type: 'tasks' });
  return taken;
}

export const taskHandlers: Readonly<Record<string, Handler>> = {
  'list-tasks': ({ query, agentId }, state) => {
    const wanted = query['of'] === 'queue' ? undefined : agentId;
    const { items, ...rest } = page(
      state.tasks.filter(one => one.agentId === wanted),
      query,
    );
    return { tasks: items, ...rest };
  },
  'finish-task': ({ params }, state) => {
    const index = state.tasks.findIndex(one => one.id === params['taskId']);
    const task = found(state.tasks[index], 'task');
    state.tasks.splice(index, 1);
    return { ...task, state: 'done', version: task.version + 1 };
  },
  'claim-task': ({ params, agentId }, state) => claim(state, params['taskId'] ?? '', agentId),
  'claim-account': ({ params, agentId }, state) => {
    const wanted = (one: MockState['tasks'][number]) =>
      one.kind === 'find-owner' && one.accountId === params['accountId'];
    claim(state, found(state.tasks.find(wanted), 'task').id, agentId);
    const of = found(
      state.accounts.find(one => one.id === params['accountId']),
      'account',
    );
    return { ...assignmentOf(of), ownerId: agentId };
  },
  'transfer-task': ({ params, body }, state) => {
    const { to } = body as { to: string };
    const index = state.tasks.findIndex(one => one.id === params['taskId']);
    const task = found(state.tasks[index], 'task');
    if (!state.agents.find(one => one.id === to)?.active)
      throw new Refusal(422, 'unknown agent', { refusal: 'unknown-agent', field: 'body.to' });
    const given = { ...task, agentId: to, version: task.version + 1 };
    state.tasks[index] = given;
    state.transfers.push({ taskId: task.id, ...(body as { to: string; reason: string }) });
    state.send({ type: 'tasks' });
    return given;
  },
};
