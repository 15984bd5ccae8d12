import type { Instant } from '../../kernel/instant.ts';
import { type Agent, absenceAt, isOnDuty, speaks } from '../team/agent.ts';
import { calibratedShare } from '../team/settling.ts';
import type { DayEntry } from './agent-day.ts';

/** What somebody has on their hands: what their day holds, when they are busy elsewhere, and their calls. */
export type Load = {
  readonly entries: readonly DayEntry[];
  /** Times of their calendar elsewhere, `[from, to)`. */
  readonly busy: readonly (readonly [Instant, Instant])[];
  /** Calls that are open with them. */
  readonly open: number;
  /** They speak with somebody, or have said that they are about to. */
  readonly inCall: boolean;
  /** When their last call ended, as far as that is known. */
  readonly idleSince?: Instant;
};

export type FreeQuestion = {
  readonly language: string;
  /** Tried in their order when nobody on the roster speaks the first. */
  readonly fallbackLanguages: readonly string[];
  readonly ownerId?: string;
  readonly agents: readonly Agent[];
  readonly loads: ReadonlyMap<string, Load>;
  readonly now: Instant;
  /** For how long nothing else may stand in their day, in milliseconds. */
  readonly span: number;
};

export type FreeReason =
  | 'owner'
  | 'free'
  | 'not-on-roster'
  | 'other-language'
  | 'absent'
  | 'off-duty'
  | 'in-call'
  | 'booked-soon';

/** One agent in the order in which a call is offered, with why they may have it or may not. */
export type FreeRanked = {
  readonly agentId: string;
  /** The language they would speak with the contact. */
  readonly language: string;
  readonly reason: FreeReason;
  readonly share: number;
  readonly open: number;
  readonly idleSince?: Instant;
};

const NOTHING: Load = { entries: [], busy: [], open: 0, inCall: false };

/** True for those to whom a call may be offered. */
export const isFree = ({ reason }: FreeRanked): boolean => reason === 'owner' || reason === 'free';

/**
 * Everybody on the team in the order in which a call that is wanted now goes to them, those who cannot take it last.
 * Free is who has the role, speaks the language, works now, is not absent, is in no call, and has nothing in their day
 * or elsewhere within the span. The owner comes first, then the lowest calibrated share, then who has the fewest open
 * calls, then who has been idle for longest. A fallback language counts only while nobody on the roster speaks the first.
 */
export function chooseFreeAgents(question: FreeQuestion): FreeRanked[] {
  const language = spokenOf(question);
  const team = question.agents.filter(({ roles }) => roles.some(role => role !== 'clerk'));
  return team.map(agent => rankedOf(agent, question, language)).sort(byRank);
}

/** The language in which somebody can speak with the contact: theirs, else the first fallback that anybody speaks. */
function spokenOf({ agents, language, fallbackLanguages }: FreeQuestion): string {
  const there = agents.filter(({ active, roles }) => active && roles.includes('agent'));
  return [language, ...fallbackLanguages].find(one => there.some(agent => speaks(agent, one))) ?? language;
}

function rankedOf(agent: Agent, question: FreeQuestion, language: string): FreeRanked {
  const { loads, now, ownerId } = question;
  const load = loads.get(agent.id) ?? NOTHING;
  const hindrance = hindranceOf(agent, load, { language, now, span: question.span });
  return {
    agentId: agent.id,
    language,
    reason: hindrance ?? (agent.id === ownerId ? 'owner' : 'free'),
    share: Math.round(calibratedShare(agent, now) * 1000) / 1000,
    open: load.open,
    ...(load.idleSince === undefined ? {} : { idleSince: load.idleSince }),
  };
}

type Wanted = { readonly language: string; readonly now: Instant; readonly span: number };

function hindranceOf(agent: Agent, load: Load, { language, now, span }: Wanted): FreeReason | undefined {
  if (!agent.active || !agent.roles.includes('agent')) return 'not-on-roster';
  if (!speaks(agent, language)) return 'other-language';
  if (absenceAt(agent, now) !== undefined) return 'absent';
  if (!isOnDuty(agent, now)) return 'off-duty';
  if (load.inCall) return 'in-call';
  return isTaken(load, now, now + span) ? 'booked-soon' : undefined;
}

/** A hold whose time is over counts as free. */
const isTaken = ({ entries, busy }: Load, from: Instant, to: Instant): boolean =>
  entries.some(
    entry =>
      (entry.until === undefined || entry.until > from) && entry.from - entry.buffer < to && from < entry.to,
  ) || busy.some(([begins, ends]) => begins < to && from < ends);

const byRank = (one: FreeRanked, other: FreeRanked): number =>
  Number(isFree(other)) - Number(isFree(one)) ||
  Number(other.reason === 'owner') - Number(one.reason === 'owner') ||
  one.share - other.share ||
  one.open - other.open ||
  (one.idleSince ?? 0) - (other.idleSince ?? 0) ||
  (one.agentId < other.agentId ? -1 : 1);
