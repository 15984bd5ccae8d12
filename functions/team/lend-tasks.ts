import { awayAt } from '../../shared/domain/team/absences.ts';
import { chooseHolder, type Holder } from '../../shared/domain/team/choose-holder.ts';
import { command } from '../../shared/events/envelope.ts';
import { notificationWanted } from '../../shared/events/team-events.ts';
import { type AccountId, derivedId } from '../../shared/kernel/id.ts';
import type { Instant } from '../../shared/kernel/instant.ts';
import { inParallel } from '../../shared/kernel/parallel.ts';
import { journal } from '../../shared/store/journal.ts';
import { agentPk } from '../../shared/store/keys.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { loadRoster, type StoredAgent, stillAs } from '../../shared/store/roster-store.ts';
import { loadTask, loadTasksOf, type Task } from '../../shared/store/task-store.ts';
import { type Attempt, untilFresh } from '../../shared/store/until-fresh.ts';
import type { Moved } from './hand-on.ts';
import { moveTask } from './move-task.ts';
import { NOT_THEIRS } from './pass-on.ts';
import { stillThere } from './still-there.ts';

/** Tasks moved in one go; a tick has a few seconds. */
const AT_ONCE = 50;
const PAGE = 100;
const ABREAST = 4;

type Roster = Awaited<ReturnType<typeof loadRoster>>;

/**
 * Tasks of an absent agent that are due before the return go to whoever covers; whose they are stays. Each cover hears
 * of it once per absence, before the tasks move, so that a run that breaks off leaves nobody with work untold. What was
 * told of a task goes with it. A task that the agent covers for somebody else goes to another cover.
 */
export async function lendTasks(
  ports: Ports,
  { agentId, absence }: { agentId: string; absence: string },
): Promise<Moved> {
  const roster = await loadRoster(ports.table);
  const now = ports.clock.now();
  const away = roster.filter(({ id }) => id === agentId).map(agent => awayAt(agent, now))[0];
  if (!away) return { moved: 0, more: false };
  const next = (task: Task) => holderOf(task, { agentId, roster, now }).agentId;
  const { tasks, more } = await movableTasks(
    ports,
    { agentId, before: away.to },
    task => next(task) !== agentId,
  );
  const firsts = new Map(tasks.toReversed().map(task => [next(task), task]));
  for (const [coverId, first] of firsts) await tellCover(ports, { agentId, absence, coverId, first });
  const done = await inParallel(tasks, ABREAST, ({ id }) => untilFresh(() => lend(ports, agentId, id)));
  return { moved: done.filter(({ decision }) => decision === 'task-lent').length, more };
}

/** Tasks that somebody can take over, the most urgent first; those that nobody can do not stand in their way. */
async function movableTasks(
  { table }: Ports,
  { agentId, before }: { agentId: string; before: Instant },
  isMovable: (task: Task) => boolean,
): Promise<{ tasks: Task[]; more: boolean }> {
  const tasks: Task[] = [];
  let cursor: string | undefined;
  do {
    const asked = { limit: PAGE, before, ...(cursor === undefined ? {} : { cursor }) };
    const page = await loadTasksOf(table, agentId, asked);
    tasks.push(...page.tasks.filter(isMovable));
    cursor = page.cursor;
  } while (cursor !== undefined && tasks.length < AT_ONCE);
  return { tasks: tasks.slice(0, AT_ONCE), more: cursor !== undefined || tasks.length > AT_ONCE };
}

/**
 * Who is to have the task: worked out for whoever it belongs to, who may be somebody the absent agent covers for. When
 * they left meanwhile it stays where it is: the look after the leaver brings it to the account's owner.
 */
function holderOf(task: Task, given: { agentId: string; roster: Roster; now: Instant }): Holder {
  const { agentId, roster, now } = given;
  const owner = roster.find(({ active, id }) => active && id === (task.lentBy ?? agentId));
  if (!owner) return { agentId };
  return chooseHolder({ owner, language: task.language, agents: roster, now, dueAt: task.dueAt });
}

async function lend(ports: Ports, agentId: string, taskId: string): Promise<Attempt> {
  const [task, roster] = await Promise.all([loadTask(ports.table, taskId), loadRoster(ports.table)]);
  const now = ports.clock.now();
  const agent: StoredAgent | undefined = roster.find(({ id }) => id === agentId);
  if (!agent || task?.state !== 'open' || task.agentId !== agentId || !awayAt(agent, now)) return NOT_THEIRS;
  const to = holderOf(task, { agentId, roster, now });
  if (to.agentId === agentId) return NOT_THEIRS;
  const lent = to.lentBy !== undefined;
  return moveTask(ports, task, {
    ...{ decision: 'task-lent', to, checks: [stillAs(agent), ...stillThere(roster, to)] },
    ...(lent ? { reason: 'cover', toldOn: 'cover-on-duty' } : { reason: 'owner-back' }),
  });
}

async function tellCover(
  { table, clock, ids }: Ports,
  of: { agentId: string; absence: string; coverId: string; first: Task },
): Promise<void> {
  const now = clock.now();
  const { agentId, coverId, first } = of;
  const fact = command({
    id: derivedId('evt', 'cover-told', agentId, of.absence, coverId),
    name: 'team.absence-began',
    accountId: first.accountId as AccountId,
    principal: 'firstcall',
    now,
  });
  const told = { recipientId: coverId, kind: 'task-handed-over', reason: 'handed-over' } as const;
  const entry = journal({
    ...{ pk: agentPk(agentId), capability: 'team', fact, decision: 'cover-told', now },
    reason: { cover: coverId },
    follows: [notificationWanted.of({ ...told, language: first.language })],
  });
  await table.commit({ commitId: ids.random('cmt'), writes: [entry] });
}
