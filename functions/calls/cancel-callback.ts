import type { CallbackView } from '../../shared/contracts/callbacks-contract.ts';
import type { Principal } from '../../shared/contracts/define-route.ts';
import { command } from '../../shared/events/envelope.ts';
import type { AccountId, EventId } from '../../shared/kernel/id.ts';
import { accepted, type Outcome } from '../../shared/kernel/outcome.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { freeSlot } from './book-slot.ts';
import { callbackViewOf } from './callback-view.ts';
import { type CustomerRefusal, callFor } from './customer.ts';
import { type DeedRefusal, dealWithCall } from './deal-with-call.ts';

/** A customer does not want to be called after all: the time is free again in the same commit. Over is over. */
export async function cancelCallback(
  ports: Ports,
  { principal, callbackId }: { readonly principal: Principal; readonly callbackId: string },
): Promise<Outcome<CallbackView, CustomerRefusal | DeedRefusal>> {
  const found = await callFor(ports, principal, callbackId);
  if (!found.ok) return found;
  const { call, customer } = found.value;
  if (call.state === 'ended') return accepted(await callbackViewOf(ports.table, call));
  const cause = command({
    ...{ id: ports.ids.random('evt') as EventId, name: 'call.cancelled-by-customer' },
    ...{ accountId: call.accountId as AccountId, principal: customer.by, now: ports.clock.now() },
  });
  return dealWithCall(ports, {
    ...{ cause, target: { callId: call.id } },
    plan: async held =>
      accepted({
        commands: [{ do: 'cancel', by: 'customer' }],
        ...(await freeSlot(ports, held)),
        decision: 'cancelled',
      }),
    answerOf: held => callbackViewOf(ports.table, held),
  });
}
