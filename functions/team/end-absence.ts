import { awayAt } from '../../shared/domain/team/absences.ts';
import { command, NO_ACCOUNT } from '../../shared/events/envelope.ts';
import { agentChanged } from '../../shared/events/team-events.ts';
import { derivedId } from '../../shared/kernel/id.ts';
import { inParallel } from '../../shared/kernel/parallel.ts';
import { journal, type TimerRow } from '../../shared/store/journal.ts';
import { absentIdOf, agentPk } from '../../shared/store/keys.ts';
import type { Handled, Ports } from '../../shared/store/ports.ts';
import { agentWrites, loadAgent, stillAs } from '../../shared/store/roster-store.ts';
import { loadLentTasks, loadTask } from '../../shared/store/task-store.ts';
import { type Attempt, untilFresh } from '../../shared/store/until-fresh.ts';
import { settled } from './commit-agent.ts';
import { lookAgain } from './look-again.ts';
import { moveTask } from './move-task.ts';
import { NOT_THEIRS } from './pass-on.ts';

const AT_ONCE = 50;
const ABREAST = 4;

/**
 * An absence ended, was taken back or made shorter. Unless the agent is still away by another one: whoever comes back
 * from a long one settles in, and tasks that covers had come back when they are still open and not due yet.
 */
export async function endAbsence(ports: Ports, timer: TimerRow): Promise<Handled> {
  const agentId = absentIdOf(timer.pk);
  const agent = await loadAgent(ports.table, agentId);
  const now = ports.clock.now();
  if (!agent?.active || awayAt(agent, now)) {
    await lookAgain(ports, timer);
    return { decision: 'still-away', detail: { agent: agentId } };
  }
  await untilFresh(() => settleIn(ports, agentId));
  const lent = (await loadLentTasks(ports.table, agentId)).filter(({ dueAt }) => dueAt > now);
  const done = await inParallel(lent.slice(0, AT_ONCE), ABREAST, ({ id }) =>
    untilFresh(() => giveBack(ports, agentId, id)),
  );
  const returned = done.filter(({ decision }) => decision === 'task-returned').length;
  await lookAgain(ports, timer, returned > 0 && lent.length > AT_ONCE ? now : undefined);
  return { decision: 'absence-ended', detail: { agent: agentId, returned } };
}

async function giveBack(ports: Ports, agentId: string, taskId: string): Promise<Attempt> {
  const [task, agent] = await Promise.all([loadTask(ports.table, taskId), loadAgent(ports.table, agentId)]);
  const now = ports.clock.now();
  if (!agent?.active || awayAt(agent, now) || task?.state !== 'open') return NOT_THEIRS;
  if (task.lentBy !== agentId || task.dueAt <= now) return NOT_THEIRS;
  return moveTask(ports, task, {
    ...{ decision: 'task-returned', reason: 'owner-back', to: { agentId } },
    checks: [stillAs(agent)],
  });
}

/** Refused with `stale` and tried again when the agent is edited meanwhile: an edit settles them in by itself. */
async function settleIn(ports: Ports, agentId: string): Promise<Attempt> {
  const { table, clock, ids } = ports;
  const held = await loadAgent(table, agentId);
  const now = clock.now();
  if (!held?.active || held.handedOnAt === undefined || awayAt(held, now)) return NOT_THEIRS;
  const { version, ...rest } = held;
  const agent = await settled(ports, rest, held);
  const fact = command({
    id: derivedId('evt', 'agent-back', agentId, version),
    name: 'team.agent-back',
    ...{ accountId: NO_ACCOUNT, principal: 'firstcall', now },
  });
  const entry = journal({
    ...{ pk: agentPk(agentId), capability: 'team', fact, decision: 'agent-back', now },
    reason: { credit: agent.settling?.credit ?? 0 },
    follows: [agentChanged.of({ agentId, agentVersion: version + 1 })],
  });
  const writes = [entry, ...agentWrites(agent, held)];
  return { answer: await table.commit({ commitId: ids.random('cmt'), writes }), decision: 'agent-back' };
}
