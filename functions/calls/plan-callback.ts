import type { AgendaItem, Call } from '../../shared/domain/calls/call.ts';
import type { CallCommand } from '../../shared/domain/calls/call-commands.ts';
import { promiseNow } from '../../shared/domain/calls/promise-now.ts';
import { minutesOf, type TimeRefusal } from '../../shared/domain/calls/slot-times.ts';
import type { Fact } from '../../shared/events/envelope.ts';
import { derivedId } from '../../shared/kernel/id.ts';
import type { Instant } from '../../shared/kernel/instant.ts';
import { accepted, type Outcome, refused } from '../../shared/kernel/outcome.ts';
import { loadHold } from '../../shared/store/hold-store.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { bookSlot, freeSlot } from './book-slot.ts';
import type { Terms } from './call-terms.ts';
import type { Customer } from './customer.ts';
import type { Step } from './deal-with-call.ts';
import { withInstead } from './slots-instead.ts';
import type { SlotRefusal } from './take-slot.ts';

/** What a customer says about a call besides its time. */
export type Part = Extract<CallCommand, { do: 'change' }>['part'];

/** A customer who wants to be called, and whether that is one more thing to speak of. */
export type Wanted = {
  readonly customer: Customer;
  readonly terms: Terms;
  readonly cause: Fact;
  readonly part: Part;
  readonly joins: boolean;
};

/** At a time of their choice: the old one, an own hold and the new one in the same commit. */
export async function planSlot(
  ports: Ports,
  call: Call,
  {
    wanted,
    from,
    only,
  }: { readonly wanted: Wanted; readonly from: Instant; readonly only?: string | undefined },
): Promise<Outcome<Step, SlotRefusal | TimeRefusal>> {
  const { customer, terms, cause, part } = wanted;
  const next = { ...call, ...part };
  const joins = wanted.joins && !call.booking ? ('callback' as const) : undefined;
  const held = await loadHold(ports.table, customer.source);
  const pick = { call: next, from, joins, only, by: 'customer', rules: terms.rules } as const;
  const hold = held ? { hold: { held, source: customer.source } } : {};
  const booked = await bookSlot(ports, { ...pick, ...hold });
  const minutes = minutesOf(call, terms.rules, joins);
  if (!booked.ok)
    return withInstead(ports, booked, { ...terms, ...next, from, minutes, only, rules: terms.rules });
  const { slot, writes, follows, reason } = booked.value;
  const item = wanted.joins ? { item: askedItem(call, cause, { readyAt: from, dueAt: from }) } : {};
  return accepted({
    commands: [
      { do: 'change', part },
      { do: 'book', slot, by: 'customer', ...item },
    ],
    ...{ writes, follows, reason, decision: call.booking ? 'moved' : 'booked' },
  });
}

/**
 * At once, with a promise; a time that was agreed on is given up for it. Whoever waits already goes on waiting by the
 * promise they have. Refused with `nobody-comes` when nobody who speaks the language works in the next weeks.
 */
export async function planNow(
  ports: Ports,
  call: Call,
  { terms, cause, part }: Wanted,
): Promise<Outcome<Step, 'nobody-comes'>> {
  const now = ports.clock.now();
  const { language } = { ...call, ...part };
  const promised = promiseNow(terms.roster, { language, now, minutes: terms.rules.promiseMinutes });
  if (!promised)
    return refused('nobody-comes', { problem: 'Nobody who speaks this language works in the next weeks.' });
  const { openAt, promisedAt } = promised;
  const freed = await freeSlot(ports, call);
  const change = { do: 'change', part } as const;
  const item = askedItem(call, cause, { readyAt: openAt, dueAt: promisedAt });
  const waits = call.state === 'asked' || call.state === 'accepted';
  const asks = waits ? [] : [{ do: 'ask-now', item, openAt, promisedAt } as const];
  return accepted({
    ...{ commands: [change, ...asks], ...freed, decision: waits ? 'changed' : 'asked' },
    reason: { openAt, promisedAt },
  });
}

/** The customer asked: what they asked for before is the same thing, at another time. */
export function askedItem(
  { agenda }: Pick<Call, 'agenda'>,
  cause: Fact,
  times: { readonly readyAt: Instant; readonly dueAt: Instant },
): AgendaItem {
  const before = agenda.find(({ asked, state }) => asked === true && state === 'open');
  const fresh = { id: derivedId('itm', cause.id), kind: 'callback', asked: true, state: 'open' } as const;
  return { ...(before ?? fresh), ...times };
}
