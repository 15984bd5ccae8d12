import * as z from 'zod/mini';
import {
  type MailEvent,
  type MailMeaning,
  mailMeaning,
} from '../../shared/domain/notifications/mail-event.ts';
import { parseInstant } from '../../shared/kernel/instant.ts';
import { accepted, type Outcome, refused } from '../../shared/kernel/outcome.ts';

const at = z.string().check(z.refine(text => parseInstant(text) !== undefined, 'must be an instant'));
const recipients = z.array(z.object({ emailAddress: z.string() }));
const named = {
  messageId: z.string().check(z.minLength(1), z.maxLength(200)),
  tags: z.optional(z.record(z.string(), z.array(z.string()))),
};
const mail = z.object(named);
/** Says itself when, as nothing has happened to it yet. */
const sentMail = z.object({ ...named, timestamp: at });

/** What SES puts into an event's `detail`, as far as it is used. */
const report = z.discriminatedUnion('eventType', [
  z.object({ eventType: z.literal('Send'), mail: sentMail }),
  z.object({
    eventType: z.literal('Delivery'),
    mail,
    delivery: z.object({ timestamp: at, recipients: z.array(z.string()) }),
  }),
  z.object({
    eventType: z.literal('Bounce'),
    mail,
    bounce: z.object({ timestamp: at, bounceType: z.string(), bouncedRecipients: recipients }),
  }),
  z.object({
    eventType: z.literal('Complaint'),
    mail,
    complaint: z.object({
      timestamp: at,
      complaintFeedbackType: z.optional(z.nullable(z.string())),
      complainedRecipients: recipients,
    }),
  }),
]);
/** What EventBridge puts around it. */
const bridged = z.object({ source: z.literal('aws.ses'), detail: report });

/** Reads what the rule put on the queue; refused with `malformed` and the field, never with what stands in it. */
export function readMailEvent(text: string): Outcome<MailEvent, 'malformed'> {
  const read = bridged.safeParse(parsed(text));
  if (!read.success) {
    const [issue] = read.error.issues;
    return refused('malformed', {
      field: issue?.path.join('.') || '(whole)',
      problem: 'It is no report of the mail service.',
    });
  }
  const { detail } = read.data;
  return accepted({
    messageId: detail.mail.messageId,
    about: detail.mail.tags?.['about']?.[0],
    effect: detail.mail.tags?.['effect']?.[0],
    ...said(detail),
  });
}

type Said = Pick<MailEvent, 'addresses' | 'at'> & { readonly meaning: MailMeaning };

function said(detail: z.infer<typeof report>): Said {
  switch (detail.eventType) {
    case 'Send':
      return {
        ...{ addresses: [], at: instantOf(detail.mail.timestamp) },
        meaning: mailMeaning({ is: 'send' }),
      };
    case 'Delivery': {
      const { recipients, timestamp } = detail.delivery;
      return { addresses: recipients, at: instantOf(timestamp), meaning: mailMeaning({ is: 'delivery' }) };
    }
    case 'Bounce': {
      const { bouncedRecipients, bounceType, timestamp } = detail.bounce;
      const meaning = mailMeaning({ is: 'bounce', type: bounceType });
      return { addresses: addressesOf(bouncedRecipients), at: instantOf(timestamp), meaning };
    }
    case 'Complaint': {
      const { complainedRecipients, complaintFeedbackType, timestamp } = detail.complaint;
      const meaning = mailMeaning({ is: 'complaint', type: complaintFeedbackType ?? undefined });
      return { addresses: addressesOf(complainedRecipients), at: instantOf(timestamp), meaning };
    }
  }
}

const addressesOf = (recipients: readonly { emailAddress: string }[]): readonly string[] =>
  recipients.map(({ emailAddress }) => emailAddress);

/** The shape has let only instants through. */
const instantOf = (text: string): number => parseInstant(text) ?? 0;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
