import { isAwayLong, LONG_ABSENCE_DAYS } from './absences.ts';
import { speaks } from './agent.ts';
import { ruleFor } from './assignment-rule.ts';
import { type OwnerQuestion, type Ranked, rankAgents } from './rank-agents.ts';

export type OwnerChoice = {
  readonly ownerId?: string;
  readonly reason:
    | 'speaks-language'
    | 'fallback-language'
    | 'proposed'
    | 'claimed'
    | 'transferred'
    | 'all-books-full'
    | 'nobody-fits'
    | 'nobody-speaks-language'
    | 'language-unknown';
  readonly language: string;
  /** Name of the rule that applied. */
  readonly rule?: string;
  /** Everybody, the best first, the excluded last. */
  readonly ranking: readonly Ranked[];
};

/**
 * Who is to own the account. Language first; a fallback language only when nobody speaks the first who is on the roster
 * and not away for long, even when all who do have full books (then the account waits). Then the first rule of the
 * company that fits: `only` narrows the choice, `prefer` ranks first among all who can. Among those: product skill, then
 * the lowest calibrated share of book by weight, then a spread that differs from account to account. Hours and short
 * absences play no part: ownership lasts. An agent named by an import is taken when on the roster and not away for long.
 */
export function chooseOwner(question: OwnerQuestion): OwnerChoice {
  const { fallbackLanguages, proposedOwnerId, now, longAbsenceDays = LONG_ABSENCE_DAYS } = question;
  const there = question.agents.filter(
    agent => agent.active && agent.roles.includes('agent') && !isAwayLong(agent, now, longAbsenceDays),
  );
  const unknown = question.language === 'und';
  const spoken = unknown
    ? undefined
    : [question.language, ...fallbackLanguages].find(language =>
        there.some(agent => speaks(agent, language)),
      );
  const language = spoken ?? question.language;
  const rule = ruleFor(question.assignmentRules ?? [], question);
  const ranking = rankAgents(question, { language, rule });
  const base = { language, ranking, ...(rule ? { rule: rule.name } : {}) };
  const proposed = there.find(agent => agent.id === proposedOwnerId);
  if (proposed) return { ...base, ownerId: proposed.id, reason: 'proposed' };
  if (unknown) {
    const reason = question.languageAssumed ? 'nobody-speaks-language' : 'language-unknown';
    return { ...base, reason };
  }
  if (spoken === undefined) return { ...base, reason: 'nobody-speaks-language' };
  const best = ranking.find(ranked => ranked.excluded === undefined);
  if (!best) return { ...base, reason: whyNobody(ranking) };
  const first = spoken === question.language && !question.languageAssumed;
  return { ...base, ownerId: best.agentId, reason: first ? 'speaks-language' : 'fallback-language' };
}

/** Room in a book may come any day; that is said when it alone is missing with somebody. */
const whyNobody = (ranking: readonly Ranked[]) =>
  ranking.some(({ excluded }) => excluded === 'book-full') ? 'all-books-full' : 'nobody-fits';
