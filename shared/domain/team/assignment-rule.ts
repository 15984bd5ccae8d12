import { sameLanguage } from './agent.ts';

/** Who may get accounts of some kind: `only` narrows the choice, `prefer` puts these first among all who can. */
export type AssignmentRule = {
  readonly name: string;
  readonly match: {
    readonly products?: readonly string[] | undefined;
    readonly segments?: readonly string[] | undefined;
    readonly languages?: readonly string[] | undefined;
  };
  readonly agents: readonly string[];
  readonly how: 'only' | 'prefer';
};

/**
 * The first rule that fits the account counts. A rule fits when each of its lists holds what the account has; the
 * region of a language does not matter, and what is not known of the account fits no list.
 */
export function ruleFor(
  rules: readonly AssignmentRule[],
  of: { product?: string; segment?: string; language: string },
): AssignmentRule | undefined {
  const holds = (list: readonly string[] | undefined, value: string | undefined) =>
    list === undefined || (value !== undefined && list.includes(value));
  return rules.find(
    ({ match }) =>
      holds(match.products, of.product) &&
      holds(match.segments, of.segment) &&
      (match.languages === undefined ||
        match.languages.some(language => sameLanguage(language, of.language))),
  );
}
