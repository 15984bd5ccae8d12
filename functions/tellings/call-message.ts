import type { Contact } from '../../shared/contracts/accounts-contract.ts';
import { mailLook } from '../../shared/domain/brand/brand-colours.ts';
import { calendarUid, isOpenCall } from '../../shared/domain/calls/call.ts';
import { spokenOf } from '../../shared/domain/calls/still-said.ts';
import type { CallMessage } from '../../shared/events/call-events.ts';
import { DAY, type Instant } from '../../shared/kernel/instant.ts';
import { callCalendar } from '../../shared/messages/call-calendar.ts';
import { appointmentWords, callMail } from '../../shared/messages/customer/call-mail.ts';
import { type MessageLanguage, pickLanguage } from '../../shared/messages/languages.ts';
import type { StoredCallMessage } from '../../shared/store/call-message-store.ts';
import type { StoredCall } from '../../shared/store/call-store.ts';
import { type CustomerLink, customerUrl, putCustomerLink } from '../../shared/store/link-store.ts';
import { loadSettings } from '../../shared/store/settings-store.ts';
import type { TellPorts } from './ports.ts';
import type { Words } from './tell-once.ts';

/** How long links work: to see to a call after its end, to ask for another one, to say how it was. */
const AFTER = DAY;
const TO_ASK = 14 * DAY;
const TO_SAY = 14 * DAY;

export type CalendarEntry = NonNullable<StoredCallMessage['calendar']>;

type Asked = {
  readonly held: StoredCall;
  readonly kind: CallMessage;
  readonly messageId: string;
  readonly contact: Contact & { readonly email: string };
  readonly contactId: string;
  /** What the reader's calendar is to be told. */
  readonly calendar: CalendarEntry | undefined;
};

/** The mail about a call as it is true now, with a link of its own, and with the appointment where that changes. */
export async function callMessage(ports: TellPorts, asked: Asked): Promise<Words> {
  const { held, kind, contact, calendar } = asked;
  const { company } = await loadSettings(ports.table);
  const { brand, replyTo, accent } = company;
  const language = pickLanguage([contact.language ?? held.language], company.languages);
  const link = await mintLink(ports, asked, language);
  const when = spokenOf(kind, held) ?? calendar?.from;
  return {
    ...callMail({ kind, language, brand, zone: held.zone, when, link, look: mailLook(accent) }),
    ...{ to: contact.email, fromName: brand, replyTo },
    ...(calendar === undefined
      ? {}
      : {
          calendar: {
            method: calendar.method,
            text: invitation(ports, asked, { ...company, language, calendar, link }),
          },
        }),
  };
}

type Inviting = {
  readonly brand: string;
  readonly replyTo: string;
  readonly language: MessageLanguage;
  readonly calendar: CalendarEntry;
  readonly link: string;
};

function invitation({ clock, origin }: TellPorts, { held, contact }: Asked, inviting: Inviting): string {
  const { brand, replyTo, language, calendar, link } = inviting;
  return callCalendar({
    ...calendar,
    ...appointmentWords(language, brand),
    ...{ uid: calendarUid(held.id, origin), sequence: held.sequence, now: clock.now() },
    ...{ brand, language, organizer: replyTo, attendee: contact.email },
    ...(calendar.method === 'REQUEST' ? { url: link } : {}),
  });
}

/** A link for what the reader may do now: see to the call, ask for another one, say how it was. */
async function mintLink(ports: TellPorts, asked: Asked, language: string): Promise<string> {
  const { held, kind, contactId } = asked;
  const now = ports.clock.now();
  const token = ports.ids.random('lnk');
  const link: CustomerLink = {
    ...{ ...purposeOf(held, kind, now), accountId: held.accountId, contactId, language, proved: true },
    ...(held.product === undefined ? {} : { product: held.product }),
    ...{ createdBy: 'firstcall', createdAt: now },
  };
  await ports.table.commit({ commitId: ports.ids.random('cmt'), writes: [putCustomerLink(token, link)] });
  return customerUrl(ports.origin, token);
}

function purposeOf(
  held: StoredCall,
  kind: CallMessage,
  now: Instant,
): Pick<CustomerLink, 'purpose' | 'callId' | 'until'> {
  const { id: callId, booking } = held;
  if (kind === 'feedback') return { purpose: 'feedback', callId, until: now + TO_SAY };
  if (!isOpenCall(held)) return { purpose: 'callback', until: now + TO_ASK };
  if (!booking || kind === 'choose-again') return { purpose: 'callback', callId, until: now + TO_ASK };
  return { purpose: 'appointment', callId, until: Math.max(now, booking.to) + AFTER };
}
