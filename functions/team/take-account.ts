import type { AssignmentView } from '../../shared/contracts/accounts-contract.ts';
import { command } from '../../shared/events/envelope.ts';
import { type AccountId, derivedId } from '../../shared/kernel/id.ts';
import { type Outcome, refused } from '../../shared/kernel/outcome.ts';
import type { Ownership } from '../../shared/store/ownership-store.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { loadAgent, loadBook } from '../../shared/store/roster-store.ts';
import { ContentionError } from '../../shared/store/until-fresh.ts';
import { assign } from './assign.ts';
import type { DecidedByHand } from './assignment.ts';
import { readAssignment } from './read-team.ts';

const MAX_TRIES = 8;

/** Runs a decision by hand until it met the state it was decided on; what somebody else decided meanwhile is read again. */
export async function untilTaken<T, R extends string>(
  attempt: () => Promise<Outcome<T, R> | 'again'>,
): Promise<Outcome<T, R>> {
  for (let tries = 1; tries <= MAX_TRIES; tries++) {
    const outcome = await attempt();
    if (outcome !== 'again') return outcome;
  }
  throw new ContentionError();
}

/** One try to give the account to whoever was decided by hand; what waited to be told is told. */
export async function takeAccount(
  ports: Ports,
  held: Ownership,
  byHand: DecidedByHand,
): Promise<Outcome<AssignmentView, 'not-found' | 'book-full'> | 'again'> {
  if (!byHand.force && !(await hasRoom(ports, byHand.ownerId))) return FULL;
  const { accountId, language, product, version } = held;
  const name = `team.account-${byHand.reason}`;
  const cause = command({
    id: derivedId('evt', name, accountId, version, byHand.ownerId),
    ...{ name, accountId: accountId as AccountId, principal: byHand.by, now: ports.clock.now() },
  });
  const { answer } = await assign(ports, {
    ...{ accountId, language, changes: held.waiting, held, byHand, cause },
    ...(product === undefined ? {} : { product }),
  });
  if (answer.done) return readAssignment(ports, accountId);
  return answer.refusal === 'book-full' ? FULL : 'again';
}

const FULL = refused('book-full', { problem: 'The book is full: it holds as many accounts as it may.' });

/** A look ahead; the commit holds the limit when somebody else is faster. */
async function hasRoom({ table }: Ports, agentId: string): Promise<boolean> {
  const [agent, book] = await Promise.all([loadAgent(table, agentId), loadBook(table, agentId)]);
  return agent !== undefined && book < agent.capacity;
}
