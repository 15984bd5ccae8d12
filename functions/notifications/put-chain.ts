import type { ChainSettings } from '../../shared/contracts/escalations-contract.ts';
import { type Chain, checkChain } from '../../shared/domain/notifications/escalation-chain.ts';
import { type Stray, straysIn } from '../../shared/domain/notifications/escalation-names.ts';
import { accepted, type Outcome, type Refused, refused } from '../../shared/kernel/outcome.ts';
import { isSameData } from '../../shared/kernel/same-data.ts';
import { chainWrites, readChainPlace, type StoredChain } from '../../shared/store/chain-store.ts';
import type { Ports } from '../../shared/store/ports.ts';
import type { Table } from '../../shared/store/table.ts';
import { commitChain } from './commit-chain.ts';
import { loadKnownNames } from './known-names.ts';

export type ChainRefusal = 'bad-chain' | Stray['refusal'];

type Given = {
  readonly chainId: string;
  readonly input: ChainSettings;
  readonly version?: number | undefined;
  readonly principal: string;
};

/**
 * Writes a chain as a new version, when it can be run to its end and all that it names is there. `version` is the one
 * that was read, none for a new chain; refused with `stale` when another one stands there. Runs under way keep theirs.
 */
export async function putChain(
  ports: Ports,
  given: Given,
): Promise<Outcome<StoredChain, ChainRefusal | 'stale'>> {
  const { chainId: id, input, principal } = given;
  const wrong = await wrongWithChain(ports.table, input);
  if (wrong) return wrong;
  const { chain: held, read } = await readChainPlace(ports.table, id);
  if (held && isWritten(held, given)) return accepted(held);
  if ((held?.version ?? 0) !== (given.version ?? 0)) return STALE;
  const { steps, ackMinutes } = input;
  const chain = { steps, ackMinutes, id, changedAt: ports.clock.now(), changedBy: principal };
  const writes = chainWrites(chain, read);
  const done = await commitChain(ports, { id, decision: 'chain-edited', principal, writes });
  return done ? accepted({ ...chain, version: (read ?? 0) + 1 }) : STALE;
}

function isWritten(held: StoredChain, { input, version, principal }: Given): boolean {
  const { steps, ackMinutes } = held;
  const follows = version === undefined || held.version === version + 1;
  return follows && held.changedBy === principal && isSameData({ steps, ackMinutes }, input);
}

export const STALE = refused('stale', { problem: 'Somebody else just changed it; look again.' });

/** The first thing that is wrong with a chain that came as (part of) a body, as of now. */
export async function wrongWithChain(
  table: Table,
  chain: Chain,
  within = 'body',
): Promise<Refused<ChainRefusal> | undefined> {
  const checked = checkChain(chain);
  if (!checked.ok)
    return refused(checked.refusal, { ...checked.detail, field: `${within}.${checked.detail?.['field']}` });
  const [stray] = straysIn(chain, await loadKnownNames(table));
  return stray && refused(stray.refusal, { field: `${within}.${stray.field}`, problem: stray.problem });
}
