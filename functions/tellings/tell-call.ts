import type { Contact } from '../../shared/contracts/accounts-contract.ts';
import { holdOf, isHeldByWords } from '../../shared/domain/calls/call-hold.ts';
import { isStillSaid } from '../../shared/domain/calls/still-said.ts';
import type { callMessageWanted } from '../../shared/events/call-events.ts';
import type { DataOf } from '../../shared/events/define-event.ts';
import { digest } from '../../shared/kernel/id.ts';
import {
  callMessageWrite,
  loadCallMessages,
  type StoredCallMessage,
  standingInvitation,
} from '../../shared/store/call-message-store.ts';
import { loadCall, type StoredCall } from '../../shared/store/call-store.ts';
import { loadContact, loadContacts } from '../../shared/store/contact-store.ts';
import { loadApproach } from '../../shared/store/permission-store.ts';
import type { Handled, Ports } from '../../shared/store/ports.ts';
import { type CalendarEntry, callMessage } from './call-message.ts';
import type { TellPorts } from './ports.ts';
import { leaveUntold, type Sending, sendOnce, toldBefore } from './tell-once.ts';

type Wanted = DataOf<typeof callMessageWanted>;

/** Writes to the contact of a call what is wanted: one mail, in their language and time, if it is still so. */
export async function tellCall(ports: TellPorts, wanted: Wanted): Promise<Handled> {
  const { callId, kind, sequence } = wanted;
  const held = await loadCall(ports.table, callId);
  if (!held) return { decision: 'no-such-call', detail: { call: callId } };
  const messageId = [kind, sequence, ...(wanted.at === undefined ? [] : [wanted.at])].join('-');
  const about = { call: callId, message: messageId };
  const messages = await loadCallMessages(ports.table, callId);
  const earlier = messages.find(one => one.messageId === messageId);
  const told = toldBefore(ports, { about, earlier });
  if (told) return told;
  // An earlier try of this very message has taken nothing back yet, for all that anybody knows.
  const others = messages.filter(one => one !== earlier);
  const calendar = calendarOf(kind, held, others);
  const row = (sending: Sending, read: number | undefined) =>
    callMessageWrite(
      {
        ...{ callId, messageId, kind, sequence, at: ports.clock.now(), ...sending },
        ...(calendar && (sending.state === 'sending' || sending.state === 'sent') ? { calendar } : {}),
      },
      read,
    );
  const effectKey = digest('effect', 'call-message', callId, messageId);
  const telling = { about, earlier, row, effectKey };
  const found = await contactOf(ports, held, wanted.contactId);
  const isSaid = isStillSaid(wanted, held, ports.clock.now()) && !wantsNone(kind, found?.contact);
  if (!isSaid || (await isHeld(ports, held, wanted))) return leaveUntold(ports, telling, 'superseded');
  if (!found) return leaveUntold(ports, telling, 'no-address');
  return sendOnce(ports, telling, () => callMessage(ports, { held, kind, messageId, ...found, calendar }));
}

/** Whoever said that they want no reminders gets none, whatever the booking says. */
const wantsNone = (kind: Wanted['kind'], contact: Contact | undefined): boolean =>
  kind === 'reminder' && contact?.reminders?.length === 0;

/** What speaks of a call to come; that a time was agreed on or is gone is said whoever objects. */
const OF_WHAT_COMES: readonly Wanted['kind'][] = ['reminder', 'running-late', 'choose-again'];

/** The contact does not want the call any more: nothing is written of what will not come. */
async function isHeld({ table }: TellPorts, held: StoredCall, wanted: Wanted): Promise<boolean> {
  if (!OF_WHAT_COMES.includes(wanted.kind) || !isHeldByWords(held)) return false;
  const { accountId, phone } = held;
  const may = await loadApproach(table, { accountId, contactId: wanted.contactId, phone });
  return holdOf(held, may) !== undefined;
}

type Found = { readonly contactId: string; readonly contact: Contact & { readonly email: string } };

/** The contact by name, or whichever of the account can be written to. */
async function contactOf(
  { table }: Ports,
  { accountId }: StoredCall,
  contactId: string,
): Promise<Found | undefined> {
  const known =
    contactId === '-'
      ? (await loadContacts(table, accountId)).find(({ email }) => email !== undefined)
      : await loadContact(table, accountId, contactId);
  const email = known?.email;
  if (!known || email === undefined) return undefined;
  const id = contactId === '-' ? (known as { id: string }).id : contactId;
  return { contactId: id, contact: { ...known, email } };
}

/** What changes in the reader's calendar: an agreed time is put there, and one that is gone is taken out again. */
function calendarOf(
  kind: Wanted['kind'],
  { booking }: StoredCall,
  messages: readonly StoredCallMessage[],
): CalendarEntry | undefined {
  if ((kind === 'booked' || kind === 'moved') && booking)
    return { method: 'REQUEST', from: booking.from, to: booking.to };
  const standing = standingInvitation(messages);
  const takesBack = (kind === 'cancelled' || kind === 'queued') && !booking && standing !== undefined;
  return takesBack ? { ...standing, method: 'CANCEL' } : undefined;
}
