import type { DamageKind } from '../../events/device-events.ts';

/** What a policy says about whom it is for. A list that is absent asks for nothing. */
export type Matchable = {
  readonly id: string;
  readonly name: string;
  readonly version: number;
  readonly active: boolean;
  readonly order: number;
  readonly match: {
    readonly accounts?: readonly string[] | undefined;
    readonly sites?: readonly string[] | undefined;
    readonly damages?: readonly DamageKind[] | undefined;
    readonly products?: readonly string[] | undefined;
    readonly segments?: readonly string[] | undefined;
  };
};

/** What is known of a case when it is matched. */
export type MatchCase = {
  readonly accountId: string;
  readonly segment: string;
  readonly product?: string | undefined;
  readonly damage: DamageKind;
  readonly site?: string | undefined;
};

/** One policy, whether it fits the case, and why. */
export type MatchedPolicy = {
  policyId: string;
  name: string;
  version: number;
  matched: boolean;
  because: { dimension: string; has: string; fits: boolean }[];
  specificity: number;
};

/** What the case has where it has nothing. */
const NOTHING = '-';

/** The narrower first. Each weighs more than all that follow together, so that one account goes before any site of all. */
const dimensions = [
  { name: 'account', weight: 16, asks: 'accounts', has: (on: MatchCase) => on.accountId },
  { name: 'site', weight: 8, asks: 'sites', has: (on: MatchCase) => on.site },
  { name: 'damage', weight: 4, asks: 'damages', has: (on: MatchCase) => on.damage },
  { name: 'product', weight: 2, asks: 'products', has: (on: MatchCase) => on.product },
  { name: 'segment', weight: 1, asks: 'segments', has: (on: MatchCase) => on.segment },
] as const;

const askedBy = ({ match }: Pick<Matchable, 'match'>) =>
  dimensions.filter(({ asks }) => match[asks] !== undefined);

/** How much a policy asks for: account 16, site 8, damage 4, product 2, segment 1, summed. */
export const specificityOf = (policy: Pick<Matchable, 'match'>): number =>
  askedBy(policy).reduce((sum, { weight }) => sum + weight, 0);

/** The order in which policies are tried: the more specific first, then by `order`, the lowest first, then by id. */
export const inTurn = (one: Matchable, other: Matchable): number =>
  specificityOf(other) - specificityOf(one) || one.order - other.order || (one.id < other.id ? -1 : 1);

/**
 * The policy of a case: of the active ones that fit, the first in turn; none when none fits. A policy fits when each
 * list that it gives holds the case's value. The ranking has every active policy with what it asks for and what the
 * case has, those that fit first.
 */
export function matchPolicy<P extends Matchable>(
  policies: readonly P[],
  on: MatchCase,
): { readonly policy?: P; readonly ranking: MatchedPolicy[] } {
  const tried = policies
    .filter(({ active }) => active)
    .toSorted(inTurn)
    .map(policy => ({ policy, explained: explain(policy, on) }));
  const [first] = tried.filter(({ explained }) => explained.matched);
  const ranking = tried
    .map(({ explained }) => explained)
    .toSorted((one, other) => Number(other.matched) - Number(one.matched));
  return first ? { policy: first.policy, ranking } : { ranking };
}

function explain(policy: Matchable, on: MatchCase): MatchedPolicy {
  const because = askedBy(policy).map(({ name, asks, has }) => {
    const value = has(on);
    const list: readonly string[] = policy.match[asks] ?? [];
    return { dimension: name, has: value ?? NOTHING, fits: value !== undefined && list.includes(value) };
  });
  return {
    policyId: policy.id,
    name: policy.name,
    version: policy.version,
    matched: because.every(({ fits }) => fits),
    because,
    specificity: specificityOf(policy),
  };
}
