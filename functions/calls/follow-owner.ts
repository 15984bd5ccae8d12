import { command, type Fact } from '../../shared/events/envelope.ts';
import { type AccountId, derivedId } from '../../shared/kernel/id.ts';
import { accepted, refused } from '../../shared/kernel/outcome.ts';
import { inParallel } from '../../shared/kernel/parallel.ts';
import { loadOpenCalls } from '../../shared/store/call-store.ts';
import { loadSurvivor } from '../../shared/store/ownership-store.ts';
import type { Handled, Ports } from '../../shared/store/ports.ts';
import { changeCall } from './change-call.ts';

const ABREAST = 4;

/** The account has an owner, or another one: calls that are due go to them. What is booked stays with whom it is booked. */
export async function followOwner(ports: Ports, fact: Fact): Promise<Handled> {
  const calls = await loadOpenCalls(ports.table, fact.accountId);
  await inParallel(calls, ABREAST, ({ id }) => giveToOwner(ports, { callId: id, fact }));
  return { decision: 'calls-follow-owner', detail: { account: fact.accountId, calls: calls.length } };
}

/** A due call goes to the account's owner as of now, or to nobody while there is none; `from` alone may lose it when given. */
export async function giveToOwner(
  ports: Ports,
  { callId, fact, from }: { readonly callId: string; readonly fact: Fact; readonly from?: string },
): Promise<void> {
  await changeCall(ports, {
    callId,
    cause: command({
      id: derivedId('evt', 'call.given', fact.id, callId),
      name: 'call.given',
      accountId: fact.accountId as AccountId,
      principal: 'firstcall',
      now: ports.clock.now(),
    }),
    plan: async call => {
      if (call.state !== 'due' || (from !== undefined && call.agentId !== from))
        return refused('not-theirs' as const);
      const owner = await loadSurvivor(ports.table, call.accountId);
      const ownerId = owner?.state === 'owned' && owner.ownerId !== from ? owner.ownerId : undefined;
      if (call.agentId === ownerId) return refused('not-theirs' as const);
      return accepted({
        command: { do: 'give', agentId: ownerId },
        decision: 'call-given',
        reason: { to: ownerId ?? '-' },
      });
    },
  });
}
