import type { ScheduleInput } from '../../shared/contracts/duty-contract.ts';
import { checkSchedule, type ScheduleRefusal } from '../../shared/domain/team/duty-schedule.ts';
import type { EventId } from '../../shared/kernel/id.ts';
import { accepted, type Outcome, refused } from '../../shared/kernel/outcome.ts';
import { isSameData } from '../../shared/kernel/same-data.ts';
import { loadSchedules, type StoredSchedule, scheduleWrite } from '../../shared/store/duty-store.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { loadRoster } from '../../shared/store/roster-store.ts';
import { entryOf } from './change-schedule.ts';

const MOST_SCHEDULES = 50;

type Given = {
  readonly scheduleId: string;
  readonly input: ScheduleInput;
  /** The version that was read; none for a new one. */
  readonly read: number | undefined;
  readonly principal: string;
};

/**
 * Writes who takes turns and when, over the version that was read; overrides stay as they are. What the same person wrote over
 * it before is answered as it was: that answer may have been lost.
 */
export async function putSchedule(
  ports: Ports,
  { scheduleId, input, read, principal }: Given,
): Promise<Outcome<StoredSchedule, ScheduleRefusal | 'stale' | 'too-many-schedules'>> {
  const { table, clock, ids } = ports;
  const now = clock.now();
  const [schedules, roster] = await Promise.all([loadSchedules(table), loadRoster(table)]);
  const agents = new Set(roster.filter(({ active }) => active).map(({ id }) => id));
  const checked = checkSchedule(input, { agents, now });
  if (!checked.ok)
    return refused(checked.refusal, { ...checked.detail, field: `body.${checked.detail?.['field']}` });
  const held = schedules.find(({ id }) => id === scheduleId);
  if (held && isWritten(held, { input, read, principal })) return accepted(held);
  if (held?.version !== read) return refused('stale', STALE);
  if (!held && schedules.length >= MOST_SCHEDULES)
    return refused('too-many-schedules', { problem: `There may be ${MOST_SCHEDULES} schedules.` });
  const { name, zone, rotations } = input;
  const kept = {
    ...{ id: scheduleId, name, zone, rotations, overrides: held?.overrides ?? [] },
    ...{ changedAt: now, changedBy: principal },
  };
  const entry = entryOf(ports, {
    ...{ scheduleId, principal, decision: 'schedule-edited', eventId: ids.random('evt') as EventId },
    data: { version: (read ?? 0) + 1, zone, rotations },
  });
  const answer = await table.commit({
    commitId: ids.random('cmt'),
    writes: [entry, scheduleWrite(kept, held?.version)],
  });
  // The event id is our own: an answer that got lost before is the only way to meet it.
  return answer.done || answer.refusal === 'already-done'
    ? accepted({ ...kept, version: (read ?? 0) + 1 })
    : refused('stale', STALE);
}

function isWritten(held: StoredSchedule, { input, read, principal }: Omit<Given, 'scheduleId'>): boolean {
  const { name, zone, rotations, version, changedBy } = held;
  const follows = version === (read ?? 0) + 1;
  const said = { name: input.name, zone: input.zone, rotations: input.rotations };
  return follows && changedBy === principal && isSameData({ name, zone, rotations }, said);
}

const STALE = { field: 'body.version', problem: 'Somebody else just changed it; look again.' };
