import { type Instant, MINUTE } from '../../kernel/instant.ts';
import { type Agent, speaks } from '../team/agent.ts';
import { calibratedShare } from '../team/settling.ts';
import { type AgentDay, type DayEntry, dayOf } from './agent-day.ts';
import { type Busy, capacityMinutes, isFreeFor, workingTimes } from './free-time.ts';
import { mayCall } from './promise-now.ts';
import { entriesOf, isExpired, type TakeRefusal, takeTime } from './take-time.ts';

/** Somebody who may get the time, with their days as they stand without what the asker gives up for it. */
export type Candidate = { readonly agent: Agent; readonly days: readonly AgentDay[]; readonly busy: Busy };

export type SlotQuestion = {
  readonly entry: DayEntry;
  readonly language: string;
  /** Nobody who does not know it, unless by name; `askedProduct` says which. */
  readonly product?: string | undefined;
  readonly now: Instant;
  /** Bookings and live holds of one agent on one day (UTC) at most. */
  readonly perDay: number;
  /** Nobody else. */
  readonly only?: string | undefined;
  /** Who has the account. */
  readonly ownerId?: string | undefined;
  /** Where the asker has a live hold of this very time. */
  readonly heldWith?: string | undefined;
};

export type NotAtSlot =
  | TakeRefusal
  | 'not-named'
  | 'not-on-roster'
  | 'other-language'
  | 'other-product'
  | 'absent'
  | 'outside-hours'
  | 'busy-elsewhere';

/** One agent in the order in which they would get the time. */
export type SlotRanked = {
  readonly agentId: string;
  /** Calibrated share and the half hours booked that day, each by weight. */
  readonly load: number;
  readonly excluded?: NotAtSlot;
};

export type SlotChoice = {
  /** With their days as they are then; nobody when all are excluded. */
  readonly agent?: Agent;
  readonly days?: readonly AgentDay[];
  readonly reason: 'own-hold' | 'named' | 'owner' | 'lowest-load' | 'nobody-free';
  readonly ranking: readonly SlotRanked[];
};

type Weighed = { readonly candidate: Candidate; readonly ranked: SlotRanked; readonly days?: AgentDay[] };

/**
 * Who gets a time. Free for it is who is on the roster, speaks the language, works all through it, is neither absent nor
 * busy elsewhere, and has room in their days, buffers counted; where a product is asked for, only those who know it,
 * unless one is asked for by name. The one with whom the asker holds it goes first, then the account's owner, then the lowest load: `calibrated share + booked minutes of that day / 30 / weight`, so that one
 * account more weighs as much as one more call that day; equal loads go by name.
 */
export function chooseAgent(candidates: readonly Candidate[], question: SlotQuestion): SlotChoice {
  const weighed = candidates.map(candidate => weigh(candidate, question)).sort(byRank(question));
  const ranking = weighed.map(({ ranked }) => ranked);
  const [best] = weighed;
  if (!best?.days) return { reason: 'nobody-free', ranking };
  const { agent } = best.candidate;
  return { agent, days: best.days, reason: reasonFor(agent.id, question), ranking };
}

/** The product that whoever gets the time must know: the one named, as long as any of these who speaks knows it. */
export const askedProduct = (
  agents: readonly Agent[],
  { language, product }: Pick<SlotQuestion, 'language' | 'product'>,
): string | undefined =>
  agents.some(agent => product !== undefined && mayCall(agent, language) && agent.products.includes(product))
    ? product
    : undefined;

function reasonFor(agentId: string, { heldWith, only, ownerId }: SlotQuestion): SlotChoice['reason'] {
  if (agentId === heldWith) return 'own-hold';
  if (agentId === only) return 'named';
  return agentId === ownerId ? 'owner' : 'lowest-load';
}

const byRank =
  ({ heldWith, ownerId }: SlotQuestion) =>
  ({ ranked: one }: Weighed, { ranked: other }: Weighed): number =>
    Number(one.excluded !== undefined) - Number(other.excluded !== undefined) ||
    Number(other.agentId === heldWith) - Number(one.agentId === heldWith) ||
    Number(other.agentId === ownerId) - Number(one.agentId === ownerId) ||
    one.load - other.load ||
    (one.agentId < other.agentId ? -1 : 1);

function weigh(candidate: Candidate, asked: SlotQuestion): Weighed {
  const { agent, days } = candidate;
  const ranked = { agentId: agent.id, load: loadOf(candidate, asked) };
  const excluded = hindranceOf(candidate, asked);
  if (excluded) return { candidate, ranked: { ...ranked, excluded } };
  const { entry, now, perDay } = asked;
  const limits = { perDay, capacityMinutes: capacityMinutes(agent, dayOf(entry.from)) };
  const taken = takeTime(days, entry, { now, limits });
  return taken.ok
    ? { candidate, ranked, days: taken.value }
    : { candidate, ranked: { ...ranked, excluded: taken.refusal } };
}

function hindranceOf({ agent, busy }: Candidate, asked: SlotQuestion): NotAtSlot | undefined {
  const { entry, language, only, product } = asked;
  if (only !== undefined && agent.id !== only) return 'not-named';
  if (!agent.active || !agent.roles.includes('agent')) return 'not-on-roster';
  if (!speaks(agent, language)) return 'other-language';
  if (only === undefined && product !== undefined && !agent.products.includes(product))
    return 'other-product';
  if (isFreeFor(agent, busy, entry)) return undefined;
  if (!worksThrough({ ...agent, absences: {} }, entry)) return 'outside-hours';
  return worksThrough(agent, entry) ? 'busy-elsewhere' : 'absent';
}

const worksThrough = (agent: Agent, { from, to }: DayEntry): boolean =>
  workingTimes(agent, { from, to }).some(working => working.from <= from && to <= working.to);

/** In accounts; what was booked for the asker themselves is no load. */
function loadOf({ agent, days }: Candidate, { entry, now }: SlotQuestion): number {
  const booked = entriesOf(days).filter(
    one =>
      one.is !== 'block' &&
      one.id !== entry.id &&
      dayOf(one.from) === dayOf(entry.from) &&
      !isExpired(one, now),
  );
  const minutes = booked.reduce((sum, { from, to }) => sum + to - from, 0) / MINUTE;
  return Math.round((calibratedShare(agent, entry.from) + minutes / 30 / agent.weight) * 1000) / 1000;
}
