import { advance } from '../../shared/domain/notifications/advance-escalation.ts';
import { startRun } from '../../shared/domain/notifications/escalation.ts';
import { standardChain } from '../../shared/domain/notifications/escalation-chain.ts';
import type { DataOf } from '../../shared/events/define-event.ts';
import type { Fact } from '../../shared/events/envelope.ts';
import type { escalationWanted } from '../../shared/events/escalation-events.ts';
import { loadChain } from '../../shared/store/chain-store.ts';
import { loadRun } from '../../shared/store/escalation-store.ts';
import { journal } from '../../shared/store/journal.ts';
import { escalationPk } from '../../shared/store/keys.ts';
import type { Handled, Ports } from '../../shared/store/ports.ts';
import { type Attempt, untilFresh } from '../../shared/store/until-fresh.ts';
import { CAPABILITY } from './capability.ts';
import { commitRun } from './commit-run.ts';
import { loadDuty } from './load-duty.ts';

type Wanted = Fact<DataOf<typeof escalationWanted>>;

/**
 * Starts an escalation with the chain as it stands now, and tells the first people in the same commit. An id is good
 * for one escalation: one that was started or ended before stays as it is. Imports start none. Where nobody knows the
 * chain, the standard one runs, since silence is worse.
 */
export const startEscalation = (ports: Ports, fact: Wanted): Promise<Handled> =>
  untilFresh(async () => {
    if (fact.origin === 'backfill') return left(ports, fact, 'suppressed');
    if (await loadRun(ports.table, fact.data.escalationId)) return left(ports, fact, 'known');
    const { accountId, correlation } = fact;
    const known = await loadChain(ports.table, fact.data.chain);
    const { steps, ackMinutes, version } = { version: undefined, ...(known ?? standardChain) };
    const chain = { steps, ackMinutes };
    const duty = await loadDuty(ports, { accountId, chain });
    const given = { token: fact.id, chain, accountId, correlation, now: duty.now };
    const run = startRun(fact.data, {
      ...given,
      ...(version === undefined ? {} : { chainVersion: version }),
    });
    return commitRun(ports, {
      before: undefined,
      moved: advance(run, duty),
      cause: fact,
      decision: known ? 'escalation-started' : 'chain-unknown',
      ownerId: duty.ownerId,
    });
  });

async function left({ table, clock, ids }: Ports, fact: Wanted, decision: string): Promise<Attempt> {
  const { escalationId } = fact.data;
  const entry = journal({
    pk: escalationPk(escalationId),
    capability: CAPABILITY,
    fact,
    decision,
    now: clock.now(),
  });
  const answer = await table.commit({ commitId: ids.random('cmt'), writes: [entry] });
  return { answer, decision, detail: { escalation: escalationId } };
}
