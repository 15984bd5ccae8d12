import type { AssignmentView } from '../../shared/contracts/accounts-contract.ts';
import { UNKNOWN_LANGUAGE } from '../../shared/domain/accounts/account.ts';
import { type Outcome, refused } from '../../shared/kernel/outcome.ts';
import { loadOwnership } from '../../shared/store/ownership-store.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { loadAgent } from '../../shared/store/roster-store.ts';
import { type MayTake, mayTake } from './may-take.ts';
import { readAssignment } from './read-team.ts';
import { takeAccount, untilTaken } from './take-account.ts';

type Refusal = MayTake | 'not-found' | 'book-full' | 'already-claimed';

/**
 * Takes an account out of the queue: an agent of the roster may who speaks its language and has room in the book. One
 * wins; who comes second is told who has it; the same person again is answered the same.
 */
export const claimAccount = (
  ports: Ports,
  { accountId, agentId }: { accountId: string; agentId: string },
): Promise<Outcome<AssignmentView, Refusal>> =>
  untilTaken<AssignmentView, Refusal>(async () => {
    const held = await loadOwnership(ports.table, accountId);
    if (!held || held.state === 'released') return refused('not-found');
    if (held.state === 'owned' && held.ownerId === agentId) return readAssignment(ports, accountId);
    if (held.state === 'owned') return alreadyClaimed(ports, held.ownerId ?? '-');
    const language = held.language === UNKNOWN_LANGUAGE ? undefined : held.language;
    const may = mayTake(await loadAgent(ports.table, agentId), language);
    if (!may.ok) return may;
    return takeAccount(ports, held, { ownerId: agentId, reason: 'claimed', by: agentId });
  });

/** Somebody was faster: says who. */
export async function alreadyClaimed({ table }: Ports, by: string) {
  const name = (await loadAgent(table, by))?.name ?? by;
  return refused('already-claimed', { by, problem: `${name} has it already.` });
}
