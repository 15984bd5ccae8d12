import { acknowledge, holderOf } from '../../shared/domain/notifications/escalation.ts';
import { type Command, decide } from '../../shared/domain/notifications/notification.ts';
import { accepted, refused } from '../../shared/kernel/outcome.ts';
import { loadRun, runWrites, stillAsRead } from '../../shared/store/escalation-store.ts';
import { journal } from '../../shared/store/journal.ts';
import { escalationPk } from '../../shared/store/keys.ts';
import { loadNotification, type StoredNotification } from '../../shared/store/notification-store.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { type Attempt, untilFresh } from '../../shared/store/until-fresh.ts';
import { CAPABILITY } from './capability.ts';
import { changedOf } from './commit-run.ts';
import { type Beside, commitMove, type Move, type Moved, moveNotification } from './move-notification.ts';

export type Acknowledge = Extract<Command, { do: 'acknowledge' }>;
type TakeOn = Move & { readonly command: Acknowledge };

/**
 * Whoever acknowledges any notification of an escalation takes the whole of it on: the same commit stops the chain and
 * arms the reminder, so no step can slip in between. The second person is told who was first. Once more by the same
 * person confirms; and where nobody confirmed in time, an old notification is as good as a new one.
 */
export async function takeOn(ports: Ports, escalationId: string, move: TakeOn): Promise<Moved> {
  let answered: Moved = refused('not-found');
  await untilFresh(async () => {
    const tried = await tryToTakeOn(ports, escalationId, move);
    answered = tried.answered;
    return tried;
  });
  return answered;
}

async function tryToTakeOn(
  ports: Ports,
  escalationId: string,
  move: TakeOn,
): Promise<Attempt & { answered: Moved }> {
  const nothing = (answered: Moved) => ({
    answer: { done: true } as const,
    decision: 'unchanged',
    answered,
  });
  const { by } = move.command;
  const [run, before] = await Promise.all([
    loadRun(ports.table, escalationId),
    loadNotification(ports.table, move.notificationId),
  ]);
  if (!before) return nothing(refused('not-found'));
  if (!run || run.state === 'resolved') return nothing(await moveNotification(ports, move));
  const taken = acknowledge(run, by, move.at);
  if (!taken.ok) {
    const by = holderOf(run)?.by;
    const problem = `${by} ${run.state === 'snoozed' ? 'put it away' : 'took it on'} first.`;
    return nothing(refused('already-settled', { by, problem }));
  }
  const decided = decide(before, move.command, move.at);
  const after = decided.ok ? decided.value : before;
  const same = taken.value === run;
  const beside = {
    writes: same ? [stillAsRead(run)] : runWrites(run, taken.value, ports.clock.now()),
    follows: same ? [] : [changedOf(taken.value, run)],
  };
  if (same && after === before) return nothing(accepted(before));
  if (after === before)
    return { ...(await confirm(ports, { escalationId, move, before, beside })), answered: accepted(before) };
  const answer = await commitMove(ports, { before, after, cause: move.cause(before), beside });
  const answered = accepted({ ...after, version: before.version + 1 });
  return { answer, decision: 'acknowledged', answered };
}

/** The notification has its end already; it is the escalation alone that changes. */
async function confirm(
  { table, clock, ids }: Ports,
  given: { escalationId: string; move: TakeOn; before: StoredNotification; beside: Beside },
): Promise<Attempt> {
  const { escalationId, move, before, beside } = given;
  const entry = journal({
    pk: escalationPk(escalationId),
    capability: CAPABILITY,
    fact: move.cause(before),
    decision: 'acknowledged',
    reason: { by: move.command.by, notificationId: before.id },
    follows: beside.follows,
    now: clock.now(),
  });
  const answer = await table.commit({ commitId: ids.random('cmt'), writes: [entry, ...beside.writes] });
  return { answer, decision: 'confirmed' };
}
