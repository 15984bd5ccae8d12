import { DAY, type Instant } from '../../kernel/instant.ts';
import type { Range } from '../time/open-hours.ts';
import { zoneOffsets } from '../time/zone-offsets.ts';
import type { Agent } from './agent.ts';
import { type Schedule, type Stretch, turnsOf } from './duty-schedule.ts';
import { clipped, crossed, fused, painted } from './duty-stretches.ts';

/** A stretch of the plan; `insteadOf` is whose turn it would be without the override. */
export type Shift = Stretch & {
  readonly by: 'rotation' | 'override';
  readonly insteadOf?: string;
  /** On the plan, and will not be there. */
  readonly trouble?: 'absent' | 'left';
};
export type Gap = Range & { readonly why: 'nobody' | 'absent' | 'left' };

const REACH = 4 * DAY;

/**
 * Who is planned in `[from, to)`: shifts in order, apart from each other and as long as they can be, clipped to the
 * range. An override goes before the rotations, a later rotation before an earlier one where it has somebody. Nobody is
 * planned between the shifts.
 */
export function dutyPlan(schedule: Schedule, range: Range): Shift[] {
  const { zone, rotations, overrides } = schedule;
  const offsets = zoneOffsets(zone, { from: range.from - REACH, to: range.to + REACH });
  let turns: readonly Stretch[] = [];
  for (const rotation of rotations) turns = painted(turns, turnsOf(rotation, { zone, offsets, range }));
  const planned = turns.map((turn): Shift => ({ ...turn, by: 'rotation' }));
  const instead = overrides
    .flatMap(override => clipped(override, range))
    .toSorted((a, b) => a.from - b.from)
    .map(({ from, to, agentId }): Shift => ({ from, to, agentId, by: 'override' }));
  return merged(painted(planned, painted(instead, crossed(instead, planned, insteadOf))));
}

const insteadOf = (stands: Shift, { agentId: whose }: Shift): Shift =>
  whose === stands.agentId ? stands : { ...stands, insteadOf: whose };

/** Whoever is planned at the instant, whether they are there or not. */
export const plannedAt = (schedule: Schedule, at: Instant): string | undefined =>
  dutyPlan(schedule, { from: at, to: at + 1 })[0]?.agentId;

/** Shifts that touch and say the same become one. */
const merged = (shifts: readonly Shift[]): Shift[] => fused(shifts, saysTheSame);

const saysTheSame = (one: Shift, other: Shift): boolean =>
  one.agentId === other.agentId &&
  one.by === other.by &&
  one.insteadOf === other.insteadOf &&
  one.trouble === other.trouble;

/** Of an agent, what says whether they are there. */
export type Presence = Pick<Agent, 'id' | 'active' | 'absences'>;

/**
 * The same plan with what stands in its way: stretches of a shift in which its person is absent are shifts of their own
 * with `absent`; all of somebody who has left, or is not among `agents`, is `left`.
 */
export function withTrouble(plan: readonly Shift[], agents: readonly Presence[]): Shift[] {
  const byId = new Map(agents.map(agent => [agent.id, agent]));
  return merged(
    plan.flatMap(shift => {
      const agent = byId.get(shift.agentId);
      if (!agent?.active) return [{ ...shift, trouble: 'left' as const }];
      const away = Object.values(agent.absences)
        .flatMap(absence => clipped(absence, shift))
        .map(({ from, to }) => ({ ...shift, from, to, trouble: 'absent' as const }))
        .toSorted((a, b) => a.from - b.from);
      return away.length === 0 ? [shift] : painted([shift], fused(away));
    }),
  );
}

/** When nobody is there in `[from, to)`, and why, from a plan of that range with its trouble. */
export function gapsIn(plan: readonly Shift[], { from, to }: Range): Gap[] {
  const uncovered = painted<Gap | Shift>([{ from, to, why: 'nobody' }], plan);
  const gaps = uncovered.flatMap((one): Gap[] =>
    'why' in one ? [one] : one.trouble ? [{ from: one.from, to: one.to, why: one.trouble }] : [],
  );
  return fused(gaps, (one, other) => one.why === other.why);
}
