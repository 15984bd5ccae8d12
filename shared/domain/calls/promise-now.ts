import { DAY, type Instant, MINUTE } from '../../kernel/instant.ts';
import { type Agent, isOnDuty, speaks } from '../team/agent.ts';
import { openIntervals, type Range } from '../time/open-hours.ts';

/** How far ahead an opening is looked for. */
const AHEAD = 21 * DAY;

/** When somebody can call, and by when it is promised. */
export type Promised = { readonly openAt: Instant; readonly promisedAt: Instant };

/**
 * The promise to whoever wants to be called now: from this moment when somebody who speaks the language is on duty, else
 * from the first moment at which one of them is; in either case within `minutes`. Nothing when nobody comes in 21 days.
 */
export function promiseNow(
  agents: readonly Agent[],
  { language, now, minutes }: { readonly language: string; readonly now: Instant; readonly minutes: number },
): Promised | undefined {
  const openAt = nextOnDuty(agents, language, now);
  return openAt === undefined ? undefined : { openAt, promisedAt: openAt + minutes * MINUTE };
}

/** The first moment from `now` on at which an agent who speaks the language is on duty, within 21 days. */
export function nextOnDuty(agents: readonly Agent[], language: string, now: Instant): Instant | undefined {
  const there = agents.filter(agent => mayCall(agent, language));
  if (there.some(agent => isOnDuty(agent, now))) return now;
  const openings = there.map(agent => firstFree(agent, { from: now, to: now + AHEAD }));
  const found = openings.filter(opening => opening !== undefined);
  return found.length === 0 ? undefined : Math.min(...found);
}

/** On the roster as one who speaks with customers, in the language. */
export const mayCall = (agent: Agent, language: string): boolean =>
  agent.active && agent.roles.includes('agent') && speaks(agent, language);

function firstFree({ zone, hours, absences }: Agent, range: Range): Instant | undefined {
  for (const [from, to] of openIntervals({ zone, hours, overrides: {} }, range)) {
    const at = afterAbsences(Math.max(from, range.from), Object.values(absences));
    if (at < Math.min(to, range.to)) return at;
  }
  return undefined;
}

/** Absences may follow on one another. */
function afterAbsences(at: Instant, absences: readonly Range[]): Instant {
  const around = absences.find(({ from, to }) => from <= at && at < to);
  return around ? afterAbsences(around.to, absences) : at;
}
