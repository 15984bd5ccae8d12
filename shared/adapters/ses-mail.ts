import {
  BadRequestException,
  LimitExceededException,
  MessageRejected,
  type SESv2Client,
  SendEmailCommand,
  type SendEmailCommandInput,
  TooManyRequestsException,
} from '@aws-sdk/client-sesv2';
import type { Mail, MailMessage, MailResult } from './mail.ts';
import { encodedWords, headerText, mimeMail } from './mime-mail.ts';

type Sender = { readonly from: string; readonly configurationSet: string };

/** Mail by SES. Our address and settings are the deployment's; what would break a header is refused. */
export function sesMail(client: SESv2Client, sender: Sender): Mail {
  return {
    async send(message) {
      const broken = brokenHeader(message);
      if (broken) return { result: 'refused', why: broken };
      try {
        const answer = await client.send(new SendEmailCommand(inputOf(message, sender)));
        return { result: 'sent', messageId: answer.MessageId ?? '' };
      } catch (error) {
        return classified(error);
      }
    },
  };
}

/**
 * SES takes mails to suppressed addresses and reports them later; what it rejects at once it will reject again. Of
 * anything else, time-outs before all, nobody knows whether the mail went out: thrown.
 */
function classified(error: unknown): MailResult {
  if (error instanceof MessageRejected) return { result: 'refused', why: 'message-rejected' };
  if (error instanceof BadRequestException) return { result: 'refused', why: 'bad-request' };
  if (error instanceof TooManyRequestsException) return { result: 'later', why: 'throttled' };
  if (error instanceof LimitExceededException) return { result: 'later', why: 'limit-reached' };
  throw error;
}

const LINE_BREAK = /[\r\n\0]/;
/** What may stand between the angle brackets of a header. */
const HEADER_URL = /^https?:\/\/(?=[\x21-\x7e]+$)[^<>,]{1,900}$/;

/** Names the field that would break the header it goes into, or any after it. */
function brokenHeader(message: MailMessage): string | undefined {
  const { to, fromName, replyTo, subject, effectKey, about = '', unsubscribeUrl } = message;
  const lines = { to, 'from-name': fromName, 'reply-to': replyTo, subject, 'effect-key': effectKey, about };
  const broken = Object.entries(lines).find(([, value]) => LINE_BREAK.test(value))?.[0];
  if (broken) return `line-break-in-${broken}`;
  return unsubscribeUrl === undefined || HEADER_URL.test(unsubscribeUrl)
    ? undefined
    : 'unsubscribe-url-broken';
}

/** Names the mail, says that a machine wrote it, and how to be taken off by one click (RFC 2369, 3834 and 8058). */
const ownHeaders = ({ effectKey, unsubscribeUrl }: MailMessage): [name: string, value: string][] => [
  ['X-Firstcall-Effect', effectKey],
  ['Auto-Submitted', 'auto-generated'],
  ...(unsubscribeUrl === undefined
    ? []
    : ([
        ['List-Unsubscribe', `<${unsubscribeUrl}>`],
        ['List-Unsubscribe-Post', 'List-Unsubscribe=One-Click'],
      ] as [string, string][])),
];

const inputOf = (message: MailMessage, { from, configurationSet }: Sender): SendEmailCommandInput => ({
  FromEmailAddress: addressOf(message.fromName, from),
  Destination: { ToAddresses: [message.to] },
  ReplyToAddresses: [message.replyTo],
  ConfigurationSetName: configurationSet,
  EmailTags: [
    { Name: 'effect', Value: message.effectKey },
    ...(message.about === undefined ? [] : [{ Name: 'about', Value: message.about }]),
  ],
  Content: contentOf(message, from),
});

/** The service builds every mail but an invitation, whose calendar it would not put beside the words. */
function contentOf(message: MailMessage, from: string): NonNullable<SendEmailCommandInput['Content']> {
  const { subject, text, html, calendar } = message;
  if (calendar)
    return { Raw: { Data: mimeMail({ headers: wireHeaders(message, from), text, html, calendar }) } };
  const utf8 = (Data: string) => ({ Data, Charset: 'UTF-8' });
  return {
    Simple: {
      Subject: utf8(subject),
      Body: { Text: utf8(text), Html: utf8(html) },
      Headers: ownHeaders(message).map(([Name, Value]) => ({ Name, Value })),
    },
  };
}

/** Date and id come from the service. */
const wireHeaders = (message: MailMessage, from: string): [name: string, value: string][] => [
  ['From', addressOf(message.fromName, from)],
  ['To', `<${message.to}>`],
  ['Reply-To', `<${message.replyTo}>`],
  ['Subject', headerText(message.subject)],
  ...ownHeaders(message),
];

/** An address with the name beside it: as it is when plain, else as RFC 2047 says. */
const addressOf = (name: string, address: string): string =>
  `${/^[A-Za-z0-9 ]+$/.test(name) ? `"${name}"` : encodedWords(name).join(' ')} <${address}>`;
