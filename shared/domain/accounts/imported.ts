import type { Instant } from '../../kernel/instant.ts';
import { parseInstant } from '../../kernel/instant.ts';
import { type Account, mergeAccounts, newAccount } from './account.ts';
import { register } from './register.ts';

/** What an import says of one existing account. */
export type ImportedAccount = {
  readonly accountId: string;
  readonly language: string;
  readonly product: string;
  readonly status: 'trial' | 'active' | 'cancelled';
  readonly since: string;
  readonly trialEndsAt?: string | undefined;
  readonly endsAt?: string | undefined;
  readonly segment?: string | undefined;
  readonly zone?: string | undefined;
  readonly country?: string | undefined;
};

/**
 * Takes an imported account into what is known. The import speaks as of the day the product began for the customer,
 * so it never overrides a moment that came in later by itself.
 */
export function takeInImported(
  held: Account | undefined,
  row: ImportedAccount,
  eventId: string,
): { account: Account; since: Instant } {
  const since = parseInstant(row.since) ?? 0;
  const r = <T>(value: T) => register(value, since, eventId);
  const at = (text: string | undefined) => (text === undefined ? undefined : parseInstant(text));
  const trialEndsAt = at(row.trialEndsAt);
  const said: Account = {
    profile: {
      languages: r([row.language]),
      ...(row.segment === undefined ? {} : { segment: r(row.segment) }),
      ...(row.zone === undefined ? {} : { zone: r(row.zone) }),
      ...(row.country === undefined ? {} : { country: r(row.country) }),
    },
    products: {
      [row.product]: {
        phase: r(row.status === 'trial' ? ('trial' as const) : ('active' as const)),
        since: r(since),
        completed: r(true as const),
        ...(trialEndsAt === undefined ? {} : { trialEndsAt: r(trialEndsAt) }),
        ...(row.status === 'cancelled' ? { cancellation: r({ effectiveAt: at(row.endsAt) ?? since }) } : {}),
      },
    },
  };
  return { account: mergeAccounts(held ?? newAccount, said), since };
}
