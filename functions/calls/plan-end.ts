import type { CallAction } from '../../shared/contracts/calls-contract.ts';
import type { AgendaItem, Difficulty } from '../../shared/domain/calls/call.ts';
import type { CallCommand, CallRefusal, Decided, NextStep } from '../../shared/domain/calls/call-commands.ts';
import {
  type CallTimes,
  firstCallable,
  retryAfter,
  timesInWindow,
} from '../../shared/domain/calls/call-times.ts';
import { decideCall } from '../../shared/domain/calls/decide-call.ts';
import { staffMayPlan, type TimeRefusal } from '../../shared/domain/calls/slot-times.ts';
import type { Fact } from '../../shared/events/envelope.ts';
import { derivedId } from '../../shared/kernel/id.ts';
import { HOUR, parseInstant } from '../../shared/kernel/instant.ts';
import { accepted, type Outcome, refused } from '../../shared/kernel/outcome.ts';
import type { StoredCall } from '../../shared/store/call-store.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { bookSlot } from './book-slot.ts';
import { type Terms, termsFor } from './call-terms.ts';
import type { Planned } from './change-call.ts';
import { freeRest } from './free-rest.ts';
import { maySurvey } from './survey-consent.ts';
import type { SlotRefusal, SlotTaken } from './take-slot.ts';
import { timesFor } from './times-for.ts';

type End = Extract<CallAction, { do: 'end' }>;
type Ending = { readonly action: End; readonly cause: Fact };
type EndRefusal = SlotRefusal | TimeRefusal | CallRefusal | 'no-consent';
type Around = Ending & { readonly terms: Terms; readonly times: CallTimes };
type Rows = Partial<Pick<SlotTaken, 'writes' | 'follows' | 'reason'>>;

/** A wish for a certain time may be met so long before it. */
const BEFORE = 4 * HOUR;

/**
 * The end of an attempt in one go: results, notes and the next step. Who was not reached is tried again in their window,
 * 2 hours later, next morning and on the third day. What was not spoken of waits for the pause between two calls.
 */
export async function planEnd(
  ports: Ports,
  call: StoredCall,
  { action, cause }: Ending,
): Promise<Outcome<Planned, EndRefusal>> {
  if (call.state !== 'running') return refused('not-running', { problem: 'The call has not begun.' });
  const unknown = action.results?.find(({ itemId }) => !call.agenda.some(({ id }) => id === itemId));
  if (unknown)
    return refused('unknown-item', {
      field: 'body.results',
      problem: `${unknown.itemId} is not on the agenda.`,
    });
  const found = await termsFor(ports, call, { language: undefined });
  if (!found.ok) throw new TypeError(found.refusal);
  const terms = { ...found.value, language: call.language, zone: call.zone };
  const times = await timesFor(ports, call.accountId, terms);
  const now = ports.clock.now();
  const planned = await nextOf(ports, call, { action, cause, terms, times });
  if (!planned.ok) return planned;
  const { next, writes, follows, reason } = planned.value;
  const pause = firstCallable(times, now + terms.rules.gapHours * HOUR);
  const retryAt = retryAfter(times, call.attempts, now);
  const laterAt = next?.do === 'plan' ? Math.min(pause, next.item.readyAt) : pause;
  const command: CallCommand = {
    ...{ do: 'end', outcome: action.outcome, notes: action.notes },
    difficulties: action.difficulties?.map(plain),
    results: Object.fromEntries((action.results ?? []).map(({ itemId, result }) => [itemId, result])),
    ...{ retryAt, laterAt, next, successorId: derivedId('call', cause.id) },
  };
  const decided = decideCall(call, command, now);
  if (!decided.ok) return decided;
  return accepted({
    command,
    decision: `ended-${action.outcome}`,
    reason: { ...reason, ...(next ? { next: next.do } : {}), ...whenNext(decided.value) },
    ...(writes ? { writes, follows: follows ?? [] } : await freeRest(ports, call, decided.value)),
  });
}

/** By which try it is, and when the contact is called next: tried again, or what goes on. */
function whenNext({ call, successor }: Decided): Readonly<Record<string, number>> {
  const next = successor?.call ?? call;
  const again = next.state === 'due' ? { readyAt: next.readyAt, dueAt: next.dueAt } : {};
  return { tries: call.attempts.length, ...again };
}

async function nextOf(
  ports: Ports,
  call: StoredCall,
  { action, cause, terms, times }: Around,
): Promise<Outcome<{ readonly next?: NextStep } & Rows, EndRefusal>> {
  if (call.erased) return accepted({});
  const { next, outcome } = action;
  if (!next || (outcome !== 'reached' && outcome !== 'declined')) return accepted({});
  const now = ports.clock.now();
  const product = productOf(call, action);
  if (next.do === 'session-now') {
    const item = itemOf(cause, { kind: 'session', product, readyAt: now, dueAt: now });
    return accepted({ next: { do: 'session-now', item } });
  }
  const may = await maySurvey(ports.table, { ...call, kind: next.kind, field: 'body.next.kind' });
  if (!may.ok) return may;
  if (next.do === 'plan') {
    const dueAt = parseInstant(next.dueAt) ?? now;
    const inTime = staffMayPlan(dueAt, { now, field: 'body.next.dueAt' });
    if (!inTime.ok) return inTime;
    const wanted = timesInWindow(times, { readyAt: Math.max(now, dueAt - BEFORE), dueAt });
    return accepted({ next: { do: 'plan', item: itemOf(cause, { kind: next.kind, product, ...wanted }) } });
  }
  const from = parseInstant(next.from) ?? 0;
  const inTime = staffMayPlan(from, { now, field: 'body.next.from' });
  if (!inTime.ok) return inTime;
  const item = itemOf(cause, { kind: next.kind, product, readyAt: from, dueAt: from });
  const { booking: _held, product: _was, ...rest } = call;
  const booked = await bookSlot(ports, {
    call: { ...rest, ...productPart(product), id: derivedId('call', cause.id), agenda: [item] },
    ...{ from, minutes: next.minutes, only: next.agentId, by: 'staff', rules: terms.rules },
    instead: call.booking && call.booking.to > now ? { entryId: call.id, at: call.booking } : undefined,
  });
  if (!booked.ok) return booked;
  const { slot, ...rows } = booked.value;
  return accepted({ next: { do: 'book', item, slot }, ...rows });
}

/** As the domain has it: without a text there is none. */
export const plain = ({ topic, text }: { topic: string; text?: string | undefined }): Difficulty =>
  text === undefined ? { topic } : { topic, text };

/** What was agreed in the conversation is what the customer asked for, until they say otherwise. */
const itemOf = (
  cause: Fact,
  { product, ...agreed }: Pick<AgendaItem, 'kind' | 'readyAt' | 'dueAt'> & { product: string | undefined },
): AgendaItem => ({
  ...{ id: derivedId('itm', cause.id), ...agreed, asked: true, agreedAt: cause.recordedAt, state: 'open' },
  ...productPart(product),
});

const productPart = (product: string | undefined) => (product === undefined ? {} : { product });

/** What is agreed on is about the product of the item that something came of, else about the call's. */
function productOf({ agenda, product }: StoredCall, { results = [] }: End): string | undefined {
  const ofResults = results.map(({ itemId }) => agenda.find(({ id }) => id === itemId)?.product);
  return ofResults.find(one => one !== undefined) ?? product;
}
