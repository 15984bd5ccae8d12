import type { CallMessage } from '../events/call-events.ts';
import { DAY, type Instant } from '../kernel/instant.ts';
import { replace } from './journal.ts';
import { callMessageKey, callMessagePrefix, callPk, requestMessageKey } from './keys.ts';
import { bare, type Put, type Table } from './table.ts';

/** One message of a call to its contact, with all attempts to send it. */
export type StoredCallMessage = {
  readonly callId: string;
  readonly messageId: string;
  readonly kind: CallMessage;
  readonly sequence: number;
  readonly state: 'sending' | 'sent' | 'failed' | 'no-address' | 'superseded';
  readonly attempts: number;
  readonly at: Instant;
  /** While `sending`: until then the attempt belongs to whoever took it. */
  readonly leaseUntil?: Instant;
  readonly detail?: string;
  /** What its invitation or cancellation says to the reader's calendar. */
  readonly calendar?: { readonly method: 'REQUEST' | 'CANCEL'; readonly from: Instant; readonly to: Instant };
  readonly version: number;
};

/** Everything that the contact of a call was written, or was to be. */
export async function loadCallMessages(table: Table, callId: string): Promise<StoredCallMessage[]> {
  const { rows } = await table.query({ pk: callPk(callId), prefix: callMessagePrefix, limit: 100 });
  return rows.map(row => bare(row) as unknown as StoredCallMessage);
}

/** What stands in the reader's calendar: the invitation that nothing sent after it took back, if there is one. */
export function standingInvitation(
  messages: readonly StoredCallMessage[],
): Pick<Required<StoredCallMessage>, 'calendar'>['calendar'] | undefined {
  const last = messages
    .filter(({ state, calendar }) => calendar && (state === 'sent' || state === 'sending'))
    .toSorted((a, b) => a.sequence - b.sequence)
    .at(-1)?.calendar;
  return last?.method === 'REQUEST' ? last : undefined;
}

/** A message as its sending stands now; refused with `stale` when somebody else took it up. */
export const callMessageWrite = (
  message: Omit<StoredCallMessage, 'version'>,
  read: number | undefined,
): Put =>
  replace({ ...callMessageKey(message.callId, message.messageId), type: 'call-message', ...message }, read);

/** The neutral message to an address that a visitor typed in, with all attempts to send it. */
export type LinkMessage = Pick<StoredCallMessage, 'state' | 'attempts' | 'at' | 'version'> &
  Partial<Pick<StoredCallMessage, 'leaseUntil' | 'detail'>>;

/** Longer than any request is good for. */
const LINK_DAYS = 7;

export async function loadLinkMessage(table: Table, requestId: string): Promise<LinkMessage | undefined> {
  const row = await table.get(requestMessageKey(requestId));
  return row && (bare(row) as unknown as LinkMessage);
}

/** The neutral message as its sending stands now; refused with `stale` when somebody else took it up. */
export const linkMessageWrite = (
  requestId: string,
  message: Omit<LinkMessage, 'version'>,
  read: number | undefined,
): Put => {
  const expiresAt = Math.ceil((message.at + LINK_DAYS * DAY) / 1000);
  return replace({ ...requestMessageKey(requestId), type: 'link-message', ...message, expiresAt }, read);
};
