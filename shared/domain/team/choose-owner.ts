import { shardOf } from '../../kernel/hash.ts';
import { type Agent, shareOf, speaks } from './agent.ts';

export type Exclusion = 'not-on-roster' | 'other-language' | 'book-full';

export type Ranked = {
  readonly agentId: string;
  readonly name: string;
  /** The language the agent would speak with the account. */
  readonly language: string;
  readonly book: number;
  readonly capacity: number;
  /** Book divided by weight. */
  readonly share: number;
  readonly skilled: boolean;
  readonly excluded?: Exclusion;
};

export type OwnerChoice = {
  readonly ownerId?: string;
  readonly reason:
    | 'speaks-language'
    | 'fallback-language'
    | 'proposed'
    | 'all-books-full'
    | 'nobody-speaks-language'
    | 'language-unknown';
  readonly language: string;
  /** Everybody, the best first, the excluded last. */
  readonly ranking: readonly Ranked[];
};

export type OwnerQuestion = {
  readonly accountId: string;
  readonly language: string;
  readonly product?: string;
  readonly proposedOwnerId?: string;
  readonly agents: readonly Agent[];
  readonly fallbackLanguages: readonly string[];
  readonly languageAssumed?: boolean;
};

/**
 * Who is to own the account. Language first; a fallback language only when nobody on the roster speaks the first, even
 * when all who do have full books (then the account waits). Among those: product skill, then the lowest share of book
 * by weight, then by a spread that differs from account to account. Hours and short absences play no part: ownership
 * lasts. An agent named by an import is taken when on the roster.
 */
export function chooseOwner(question: OwnerQuestion): OwnerChoice {
  const { agents, fallbackLanguages, proposedOwnerId } = question;
  const onRoster = agents.filter(agent => agent.active && agent.roles.includes('agent'));
  const unknown = question.language === 'und';
  const spoken = unknown
    ? undefined
    : [question.language, ...fallbackLanguages].find(language =>
        onRoster.some(agent => speaks(agent, language)),
      );
  const language = spoken ?? question.language;
  const ranking = rank(question, language);
  const proposed = onRoster.find(agent => agent.id === proposedOwnerId);
  if (proposed) return { ownerId: proposed.id, reason: 'proposed', language, ranking };
  if (unknown) {
    const reason = question.languageAssumed ? 'nobody-speaks-language' : 'language-unknown';
    return { reason, language, ranking };
  }
  if (spoken === undefined) return { reason: 'nobody-speaks-language', language, ranking };
  const best = ranking.find(ranked => ranked.excluded === undefined);
  if (!best) return { reason: 'all-books-full', language, ranking };
  const first = spoken === question.language && !question.languageAssumed;
  return {
    ownerId: best.agentId,
    reason: first ? 'speaks-language' : 'fallback-language',
    language,
    ranking,
  };
}

function rank(question: OwnerQuestion, language: string): Ranked[] {
  const spread = (agent: Agent) => shardOf(`${question.accountId}/${agent.id}`, 1_000_003);
  // A client's clerk signs in, but is nobody on the team.
  const team = question.agents.filter(({ roles }) => roles.some(role => role !== 'clerk'));
  const keyed = team.map(agent => ({
    agent,
    ranked: rankedOf(agent, question.product, language),
  }));
  keyed.sort(
    (a, b) =>
      Number(a.ranked.excluded !== undefined) - Number(b.ranked.excluded !== undefined) ||
      Number(b.ranked.skilled) - Number(a.ranked.skilled) ||
      a.ranked.share - b.ranked.share ||
      spread(a.agent) - spread(b.agent),
  );
  return keyed.map(({ ranked }) => ranked);
}

function rankedOf(agent: Agent, product: string | undefined, language: string): Ranked {
  const excluded = exclusionOf(agent, language);
  return {
    agentId: agent.id,
    name: agent.name,
    language,
    book: agent.book,
    capacity: agent.capacity,
    share: Math.round(shareOf(agent) * 1000) / 1000,
    skilled: product === undefined || agent.products.includes(product),
    ...(excluded ? { excluded } : {}),
  };
}

function exclusionOf(agent: Agent, language: string): Exclusion | undefined {
  if (!agent.active || !agent.roles.includes('agent')) return 'not-on-roster';
  if (!speaks(agent, language)) return 'other-language';
  return agent.book >= agent.capacity ? 'book-full' : undefined;
}
