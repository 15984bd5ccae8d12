import type { CallAction } from '../../shared/contracts/calls-contract.ts';
import { type AgendaItem, type Difficulty, openItems } from '../../shared/domain/calls/call.ts';
import type { NextStep } from '../../shared/domain/calls/call-commands.ts';
import {
  type CallTimes,
  firstCallable,
  retryAfter,
  timesInWindow,
} from '../../shared/domain/calls/call-times.ts';
import type { TimeRefusal } from '../../shared/domain/calls/slot-times.ts';
import { entriesOf, stretchEntry } from '../../shared/domain/calls/take-time.ts';
import type { CallKind } from '../../shared/events/call-events.ts';
import type { Fact } from '../../shared/events/envelope.ts';
import { derivedId } from '../../shared/kernel/id.ts';
import { HOUR, parseInstant } from '../../shared/kernel/instant.ts';
import { accepted, type Outcome, refused } from '../../shared/kernel/outcome.ts';
import type { StoredCall } from '../../shared/store/call-store.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { bookSlot, freeSlot } from './book-slot.ts';
import { type Terms, termsFor } from './call-terms.ts';
import type { Planned } from './change-call.ts';
import { dayBook } from './day-book.ts';
import type { SlotRefusal, SlotTaken } from './take-slot.ts';
import { timesFor } from './times-for.ts';

type End = Extract<CallAction, { do: 'end' }>;
type Ending = { readonly action: End; readonly cause: Fact };
type EndRefusal = SlotRefusal | TimeRefusal | 'unknown-item' | 'not-running';
type Around = { readonly terms: Terms; readonly times: CallTimes; readonly cause: Fact };
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
  const spoke = action.outcome === 'reached' || action.outcome === 'declined';
  const planned = await nextOf(ports, call, { ...(spoke ? { next: action.next } : {}), terms, times, cause });
  if (!planned.ok) return planned;
  const { next, writes, follows, reason } = planned.value;
  const pause = firstCallable(times, now + terms.rules.gapHours * HOUR);
  return accepted({
    command: {
      ...{ do: 'end', outcome: action.outcome, notes: action.notes },
      difficulties: action.difficulties?.map(plain),
      results: Object.fromEntries((action.results ?? []).map(({ itemId, result }) => [itemId, result])),
      retryAt: retryAfter(times, call.attempts, now),
      laterAt: next?.do === 'plan' ? Math.min(pause, next.item.readyAt) : pause,
      next,
      successorId: derivedId('call', cause.id),
    },
    ...{ decision: `ended-${action.outcome}`, reason: { ...reason, ...(next ? { next: next.do } : {}) } },
    ...(writes ? { writes, follows: follows ?? [] } : await freedBy(ports, call, { action, spoke })),
  });
}

async function nextOf(
  ports: Ports,
  call: StoredCall,
  { next, terms, times, cause }: Around & { readonly next?: End['next'] },
): Promise<Outcome<{ readonly next?: NextStep } & Rows, EndRefusal>> {
  if (!next) return accepted({});
  const now = ports.clock.now();
  if (next.do === 'session-now') {
    const item = itemOf(call, cause, { kind: 'session', readyAt: now, dueAt: now });
    return accepted({ next: { do: 'session-now', item } });
  }
  if (next.do === 'plan') {
    const dueAt = parseInstant(next.dueAt) ?? now;
    const wanted = timesInWindow(times, { readyAt: Math.max(now, dueAt - BEFORE), dueAt });
    return accepted({ next: { do: 'plan', item: itemOf(call, cause, { kind: next.kind, ...wanted }) } });
  }
  const from = parseInstant(next.from) ?? 0;
  const item = itemOf(call, cause, { kind: next.kind, readyAt: from, dueAt: from });
  const { booking: _held, ...rest } = call;
  const booked = await bookSlot(ports, {
    call: { ...rest, id: derivedId('call', cause.id), agenda: [item] },
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

/** What was agreed in the conversation is what the customer asked for. */
const itemOf = (
  { product }: StoredCall,
  cause: Fact,
  { kind, readyAt, dueAt }: { kind: CallKind; readyAt: number; dueAt: number },
): AgendaItem => ({
  ...{ id: derivedId('itm', cause.id), kind, readyAt, dueAt, asked: true, state: 'open' },
  ...(product === undefined ? {} : { product }),
});

/** What is left of a time that was agreed: the rest when they spoke for less, all of it when they did not, or before it. */
async function freedBy(
  ports: Ports,
  call: StoredCall,
  { action, spoke }: { readonly action: End; readonly spoke: boolean },
): Promise<Rows> {
  const { booking } = call;
  const now = ports.clock.now();
  if (!booking || booking.to <= now) return {};
  const done = new Set(action.results?.map(({ itemId }) => itemId));
  const left = openItems(call).some(({ id }) => !done.has(id));
  if (spoke && booking.from > now && left && !action.next) return {};
  if (!spoke || booking.from >= now) return freeSlot(ports, call);
  const book = dayBook(ports.table);
  const days = await book.read(booking.agentId, booking);
  if (entriesOf(days).some(({ id }) => id === call.id)) book.change(stretchEntry(days, call.id, now).days);
  return book.commit();
}
