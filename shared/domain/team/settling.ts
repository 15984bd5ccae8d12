import { DAY, type Instant } from '../../kernel/instant.ts';
import { isAwayLong, LONG_ABSENCE_DAYS } from './absences.ts';
import { type Agent, type Settling, sameLanguage, speaks } from './agent.ts';

/** Days over which somebody catches up with the others' books, unless the settings say otherwise. */
export const SETTLE_DAYS = 30;

/** How many accounts count as the agent's at the instant although they are not: `credit × time left / whole time`. */
export function creditAt({ settling }: Pick<Agent, 'settling'>, at: Instant): number {
  if (!settling || at >= settling.until) return 0;
  return settling.credit * Math.min(1, (settling.until - at) / (settling.until - settling.from));
}

/** Calibrated share: book and credit by weight. */
export const calibratedShare = (agent: Agent, at: Instant): number =>
  (agent.book + creditAt(agent, at)) / agent.weight;

/**
 * How somebody settles in who joins the roster or returns from a long absence at `now`:
 * `credit = max(0, weight × Σ(book + credit) / Σ weight − own book)`, the sums over those who get the same accounts:
 * colleagues who take accounts with the same languages and products, or, when there is none, all who share a language. So they start
 * level with the others, get an equal part of what comes in, and beside it at most `credit / days` accounts a day.
 * `undefined` when there is nothing to catch up with.
 */
export function settlingOf(
  agent: Agent,
  team: readonly Agent[],
  {
    now,
    days,
    longAbsenceDays = LONG_ABSENCE_DAYS,
  }: { now: Instant; days: number; longAbsenceDays?: number },
): Settling | undefined {
  const there = team.filter(
    other =>
      other.id !== agent.id &&
      other.active &&
      other.roles.includes('agent') &&
      other.capacity > 0 &&
      !isAwayLong(other, now, longAbsenceDays),
  );
  const equals = there.filter(other => isEqual(agent, other));
  const peers =
    equals.length > 0 ? equals : there.filter(other => agent.languages.some(one => speaks(other, one)));
  const weight = peers.reduce((sum, peer) => sum + peer.weight, 0);
  if (weight === 0) return undefined;
  const theirs = peers.reduce((sum, peer) => sum + peer.book + creditAt(peer, now), 0);
  const credit = Math.round(((agent.weight * theirs) / weight - agent.book) * 1000) / 1000;
  return credit > 0 ? { credit, from: now, until: now + days * DAY } : undefined;
}

/** Equals are eligible for the same accounts: same languages, whatever the region, and same products. */
function isEqual(one: Agent, other: Agent): boolean {
  const covers = (a: Agent, b: Agent) =>
    a.languages.every(language => b.languages.some(spoken => sameLanguage(spoken, language))) &&
    a.products.every(product => b.products.includes(product));
  return covers(one, other) && covers(other, one);
}
