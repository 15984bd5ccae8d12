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

/** One-click unsubscribe (RFC 2369 and 8058). */
const unsubscribeHeaders = ({ unsubscribeUrl }: MailMessage) =>
  unsubscribeUrl === undefined
    ? []
    : [
        { Name: 'List-Unsubscribe', Value: `<${unsubscribeUrl}>` },
        { Name: 'List-Unsubscribe-Post', Value: 'List-Unsubscribe=One-Click' },
      ];

function inputOf(message: MailMessage, { from, configurationSet }: Sender): SendEmailCommandInput {
  const utf8 = (Data: string) => ({ Data, Charset: 'UTF-8' });
  return {
    FromEmailAddress: `${encodedWord(message.fromName)} <${from}>`,
    Destination: { ToAddresses: [message.to] },
    ReplyToAddresses: [message.replyTo],
    ConfigurationSetName: configurationSet,
    EmailTags: [
      { Name: 'effect', Value: message.effectKey },
      ...(message.about === undefined ? [] : [{ Name: 'about', Value: message.about }]),
    ],
    Content: {
      Simple: {
        Subject: utf8(message.subject),
        Body: { Text: utf8(message.text), Html: utf8(message.html) },
        Headers: [
          { Name: 'X-Firstcall-Effect', Value: message.effectKey },
          { Name: 'Auto-Submitted', Value: 'auto-generated' },
          ...unsubscribeHeaders(message),
        ],
      },
    },
  };
}

/** A name in a header: as it is when plain, else as RFC 2047 says. 120 characters fit into words of 75. */
function encodedWord(name: string): string {
  if (/^[A-Za-z0-9 ]+$/.test(name)) return `"${name}"`;
  const parts = name.match(/.{1,10}/gu) ?? [];
  return parts.map(part => `=?UTF-8?B?${Buffer.from(part).toString('base64')}?=`).join(' ');
}
