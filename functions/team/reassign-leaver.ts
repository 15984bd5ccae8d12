import { command, type Fact } from '../../shared/events/envelope.ts';
import { agentChanged, taskOpened } from '../../shared/events/team-events.ts';
import { type AccountId, derivedId } from '../../shared/kernel/id.ts';
import { inParallel } from '../../shared/kernel/parallel.ts';
import { journal, replace } from '../../shared/store/journal.ts';
import { accountPk, agentPk, lists } from '../../shared/store/keys.ts';
import { loadOwnership } from '../../shared/store/ownership-store.ts';
import type { Handled, Ports } from '../../shared/store/ports.ts';
import { loadTask, taskRow } from '../../shared/store/task-store.ts';
import { type Attempt, untilFresh } from '../../shared/store/until-fresh.ts';
import { assign } from './assign.ts';

/** Accounts and tasks moved for one fact; a larger book goes on with a fact of its own. */
const AT_ONCE = 100;
const ABREAST = 4;

/** Somebody left the roster: each account gets another owner or waits for one, and the open tasks go with it. */
export async function reassignLeaver(ports: Ports, fact: Fact, agentId: string): Promise<Handled> {
  const owned = await ports.table.query({ index: 'list', pk: lists.owned(agentId), limit: AT_ONCE });
  const accountIds = owned.rows.map(row => String(row['accountId']));
  await inParallel(accountIds, ABREAST, id => untilFresh(() => reassign(ports, id, agentId), ['book-full']));
  if (owned.cursor !== undefined) return goOn(ports, fact, agentId);
  // Only now: a task goes with its account, so the accounts are moved first.
  const tasks = await ports.table.query({ index: 'list', pk: lists.tasks(agentId), limit: AT_ONCE });
  const taskIds = tasks.rows.map(row => String(row['id']));
  await inParallel(taskIds, ABREAST, id => untilFresh(() => passOn(ports, id, agentId)));
  if (tasks.cursor !== undefined) return goOn(ports, fact, agentId);
  return { decision: 'leaver-reassigned', detail: { agent: agentId } };
}

const NOT_THEIRS: Attempt = { answer: { done: true }, decision: 'not-theirs' };

async function reassign(ports: Ports, accountId: string, leaverId: string): Promise<Attempt> {
  const held = await loadOwnership(ports.table, accountId);
  if (held?.state !== 'owned' || held.ownerId !== leaverId) return NOT_THEIRS;
  const cause = causeOf(ports, 'team.owner-left', accountId, held.version);
  const { language, product } = held;
  return assign(ports, {
    accountId,
    language,
    ...(product === undefined ? {} : { product }),
    changes: [],
    held,
    cause,
  });
}

/** The task goes to the account's owner, or into the queue while there is none. */
async function passOn(ports: Ports, taskId: string, leaverId: string): Promise<Attempt> {
  const task = await loadTask(ports.table, taskId);
  if (task?.state !== 'open' || task.agentId !== leaverId) return NOT_THEIRS;
  const ownership = await loadOwnership(ports.table, task.accountId);
  const ownerId =
    ownership?.state === 'owned' && ownership.ownerId !== leaverId ? ownership.ownerId : undefined;
  const { agentId: _leaver, ...rest } = task;
  const to = ownerId === undefined ? {} : { agentId: ownerId };
  const entry = journal({
    pk: accountPk(task.accountId),
    capability: 'team',
    fact: {
      ...causeOf(ports, 'team.task-passed-on', taskId, task.version),
      accountId: task.accountId as AccountId,
    },
    decision: 'task-passed-on',
    reason: { taskId, from: leaverId, ...to },
    follows: [taskOpened.of({ taskId, kind: task.kind, ...to, dueAt: task.dueAt })],
    now: ports.clock.now(),
  });
  const answer = await ports.table.commit({
    commitId: ports.ids.random('cmt'),
    writes: [entry, replace(taskRow({ ...rest, ...to, reason: 'owner-left' }), task.version)],
  });
  return { answer, decision: 'task-passed-on' };
}

const causeOf = ({ clock }: Ports, name: string, subject: string, version: number): Fact =>
  command({
    id: derivedId('evt', name, subject, version),
    name,
    accountId: subject as AccountId,
    principal: 'firstcall',
    now: clock.now(),
  });

/** The same fact again, through the table as everything that follows, until nothing is left. */
async function goOn({ table, clock, ids }: Ports, fact: Fact, agentId: string): Promise<Handled> {
  const follows = [agentChanged.of({ agentId, agentVersion: Number(fact.data['agentVersion']) })];
  const entry = journal({
    pk: agentPk(agentId),
    capability: 'team',
    fact,
    decision: 'goes-on',
    follows,
    now: clock.now(),
  });
  await table.commit({ commitId: ids.random('cmt'), writes: [entry] });
  return { decision: 'leaver-goes-on', detail: { agent: agentId } };
}
