import { chooseHolder } from '../../shared/domain/team/choose-holder.ts';
import { loadOwnership, stillSo } from '../../shared/store/ownership-store.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { loadRoster } from '../../shared/store/roster-store.ts';
import { loadTask } from '../../shared/store/task-store.ts';
import type { Attempt } from '../../shared/store/until-fresh.ts';
import { moveTask } from './move-task.ts';

export const NOT_THEIRS: Attempt = { answer: { done: true }, decision: 'not-theirs' };

/**
 * A task of somebody who left, or is away for long, goes to the account's owner, to whoever covers while the owner is
 * absent, or into the queue while there is no owner.
 */
export async function passOn(
  ports: Ports,
  { taskId, from, reason }: { taskId: string; from: string; reason: 'owner-left' | 'owner-away' },
): Promise<Attempt> {
  const task = await loadTask(ports.table, taskId);
  if (task?.state !== 'open' || (task.agentId !== from && task.lentBy !== from)) return NOT_THEIRS;
  const [ownership, agents] = await Promise.all([
    loadOwnership(ports.table, task.accountId),
    loadRoster(ports.table),
  ]);
  const ownerId = ownership?.state === 'owned' ? ownership.ownerId : undefined;
  const owner = agents.find(({ id, active }) => active && id === ownerId && id !== from);
  const standing = { language: task.language, agents, now: ports.clock.now(), dueAt: task.dueAt };
  return moveTask(ports, task, {
    decision: 'task-passed-on',
    reason,
    to: owner && chooseHolder({ ...standing, owner }),
    checks: [stillSo(task.accountId, ownership)],
  });
}
