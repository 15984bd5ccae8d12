import type * as z from 'zod/mini';
import type { explainPolicies as explainRoute } from '../../shared/contracts/promises-contract.ts';
import { segmentOf } from '../../shared/domain/accounts/account.ts';
import { matchPolicy } from '../../shared/domain/devices/match-policy.ts';
import { accepted, type Outcome, refused } from '../../shared/kernel/outcome.ts';
import { loadAccount } from '../../shared/store/account-store.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { loadPolicies } from '../../shared/store/promise-store.ts';

type Asked = z.infer<typeof explainRoute.body>;
type Explained = z.infer<typeof explainRoute.answer>;

/** Which policy a case of this account would get now, and how each of the others stands to it. */
export async function explainPolicies(
  { table }: Ports,
  asked: Asked,
): Promise<Outcome<Explained, 'not-found'>> {
  const [account, policies] = await Promise.all([loadAccount(table, asked.accountId), loadPolicies(table)]);
  if (!account)
    return refused('not-found', { field: 'body.accountId', problem: 'There is no account with this id.' });
  const { policy, ranking } = matchPolicy(policies, { ...asked, segment: segmentOf(account.state) });
  return accepted(policy ? { policyId: policy.id, ranking } : { ranking });
}
