import type * as z from 'zod/mini';
import type { holdSlot as holdRoute } from '../../shared/contracts/callbacks-contract.ts';
import type { Principal } from '../../shared/contracts/define-route.ts';
import { mayPick, minutesOf, type TimeRefusal } from '../../shared/domain/calls/slot-times.ts';
import { command } from '../../shared/events/envelope.ts';
import { type AccountId, derivedId, type EventId } from '../../shared/kernel/id.ts';
import { formatInstant, type Instant, MINUTE, parseInstant } from '../../shared/kernel/instant.ts';
import { accepted, type Outcome, refused } from '../../shared/kernel/outcome.ts';
import type { StoredCall } from '../../shared/store/call-store.ts';
import { type Hold, holdWrite, loadHold, type StoredHold } from '../../shared/store/hold-store.ts';
import { journal } from '../../shared/store/journal.ts';
import { agentDaysPk } from '../../shared/store/keys.ts';
import type { Ports } from '../../shared/store/ports.ts';
import type { CommitResult } from '../../shared/store/table.ts';
import { type Attempt, untilFresh } from '../../shared/store/until-fresh.ts';
import { type Terms, type TermsRefusal, termsFor } from './call-terms.ts';
import { CAPABILITY } from './commit-call.ts';
import { aboutCall, type Customer, type CustomerRefusal } from './customer.ts';
import { withInstead } from './slots-instead.ts';
import { type SlotRefusal, type SlotTaken, takeSlot } from './take-slot.ts';

type Input = z.infer<typeof holdRoute.body>;
type Held = z.infer<typeof holdRoute.answer>;
export type HoldRefusal = CustomerRefusal | TermsRefusal | TimeRefusal | SlotRefusal | 'not-found';
type Asked = {
  readonly customer: Customer;
  readonly terms: Terms;
  readonly call: StoredCall | undefined;
  readonly from: Instant;
  readonly to: Instant;
  readonly only: string | undefined;
  readonly product: string | undefined;
  readonly key: string | undefined;
};

type Asking = {
  readonly principal: Principal;
  readonly input: Input;
  /** The same key is the same hold. */
  readonly key?: string | undefined;
};

/**
 * Keeps a time free for a few minutes for one source, which has one such time: the new one takes the place of the old.
 * The booking that it may move is not in its way, and stands until it is moved.
 */
export async function holdSlot(
  ports: Ports,
  { principal, input, key }: Asking,
): Promise<Outcome<Held, HoldRefusal>> {
  const about = await aboutCall(ports, principal, input);
  if (!about.ok) return about;
  const { customer, call } = about.value;
  const found = await termsFor(ports, customer, { language: input.language ?? call?.language });
  if (!found.ok) return found;
  const terms = found.value;
  const from = parseInstant(input.from) ?? 0;
  const to = from + minutesOf(call, terms.rules, call?.booking ? undefined : 'callback') * MINUTE;
  const only = input.agent === 'same' ? call?.agentId : undefined;
  const product = input.product ?? call?.product ?? customer.link?.product;
  return untilHeld(ports, { customer, terms, call, from, to, only, product, key });
}

async function untilHeld(ports: Ports, asked: Asked): Promise<Outcome<Held, HoldRefusal>> {
  let answered: Outcome<Held, HoldRefusal> = refused('not-found');
  await untilFresh(async (): Promise<Attempt> => {
    const { outcome, answer = { done: true } } = await tryToHold(ports, asked);
    answered = outcome;
    return { answer, decision: outcome.ok ? 'held' : outcome.refusal };
  });
  const { terms, from, to, only, product } = asked;
  return withInstead(ports, answered, { ...terms, from, minutes: (to - from) / MINUTE, only, product });
}

type Tried = { readonly outcome: Outcome<Held, HoldRefusal>; readonly answer?: CommitResult };

async function tryToHold(ports: Ports, asked: Asked): Promise<Tried> {
  const { customer, terms, call, from, to } = asked;
  const now = ports.clock.now();
  const may = mayPick(from, { now, rules: terms.rules });
  if (!may.ok) return { outcome: may };
  const before = await loadHold(ports.table, customer.source);
  const id = derivedId('hld', customer.source, asked.key ?? ports.ids.random('hld'));
  if (before?.id === id && before.until > now) return { outcome: accepted(shownOf(before)) };
  const until = now + terms.rules.holdMinutes * MINUTE;
  const taken = await takeSlot(ports, {
    entry: {
      ...{ id, is: 'hold', from, to, until, source: customer.source },
      ...(customer.proved ? {} : { unproved: true }),
      ...(call?.booking ? { moves: call.id } : {}),
    },
    ...{ accountId: customer.accountId, language: terms.language, rules: terms.rules },
    ...{ product: asked.product, only: asked.only },
    gives: before ? [{ entryId: before.id, at: before }] : [],
    beside: call?.booking && { entryId: call.id, at: call.booking },
  });
  if (!taken.ok) return { outcome: taken };
  const hold: Hold = { ...taken.value.slot, id, madeAt: now, until };
  const answer = await commitHold(ports, customer, { hold, before, taken: taken.value });
  return { outcome: accepted(shownOf(hold)), answer };
}

const shownOf = ({ id, from, to, until }: Hold): Held => ({
  holdId: id,
  ...{ from: formatInstant(from), to: formatInstant(to), until: formatInstant(until) },
});

function commitHold(
  { table, clock, ids }: Ports,
  { source, by, accountId }: Customer,
  { hold, before, taken }: { hold: Hold; before: StoredHold | undefined; taken: SlotTaken },
): Promise<CommitResult> {
  const now = clock.now();
  const id = ids.random('evt') as EventId;
  const fact = command({ id, name: 'slot.held', accountId: accountId as AccountId, principal: by, now });
  const entry = journal({
    ...{ pk: agentDaysPk(hold.agentId), capability: CAPABILITY, fact, decision: 'held', now },
    ...{ reason: { ...taken.reason, holdId: hold.id, until: hold.until }, follows: taken.follows },
  });
  const writes = [entry, holdWrite(source, hold, before), ...taken.writes];
  return table.commit({ commitId: ids.random('cmt'), writes });
}
