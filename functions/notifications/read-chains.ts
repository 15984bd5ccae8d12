import type { ChainView } from '../../shared/contracts/escalations-contract.ts';
import type { Step } from '../../shared/domain/notifications/escalation-chain.ts';
import { formatInstant } from '../../shared/kernel/instant.ts';
import { loadChains, type StoredChain } from '../../shared/store/chain-store.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { loadPolicies, type StoredPolicy } from '../../shared/store/promise-store.ts';
import type { Table } from '../../shared/store/table.ts';

/** The chains by id, each with the policies that start it. */
export async function readChains({ table }: Ports): Promise<ChainView[]> {
  const [chains, policies] = await Promise.all([loadChains(table), loadPolicies(table)]);
  return chains.map(chain => chainView(chain, policies));
}

/** One chain as staff see it. */
export const chainViewNow = async (table: Table, chain: StoredChain): Promise<ChainView> =>
  chainView(chain, await loadPolicies(table));

/** Ids of the policies that start a chain, active or not. */
export const startersOf = (chainId: string, policies: readonly StoredPolicy[]): string[] =>
  policies
    .filter(({ breachChain, noStockChain }) => breachChain === chainId || noStockChain === chainId)
    .map(({ id }) => id);

function chainView(chain: StoredChain, policies: readonly StoredPolicy[]): ChainView {
  const { id, steps, ackMinutes, version, changedAt, changedBy } = chain;
  return {
    id,
    steps: steps.map(step => step as Step & ChainView['steps'][number]),
    ackMinutes,
    version,
    changedAt: formatInstant(changedAt),
    ...(changedBy === undefined ? {} : { changedBy }),
    usedBy: startersOf(id, policies),
  };
}
