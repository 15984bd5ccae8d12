import { mailLook } from '../../shared/domain/brand/brand-colours.ts';
import type { linkWanted } from '../../shared/events/call-events.ts';
import type { DataOf } from '../../shared/events/define-event.ts';
import { digest } from '../../shared/kernel/id.ts';
import { callMail } from '../../shared/messages/customer/call-mail.ts';
import { pickLanguage } from '../../shared/messages/languages.ts';
import { linkMessageWrite, loadLinkMessage } from '../../shared/store/call-message-store.ts';
import { customerUrl, putCustomerLink } from '../../shared/store/link-store.ts';
import { isErased } from '../../shared/store/person-store.ts';
import type { Handled } from '../../shared/store/ports.ts';
import {
  linkOfRequest,
  loadRequest,
  type Request,
  VISITOR_CONTACT,
} from '../../shared/store/request-store.ts';
import { loadSettings } from '../../shared/store/settings-store.ts';
import type { TellPorts } from './ports.ts';
import { leaveUntold, mayBeOut, type Sending, sendOnce, toldBefore, type Words } from './tell-once.ts';

/**
 * Sends the link that proves an address which a visitor typed in: one neutral message, never two. Where nobody knows
 * whether it went out, it counts as gone; the visitor may ask again.
 */
export async function tellLink(ports: TellPorts, { requestId }: DataOf<typeof linkWanted>): Promise<Handled> {
  const request = await loadRequest(ports.table, requestId);
  const about = { request: requestId };
  if (!request) return { decision: 'no-such-request', detail: about };
  const earlier = await loadLinkMessage(ports.table, requestId);
  const told = toldBefore(ports, { about, earlier });
  if (told) return told;
  const now = ports.clock.now();
  const row = (sending: Sending, read: number | undefined) =>
    linkMessageWrite(requestId, { at: now, ...sending }, read);
  const telling = { about, earlier, row, effectKey: digest('effect', 'link', requestId) };
  const isGone = await isErased(ports.table, { ...request, contactId: VISITOR_CONTACT });
  if (request.until <= now || mayBeOut(earlier) || isGone) return leaveUntold(ports, telling, 'superseded');
  const sent = await sendOnce(ports, telling, () => linkMessage(ports, request));
  // Strangers type in what they like: an address that takes no mail is no fault of ours.
  return sent.decision === 'telling-failed' ? { ...sent, decision: 'link-not-sent' } : sent;
}

/** Nothing that the visitor typed in is in it, apart from the address that it goes to. */
async function linkMessage(ports: TellPorts, request: Request): Promise<Words> {
  const { table, clock, ids, origin } = ports;
  const { company } = await loadSettings(table);
  const token = ids.random('lnk');
  const link = linkOfRequest(request, clock.now());
  await table.commit({ commitId: ids.random('cmt'), writes: [putCustomerLink(token, link)] });
  const language = pickLanguage([request.language], company.languages);
  return {
    ...callMail({
      ...{ kind: 'link', language, brand: company.brand, zone: company.zone },
      link: customerUrl(origin, token),
      look: mailLook(company.accent),
    }),
    ...{ to: request.email, fromName: company.brand, replyTo: company.replyTo },
  };
}
