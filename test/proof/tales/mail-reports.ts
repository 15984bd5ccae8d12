import { takeMailEvent } from '../../../functions/notifications/answer-mail-event.ts';
import type { MailMessage } from '../../../shared/adapters/mail.ts';
import { notificationWanted } from '../../../shared/events/team-events.ts';
import { HOUR, MINUTE } from '../../../shared/kernel/instant.ts';
import { bouncedEvent, complainedEvent, sentEvent } from '../../support/mail-events.ts';
import type { Tale } from '../tale.ts';
import { last } from './people.ts';

/** What the mail service says of mails beside that they arrived: taken, full, gone, unwanted, and what nobody can read. */
export async function mailReports(tale: Tale): Promise<void> {
  const toEmil = await mailed(tale, 'emil');
  await sendingAgain(tale, toEmil);
  await reported(tale, 'taken', sentEvent(named(toEmil)));
  await reported(tale, 'bounced-for-now', bouncedEvent({ ...named(toEmil), type: 'Transient' }));
  await reported(tale, 'bounced', bouncedEvent(named(toEmil)));
  const toFatima = await mailed(tale, 'fatima');
  await reported(tale, 'noted', complainedEvent({ ...named(toFatima), type: 'not-spam' }));
  await reported(tale, 'complained', complainedEvent(named(toFatima)));
  const toCustomer = { to: 'nuria@nordwind.example', about: '', effect: 'e-1' };
  await reported(tale, 'taken', sentEvent(toCustomer));
  await reported(tale, 'bounced', bouncedEvent(toCustomer));
  await reported(tale, 'unreadable', JSON.stringify({ source: 'aws.ses', detail: { eventType: 'Opened' } }));
}

const named = ({ to, about = '', effectKey }: MailMessage) => ({ to, about, effect: effectKey });

async function reported({ hand, pass }: Tale, meaning: string, text: string): Promise<void> {
  await hand(`mail-report ${meaning}`, ports => takeMailEvent(ports, { origin: 'mail-events', text }));
  await pass(MINUTE);
}

/** Somebody does not look at what they are told, and gets a mail. */
async function mailed({ world, fact, pass }: Tale, recipientId: string): Promise<MailMessage> {
  const before = world.outbox.mails.length;
  const told = { recipientId, kind: 'converted', language: 'de', reason: 'on-duty' } as const;
  fact(notificationWanted.of(told), 'acme');
  await pass(2 * HOUR);
  const message = world.outbox.mails
    .slice(before)
    .map(one => one.message)
    .find(({ about }) => about?.startsWith('ntf_'));
  if (!message) throw new Error(`no mail to ${recipientId}`);
  return message;
}

/** The answer to the mail was lost: its row stands as it did while it was sent. */
async function sendingAgain(tale: Tale, { about }: MailMessage): Promise<void> {
  const { commitId, ...row } = last(tale, 'delivery', { notificationId: about, channel: 'mail' });
  await tale.world.table.commit({
    commitId: 'answer-lost',
    writes: [{ do: 'put', row: { ...row, state: 'sending' } }],
  });
}
