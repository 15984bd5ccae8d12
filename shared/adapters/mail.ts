import type { CalendarPart } from './mime-mail.ts';

/** One mail to one person, with the same words as plain text and as HTML. */
export type MailMessage = {
  readonly to: string;
  /** Name beside our address. */
  readonly fromName: string;
  readonly replyTo: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** Names this mail in its header and in the service's events, so that a repeat can be recognised. */
  readonly effectKey: string;
  /** Id of what it is about, a notification or a bundle; comes back with what the mail service reports of it. */
  readonly about?: string;
  /** Where a mail program's own button takes the reader off, by one POST (RFC 8058). */
  readonly unsubscribeUrl?: string;
  /** Makes it an invitation, or takes one back. */
  readonly calendar?: CalendarPart;
};

/** `refused`: never; `later`: the service certainly did not take it now. What else goes wrong is thrown: nobody knows. */
export type MailResult =
  | { readonly result: 'sent'; readonly messageId: string }
  | { readonly result: 'refused'; readonly why: string }
  | { readonly result: 'later'; readonly why: string };

export type Mail = { send(message: MailMessage): Promise<MailResult> };
