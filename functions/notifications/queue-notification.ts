import {
  decide,
  isOpen,
  matterOf,
  type Notification,
  newNotification,
  type Wanted,
} from '../../shared/domain/notifications/notification.ts';
import type { Fact, Follow } from '../../shared/events/envelope.ts';
import { notificationWanted } from '../../shared/events/team-events.ts';
import { derivedId } from '../../shared/kernel/id.ts';
import { journal } from '../../shared/store/journal.ts';
import { accountPk } from '../../shared/store/keys.ts';
import {
  loadMatter,
  loadNotification,
  type Matter,
  newNotificationWrites,
  type StoredNotification,
} from '../../shared/store/notification-store.ts';
import { loadOwnership } from '../../shared/store/ownership-store.ts';
import type { Handled, Ports } from '../../shared/store/ports.ts';
import type { Write } from '../../shared/store/table.ts';
import { loadTask, type Task } from '../../shared/store/task-store.ts';
import { type Attempt, untilFresh } from '../../shared/store/until-fresh.ts';
import { bring, loadReach, type Reach } from './bring.ts';
import { CAPABILITY } from './capability.ts';
import { renewNotification } from './renew-notification.ts';

/** Why nobody needs to be told any more, as the commit found out. */
const OVER = ['task-done', 'escalation-over'];

/**
 * Puts a notification into its recipient's inbox and brings it before them; when one about the same matter is open, that
 * one is brought up to date instead. What must reach nobody is recorded with its ending at once: imports are suppressed,
 * people off the roster get nothing, a former owner's goes to the new one, a finished task needs no telling, nor does an
 * escalation that somebody has.
 */
export async function queueNotification(ports: Ports, fact: Fact<Wanted>): Promise<Handled> {
  let over: string | undefined;
  return untilFresh(async () => {
    const attempt = await tryToQueue(ports, fact, over);
    if (!attempt.answer.done && OVER.includes(attempt.answer.refusal)) over = attempt.answer.refusal;
    return attempt;
  }, [...OVER, 'bundle-closed']);
}

/** What is open about the matter, and the row that says so. */
type Held = { readonly matter?: Matter | undefined; readonly open?: StoredNotification | undefined };

async function tryToQueue(ports: Ports, fact: Fact<Wanted>, refusal: string | undefined): Promise<Attempt> {
  const again = refusal === 'task-done' ? await openAgain(ports, fact) : undefined;
  const over = again ? undefined : refusal;
  const { recipientId } = fact.data;
  const [reach, held, now] = await Promise.all([
    loadReach(ports.table, recipientId),
    heldOf(ports, fact),
    whoseNow(ports, fact),
  ]);
  const moved = now !== undefined && now.ownerId !== recipientId;
  const ending = endingAtOnce({ backfill: fact.origin === 'backfill', reach, moved, over });
  const made = newOf(ports, fact, reach);
  if (ending)
    return endAtOnce(ports, { fact, made, ending, follows: moved ? passedOn(fact, now.ownerId) : [] });
  const { agent } = reach;
  if (!agent) throw new TypeError('nobody to tell');
  if (held.open)
    return renewNotification(ports, { fact, before: held.open, made, reach: { ...reach, agent }, again });
  const { notification, writes, follow } = bring(made, { ...reach, agent }, ports.clock.now());
  return commit(ports, {
    ...{ fact, notification },
    follows: [follow(1)],
    writes: [...newNotificationWrites(notification, { held: held.matter, again }), ...writes],
  });
}

async function heldOf({ table }: Ports, { data, accountId }: Fact<Wanted>): Promise<Held> {
  const matter = await loadMatter(table, data.recipientId, matterOf(data, accountId));
  const open = matter && (await loadNotification(table, matter.notificationId));
  return { matter, open: open && isOpen(open) ? open : undefined };
}

/** The task, when it was done once and is open again by now. */
async function openAgain({ table }: Ports, { data }: Fact<Wanted>): Promise<Task | undefined> {
  const task = data.taskId === undefined ? undefined : await loadTask(table, data.taskId);
  return task?.state === 'open' ? task : undefined;
}

/** Told because they have the task, as its owner, as a cover or by hand. */
const AS_HOLDER = ['owner-on-duty', 'cover-on-duty', 'handed-over'];

/**
 * Whom the task belongs to now, or the account, when the notification is for its owner as such; and who has the task, when
 * it moved since this was said: nobody, while it waits.
 */
async function whoseNow(
  { table }: Ports,
  { data, accountId, recordedAt }: Fact<Wanted>,
): Promise<{ readonly ownerId: string | undefined } | undefined> {
  const [task, ownership] = await Promise.all([
    data.taskId === undefined ? undefined : loadTask(table, data.taskId),
    loadOwnership(table, accountId),
  ]);
  const isHolder = data.escalationId === undefined && AS_HOLDER.includes(data.reason);
  if (isHolder && task?.state === 'open' && (task.movedAt ?? 0) > recordedAt)
    return { ownerId: task.agentId };
  if (data.recipientId !== data.ownerId) return undefined;
  if (task?.state === 'open' && task.agentId !== undefined) return { ownerId: task.agentId };
  const { state, ownerId } = ownership ?? {};
  return state === 'owned' || state === 'queued' ? { ownerId } : undefined;
}

const passedOn = ({ data }: Fact<Wanted>, ownerId: string | undefined): Follow[] =>
  ownerId === undefined
    ? []
    : [notificationWanted.of({ ...data, recipientId: ownerId, ownerId, reason: 'handed-over' })];

function newOf({ clock }: Ports, fact: Fact<Wanted>, { settings }: Reach): Notification {
  const { kinds, expireHours } = settings.notifications;
  const kind = kinds?.[fact.data.kind];
  return newNotification(fact.data, {
    id: derivedId('ntf', fact.id, fact.data.recipientId),
    accountId: fact.accountId,
    occurredAt: fact.occurredAt,
    correlation: fact.correlation,
    expireHours: kind?.expireHours ?? expireHours,
    critical: kind?.critical === true && fact.data.escalationId === undefined,
    now: clock.now(),
  });
}

type AtOnce = { readonly as: 'suppressed' | 'cancelled' | 'done'; readonly reason: string };

function endingAtOnce(given: {
  backfill: boolean;
  reach: Reach;
  moved: boolean;
  over: string | undefined;
}): AtOnce | undefined {
  if (given.backfill) return { as: 'suppressed', reason: 'backfill' };
  if (given.moved) return { as: 'cancelled', reason: 'owner-changed' };
  if (!given.reach.agent?.active) return { as: 'cancelled', reason: 'recipient-inactive' };
  if (given.over === 'task-done') return { as: 'done', reason: 'task-done-before' };
  return given.over === undefined ? undefined : { as: 'done', reason: given.over };
}

function endAtOnce(
  ports: Ports,
  given: { fact: Fact<Wanted>; made: Notification; ending: AtOnce; follows: readonly Follow[] },
): Promise<Attempt> {
  const { fact, made, ending, follows } = given;
  const ended = decide(made, { do: 'end', ...ending }, made.createdAt);
  const notification = ended.ok ? ended.value : made;
  return commit(ports, { fact, notification, follows, writes: newNotificationWrites(notification) });
}

async function commit(
  { table, clock, ids }: Ports,
  given: {
    fact: Fact<Wanted>;
    notification: Notification;
    follows: readonly Follow[];
    writes: readonly Write[];
  },
): Promise<Attempt> {
  const { fact, notification, follows, writes } = given;
  const { id, recipientId, state, outcomeReason, heldWhy } = notification;
  const why = outcomeReason ?? heldWhy;
  const entry = journal({
    ...{ pk: accountPk(fact.accountId), capability: CAPABILITY, fact, decision: state, follows },
    reason: { notificationId: id, recipientId, ...(why === undefined ? {} : { why }) },
    now: clock.now(),
  });
  const answer = await table.commit({ commitId: ids.random('cmt'), writes: [entry, ...writes] });
  const detail = { notification: id, recipient: recipientId, ...(why === undefined ? {} : { why }) };
  return { answer, decision: state, detail };
}
