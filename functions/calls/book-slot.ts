import type { Call } from '../../shared/domain/calls/call.ts';
import type { Slot } from '../../shared/domain/calls/call-commands.ts';
import type { CallRules } from '../../shared/domain/calls/call-rules.ts';
import { mayPick, minutesOf, staffMayPick, type TimeRefusal } from '../../shared/domain/calls/slot-times.ts';
import type { CallKind } from '../../shared/events/call-events.ts';
import { type Instant, MINUTE } from '../../shared/kernel/instant.ts';
import { accepted, type Outcome } from '../../shared/kernel/outcome.ts';
import { dropHold, type StoredHold } from '../../shared/store/hold-store.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { dayBook } from './day-book.ts';
import { type SlotRefusal, type SlotTaken, takeSlot } from './take-slot.ts';

/** A start for a call, picked by its customer or by staff for them. */
export type SlotPick = {
  /** As it stands, also when it only begins. */
  readonly call: Pick<Call, 'id' | 'accountId' | 'language' | 'product' | 'booking' | 'agenda'>;
  readonly from: Instant;
  /** Unless said, what the call takes by its agenda with what joins it. */
  readonly minutes?: number | undefined;
  readonly joins?: CallKind | undefined;
  readonly only?: string | undefined;
  readonly by: 'customer' | 'staff';
  readonly rules: CallRules;
  /** The source's own hold, given up for the booking, and its digest. */
  readonly hold?: { readonly held: StoredHold; readonly source: string } | undefined;
  /** Another booking that is given up for it. */
  readonly instead?: { readonly entryId: string; readonly at: Slot } | undefined;
};

/**
 * Books a time for a call, or moves the one agreed on, also to another agent: answers the slot for the decision and what
 * goes into its commit, where the old time is freed, an own hold used up and the new time taken, all or nothing.
 */
export async function bookSlot(
  ports: Ports,
  pick: SlotPick,
): Promise<Outcome<SlotTaken, SlotRefusal | TimeRefusal>> {
  const { call, from, hold, rules, only } = pick;
  const now = ports.clock.now();
  const live = hold !== undefined && hold.held.until > now && hold.held.from === from;
  const since = live ? { since: hold.held.madeAt } : {};
  const may = pick.by === 'staff' ? staffMayPick(from, now) : mayPick(from, { now, rules, ...since });
  if (!may.ok) return may;
  const minutes = pick.minutes ?? minutesOf(call, rules, pick.joins);
  const taken = await takeSlot(ports, {
    entry: { id: call.id, is: 'booking', from, to: from + minutes * MINUTE, callId: call.id },
    ...{ accountId: call.accountId, language: call.language, product: call.product, only, rules },
    heldWith: live ? hold.held.agentId : undefined,
    gives: [
      ...(call.booking ? [{ entryId: call.id, at: call.booking }] : []),
      ...(hold ? [{ entryId: hold.held.id, at: hold.held }] : []),
      ...(pick.instead ? [pick.instead] : []),
    ],
  });
  if (!taken.ok || !hold) return taken;
  const writes = [...taken.value.writes, dropHold(hold.source, hold.held)];
  return accepted({ ...taken.value, writes });
}

/** What goes into the commit that takes a booking off a call: its agent's days without it. */
export async function freeSlot(
  { table }: Pick<Ports, 'table'>,
  { id, booking }: { readonly id: string; readonly booking?: Slot },
): Promise<Pick<SlotTaken, 'writes' | 'follows'>> {
  const book = dayBook(table);
  if (booking) await book.free(id, booking);
  return book.commit();
}
