import type { TaskView } from '../../shared/contracts/team-contract.ts';
import { wordFor } from '../messages/words.ts';
import { Because, Recorded } from './because.tsx';
import { useTongue } from './use-tongue.ts';
import type { WhyWords } from './words/why-words.ts';

/** Why somebody has a task, or why it waits. */
export default function TaskAnswer({ task }: { readonly task: TaskView }) {
  const { m, w, agent } = useTongue();
  const { reason, agentId, lentBy, movedAt, movedBy, movedWhy, openedAt } = task;
  const who = agentId === undefined ? m.common.nobody : agent(agentId);
  const known = Object.hasOwn(w.task, reason) ? w.task[reason as keyof WhyWords['task']] : undefined;
  const said = known ? known(who, lentBy === undefined ? m.common.nobody : agent(lentBy)) : undefined;
  return (
    <>
      <Because
        by={movedBy === undefined ? w.byItself : agent(movedBy)}
        at={movedAt ?? openedAt}
        lines={[said ?? wordFor(m.reasons, reason), ...(movedWhy === undefined ? [] : [w.said(movedWhy)])]}
      />
      <Recorded />
    </>
  );
}
