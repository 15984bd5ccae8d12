import type { DataOf } from '../../shared/events/define-event.ts';
import { command, type Fact } from '../../shared/events/envelope.ts';
import type { personErased } from '../../shared/events/person-events.ts';
import { type AccountId, derivedId } from '../../shared/kernel/id.ts';
import { accepted, refused } from '../../shared/kernel/outcome.ts';
import type { StoredCall } from '../../shared/store/call-store.ts';
import { loadOpenCallsWith } from '../../shared/store/calls-of-person.ts';
import { loadTombstone } from '../../shared/store/person-store.ts';
import type { Handled, Ports } from '../../shared/store/ports.ts';
import { freeSlot } from './book-slot.ts';
import { changeCall } from './change-call.ts';

/**
 * A customer's person was erased: calls with them end, and the time that was agreed on is free again. A conversation that
 * goes on is not cut off; nothing of it is kept that is personal.
 */
export async function eraseFromCalls(
  ports: Ports,
  fact: Fact<DataOf<typeof personErased>>,
): Promise<Handled> {
  const { accountId, data } = fact;
  const stone = await loadTombstone(ports.table, { accountId, contactId: data.contactId });
  if (!stone) return { decision: 'not-erased', detail: { account: accountId } };
  const calls = (await loadOpenCallsWith(ports.table, stone)).filter(({ erased }) => !erased);
  for (const call of calls) await endOf(ports, call, fact);
  return { decision: 'person-erased', detail: { account: accountId, calls: calls.length } };
}

const endOf = (ports: Ports, { id: callId, accountId }: StoredCall, fact: Fact) =>
  changeCall(ports, {
    callId,
    cause: command({
      id: derivedId('evt', 'call.person-erased', fact.id, callId),
      ...{ name: 'call.person-erased', accountId: accountId as AccountId },
      ...{ principal: 'firstcall', now: ports.clock.now() },
    }),
    plan: async call => {
      if (call.state === 'ended') return refused('over');
      const freed = call.state === 'running' ? {} : await freeSlot(ports, call);
      const said = { decision: 'person-erased', reason: { because: 'person-erased' } };
      return accepted({ command: { do: 'erase-person' }, ...freed, ...said });
    },
  });
