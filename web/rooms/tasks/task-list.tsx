import { lazy, type ReactNode, Suspense, useState } from 'react';
import type { TaskView } from '../../../shared/contracts/team-contract.ts';
import { useAgentNames, useTasks } from '../../api/queries.ts';
import { useFormat, useNow } from '../../app/locale.tsx';
import { Link } from '../../app/router.tsx';
import { useMessages } from '../../messages/messages.ts';
import { productName, wordFor } from '../../messages/words.ts';
import { Button } from '../../parts/button.tsx';
import { LanguageTag } from '../../parts/marks.tsx';
import { Notice } from '../../parts/room.tsx';
import { Empty, Loading, Trouble } from '../../parts/states.tsx';
import { Why } from '../../parts/why.tsx';
import { withLost } from './lost-tasks.ts';
import { useClaims, useFinish } from './task-acts.ts';
import css from './tasks.module.css';

const TaskAnswer = lazy(() => import('../../why/task-answer.tsx'));
const TransferDialog = lazy(() => import('./transfer-dialog.tsx'));

type Of = 'me' | 'queue';

/** One's own open tasks, or those that nobody has: the first who claims one has it. */
export function TaskList({ of }: { readonly of: Of }) {
  const m = useMessages();
  const tasks = useTasks(of);
  const read = tasks.data?.pages.flatMap(page => page.tasks) ?? [];
  const { take, busy, lost } = useClaims(read);
  const items = withLost(read, lost);
  return (
    <>
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
            <TaskRow key={task.id} task={task} lostTo={lost.find(one => one.task.id === task.id)?.to}>
              {of === 'me' && <OwnActs task={task} />}
              {of === 'queue' && (
                <Button look="primary" onPress={() => take(task)} isDisabled={busy}>
                  {m.tasks.claim}
                  <span className="visually-hidden">: {task.accountName}</span>
                </Button>
              )}
            </TaskRow>
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
    </>
  );
}

function NoTasks({ of }: { readonly of: Of }) {
  const { tasks } = useMessages();
  return of === 'me' ? (
    <Empty icon="tasks" title={tasks.emptyMine} text={tasks.emptyMineText} />
  ) : (
    <Empty icon="check" title={tasks.emptyQueue} text={tasks.emptyQueueText} />
  );
}

type RowProps = {
  readonly task: TaskView;
  /** Who has it now, when somebody else was faster; empty when that is not known. */
  readonly lostTo: string | undefined;
  readonly children: ReactNode;
};

function TaskRow({ task, lostTo, children }: RowProps) {
  const m = useMessages();
  const agentName = useAgentNames();
  return (
    <li className={css['row']} data-testid="task" data-lost={lostTo !== undefined}>
      <div className={css['what']}>
        <strong>
          <TaskName task={task} />
        </strong>
        <p>
          <Link to={{ room: 'account', accountId: task.accountId }}>{task.accountName}</Link>{' '}
          <LanguageTag tag={task.language} />{' '}
          {task.product && <span className={css['small']}>{productName(task.product)}</span>}{' '}
          {task.lentBy && <span className={css['small']}>{m.tasks.lentBy(agentName(task.lentBy))}</span>}
        </p>
        <Why of={`${wordFor(m.taskKinds, task.kind)}, ${task.accountName}`}>
          <TaskAnswer task={task} />
        </Why>
      </div>
      <Due at={task.dueAt} />
      {lostTo === undefined ? (
        children
      ) : (
        <span className={css['lost']} role="status">
          {lostTo === '' ? m.refusals['already-claimed'] : m.inbox.faster(lostTo)}
        </span>
      )}
    </li>
  );
}

/** What can be done with one's own task: give it to a colleague, or finish it. */
function OwnActs({ task }: { readonly task: TaskView }) {
  const m = useMessages();
  const finish = useFinish();
  const [giving, setGiving] = useState(false);
  return (
    <div className={css['acts']}>
      <Button look="quiet" onPress={() => setGiving(true)}>
        {m.tasks.handOver}
        <span className="visually-hidden">: {task.accountName}</span>
      </Button>
      <Button onPress={() => finish.mutate(task.id)} isDisabled={finish.isPending}>
        {m.tasks.finish}
        <span className="visually-hidden">: {task.accountName}</span>
      </Button>
      {giving && (
        <Suspense fallback={null}>
          <TransferDialog task={task} onClose={() => setGiving(false)} />
        </Suspense>
      )}
    </div>
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
