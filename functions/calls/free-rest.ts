import type { Decided, Slot } from '../../shared/domain/calls/call-commands.ts';
import { entriesOf, stretchEntry } from '../../shared/domain/calls/take-time.ts';
import type { StoredCall } from '../../shared/store/call-store.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { freeSlot } from './book-slot.ts';
import { dayBook } from './day-book.ts';
import type { SlotTaken } from './take-slot.ts';

/**
 * What goes into the commit that ends an attempt: the agreed time leaves the agent's day when nothing that was decided
 * stands at it any more. Of a time in which they spoke for less, the rest does.
 */
export async function freeRest(
  ports: Ports,
  call: StoredCall,
  decided: Decided,
): Promise<Partial<Pick<SlotTaken, 'writes' | 'follows'>>> {
  const { booking } = call;
  const now = ports.clock.now();
  if (!booking || booking.to <= now || stands(decided, booking)) return {};
  if (booking.from >= now || !wasHeld(decided)) return freeSlot(ports, call);
  const book = dayBook(ports.table);
  const days = await book.read(booking.agentId, booking);
  if (entriesOf(days).some(({ id }) => id === call.id)) book.change(stretchEntry(days, call.id, now).days);
  return book.commit();
}

const stands = ({ call, successor }: Decided, { agentId, from, to }: Slot): boolean =>
  [call, successor?.call].some(
    one =>
      one?.state === 'booked' &&
      one.booking?.agentId === agentId &&
      one.booking.from === from &&
      one.booking.to === to,
  );

const wasHeld = ({ call }: Decided): boolean => call.ending === 'reached' || call.ending === 'declined';
