import { chooseHolder } from '../../shared/domain/team/choose-holder.ts';
import { loadSurvivor, stillSo } from '../../shared/store/ownership-store.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { loadRoster } from '../../shared/store/roster-store.ts';
import { loadTask } from '../../shared/store/task-store.ts';
import type { Attempt } from '../../shared/store/until-fresh.ts';
import { moveTask } from './move-task.ts';
import { stillThere } from './still-there.ts';

export const NOT_THEIRS: Attempt = { answer: { done: true }, decision: 'not-theirs' };

/**
 * A task of somebody who left, or is away for long, goes to the account's owner, to whoever covers while the owner is
 * absent, or into the queue while there is no owner. Of a merged account, the owner is that of the one it lives on as.
 */
export async function passOn(
  ports: Ports,
  { taskId, from, reason }: { taskId: string; from: string; reason: 'owner-left' | 'owner-away' },
): Promise<Attempt> {
  const task = await loadTask(ports.table, taskId);
  if (task?.state !== 'open' || (task.agentId !== from && task.lentBy !== from)) return NOT_THEIRS;
  const [ownership, agents] = await Promise.all([
    loadSurvivor(ports.table, task.accountId),
    loadRoster(ports.table),
  ]);
  const ownerId = ownership?.state === 'owned' ? ownership.ownerId : undefined;
  const owner = agents.find(({ id, active }) => active && id === ownerId && id !== from);
  const standing = { language: task.language, agents, now: ports.clock.now(), dueAt: task.dueAt };
  const to = owner && chooseHolder({ ...standing, owner });
  return moveTask(ports, task, {
    decision: 'task-passed-on',
    reason,
    to,
    checks: [stillSo(ownership?.accountId ?? task.accountId, ownership), ...stillThere(agents, to)],
  });
}
