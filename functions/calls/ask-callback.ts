import type * as z from 'zod/mini';
import type { askCallback as askRoute, CallbackView } from '../../shared/contracts/callbacks-contract.ts';
import type { Principal } from '../../shared/contracts/define-route.ts';
import type { Call } from '../../shared/domain/calls/call.ts';
import { newCall } from '../../shared/domain/calls/new-call.ts';
import type { PhoneRefusal } from '../../shared/domain/calls/phone-number.ts';
import type { TimeRefusal } from '../../shared/domain/calls/slot-times.ts';
import { command } from '../../shared/events/envelope.ts';
import { type AccountId, derivedId, type EventId } from '../../shared/kernel/id.ts';
import { parseInstant } from '../../shared/kernel/instant.ts';
import { accepted, type Outcome, refused } from '../../shared/kernel/outcome.ts';
import { leadsTo } from '../../shared/store/link-store.ts';
import type { Ports } from '../../shared/store/ports.ts';
import type { Write } from '../../shared/store/table.ts';
import { adoptVisitor } from './adopt-visitor.ts';
import { type TermsRefusal, termsFor } from './call-terms.ts';
import { callbackViewOf } from './callback-view.ts';
import { countAsked } from './count-asked.ts';
import { type Customer, type CustomerRefusal, customerOf } from './customer.ts';
import { type DeedRefusal, dealWithCall, type Step } from './deal-with-call.ts';
import { askedItem, type Part, planNow, planSlot, type Wanted } from './plan-callback.ts';
import type { SlotRefusal } from './take-slot.ts';

type Input = z.infer<typeof askRoute.body>;
type Refusal = CustomerRefusal | TermsRefusal | PlanRefusal | DeedRefusal | 'start-missing';
type PlanRefusal = PhoneRefusal | 'no-phone' | 'too-many' | TimeRefusal | SlotRefusal | 'nobody-comes';
export type Asking = {
  readonly principal: Principal;
  readonly input: Input;
  /** The same key is the same request. */
  readonly key?: string | undefined;
};

/**
 * A customer wants to be called, now or at a time they pick. It joins the one open call with the contact, or begins one;
 * what a phone or an account may ask for is counted in the same commit. Sent again with its key, it has the same answer.
 */
export async function askCallback(ports: Ports, asking: Asking): Promise<Outcome<CallbackView, Refusal>> {
  const { principal, input, key } = asking;
  const who = await customerOf(ports, principal, input);
  if (!who.ok) return who;
  const customer = who.value;
  if (customer.link?.purpose === 'appointment')
    return refused('forbidden', { problem: 'This link is for the one appointment.' });
  if (input.want === 'slot' && input.from === undefined)
    return refused('start-missing', { field: 'body.from', problem: 'Say when.' });
  if (customer.link) await adoptVisitor(ports, customer.link);
  const terms = await termsFor(ports, customer, input);
  if (!terms.ok) return terms;
  const wanted = wantedOf(ports, { customer, terms: terms.value, input });
  const id = principal.kind === 'nobody' ? '-' : principal.id;
  return dealWithCall(ports, {
    cause: wanted.cause,
    once: key === undefined ? undefined : { principal: id, key, body: { ask: input } },
    target: { ...customer, ...howCalled(wanted), fresh: () => freshCall(ports, wanted, input.product) },
    plan: call => planAsked(ports, call, { wanted, input }),
    answerOf: call => callbackViewOf(ports.table, call),
  });
}

function wantedOf(
  { clock, ids }: Ports,
  { customer, terms, input }: Pick<Wanted, 'customer' | 'terms'> & { readonly input: Input },
): Wanted {
  const cause = command({
    ...{ id: ids.random('evt') as EventId, name: 'call.asked', accountId: customer.accountId as AccountId },
    ...{ principal: customer.by, now: clock.now() },
  });
  return { customer, terms, cause, part: partOf(input), joins: true };
}

/** Only what is said changes a call that is there. */
export const partOf = (input: Pick<Input, 'language' | 'zone' | 'phone' | 'about' | 'reminders'>): Part => {
  const { language, zone, phone, about, reminders } = input;
  const said = Object.entries({ language, zone, phone, about, reminders });
  return Object.fromEntries(said.filter(([, value]) => value !== undefined));
};

function freshCall({ clock }: Ports, { customer, terms, cause }: Wanted, product: string | undefined): Call {
  const now = clock.now();
  const { accountId, contactId, link } = customer;
  const { language, zone, reminders } = terms;
  return newCall({
    ...{ id: derivedId('call', cause.id), accountId, contactId, language, zone, reminders, now },
    item: askedItem({ agenda: [] }, cause, { readyAt: now, dueAt: now }),
    product: product ?? link?.product,
  });
}

async function planAsked(
  ports: Ports,
  call: Call,
  { wanted: asked, input }: { readonly wanted: Wanted; readonly input: Input },
): Promise<Outcome<Step, PlanRefusal>> {
  const wanted = { ...asked, part: { ...ownNumber(asked, call), ...asked.part } };
  const counted = await countAsked(ports, call, wanted);
  if (!counted.ok) return counted;
  const from = input.want === 'slot' ? parseInstant(input.from ?? '') : undefined;
  const planned =
    from === undefined ? await planNow(ports, call, wanted) : await planSlot(ports, call, { wanted, from });
  if (!planned.ok) return planned;
  const writes = [...(planned.value.writes ?? []), ...counted.value, ...ownLink(wanted.customer, call.id)];
  return accepted({ ...planned.value, writes });
}

/** Whoever asks is called themselves, also in the conversation with whichever contact. */
const ownNumber = ({ customer, terms }: Wanted, call: Call): Part =>
  call.contactId === customer.contactId || terms.contact?.phone === undefined
    ? {}
    : { phone: terms.contact.phone };

const howCalled = ({ part, terms: { language, zone, reminders, contact } }: Wanted) => ({
  ...{ language, zone, reminders, phone: part.phone ?? contact?.phone },
});

const ownLink = ({ link }: Customer, callId: string): Write[] =>
  link && link.callId !== callId ? [leadsTo(link.digest, callId)] : [];
