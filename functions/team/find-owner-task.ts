import { derivedId } from '../../shared/kernel/id.ts';
import type { Instant } from '../../shared/kernel/instant.ts';
import type { Delete, Put } from '../../shared/store/table.ts';
import { taskGone, taskRow } from '../../shared/store/task-store.ts';
import type { Assignment } from './assignment.ts';

const taskIdOf = (accountId: string) => derivedId('tsk', accountId, 'find-owner');

/** While an account waits for an owner, this stands in the queue for everybody to see. */
export function waitsInQueue(
  { accountId, language, product, held }: Assignment,
  of: { reason: string; queuedAt: Instant; dueAt: Instant },
): { readonly taskId: string; readonly write: Put } {
  const taskId = taskIdOf(accountId);
  const row = taskRow({
    ...{ id: taskId, kind: 'find-owner', accountId, state: 'open', language },
    ...(product === undefined ? {} : { product }),
    ...{ dueAt: of.dueAt, openedAt: of.queuedAt, reason: of.reason },
  });
  return { taskId, write: { do: 'put', row: { ...row, version: (held?.version ?? 0) + 1 } } };
}

/** The account has an owner or lives on as another: it leaves the queue. */
export const leavesQueue = (accountId: string): Delete => taskGone(taskIdOf(accountId));
