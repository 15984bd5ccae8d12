import { decide, isOpen, type Notification } from '../../shared/domain/notifications/notification.ts';
import type { DataOf } from '../../shared/events/define-event.ts';
import type { Fact, Follow } from '../../shared/events/envelope.ts';
import { type notificationReassigned, notificationWanted } from '../../shared/events/team-events.ts';
import { derivedId } from '../../shared/kernel/id.ts';
import { inParallel } from '../../shared/kernel/parallel.ts';
import { loadMatters, loadNotification } from '../../shared/store/notification-store.ts';
import type { Handled, Ports } from '../../shared/store/ports.ts';
import { loadTask } from '../../shared/store/task-store.ts';
import { untilFresh } from '../../shared/store/until-fresh.ts';
import { commitMove } from './move-notification.ts';

const ABREAST = 4;

type HandedOver = Fact<DataOf<typeof notificationReassigned>>;

/**
 * Work went to another agent: what the first one has open about it ends, and the second one is told of it instead.
 * What belongs to a task goes with that, not with the account; a task that went on since goes to whoever has it now. Steps
 * of an escalation stay: its chain knows whom to tell.
 */
export async function handOver(ports: Ports, heard: HandedOver): Promise<Handled> {
  const fact = await asItStands(ports, heard);
  const { fromId, toId, taskId } = fact.data;
  if (fromId === toId) return { decision: 'has-it-again', detail: { from: fromId } };
  const open = await loadMatters(ports.table, fromId);
  const asked = open.filter(matter =>
    taskId === undefined ? matter.accountId === fact.accountId : matter.taskId === taskId,
  );
  const ofTasks = taskId === undefined ? await movedByTasks(ports, fact, asked) : new Set<string>();
  const theirs = asked.filter(matter => matter.taskId === undefined || !ofTasks.has(matter.taskId));
  for (const { notificationId } of theirs) await moveOn(ports, fact, notificationId);
  return { decision: 'handed-over', detail: { from: fromId, notifications: theirs.length } };
}

/** News of a move may come after the next one, also of one into the queue. */
async function asItStands({ table }: Ports, fact: HandedOver): Promise<HandedOver> {
  const { fromId, taskId, toId } = fact.data;
  const task = taskId === undefined || toId === undefined ? undefined : await loadTask(table, taskId);
  if (task?.state !== 'open' || taskId === undefined || task.agentId === toId) return fact;
  const next = task.agentId === undefined ? {} : { toId: task.agentId };
  return { ...fact, data: { fromId, taskId, ...next, reason: 'handed-over' } };
}

/** Tasks that have a move of their own, which says who has them then: perhaps a cover of the account's next owner. */
async function movedByTasks(
  { table }: Ports,
  { data: { fromId, toId } }: HandedOver,
  matters: readonly { readonly taskId?: string }[],
): Promise<ReadonlySet<string>> {
  const ids = [...new Set(matters.flatMap(({ taskId }) => (taskId === undefined ? [] : [taskId])))];
  const tasks = await inParallel(ids, ABREAST, taskId => loadTask(table, taskId));
  const own = tasks.filter(task => {
    if (task?.state !== 'open') return false;
    const { agentId, lentBy } = task;
    return agentId === fromId || lentBy === fromId || (lentBy !== undefined && lentBy === toId);
  });
  return new Set(own.map(task => task?.id ?? ''));
}

const moveOn = (ports: Ports, fact: HandedOver, notificationId: string): Promise<Handled> =>
  untilFresh(async () => {
    const before = await loadNotification(ports.table, notificationId);
    if (!before || !isOpen(before) || before.escalationId !== undefined)
      return { answer: { done: true }, decision: 'left' };
    const { toId } = fact.data;
    const by = toId === undefined ? {} : { by: toId };
    const ended = decide(
      before,
      { do: 'end', as: 'cancelled', reason: 'handed-over', ...by },
      ports.clock.now(),
    );
    const after = ended.ok ? ended.value : before;
    const beside = { writes: [], follows: toId === undefined ? [] : [again(before, fact, toId)] };
    // Each with a cause of its own: what follows from one cause under one name is one fact.
    const cause = { ...fact, id: derivedId('evt', fact.id, notificationId) };
    const answer = await commitMove(ports, { before, after, cause, beside });
    return { answer, decision: 'handed-over' };
  });

/** The same for the one who has it now. */
function again(before: Notification, { data }: HandedOver, toId: string): Follow {
  const { kind, language, product, taskId, subjectKind, subjectId, dueAt, threshold, critical } = before;
  const said = { product, taskId, subjectKind, subjectId, dueAt, threshold, critical };
  const known = Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined));
  const owned = data.reason === 'handed-over' ? { ownerId: toId } : ownerOf(before);
  return notificationWanted.of({
    ...known,
    ...owned,
    recipientId: toId,
    kind,
    language,
    reason: data.reason,
  });
}

const ownerOf = ({ ownerId }: Notification) => (ownerId === undefined ? {} : { ownerId });
