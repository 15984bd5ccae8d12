import { shardOf } from '../../kernel/hash.ts';
import type { Instant } from '../../kernel/instant.ts';
import { LONG_ABSENCE_DAYS, leavesForLong } from './absences.ts';
import { type Agent, speaks } from './agent.ts';
import type { AssignmentRule } from './assignment-rule.ts';
import { calibratedShare, creditAt } from './settling.ts';

export type OwnerQuestion = {
  readonly accountId: string;
  readonly language: string;
  readonly product?: string;
  readonly segment?: string;
  readonly proposedOwnerId?: string;
  readonly agents: readonly Agent[];
  readonly fallbackLanguages: readonly string[];
  readonly assignmentRules?: readonly AssignmentRule[];
  readonly longAbsenceDays?: number;
  readonly languageAssumed?: boolean;
  readonly now: Instant;
};

export type Exclusion = 'not-on-roster' | 'other-language' | 'not-in-rule' | 'long-absence' | 'book-full';

export type Ranked = {
  readonly agentId: string;
  readonly name: string;
  /** The language the agent would speak with the account. */
  readonly language: string;
  readonly book: number;
  readonly capacity: number;
  /** Book and credit divided by weight. */
  readonly share: number;
  /** Accounts that count as theirs while they settle in. */
  readonly credit?: number;
  readonly skilled: boolean;
  /** The rule wants them first. */
  readonly preferred?: boolean;
  readonly excluded?: Exclusion;
};

type Given = { readonly language: string; readonly rule: AssignmentRule | undefined };
type Candidate = {
  readonly agent: Agent;
  readonly ranked: Ranked;
  /** What the share would be with the account. The lowest goes first: then nobody falls short of an equal part by a whole account. */
  readonly next: number;
  readonly spread: number;
  readonly passedOver: boolean;
};

/**
 * Everybody on the team in the order in which they would get the account: those who may have it, whom the rule prefers,
 * who are skilled in the product, who would have the lowest calibrated share with it (highest averages, after
 * D'Hondt: each of several equals gets at least the whole part of what is due), and a spread over accounts.
 * Whoever settles in and has fallen three accounts behind everybody else is passed over for every second account, so
 * that not everything goes to them however little comes in.
 */
export function rankAgents(question: OwnerQuestion, given: Given): Ranked[] {
  // A client's clerk signs in, but is nobody on the team.
  const team = question.agents.filter(({ roles }) => roles.some(role => role !== 'clerk'));
  const candidates = team.map((agent): Candidate => {
    const next = calibratedShare({ ...agent, book: agent.book + 1 }, question.now);
    const spread = shardOf(`${question.accountId}/${agent.id}`, 1_000_003);
    return { agent, ranked: rankedOf(agent, question, given), next, spread, passedOver: false };
  });
  const ordered = candidates.map(one => ({
    ...one,
    passedOver: isPassedOver(one, candidates, question.accountId),
  }));
  ordered.sort(
    (a, b) =>
      classOf(a.ranked) - classOf(b.ranked) ||
      Number(a.passedOver) - Number(b.passedOver) ||
      a.next - b.next ||
      a.spread - b.spread,
  );
  return ordered.map(({ ranked }) => ranked);
}

/** The lower goes first, whatever the shares. */
const classOf = ({ excluded, preferred, skilled }: Ranked): number =>
  (excluded === undefined ? 0 : 4) + (preferred ? 0 : 2) + (skilled ? 0 : 1);

/** Accounts by which somebody who settles in may be behind; more, and too little comes in for their credit. */
const TOO_FAR = 3;

function isPassedOver(one: Candidate, all: readonly Candidate[], accountId: string): boolean {
  const settles = ({ ranked }: Candidate) => ranked.credit !== undefined;
  if (!settles(one) || shardOf(`${accountId}/turn`, 1_000) < 500) return false;
  const others = all.filter(other => classOf(other.ranked) === classOf(one.ranked) && !settles(other));
  const behind = one.next + TOO_FAR / one.agent.weight;
  return others.length > 0 && others.every(other => behind <= other.next);
}

function rankedOf(agent: Agent, question: OwnerQuestion, { language, rule }: Given): Ranked {
  const { product, now } = question;
  const excluded = exclusionOf(agent, question, { language, rule });
  const credit = rounded(creditAt(agent, now));
  return {
    agentId: agent.id,
    name: agent.name,
    language,
    book: agent.book,
    capacity: agent.capacity,
    share: rounded(calibratedShare(agent, now)),
    ...(credit > 0 ? { credit } : {}),
    skilled: product === undefined || agent.products.includes(product),
    ...(rule?.how === 'prefer' && rule.agents.includes(agent.id) ? { preferred: true } : {}),
    ...(excluded ? { excluded } : {}),
  };
}

const rounded = (value: number): number => Math.round(value * 1000) / 1000;

function exclusionOf(agent: Agent, asked: OwnerQuestion, { language, rule }: Given): Exclusion | undefined {
  if (!agent.active || !agent.roles.includes('agent')) return 'not-on-roster';
  if (!speaks(agent, language)) return 'other-language';
  if (rule?.how === 'only' && !rule.agents.includes(agent.id)) return 'not-in-rule';
  if (leavesForLong(agent, asked.now, asked.longAbsenceDays ?? LONG_ABSENCE_DAYS)) return 'long-absence';
  return agent.book >= agent.capacity ? 'book-full' : undefined;
}
