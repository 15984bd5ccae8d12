import type { Instant } from '../../kernel/instant.ts';
import { formatInstant, parseInstant } from '../../kernel/instant.ts';
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

/** Before every id of an event (`evt_…`), so that at the same instant a moment wins over an import. */
const BY_IMPORT = 'bfl';

/** True for a part that only an import has told so far. */
export const isByImport = (held: { readonly by: string } | undefined): boolean =>
  held?.by.startsWith(`${BY_IMPORT}_`) ?? false;

/**
 * Takes an imported account into what is known. The import speaks as of the day the product began for the customer,
 * so it never overrides a moment that came in later by itself; of two imports for the same day the later one counts,
 * which is how a wrong row is corrected.
 */
export function takeInImported(
  held: Account | undefined,
  row: ImportedAccount,
  { id, now }: { id: string; now: Instant },
): { account: Account; since: Instant } {
  const since = parseInstant(row.since) ?? 0;
  const by = `${BY_IMPORT}_${formatInstant(now)}_${id}`;
  const r = <T>(value: T) => register(value, since, by);
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
        cancellation: r(row.status === 'cancelled' ? { effectiveAt: at(row.endsAt) ?? since } : null),
      },
    },
  };
  return { account: mergeAccounts(held ?? newAccount, said), since };
}
