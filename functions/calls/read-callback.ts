import type { CallbackView } from '../../shared/contracts/callbacks-contract.ts';
import type { Principal } from '../../shared/contracts/define-route.ts';
import { accepted, type Outcome } from '../../shared/kernel/outcome.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { callbackViewOf } from './callback-view.ts';
import { type CustomerRefusal, callFor } from './customer.ts';

/** How a call stands, for whoever it is with. */
export async function readCallback(
  ports: Ports,
  { principal, callbackId }: { readonly principal: Principal; readonly callbackId: string },
): Promise<Outcome<CallbackView, CustomerRefusal | 'not-found'>> {
  const found = await callFor(ports, principal, callbackId);
  return found.ok ? accepted(await callbackViewOf(ports.table, found.value.call)) : found;
}
