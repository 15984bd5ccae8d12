import { awayAt, isAwayLong, LONG_ABSENCE_DAYS } from '../../shared/domain/team/absences.ts';
import { editOf } from '../../shared/store/absence-timers.ts';
import type { TimerRow } from '../../shared/store/journal.ts';
import { absenceIdOf, absentIdOf } from '../../shared/store/keys.ts';
import type { Handled, Ports } from '../../shared/store/ports.ts';
import { loadAgent } from '../../shared/store/roster-store.ts';
import { loadSettings } from '../../shared/store/settings-store.ts';
import { handOn } from './hand-on.ts';
import { lendTasks } from './lend-tasks.ts';
import { lookAgain, nextLook } from './look-again.ts';

/**
 * An agent is away from now on. A short absence moves only the tasks that are due before the return, and lends them to
 * covers; a long one moves accounts and tasks as if the agent had left. An absence that was taken back or that is over
 * moves nothing.
 */
export async function startAbsence(ports: Ports, timer: TimerRow): Promise<Handled> {
  const [agentId, absenceId] = [absentIdOf(timer.pk), absenceIdOf(timer.pk)];
  const [agent, { team }] = await Promise.all([loadAgent(ports.table, agentId), loadSettings(ports.table)]);
  const now = ports.clock.now();
  const away = agent?.active && agent.absences[absenceId] ? awayAt(agent, now) : undefined;
  if (!agent || !away) {
    await lookAgain(ports, timer);
    return { decision: 'nothing-begins', detail: { agent: agentId } };
  }
  const days = team.longAbsenceDays ?? LONG_ABSENCE_DAYS;
  const long = isAwayLong(agent, now, days);
  const { moved, more } = long
    ? await handOn(ports, agentId, days)
    : await lendTasks(ports, { agentId, absence: `${absenceId}/${editOf(timer.epoch)}` });
  await lookAgain(ports, timer, nextLook(timer, { moved, more, now }));
  return { decision: long ? 'work-handed-on' : 'work-lent', detail: { agent: agentId, moved } };
}
