import { useMutation } from '@tanstack/react-query';
import type { TaskView } from '../../../shared/contracts/team-contract.ts';
import { useTasks } from '../../api/queries.ts';
import { routes } from '../../api/routes.ts';
import { useFormat, useNow } from '../../app/locale.tsx';
import { Link } from '../../app/router.tsx';
import { useServices } from '../../app/services.ts';
import { useMessages } from '../../messages/messages.ts';
import { productName, wordFor } from '../../messages/words.ts';
import { Button } from '../../parts/button.tsx';
import { explain } from '../../parts/explain.ts';
import { LanguageTag } from '../../parts/marks.tsx';
import { Notice, Room } from '../../parts/room.tsx';
import { Empty, Loading, Trouble } from '../../parts/states.tsx';
import { Tabs } from '../../parts/tabs.tsx';
import { showWord } from '../../parts/toasts.tsx';
import css from './tasks.module.css';

/** Open work: one's own, or what waits in the queue. */
export default function TasksRoom({ of }: { readonly of: 'me' | 'queue' }) {
  const m = useMessages();
  const tasks = useTasks(of);
  const items = tasks.data?.pages.flatMap(page => page.tasks) ?? [];
  const tabs = [
    { to: { room: 'tasks', of: 'me' }, text: m.tasks.mine, current: of === 'me' },
    { to: { room: 'tasks', of: 'queue' }, text: m.tasks.queue, current: of === 'queue' },
  ] as const;
  return (
    <Room title={m.tasks.title} actions={<Tabs label={m.tasks.filter} tabs={tabs} />} scrolls>
      {tasks.isPending && <Loading />}
      {tasks.isError && (
        <Notice>
          <Trouble error={tasks.error} onRetry={() => void tasks.refetch()} />
        </Notice>
      )}
      {tasks.isSuccess && items.length === 0 && <NoTasks of={of} />}
      {of === 'queue' && items.length > 0 && <p className={css['hint']}>{m.tasks.queueHint}</p>}
      {items.length > 0 && (
        <ul className={css['list']} aria-label={m.tasks.list}>
          {items.map(task => (
            <TaskRow key={task.id} task={task} />
          ))}
          {tasks.hasNextPage && (
            <li className={css['more']}>
              <Button onPress={() => void tasks.fetchNextPage()} isDisabled={tasks.isFetchingNextPage}>
                {m.common.more}
              </Button>
            </li>
          )}
        </ul>
      )}
    </Room>
  );
}

function NoTasks({ of }: { readonly of: 'me' | 'queue' }) {
  const { tasks } = useMessages();
  return of === 'me' ? (
    <Empty icon="tasks" title={tasks.emptyMine} text={tasks.emptyMineText} />
  ) : (
    <Empty icon="check" title={tasks.emptyQueue} text={tasks.emptyQueueText} />
  );
}

function useFinish() {
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

function TaskRow({ task }: { readonly task: TaskView }) {
  const m = useMessages();
  const finish = useFinish();
  return (
    <li className={css['row']} data-testid="task">
      <div className={css['what']}>
        <strong>
          <TaskName task={task} />
        </strong>
        <p>
          <Link to={{ room: 'account', accountId: task.accountId }}>{task.accountName}</Link>{' '}
          <LanguageTag tag={task.language} />{' '}
          {task.product && <span className={css['small']}>{productName(task.product)}</span>}
        </p>
      </div>
      <Due at={task.dueAt} />
      <Button onPress={() => finish.mutate(task.id)} isDisabled={finish.isPending}>
        {m.tasks.finish}
        <span className="visually-hidden">: {task.accountName}</span>
      </Button>
    </li>
  );
}

/** What is to be done; where there is a page for its subject it leads there. */
function TaskName({ task }: { readonly task: TaskView }) {
  const m = useMessages();
  const name = wordFor(m.taskKinds, task.kind);
  const { subjectKind, subjectId } = task;
  if (!subjectKind || !subjectId) return <>{name}</>;
  const to =
    subjectKind === 'depot'
      ? ({ room: 'depot', depotId: subjectId } as const)
      : ({ room: 'device-case', caseId: subjectId } as const);
  return <Link to={to}>{name}</Link>;
}

function Due({ at }: { readonly at: string }) {
  const m = useMessages();
  const format = useFormat();
  const now = useNow();
  const late = Date.parse(at) < now;
  const when = format.when(at, now);
  return (
    <time className={late ? css['overdue'] : css['small']} dateTime={at} title={format.full(at)}>
      {late ? m.tasks.overdue(when) : m.tasks.due(when)}
    </time>
  );
}
