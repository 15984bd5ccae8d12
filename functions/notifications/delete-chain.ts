import { accepted, type Outcome, refused } from '../../shared/kernel/outcome.ts';
import { chainGone, readChainPlace } from '../../shared/store/chain-store.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { loadPolicies } from '../../shared/store/promise-store.ts';
import { commitChain } from './commit-chain.ts';
import { STALE } from './put-chain.ts';
import { startersOf } from './read-chains.ts';

/**
 * Takes a chain away that no policy starts; its versions stay. Escalations under way keep it. Refused with `in-use`
 * and the policies; one that is not there is taken away already.
 */
export async function deleteChain(
  ports: Ports,
  { chainId: id, principal }: { readonly chainId: string; readonly principal: string },
): Promise<Outcome<Record<never, never>, 'in-use' | 'stale'>> {
  const [{ chain, read }, policies] = await Promise.all([
    readChainPlace(ports.table, id),
    loadPolicies(ports.table),
  ]);
  const usedBy = startersOf(id, policies);
  if (usedBy.length > 0)
    return refused('in-use', { usedBy, problem: `These policies start it: ${usedBy.join(', ')}.` });
  if (!chain) return accepted({});
  const writes = [chainGone(id, read, { changedAt: ports.clock.now(), changedBy: principal })];
  const done = await commitChain(ports, { id, decision: 'chain-removed', principal, writes });
  return done ? accepted({}) : STALE;
}
