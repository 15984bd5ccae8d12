import type * as z from 'zod/mini';
import type { planCall as planRoute } from '../../shared/contracts/calls-contract.ts';
import { type AgendaItem, type Call, wished } from '../../shared/domain/calls/call.ts';
import { timesInWindow } from '../../shared/domain/calls/call-times.ts';
import { staffMayPlan, type TimeRefusal } from '../../shared/domain/calls/slot-times.ts';
import { HOUR, parseInstant } from '../../shared/kernel/instant.ts';
import { accepted, type Outcome, refused } from '../../shared/kernel/outcome.ts';
import type { StoredCall } from '../../shared/store/call-store.ts';
import { loadOwnership } from '../../shared/store/ownership-store.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { bookSlot } from './book-slot.ts';
import type { Terms } from './call-terms.ts';
import { heldBack } from './call-view.ts';
import { type DeedRefusal, dealWithCall, type Step } from './deal-with-call.ts';
import { maySurvey, objected } from './survey-consent.ts';
import type { SlotRefusal } from './take-slot.ts';
import { timesFor } from './times-for.ts';
import { aboutOf, asItIs, commandOf, fresh, itemOf, namedAs, onceBy, withWhom } from './with-whom.ts';

type Input = z.infer<typeof planRoute.body>;
type PlanRefusal = SlotRefusal | TimeRefusal | 'already-booked' | 'objected';
type Refusal =
  | DeedRefusal
  | PlanRefusal
  | 'unknown-account'
  | 'unknown-contact'
  | 'time-missing'
  | 'no-consent';

/** A wish for a certain time may be met so long before it. */
const BEFORE = 4 * HOUR;

export type Asking = {
  readonly input: Input;
  readonly agentId: string;
  /** The same key is the same request. */
  readonly key?: string | undefined;
};

/**
 * An agent plans a call with a contact, by an instant or at a time that is agreed; an open one takes it on its agenda. A
 * survey needs the contact's consent.
 */
export async function planCall(
  ports: Ports,
  { input, agentId, key }: Asking,
): Promise<Outcome<StoredCall, Refusal>> {
  const named = timeOf(input, ports.clock.now());
  if (!named.ok) return named;
  const { from, dueAt } = named.value;
  const found = await withWhom(ports, input);
  if (!found.ok) return found;
  const { contactId, terms } = found.value;
  const { accountId, kind } = input;
  const may = await maySurvey(ports.table, { accountId, contactId, kind, field: 'body.kind' });
  if (!may.ok) return may;
  const cause = commandOf(ports, { name: 'call.planned', accountId, agentId });
  const times = await timesFor(ports, accountId, terms);
  const wanted =
    from === undefined
      ? timesInWindow(times, { readyAt: Math.max(ports.clock.now(), dueAt - BEFORE), dueAt })
      : { readyAt: from, dueAt: from };
  const item = itemOf(input, cause, wanted);
  const dealt = await dealWithCall(ports, {
    cause,
    once: onceBy({ agentId, key }, { plan: input }),
    target: {
      ...{ accountId, ...namedAs(found.value) },
      fresh: () => fresh(ports, { input, contactId, terms, item, cause }),
    },
    plan: call =>
      from === undefined
        ? planDue(ports, call, { input, item })
        : planBooked(ports, call, { input, item, from, terms, agentId }),
    answerOf: async ({ id }) => id,
  });
  return asItIs(ports, dealt);
}

type Named = { readonly from: number | undefined; readonly dueAt: number };

/** The start that is agreed, else by when; each as far ahead as staff may plan. */
function timeOf(input: Input, now: number): Outcome<Named, TimeRefusal | 'time-missing'> {
  const [from, dueAt] = [input.from, input.dueAt].map(text => parseInstant(text ?? ''));
  const at = from ?? dueAt;
  if (at === undefined)
    return refused('time-missing', { field: 'body.dueAt', problem: 'Say by when, or at what time.' });
  const may = staffMayPlan(at, { now, field: from === undefined ? 'body.dueAt' : 'body.from' });
  return may.ok ? accepted({ from, dueAt: at }) : may;
}

async function planDue(
  { table }: Ports,
  call: Call,
  { input, item }: { readonly input: Input; readonly item: AgendaItem },
): Promise<Outcome<Step, never>> {
  const owner = await loadOwnership(table, call.accountId);
  const agentId = input.agentId ?? (owner?.state === 'owned' ? owner.ownerId : undefined);
  return accepted({
    commands: [{ do: 'wish', item, agentId }, ...aboutOf(input)],
    ...{ decision: 'planned', reason: { kind: item.kind, dueAt: item.dueAt } },
  });
}

type Booked = {
  readonly terms: Terms;
  readonly input: Input;
  readonly item: AgendaItem;
  readonly from: number;
  readonly agentId: string;
};

async function planBooked(
  ports: Ports,
  call: Call,
  { input, item, from, terms, agentId }: Booked,
): Promise<Outcome<Step, PlanRefusal>> {
  if (call.booking)
    return refused('already-booked', { problem: 'A time is agreed with the contact: move that one.' });
  const { why: held } = await heldBack(ports.table, wished(call, item));
  if (held) return objected('body.contactId');
  const { minutes, agentId: only, kind: joins } = input;
  const booked = await bookSlot(ports, {
    ...{ call, from, minutes, joins, only, by: 'staff', rules: terms.rules },
  });
  if (!booked.ok) return booked;
  const { slot, ...rows } = booked.value;
  const by = slot.agentId === agentId ? 'staff' : 'customer';
  return accepted({
    commands: [{ do: 'book', slot, item, by }, ...aboutOf(input)],
    ...{ ...rows, decision: 'booked' },
  });
}
