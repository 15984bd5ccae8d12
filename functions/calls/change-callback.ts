import type * as z from 'zod/mini';
import type {
  CallbackView,
  changeCallback as changeRoute,
} from '../../shared/contracts/callbacks-contract.ts';
import type { Principal } from '../../shared/contracts/define-route.ts';
import type { Call } from '../../shared/domain/calls/call.ts';
import type { PhoneRefusal } from '../../shared/domain/calls/phone-number.ts';
import type { TimeRefusal } from '../../shared/domain/calls/slot-times.ts';
import { speaks } from '../../shared/domain/team/agent.ts';
import { command } from '../../shared/events/envelope.ts';
import type { AccountId, EventId } from '../../shared/kernel/id.ts';
import { parseInstant } from '../../shared/kernel/instant.ts';
import { accepted, type Outcome, refused } from '../../shared/kernel/outcome.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { partOf } from './ask-callback.ts';
import { type TermsRefusal, termsFor } from './call-terms.ts';
import { callbackViewOf } from './callback-view.ts';
import { countAsked } from './count-asked.ts';
import { type CustomerRefusal, callFor } from './customer.ts';
import { type DeedRefusal, dealWithCall, type Step } from './deal-with-call.ts';
import { planNow, planSlot, type Wanted } from './plan-callback.ts';
import type { SlotRefusal } from './take-slot.ts';

type Input = z.infer<typeof changeRoute.body>;
type PlanRefusal =
  | PhoneRefusal
  | TimeRefusal
  | SlotRefusal
  | 'no-phone'
  | 'too-many'
  | 'nobody-comes'
  | 'start-missing';
type Refusal = CustomerRefusal | TermsRefusal | PlanRefusal | DeedRefusal;
export type Changing = {
  readonly principal: Principal;
  readonly callbackId: string;
  readonly input: Input;
  readonly key?: string | undefined;
};

/** Moves a call, with the same agent or any, asks for it now instead, or changes what it is made by; all of it in one commit. */
export async function changeCallback(
  ports: Ports,
  changing: Changing,
): Promise<Outcome<CallbackView, Refusal>> {
  const { principal, callbackId, input, key } = changing;
  const found = await callFor(ports, principal, callbackId);
  if (!found.ok) return found;
  const { customer, call } = found.value;
  const terms = await termsFor(ports, { ...customer, ...call, link: customer.link }, input);
  if (!terms.ok) return terms;
  const cause = command({
    ...{ id: ports.ids.random('evt') as EventId, name: 'call.changed-by-customer' },
    ...{ accountId: call.accountId as AccountId, principal: customer.by, now: ports.clock.now() },
  });
  const wanted: Wanted = { customer, terms: terms.value, cause, part: partOf(input), joins: false };
  const id = principal.kind === 'nobody' ? '-' : principal.id;
  return dealWithCall(ports, {
    ...{ cause, target: { callId: call.id } },
    once: key === undefined ? undefined : { principal: id, key, body: { change: callbackId, input } },
    plan: held => planChanged(ports, held, { wanted, input }),
    answerOf: held => callbackViewOf(ports.table, held),
  });
}

async function planChanged(
  ports: Ports,
  call: Call,
  { wanted, input }: { readonly wanted: Wanted; readonly input: Input },
): Promise<Outcome<Step, PlanRefusal>> {
  const from = startOf(call, wanted, input);
  if (input.want === 'slot' && from === undefined)
    return refused('start-missing', { field: 'body.from', problem: 'Say when.' });
  const asks = from !== undefined || input.want === 'now';
  const counted = asks || input.phone !== undefined ? await countAsked(ports, call, wanted) : accepted([]);
  if (!counted.ok) return counted;
  const only = input.agent === 'same' ? call.agentId : undefined;
  const planned = asks
    ? await (from === undefined
        ? planNow(ports, call, wanted)
        : planSlot(ports, call, { wanted, from, only }))
    : accepted<Step>({ commands: [{ do: 'change', part: wanted.part }], decision: 'changed' });
  if (!planned.ok) return planned;
  return accepted({ ...planned.value, writes: [...(planned.value.writes ?? []), ...counted.value] });
}

/** The start that is asked for; the one agreed on when whoever has it does not speak the language that is wished for. */
function startOf(call: Call, { terms, part }: Wanted, { from, want }: Input): number | undefined {
  if (want === 'now') return undefined;
  if (from !== undefined) return parseInstant(from);
  const { booking } = call;
  const agent = terms.roster.find(({ id }) => id === booking?.agentId);
  const staysMute = part.language !== undefined && agent !== undefined && !speaks(agent, part.language);
  return staysMute ? booking?.from : undefined;
}
