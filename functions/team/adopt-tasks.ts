import { chooseHolder } from '../../shared/domain/team/choose-holder.ts';
import type { ownerAssigned } from '../../shared/events/account-events.ts';
import type { DataOf } from '../../shared/events/define-event.ts';
import type { Fact } from '../../shared/events/envelope.ts';
import { inParallel } from '../../shared/kernel/parallel.ts';
import { timerNameOf } from '../../shared/store/keys.ts';
import { loadOwnership, stillSo } from '../../shared/store/ownership-store.ts';
import type { Handled, Ports } from '../../shared/store/ports.ts';
import { loadRoster } from '../../shared/store/roster-store.ts';
import { loadLentTasks, loadQueuedTasks, loadTask, loadTasksOf } from '../../shared/store/task-store.ts';
import type { ReadTimer } from '../../shared/store/timer-store.ts';
import { type Attempt, untilFresh } from '../../shared/store/until-fresh.ts';
import { lookAgain, nextLook } from './look-again.ts';
import { moveTask } from './move-task.ts';
import { NOT_THEIRS } from './pass-on.ts';
import { stillThere } from './still-there.ts';

const ABREAST = 4;
const PAGE = 100;
/** Pages of open tasks looked through for those of one account. */
const MOST_PAGES = 10;

type Given = { readonly accountId: string; readonly formerId?: string | undefined };

/**
 * The account has an owner: so have its tasks that waited in the queue, and the owner hears of them. Of whoever had it
 * before, the new owner gets the open tasks about it too; what was told of those goes with the account. While it waits
 * again for an owner, so do they.
 */
export async function adoptTasks(
  ports: Ports,
  { accountId, data }: Fact<DataOf<typeof ownerAssigned>>,
): Promise<Handled> {
  const adopted = await adoptAll(ports, { accountId, formerId: data.formerId });
  return { decision: 'tasks-adopted', detail: { account: accountId, adopted } };
}

/** The list of the former owner's tasks is a little late: somebody looks again. */
export async function lookAfterTransfer(ports: Ports, timer: ReadTimer): Promise<Handled> {
  const given = { accountId: String(timer.accountId), formerId: timerNameOf(timer.sk) };
  const moved = await adoptAll(ports, given);
  await lookAgain(ports, timer, nextLook(timer, { moved, more: false, now: ports.clock.now() }));
  return { decision: 'tasks-adopted', detail: { account: given.accountId, adopted: moved } };
}

async function adoptAll(ports: Ports, given: Given): Promise<number> {
  const taskIds = await taskIdsOf(ports, given);
  const done = await inParallel(taskIds, ABREAST, taskId => untilFresh(() => adopt(ports, given, taskId)));
  return done.filter(({ decision }) => decision === 'task-adopted').length;
}

async function taskIdsOf({ table }: Ports, { accountId, formerId }: Given): Promise<string[]> {
  const tasks = await loadQueuedTasks(table, accountId);
  if (formerId !== undefined) {
    tasks.push(...(await loadLentTasks(table, formerId)));
    let cursor: string | undefined;
    for (let page = 0; page < MOST_PAGES; page++) {
      const asked = { limit: PAGE, ...(cursor === undefined ? {} : { cursor }) };
      const found = await loadTasksOf(table, formerId, asked);
      tasks.push(...found.tasks);
      cursor = found.cursor;
      if (cursor === undefined) break;
    }
  }
  return [...new Set(tasks.filter(task => task.accountId === accountId).map(({ id }) => id))];
}

async function adopt(ports: Ports, given: Given, taskId: string): Promise<Attempt> {
  const [task, ownership, agents] = await Promise.all([
    loadTask(ports.table, taskId),
    loadOwnership(ports.table, given.accountId),
    loadRoster(ports.table),
  ]);
  if (!ownership || ownership.state === 'released' || task?.state !== 'open') return NOT_THEIRS;
  // An owner who left meanwhile gets nothing: what they would have waits for the next one.
  const ownerId = ownership.state === 'owned' ? ownership.ownerId : undefined;
  const owner = agents.find(({ id, active }) => active && id === ownerId);
  const queued = task.agentId === undefined;
  // Whoever has the account again keeps what they have of it.
  const gaveAway = given.formerId !== undefined && given.formerId !== ownerId;
  const theirs = gaveAway && (task.lentBy ?? task.agentId) === given.formerId;
  if (queued ? !owner : !theirs) return NOT_THEIRS;
  const { language, dueAt } = task;
  const to = owner && chooseHolder({ owner, language, agents, now: ports.clock.now(), dueAt });
  return moveTask(ports, task, {
    decision: 'task-adopted',
    reason: !owner ? 'no-owner' : queued ? 'owner' : 'transferred',
    to,
    tell: queued,
    checks: [stillSo(given.accountId, ownership), ...stillThere(agents, to)],
  });
}
