import type * as z from 'zod/mini';
import type { DutyView, getDuty } from '../../shared/contracts/duty-contract.ts';
import { nowAndNext } from '../../shared/domain/team/duty-now.ts';
import { dutyPlan, gapsIn, type Shift, withTrouble } from '../../shared/domain/team/duty-plan.ts';
import { clipped } from '../../shared/domain/team/duty-stretches.ts';
import { DAY, formatInstant, type Instant, parseInstant } from '../../shared/kernel/instant.ts';
import { accepted, type Outcome, refused } from '../../shared/kernel/outcome.ts';
import { loadSchedules, type StoredSchedule } from '../../shared/store/duty-store.ts';
import { loadOutsideCalendars } from '../../shared/store/outside-calendar-store.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { loadRoster, type StoredAgent } from '../../shared/store/roster-store.ts';

type Query = z.infer<typeof getDuty.query>;
type Period = { readonly from: Instant; readonly to: Instant };

const BACK = DAY;
const AHEAD = 28 * DAY;
const MOST = 62 * DAY;

/** The plans of a period with their gaps, who is away or busy in it, and who is on duty now and next. */
export async function readDuty(
  { table, clock }: Ports,
  query: Query,
): Promise<Outcome<DutyView, 'malformed'>> {
  const now = clock.now();
  const period = periodOf(query, now);
  if (!period.ok) return period;
  const [schedules, roster] = await Promise.all([loadSchedules(table), loadRoster(table)]);
  const team = roster.filter(({ active }) => active);
  const outside = await loadOutsideCalendars(
    table,
    team.map(({ id }) => id),
  );
  const inPeriod = (range: Period) => clipped(range, period.value).length > 0;
  return accepted({
    schedules: schedules.map(schedule => scheduleDuty(schedule, { roster, now, period: period.value })),
    absences: team.flatMap(({ id: agentId, absences }) =>
      Object.values(absences)
        .filter(inPeriod)
        .map(({ coverId, ...away }) => ({ agentId, ...shown(away), ...(coverId ? { coverId } : {}) })),
    ),
    busy: outside.flatMap(({ agentId, busy }) =>
      busy
        .map(([from, to]) => ({ from, to }))
        .filter(inPeriod)
        .map(time => ({ agentId, ...shown(time) })),
    ),
  });
}

/** From yesterday on for four weeks, unless asked otherwise; at most 62 days. */
function periodOf(query: Query, now: Instant): Outcome<Period, 'malformed'> {
  const from = query.from === undefined ? undefined : parseInstant(query.from);
  const asked = query.to === undefined ? undefined : parseInstant(query.to);
  const start = from ?? (asked === undefined ? now - BACK : Math.min(now - BACK, asked - BACK));
  const to = asked ?? start + BACK + AHEAD;
  if (start < to && to - start <= MOST) return accepted({ from: start, to });
  const problem = 'Ask for a period that ends after it starts and has at most 62 days.';
  return refused('malformed', { field: 'query.to', problem });
}

function scheduleDuty(
  schedule: StoredSchedule,
  given: { readonly roster: readonly StoredAgent[]; readonly now: Instant; readonly period: Period },
): DutyView['schedules'][number] {
  const { roster, now: at, period } = given;
  const plan = withTrouble(dutyPlan(schedule, period), roster);
  const { now, next } = nowAndNext(schedule, roster, at);
  return {
    ...{ id: schedule.id, name: schedule.name, zone: schedule.zone },
    ...(now ? { now: { agentId: now.agentId, until: formatInstant(now.until) } } : {}),
    ...(next ? { next: { agentId: next.agentId, from: formatInstant(next.from) } } : {}),
    shifts: plan.map(shiftView),
    gaps: gapsIn(plan, period).map(({ why, ...gap }) => ({ ...shown(gap), why })),
  };
}

const shiftView = ({ from, to, ...rest }: Shift) => ({ ...shown({ from, to }), ...rest });

const shown = ({ from, to }: Period) => ({ from: formatInstant(from), to: formatInstant(to) });
