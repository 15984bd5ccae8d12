import type { CaseLine } from '../../../shared/contracts/devices-contract.ts';
import { useDepots } from '../../api/depot-queries.ts';
import { useAgentNames } from '../../api/queries.ts';
import { useMessages } from '../../messages/messages.ts';
import { wordFor } from '../../messages/words.ts';

/** Names depots by their ids; the id itself until they are read. */
export function useDepotNames(): (id: string) => string {
  const depots = useDepots().data?.depots;
  return id => depots?.find(depot => depot.id === id)?.name ?? id;
}

export type OwnedLeg = Pick<CaseLine, 'ownerName' | 'depotId'>;

/** Who answers for a step: the account's owner, the depot that serves the case, or somebody by name. */
export function useLegOwner(): (owner: string, of: OwnedLeg) => string {
  const { devices } = useMessages();
  const depot = useDepotNames();
  const agent = useAgentNames();
  return (owner, { ownerName, depotId }) => {
    if (owner === 'owner') return ownerName ?? devices.accountOwner;
    if (owner === 'depot') return depotId ? depot(depotId) : devices.depot;
    return agent(owner);
  };
}

/** Whom a case waits for and why, in words. */
export function useWaitWords(): (on: string, reason: string | undefined) => string {
  const { devices } = useMessages();
  return (on, reason) => {
    const who = wordFor(devices.waits, on);
    return reason === undefined || reason === '-'
      ? who
      : devices.waitsWhy(who, wordFor(devices.reasons, reason));
  };
}
