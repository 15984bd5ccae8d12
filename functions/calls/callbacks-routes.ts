import * as contract from '../../shared/contracts/callbacks-contract.ts';
import { accepted, type Outcome } from '../../shared/kernel/outcome.ts';
import { answer, type Call, type Reply } from '../../shared/runtime/http.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { askCallback } from './ask-callback.ts';
import { cancelCallback } from './cancel-callback.ts';
import { changeCallback } from './change-callback.ts';
import { holdSlot } from './hold-slot.ts';
import { listSlots } from './list-slots.ts';
import { readBookingPage } from './read-booking-page.ts';
import { readCallback } from './read-callback.ts';

const part = (call: Call, name: string): string => call.params[name] ?? '';
const withKey = (key: string | undefined): { readonly key?: string } => (key === undefined ? {} : { key });
const replied = async (
  answered: Promise<Outcome<unknown, string>>,
  status = 200,
): Promise<Outcome<Reply, string>> => {
  const outcome = await answered;
  return outcome.ok ? accepted({ status, body: outcome.value }) : outcome;
};

/** Which use case answers what customers ask of their calls. */
export const callbacksRoutes = (ports: Ports) => [
  answer(contract.getBookingPage, ({ principal, query }) =>
    replied(readBookingPage(ports, { principal, named: query })),
  ),
  answer(contract.listSlots, ({ principal, query }) => replied(listSlots(ports, { principal, query }))),
  answer(contract.holdSlot, ({ principal, body, headers }) =>
    replied(holdSlot(ports, { principal, input: body, ...withKey(headers['idempotency-key']) }), 201),
  ),
  answer(contract.askCallback, call => {
    const { principal, body: input } = call;
    const asking = { principal, input, ...withKey(call.headers['idempotency-key']) };
    return replied(askCallback(ports, asking), 201);
  }),
  answer(contract.getCallback, call =>
    replied(readCallback(ports, { principal: call.principal, callbackId: part(call, 'callbackId') })),
  ),
  answer(contract.changeCallback, call => {
    const { principal, body: input } = call;
    const changing = {
      principal,
      input,
      callbackId: part(call, 'callbackId'),
      ...withKey(call.headers['idempotency-key']),
    };
    return replied(changeCallback(ports, changing));
  }),
  answer(contract.cancelCallback, call =>
    replied(cancelCallback(ports, { principal: call.principal, callbackId: part(call, 'callbackId') })),
  ),
];
