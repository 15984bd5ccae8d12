import type { TaskView } from '../../../shared/contracts/team-contract.ts';

type Person = { readonly id: string; readonly name: string };

/** Who was faster, from what the refusal says: an agent's id or name within it; empty when it names nobody. */
export function winnerIn(detail: string, agents: readonly Person[]): string {
  const words = detail.split(/[^\p{L}\p{N}_-]+/u);
  const found = agents.find(({ id, name }) => detail.includes(name) || words.includes(id));
  return found?.name ?? '';
}

/** A task that somebody else has taken; it stays where it was for a moment, and says who. */
export type Lost = { readonly task: TaskView; readonly at: number; readonly to: string };

/** The tasks with those that were lost a moment ago, where they were. */
export const withLost = (tasks: readonly TaskView[], lost: readonly Lost[]): readonly TaskView[] =>
  lost.reduce<readonly TaskView[]>(
    (all, { task, at }) =>
      all.some(one => one.id === task.id) ? all : all.toSpliced(Math.min(at, all.length), 0, task),
    tasks,
  );
