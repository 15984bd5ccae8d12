import type { Holder } from '../../shared/domain/team/choose-holder.ts';
import { command, type Fact, type Follow } from '../../shared/events/envelope.ts';
import {
  notificationReassigned,
  notificationWanted,
  type RecipientReason,
  taskOpened,
} from '../../shared/events/team-events.ts';
import { type AccountId, derivedId } from '../../shared/kernel/id.ts';
import { journal } from '../../shared/store/journal.ts';
import { accountPk } from '../../shared/store/keys.ts';
import type { Ports } from '../../shared/store/ports.ts';
import type { Write } from '../../shared/store/table.ts';
import { type Task, taskWrites } from '../../shared/store/task-store.ts';
import type { Attempt } from '../../shared/store/until-fresh.ts';

export type Move = {
  /** What is decided, in the journal. */
  readonly decision: string;
  /** Why the agent has it then, or why it waits; stands in the task. */
  readonly reason: string;
  /** Who has it then; nobody: it waits in the queue. */
  readonly to?: Holder | undefined;
  /** Why what was told of it goes to the next one. */
  readonly toldOn?: RecipientReason;
  /** The next one hears of it although nothing was told before. */
  readonly tell?: boolean;
  /** Whoever moved it by hand, and why. */
  readonly by?: string;
  readonly why?: string;
  /** What must still be so. */
  readonly checks?: readonly Write[];
};

/**
 * A task goes to somebody else, or into the queue: one commit with its line in the account's journal. What its agent
 * was told of it is told to the next one instead.
 */
export async function moveTask(ports: Ports, task: Task, move: Move): Promise<Attempt> {
  const { decision, to, by, why } = move;
  const { agentId: from, lentBy: _lent, version: _read, movedBy: _by, movedWhy: _why, ...rest } = task;
  const moved = {
    ...{ ...rest, ...to, reason: move.reason, movedAt: ports.clock.now() },
    ...(by === undefined ? {} : { movedBy: by }),
    ...(why === undefined ? {} : { movedWhy: why }),
  };
  const reason = {
    taskId: task.id,
    ...(from === undefined ? {} : { from }),
    ...(to ? { to: to.agentId } : {}),
    ...(by === undefined ? {} : { by }),
    ...(why === undefined ? {} : { why }),
  };
  const entry = journal({
    ...{ pk: accountPk(task.accountId), capability: 'team', decision, reason, now: ports.clock.now() },
    fact: causeOf(ports, task, move),
    follows: followsOf(task, move),
  });
  const answer = await ports.table.commit({
    commitId: ports.ids.random('cmt'),
    writes: [entry, ...taskWrites(moved, task), ...(move.checks ?? [])],
  });
  return { answer, decision, detail: { task: task.id } };
}

function followsOf(task: Task, { to, toldOn = 'handed-over', tell }: Move): Follow[] {
  const { id: taskId, kind, dueAt } = task;
  const next = to === undefined ? {} : { agentId: to.agentId };
  const handedOver = { taskId, reason: toldOn, ...(to === undefined ? {} : { toId: to.agentId }) };
  return [
    taskOpened.of({ taskId, kind, dueAt, ...next }),
    ...(tell && to ? [toldOf(task, to.agentId)] : []),
    ...formersOf(task, to).map(fromId => notificationReassigned.of({ fromId, ...handedOver })),
  ];
}

/** Who has it no more, nor is it theirs any more while a cover has it. */
const formersOf = ({ agentId, lentBy }: Task, to: Holder | undefined): string[] =>
  [agentId, lentBy === to?.lentBy ? undefined : lentBy].filter(
    former => former !== undefined && former !== to?.agentId,
  ) as string[];

/** That somebody has the task now. */
const toldOf = (task: Task, recipientId: string): Follow =>
  notificationWanted.of({
    ...{ recipientId, kind: 'task-handed-over', reason: 'handed-over' },
    ...{ language: task.language, taskId: task.id, dueAt: task.dueAt },
    ...(task.product === undefined ? {} : { product: task.product }),
    ...(task.subjectKind === undefined ? {} : { subjectKind: task.subjectKind }),
    ...(task.subjectId === undefined ? {} : { subjectId: task.subjectId }),
  });

const causeOf = ({ clock }: Ports, task: Task, { decision, by = 'firstcall' }: Move): Fact =>
  command({
    id: derivedId('evt', `team.${decision}`, task.id, task.version),
    name: `team.${decision}`,
    accountId: task.accountId as AccountId,
    principal: by,
    now: clock.now(),
  });
