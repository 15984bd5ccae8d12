import type { Instant } from '../../kernel/instant.ts';
import { latest, type Register } from './register.ts';

/** What an account knows of one of its products, each part as of its own instant. */
export type ProductState = {
  readonly phase?: Register<'registered' | 'trial' | 'active'>;
  readonly since?: Register<Instant>;
  readonly trialEndsAt?: Register<Instant>;
  readonly renewedUntil?: Register<Instant>;
  readonly adjusted?: Register<string>;
  readonly completed?: Register<true>;
  /** `null` inside the register: the cancellation was withdrawn. */
  readonly cancellation?: Register<{ readonly effectiveAt: Instant; readonly reason?: string } | null>;
};

export type Profile = {
  readonly languages?: Register<readonly string[]>;
  readonly segment?: Register<string>;
  readonly zone?: Register<string>;
  readonly country?: Register<string>;
  /** What is known of a customer who sells; rows of earlier releases have none of it. */
  readonly marketplaces?: Register<readonly string[]>;
  readonly skus?: Register<number>;
  readonly assortment?: Register<Assortment>;
  readonly experience?: Register<Experience>;
  readonly fields?: Register<readonly string[]>;
  readonly limits?: Register<{ readonly minimum: boolean; readonly maximum: boolean }>;
};

export type Assortment = 'private-label' | 'brands' | 'both';
export type Experience = {
  readonly level: 'new' | 'experienced';
  /** They said so, it was measured, or somebody supposes it. */
  readonly source: 'said' | 'measured' | 'supposed';
};

/** The parts of a profile that only customers who sell have. */
export const sellerParts = ['marketplaces', 'skus', 'assortment', 'experience', 'fields', 'limits'] as const;
type SellerPart = (typeof sellerParts)[number];
/** What is known of a customer as a seller; what nobody told is absent. */
export type Seller = {
  readonly [part in SellerPart]?: Profile[part] extends Register<infer T> | undefined ? T : never;
};

export type Account = {
  readonly profile: Profile;
  readonly products: Readonly<Record<string, ProductState>>;
};

export const newAccount: Account = { profile: {}, products: {} };

/** The language of accounts that nobody has told the language of (BCP 47: undetermined). */
export const UNKNOWN_LANGUAGE = 'und';
export const DEFAULT_SEGMENT = 'standard';

/** Languages of the account, the preferred first; none when nobody told. */
export const languagesOf = (account: Account): readonly string[] => account.profile.languages?.value ?? [];
/** The language the account is served in: its first, or `und` when nobody told. */
export const languageOf = (account: Account): string => languagesOf(account)[0] ?? UNKNOWN_LANGUAGE;
/** The account's segment; `standard` until somebody says otherwise. */
export const segmentOf = (account: Account): string => account.profile.segment?.value ?? DEFAULT_SEGMENT;

/** What is known of the customer as a seller, each part by its latest word; empty when nobody told anything. */
export const sellerOf = ({ profile }: Account): Seller =>
  Object.fromEntries(
    sellerParts.flatMap(part => (profile[part] === undefined ? [] : [[part, profile[part].value]])),
  );

export type ProductStatus = 'registered' | 'trial' | 'active' | 'cancelled';

/** A cancellation holds until it is withdrawn or a later moment begins a new phase. */
export function productStatus(product: ProductState): ProductStatus {
  const { cancellation, phase } = product;
  const holds = cancellation?.value != null && (phase === undefined || cancellation.at >= phase.at);
  return holds ? 'cancelled' : (phase?.value ?? 'registered');
}

export type AccountStatus = 'prospect' | 'trial' | 'active' | 'cancelled';

/** An account is as far as its furthest product; it is cancelled when all of its products are. */
export function accountStatus(account: Account): AccountStatus {
  const statuses = Object.values(account.products).map(productStatus);
  if (statuses.includes('active')) return 'active';
  if (statuses.includes('trial')) return 'trial';
  if (statuses.includes('registered')) return 'prospect';
  return statuses.length > 0 ? 'cancelled' : 'prospect';
}

/** Two accounts that turned out to be one: for each part the later word counts. */
export function mergeAccounts(one: Account, other: Account): Account {
  const names = new Set([...Object.keys(one.products), ...Object.keys(other.products)]);
  return {
    profile: mergeParts(one.profile, other.profile),
    products: Object.fromEntries(
      [...names].sort().map(name => [name, mergeParts(one.products[name] ?? {}, other.products[name] ?? {})]),
    ),
  };
}

/** Part by part the register that wins; parts nobody spoke of stay absent. */
export function mergeParts<P extends object>(one: P, other: P): P {
  const parts = new Set([...Object.keys(one), ...Object.keys(other)]) as Set<keyof P>;
  return Object.fromEntries(
    [...parts]
      .sort()
      .map(part => [
        part,
        latest(one[part] as Register<unknown> | undefined, other[part] as Register<unknown> | undefined),
      ]),
  ) as P;
}
