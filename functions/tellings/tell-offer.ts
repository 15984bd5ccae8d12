import type { Contact } from '../../shared/contracts/accounts-contract.ts';
import { mailLook } from '../../shared/domain/brand/brand-colours.ts';
import { outreachRules } from '../../shared/domain/outreach/outreach-rules.ts';
import type { DataOf } from '../../shared/events/define-event.ts';
import type { outreachOffered } from '../../shared/events/outreach-events.ts';
import { digest } from '../../shared/kernel/id.ts';
import { DAY } from '../../shared/kernel/instant.ts';
import { offerMail } from '../../shared/messages/customer/offer-mail.ts';
import { pickLanguage } from '../../shared/messages/languages.ts';
import { loadAccount } from '../../shared/store/account-store.ts';
import { loadContact } from '../../shared/store/contact-store.ts';
import { customerUrl, putCustomerLink } from '../../shared/store/link-store.ts';
import { loadOffer, offerWrite, type StoredOffer } from '../../shared/store/offer-store.ts';
import { loadOutreach, type StoredOutreach } from '../../shared/store/outreach-store.ts';
import { loadApproach } from '../../shared/store/permission-store.ts';
import type { Handled } from '../../shared/store/ports.ts';
import { loadSettings } from '../../shared/store/settings-store.ts';
import type { TellPorts } from './ports.ts';
import { leaveUntold, mayBeOut, type Sending, sendOnce, toldBefore, type Words } from './tell-once.ts';

/** How long the link to choose a time works. */
const TO_CHOOSE = 14 * DAY;

type Wanted = DataOf<typeof outreachOffered>;

/**
 * Offers a consultation to a contact whose market changed: one mail for an outreach, never two. It goes out only while
 * the outreach lasts and the contact may be approached for it. Where nobody knows whether it went out, it counts as gone:
 * nobody asked for it.
 */
export async function tellOffer(ports: TellPorts, { outreachId, contactId }: Wanted): Promise<Handled> {
  const held = await loadOutreach(ports.table, outreachId);
  const about = { outreach: outreachId };
  if (!held) return { decision: 'no-such-outreach', detail: about };
  const earlier = await loadOffer(ports.table, outreachId);
  const told = toldBefore(ports, { about, earlier });
  if (told) return told;
  const contact = await loadContact(ports.table, held.accountId, contactId);
  const hindrance = await whyNot(ports, { held, earlier, contactId, contact });
  const said = { outreachId, contactId, at: ports.clock.now() };
  const row = (sending: Sending, read: number | undefined) =>
    offerWrite({ ...said, ...(hindrance === undefined ? {} : { detail: hindrance }), ...sending }, read);
  const telling = { about, earlier, row, effectKey: digest('effect', 'outreach-offer', outreachId) };
  if (hindrance !== undefined) return leaveUntold(ports, telling, 'superseded');
  const email = contact?.email;
  if (email === undefined) return leaveUntold(ports, telling, 'no-address');
  return sendOnce(ports, telling, () => message(ports, { held, contactId, contact: { ...contact, email } }));
}

type Asked = {
  readonly held: StoredOutreach;
  readonly earlier: StoredOffer | undefined;
  readonly contactId: string;
  readonly contact: Contact | undefined;
};

/** Why nothing may be sent any more, as one kebab-case word. */
async function whyNot({ table }: TellPorts, asked: Asked): Promise<string | undefined> {
  const { held, earlier, contactId, contact } = asked;
  if (held.state === 'ended' && held.ending !== 'offered') return 'ended';
  if (mayBeOut(earlier)) return 'answer-lost';
  const [may, settings, account] = await Promise.all([
    loadApproach(table, { accountId: held.accountId, contactId }),
    loadSettings(table),
    loadAccount(table, held.accountId),
  ]);
  if (account?.mergedInto !== undefined) return 'merged';
  if (contact?.offers === 'none') return 'wants-no-offers';
  const { purpose } = outreachRules(settings.outreach).market;
  return may(purpose) ? undefined : 'objected';
}

type Writing = {
  readonly held: StoredOutreach;
  readonly contactId: string;
  readonly contact: Contact & { readonly email: string };
};

/** The mail in the reader's language, with a link of its own to choose a time. */
async function message(ports: TellPorts, { held, contactId, contact }: Writing): Promise<Words> {
  const { table, clock, ids, origin } = ports;
  const { brand, replyTo, languages, accent } = (await loadSettings(table)).company;
  const language = pickLanguage([contact.language ?? held.language], languages);
  const now = clock.now();
  const token = ids.random('lnk');
  const link = putCustomerLink(token, {
    ...{ purpose: 'callback', accountId: held.accountId, contactId, language, proved: true },
    ...(held.product === undefined ? {} : { product: held.product }),
    ...{ createdBy: 'firstcall', createdAt: now, until: now + TO_CHOOSE },
  });
  await table.commit({ commitId: ids.random('cmt'), writes: [link] });
  const news = held.evidence.market ?? [];
  return {
    ...offerMail({ language, brand, news, link: customerUrl(origin, token), look: mailLook(accent) }),
    ...{ to: contact.email, fromName: brand, replyTo },
  };
}
