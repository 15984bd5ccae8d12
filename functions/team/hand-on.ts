import { isAwayLong } from '../../shared/domain/team/absences.ts';
import { inParallel } from '../../shared/kernel/parallel.ts';
import { lists } from '../../shared/store/keys.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { agentWrites, loadAgent } from '../../shared/store/roster-store.ts';
import { loadLentTasks, loadTasksOf } from '../../shared/store/task-store.ts';
import { type Attempt, untilFresh } from '../../shared/store/until-fresh.ts';
import { NOT_THEIRS, passOn } from './pass-on.ts';
import { reassign } from './reassign-leaver.ts';

/** Accounts and tasks moved in one go; a tick has a few seconds. */
const AT_ONCE = 50;
const ABREAST = 4;
const MOVED: ReadonlySet<string> = new Set(['owner-assigned', 'queued', 'task-passed-on']);

type Why = 'owner-left' | 'owner-away';

/** How many went elsewhere, and whether the next look need not wait. */
export type Moved = { readonly moved: number; readonly more: boolean };

/** Somebody is away for long: their work goes on as if they had left. */
export async function handOn(ports: Ports, agentId: string, days: number): Promise<Moved> {
  await untilFresh(() => noteDown(ports, agentId, days));
  return handOnWork(ports, agentId, 'owner-away');
}

/** Each account gets another owner or waits for one, and all their tasks go with it. */
export async function handOnWork(ports: Ports, agentId: string, why: Why): Promise<Moved> {
  const owned = await ports.table.query({ index: 'list', pk: lists.owned(agentId), limit: AT_ONCE });
  const accountIds = owned.rows.map(row => String(row['accountId']));
  const accounts = await inParallel(accountIds, ABREAST, accountId =>
    untilFresh(() => reassign(ports, { accountId, from: agentId, why }), ['book-full']),
  );
  // Only then: a task goes with its account.
  const tasks = owned.cursor === undefined ? await passOnAll(ports, agentId, why) : [];
  const moved = [...accounts, ...tasks].filter(({ decision }) => MOVED.has(decision)).length;
  return { moved, more: owned.cursor !== undefined || tasks.length >= AT_ONCE };
}

async function passOnAll(ports: Ports, agentId: string, reason: Why) {
  const { tasks } = await loadTasksOf(ports.table, agentId, { limit: AT_ONCE });
  const lent = await loadLentTasks(ports.table, agentId);
  const taskIds = [...new Set([...tasks, ...lent].map(({ id }) => id))].slice(0, AT_ONCE);
  return inParallel(taskIds, ABREAST, taskId =>
    untilFresh(() => passOn(ports, { taskId, from: agentId, reason })),
  );
}

/** So that whoever comes back from it settles in, however the absence ends. */
async function noteDown({ table, clock, ids }: Ports, agentId: string, days: number): Promise<Attempt> {
  const agent = await loadAgent(table, agentId);
  const now = clock.now();
  if (!agent || agent.handedOnAt !== undefined || !isAwayLong(agent, now, days)) return NOT_THEIRS;
  const { version: _read, ...rest } = agent;
  const writes = agentWrites({ ...rest, handedOnAt: now }, agent);
  return { answer: await table.commit({ commitId: ids.random('cmt'), writes }), decision: 'noted' };
}
