import { command, type Fact, NO_ACCOUNT } from '../../events/envelope.ts';
import { derivedId } from '../../kernel/id.ts';
import type { Instant } from '../../kernel/instant.ts';
import { conclude, type Delivery } from './delivery.ts';

/** What the mail service reported of one mail. */
export type MailEvent = {
  /** The service's own name of the mail. */
  readonly messageId: string;
  /** The notification or bundle that the mail was about. */
  readonly about?: string | undefined;
  /** Which of its messages: the effect key that the mail carried. */
  readonly effect?: string | undefined;
  readonly addresses: readonly string[];
  readonly at: Instant;
  readonly meaning: MailMeaning;
};

/**
 * `taken`: the mail service has it, and nothing more is known; `delivered`: the reader's mail server took it; `bounced`: the address will not take any; `bounced-for-now`: this one
 * did not get there, another may; `complained`: the reader called it unwanted; `noted`: says nothing about the address.
 */
export type MailMeaning = 'taken' | 'delivered' | 'bounced' | 'bounced-for-now' | 'complained' | 'noted';

/** Reports on a feedback loop that are no complaint of the reader's. */
const NO_COMPLAINT = ['not-spam', 'auth-failure'];

/**
 * What a report of SES means (contents of published events, SES developer guide). A bounce is for good when it is
 * `Permanent`, an address on the suppression list included; `Transient` (mailbox full, an absence note) and
 * `Undetermined` are for now. A complaint counts unless its type takes one back or is about signatures.
 */
export function mailMeaning(
  report:
    | { readonly is: 'send' }
    | { readonly is: 'delivery' }
    | { readonly is: 'bounce'; readonly type: string }
    | { readonly is: 'complaint'; readonly type?: string | undefined },
): MailMeaning {
  switch (report.is) {
    case 'send':
      return 'taken';
    case 'delivery':
      return 'delivered';
    case 'bounce':
      return report.type === 'Permanent' ? 'bounced' : 'bounced-for-now';
    case 'complaint':
      return NO_COMPLAINT.includes(report.type ?? '') ? 'noted' : 'complained';
  }
}

/**
 * The delivery as a report leaves it; the same one when the report changes nothing. That it was taken makes what was under
 * way sent; that it arrived, or was complained about, ends it, so that a mail whose answer was lost is not sent again. That it
 * bounced counts in any order, also after it was said to have arrived; what bounced never becomes delivered.
 */
export function afterReport(
  delivery: Delivery,
  { meaning, at }: Pick<MailEvent, 'meaning' | 'at'>,
): Delivery {
  const open = delivery.state === 'sending' || delivery.state === 'sent';
  switch (meaning) {
    case 'taken':
      return delivery.state === 'sending'
        ? conclude(delivery, { state: 'sent', detail: 'mail-service-reported', at })
        : delivery;
    case 'delivered':
    case 'complained':
      return open
        ? conclude(delivery, { state: 'delivered', detail: 'mail-service-reported', at })
        : delivery;
    case 'bounced':
    case 'bounced-for-now':
      return open || delivery.state === 'delivered'
        ? conclude(delivery, { state: 'failed', detail: meaning, at })
        : delivery;
    case 'noted':
      return delivery;
  }
}

/**
 * The event as a cause for the journal of the agent whose address it is. The same report about the same mail has the
 * same id however often it comes, so that a repeat finds itself; it counts from when the service saw it.
 */
export function mailEventFact(
  { messageId, meaning, at }: Pick<MailEvent, 'messageId' | 'meaning' | 'at'>,
  { agentId, now }: { agentId: string; now: Instant },
): Fact {
  const root = command({
    id: derivedId('evt', 'mail-event', messageId, meaning, agentId),
    name: `mail.${meaning}`,
    accountId: NO_ACCOUNT,
    principal: 'mail-service',
    now: Math.min(at, now),
  });
  return { ...root, recordedAt: now };
}
