import type { Principal } from '../../shared/contracts/define-route.ts';
import { formatInstant, SECOND } from '../../shared/kernel/instant.ts';
import { accepted, refused } from '../../shared/kernel/outcome.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { putTicket } from '../../shared/store/ticket-store.ts';

const GOOD_FOR = 30 * SECOND;

/** A ticket for one connection of the live socket. Its clock is real time, whatever the test clock says. */
export async function issueLiveTicket({ table, clock, ids }: Ports, principal: Principal) {
  if (principal.kind !== 'staff') return refused('forbidden');
  const ticket = ids.random('tkt');
  const goodUntil = clock.now() + GOOD_FOR;
  const write = putTicket(ticket, { agentId: principal.id, goodUntil });
  const answer = await table.commit({ commitId: ids.random('cmt'), writes: [write] });
  if (!answer.done) return refused(answer.refusal);
  return accepted({ body: { ticket, expiresAt: formatInstant(goodUntil) } });
}
