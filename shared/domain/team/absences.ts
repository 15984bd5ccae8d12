import { DAY, HOUR, type Instant } from '../../kernel/instant.ts';
import type { Agent } from './agent.ts';

/** Half-open. */
export type Away = { readonly from: Instant; readonly to: Instant };

/** Somebody who is away for so many days owns nothing meanwhile, unless the settings say otherwise. */
export const LONG_ABSENCE_DAYS = 14;
/** Nobody gets an account on their last day before a long absence. */
const NOTICE = DAY;

/** The agent's absences in order; those that overlap or meet are one. */
function stretchesOf({ absences }: Pick<Agent, 'absences'>): Away[] {
  const joined: Away[] = [];
  for (const { from, to } of Object.values(absences).toSorted((a, b) => a.from - b.from)) {
    const last = joined.at(-1);
    if (last && from <= last.to) joined[joined.length - 1] = { from: last.from, to: Math.max(last.to, to) };
    else joined.push({ from, to });
  }
  return joined;
}

/** The absence around the instant, joined with those that overlap it or follow without a gap; `to` is the return. */
export const awayAt = (agent: Pick<Agent, 'absences'>, at: Instant): Away | undefined =>
  stretchesOf(agent).find(({ from, to }) => from <= at && at < to);

/** So many times 24 hours, or one hour less: the clocks may go forward meanwhile. */
const isLong = ({ from, to }: Away, days: number): boolean => to - from >= days * DAY - HOUR;

/** True while the agent is away for at least so many days, absences that join counted as one. */
export function isAwayLong(agent: Pick<Agent, 'absences'>, at: Instant, days: number): boolean {
  const away = awayAt(agent, at);
  return away !== undefined && isLong(away, days);
}

/** True while the agent is away for at least so many days, and on the day (24 hours) before that. */
export const leavesForLong = (agent: Pick<Agent, 'absences'>, at: Instant, days: number): boolean =>
  stretchesOf(agent).some(away => isLong(away, days) && away.from - NOTICE <= at && at < away.to);
