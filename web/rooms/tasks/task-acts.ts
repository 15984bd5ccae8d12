import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { TaskView } from '../../../shared/contracts/team-contract.ts';
import { ApiError } from '../../api/problem.ts';
import { keys, useAgents } from '../../api/queries.ts';
import { routes } from '../../api/routes.ts';
import { after, useServices } from '../../app/services.ts';
import { useMessages } from '../../messages/messages.ts';
import { explain } from '../../parts/explain.ts';
import { showWord } from '../../parts/toasts.tsx';
import { type Lost, winnerIn } from './lost-tasks.ts';

/** How long a row that somebody else was faster at says so before it goes. */
export const LOST_MS = 4_000;

export function useFinish() {
  const m = useMessages();
  const { api, queries } = useServices();
  return useMutation({
    mutationFn: (taskId: string) => api(routes.finishTask, { params: { taskId } }),
    onSuccess: () => showWord(m.tasks.finished),
    onError: error => {
      const { title, advice } = explain(error, m);
      showWord(`${title}. ${advice}`, 'warn');
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['tasks'] }),
  });
}

type Claim = Pick<Lost, 'task' | 'at'>;

/**
 * Takes tasks from the queue; one that looks for an owner is taken by taking its account. When somebody else was faster
 * the task stays for a moment among the lost, with who has it.
 */
export function useClaims(shown: readonly TaskView[]) {
  const m = useMessages();
  const { api, queries } = useServices();
  const agents = useAgents().data?.agents ?? [];
  const [lost, setLost] = useState<readonly Lost[]>([]);
  const read = () => void queries.invalidateQueries({ queryKey: ['tasks'] });
  const lose = ({ task, at }: Claim, detail: string) => {
    setLost(all => [...all, { task, at, to: winnerIn(detail, agents) }]);
    after(LOST_MS, () => setLost(all => all.filter(one => one.task.id !== task.id)));
  };
  const claim = useMutation({
    mutationFn: async ({ task }: Claim) => {
      if (task.kind !== 'find-owner')
        return void (await api(routes.claimTask, { params: { taskId: task.id } }));
      await api(routes.claimAccount, { params: { accountId: task.accountId } });
      void queries.invalidateQueries({ queryKey: keys.account(task.accountId) });
      void queries.invalidateQueries({ queryKey: keys.assignment(task.accountId) });
    },
    onSuccess: (_, { task }) => showWord(m.tasks.claimed(task.accountName)),
    onError: (error, wanted) => {
      if (error instanceof ApiError && error.problem.refusal === 'already-claimed')
        return lose(wanted, error.problem.detail ?? '');
      const { title, advice } = explain(error, m);
      showWord(`${title}. ${advice}`, 'warn');
    },
    onSettled: read,
  });
  const take = (task: TaskView) =>
    claim.mutate({
      task,
      at: Math.max(
        0,
        shown.findIndex(one => one.id === task.id),
      ),
    });
  return { take, busy: claim.isPending, lost };
}
