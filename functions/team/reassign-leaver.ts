import { command, type Fact } from '../../shared/events/envelope.ts';
import { agentChanged } from '../../shared/events/team-events.ts';
import { type AccountId, derivedId } from '../../shared/kernel/id.ts';
import { inParallel } from '../../shared/kernel/parallel.ts';
import { journal } from '../../shared/store/journal.ts';
import { agentPk, lists } from '../../shared/store/keys.ts';
import { loadOwnership } from '../../shared/store/ownership-store.ts';
import type { Handled, Ports } from '../../shared/store/ports.ts';
import { loadLentTasks, loadTasksOf } from '../../shared/store/task-store.ts';
import { type Attempt, untilFresh } from '../../shared/store/until-fresh.ts';
import { assign } from './assign.ts';
import { NOT_THEIRS, passOn } from './pass-on.ts';

/** Accounts and tasks moved for one fact; a larger book goes on with a fact of its own. */
const AT_ONCE = 100;
const ABREAST = 4;

/**
 * Somebody left the roster: each account gets another owner, who hears of it, or waits for one, and the open tasks go
 * with it. What the one who left was told goes to the next one: nothing is heard by the old owner afterwards.
 */
export async function reassignLeaver(ports: Ports, fact: Fact, agentId: string): Promise<Handled> {
  const owned = await ports.table.query({ index: 'list', pk: lists.owned(agentId), limit: AT_ONCE });
  const accountIds = owned.rows.map(row => String(row['accountId']));
  const why = 'owner-left';
  await inParallel(accountIds, ABREAST, accountId =>
    untilFresh(() => reassign(ports, { accountId, from: agentId, why }), ['book-full']),
  );
  if (owned.cursor !== undefined) return goOn(ports, fact, agentId);
  // Only now: a task goes with its account, so the accounts are moved first.
  const tasks = await loadTasksOf(ports.table, agentId, { limit: AT_ONCE });
  const lent = await loadLentTasks(ports.table, agentId);
  await inParallel([...tasks.tasks, ...lent], ABREAST, ({ id: taskId }) =>
    untilFresh(() => passOn(ports, { taskId, from: agentId, reason: why })),
  );
  if (tasks.cursor !== undefined) return goOn(ports, fact, agentId);
  return { decision: 'leaver-reassigned', detail: { agent: agentId } };
}

/** One account of somebody who left, or is away for long, gets another owner or waits for one. */
export async function reassign(
  ports: Ports,
  { accountId, from, why }: { accountId: string; from: string; why: 'owner-left' | 'owner-away' },
): Promise<Attempt> {
  const held = await loadOwnership(ports.table, accountId);
  if (held?.state !== 'owned' || held.ownerId !== from) return NOT_THEIRS;
  const { language, product } = held;
  const cause = command({
    id: derivedId('evt', `team.${why}`, accountId, held.version),
    name: `team.${why}`,
    accountId: accountId as AccountId,
    principal: 'firstcall',
    now: ports.clock.now(),
  });
  return assign(ports, {
    ...{ accountId, language, changes: [], held, cause, handedOn: true },
    ...(product === undefined ? {} : { product }),
  });
}

/** The same fact again, through the table as everything that follows, until nothing is left. */
async function goOn({ table, clock, ids }: Ports, fact: Fact, agentId: string): Promise<Handled> {
  const follows = [agentChanged.of({ agentId, agentVersion: Number(fact.data['agentVersion']) })];
  const entry = journal({
    pk: agentPk(agentId),
    capability: 'team',
    fact,
    decision: 'goes-on',
    follows,
    now: clock.now(),
  });
  await table.commit({ commitId: ids.random('cmt'), writes: [entry] });
  return { decision: 'leaver-goes-on', detail: { agent: agentId } };
}
