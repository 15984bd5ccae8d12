import { DAY, type Instant } from '../../kernel/instant.ts';
import { type Agent, absenceAt } from './agent.ts';
import { dutyPlan, type Presence, plannedAt, withTrouble } from './duty-plan.ts';
import type { Schedule, Stretch } from './duty-schedule.ts';
import { fused } from './duty-stretches.ts';

/** Whoever is on duty by the schedule at the instant: planned, on the roster and not absent. */
export function onDutyBy(schedule: Schedule, agents: readonly Agent[], now: Instant): string | undefined {
  const id = plannedAt(schedule, now);
  const agent = agents.find(one => one.id === id);
  return agent?.active && absenceAt(agent, now) === undefined ? id : undefined;
}

/** Most schedules are read a month ahead, those with long turns or long gaps a year and a bit. */
const LOOK_AHEAD = [35 * DAY, 400 * DAY];

export type NowAndNext = {
  readonly now?: { readonly agentId: string; readonly until: Instant };
  readonly next?: { readonly agentId: string; readonly from: Instant };
};

/**
 * Who is on duty now and until when, and who is next, from when: people who are there alone count. Looks 400 days ahead;
 * whoever is on duty for longer is so until then.
 */
export function nowAndNext(schedule: Schedule, agents: readonly Presence[], now: Instant): NowAndNext {
  let found: NowAndNext = {};
  for (const ahead of LOOK_AHEAD) {
    const plan = withTrouble(dutyPlan(schedule, { from: now, to: now + ahead }), agents);
    const there: readonly Stretch[] = plan.filter(({ trouble }) => trouble === undefined);
    const present = fused(there, (one, other) => one.agentId === other.agentId);
    const current = present.find(({ from }) => from <= now);
    const next = present.find(({ from }) => from > now);
    found = {
      ...(current ? { now: { agentId: current.agentId, until: current.to } } : {}),
      ...(next ? { next: { agentId: next.agentId, from: next.from } } : {}),
    };
    if (next) return found;
  }
  return found;
}
