import type { DataOf } from '../../shared/events/define-event.ts';
import type { Fact } from '../../shared/events/envelope.ts';
import type { claimWorkEnded, claimWorkWanted } from '../../shared/events/outreach-events.ts';
import { taskDone, taskOpened } from '../../shared/events/team-events.ts';
import { derivedId } from '../../shared/kernel/id.ts';
import { loadOwnership } from '../../shared/store/ownership-store.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { loadTask, type Task, taskWrites } from '../../shared/store/task-store.ts';
import type { Attempt } from '../../shared/store/until-fresh.ts';
import { commitDecision, recipientsOf, taskFor, wanted } from './device-tellings.ts';

const claimTaskId = (workId: string) => derivedId('tsk', workId, 'claim-work');

type Wanted = Fact<DataOf<typeof claimWorkWanted>>;

/** What was said last of a task; the bus keeps no order, and the latest word counts. */
const saidLast = ({ doneAt, openedAt }: Task): number => doneAt ?? openedAt;

/**
 * Claims near their end wait for the company itself: a task for the owner, or for whoever owns the account one day.
 * Wanted again, it is the same task, due as is said last; finished by hand meanwhile, it is open again.
 */
export async function takeOnClaims(ports: Ports, fact: Wanted): Promise<Attempt> {
  const { workId, claims, language, dueAt } = fact.data;
  const id = claimTaskId(workId);
  const reason = { workId, claims, taskId: id };
  const held = await loadTask(ports.table, id);
  if (held && fact.recordedAt <= saidLast(held))
    return commitDecision(ports, fact, { decision: 'older-than-known', reason, follows: [] });
  if (held?.state === 'open') return moveDue(ports, fact, held);
  const ownership = await loadOwnership(ports.table, fact.accountId);
  const { told, ownerId, holder, checks } = await recipientsOf(ports, ownership, dueAt);
  const task = await taskFor(ports.table, {
    ...{ id, kind: 'claim-work', accountId: fact.accountId, language },
    ...{ holder, ownership, checks, dueAt, openedAt: fact.recordedAt },
    reason: holder === undefined ? 'no-owner' : holder.lentBy === undefined ? 'owner' : 'cover',
  });
  const notice = { kind: 'claim-work', language, taskId: id, dueAt } as const;
  return commitDecision(ports, fact, {
    decision: 'claim-work-taken-on',
    reason,
    follows: [task.opened, ...told.map(one => wanted(one, ownerId, notice))],
    writes: task.writes,
  });
}

/** Whoever has the task keeps it, and is not told once more: the day it is due is another one. */
function moveDue(ports: Ports, fact: Wanted, held: Task): Promise<Attempt> {
  const { id: taskId, kind, agentId } = held;
  const { dueAt, workId } = fact.data;
  const { version: _read, ...task } = held;
  return commitDecision(ports, fact, {
    decision: 'deadline-moved',
    reason: { workId, taskId },
    follows: [taskOpened.of({ taskId, kind, dueAt, ...(agentId === undefined ? {} : { agentId }) })],
    writes: taskWrites({ ...task, dueAt, openedAt: fact.recordedAt }, held),
  });
}

/**
 * No claim waits for the company any more: the task is done by itself, whoever has it. A task that is not there yet is
 * put down as done, so that the wish for it, when it comes late, opens none.
 */
export async function endClaimWork(
  ports: Ports,
  fact: Fact<DataOf<typeof claimWorkEnded>>,
): Promise<Attempt> {
  const { workId } = fact.data;
  const taskId = claimTaskId(workId);
  const held = await loadTask(ports.table, taskId);
  const reason = { workId, taskId };
  if (held && fact.recordedAt < saidLast(held))
    return commitDecision(ports, fact, { decision: 'older-than-known', reason, follows: [] });
  const at = fact.recordedAt;
  const { version: _read, ...task } = held ?? neverOpened(fact, taskId);
  return commitDecision(ports, fact, {
    decision: 'claim-work-done',
    reason,
    follows:
      held?.state === 'open' ? [taskDone.of({ taskId, kind: held.kind, agentId: held.agentId ?? '-' })] : [],
    writes: taskWrites({ ...task, state: 'done', doneAt: at }, held),
  });
}

const neverOpened = ({ accountId, recordedAt }: Fact, id: string): Task => ({
  ...{ id, kind: 'claim-work', accountId, state: 'done', language: 'en' },
  ...{ dueAt: recordedAt, openedAt: recordedAt, reason: 'no-owner', version: 0 },
});
