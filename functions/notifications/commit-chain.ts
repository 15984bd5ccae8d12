import { command, NO_ACCOUNT } from '../../shared/events/envelope.ts';
import type { EventId } from '../../shared/kernel/id.ts';
import { journal } from '../../shared/store/journal.ts';
import { chainPk } from '../../shared/store/keys.ts';
import type { Ports } from '../../shared/store/ports.ts';
import type { Write } from '../../shared/store/table.ts';
import { CAPABILITY } from './capability.ts';

/** Commits what somebody decided about a chain, with who did; false when somebody else was faster. */
export async function commitChain(
  { table, clock, ids }: Ports,
  given: {
    readonly id: string;
    readonly decision: 'chain-edited' | 'chain-removed';
    readonly principal: string;
    readonly writes: readonly Write[];
  },
): Promise<boolean> {
  const { id, decision, principal, writes } = given;
  const now = clock.now();
  const fact = command({
    id: ids.random('evt') as EventId,
    name: decision === 'chain-edited' ? 'chain.edited' : 'chain.removed',
    accountId: NO_ACCOUNT,
    principal,
    now,
  });
  const reason = { by: principal };
  const entry = journal({ pk: chainPk(id), capability: CAPABILITY, fact, decision, reason, now });
  const answer = await table.commit({ commitId: ids.random('cmt'), writes: [entry, ...writes] });
  // The event id is our own: an answer that got lost before is the only way to meet it.
  return answer.done || answer.refusal === 'already-done';
}
