import {
  digestCauses,
  type MessagePreview,
  type PreviewGroup,
  previewLanguages,
} from '../../shared/contracts/previews-contract.ts';
import { mailLook } from '../../shared/domain/brand/brand-colours.ts';
import { callMessages } from '../../shared/events/call-events.ts';
import { tellingKinds } from '../../shared/events/device-events.ts';
import { noticeKinds } from '../../shared/events/team-events.ts';
import { HOUR, type Instant } from '../../shared/kernel/instant.ts';
import { callMail } from '../../shared/messages/customer/call-mail.ts';
import { customerMail, type Telling } from '../../shared/messages/customer/customer-mail.ts';
import { offerMail } from '../../shared/messages/customer/offer-mail.ts';
import { digestText } from '../../shared/messages/digest.ts';
import type { MessageLanguage } from '../../shared/messages/languages.ts';
import { type MailText, mailText } from '../../shared/messages/mail.ts';
import { customerUrl, linkUrl } from '../../shared/store/link-store.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { loadSettings } from '../../shared/store/settings-store.ts';

/** Links of previews lead nowhere. */
const NOWHERE = 'https://firstcall.example';
const TOKEN = 'lnk_preview';
const AGENT = 'Alex';

type Company = Awaited<ReturnType<typeof loadSettings>>['company'];

/** Every mail in one language: the one asked for, else the company's first that texts exist in. */
export async function previewMessages({ table, clock }: Ports, asked: MessageLanguage | undefined) {
  const { company } = await loadSettings(table);
  const inUse = company.languages.map(tag => tag.split('-')[0] ?? tag);
  const language = asked ?? previewLanguages.find(one => one === inUse[0]) ?? 'en';
  return { language, inUse, previews: previewsOf(company, language, clock.now()) };
}

/**
 * Every mail that is sent, of made-up facts, made by the very functions that make it for its reader: what a mail lacks
 * would be lacking here.
 */
export function previewsOf(company: Company, language: MessageLanguage, now: Instant): MessagePreview[] {
  const given = givenOf(company, language, now);
  return [...calls(given), ...offers(given), ...devices(given), ...notices(given), ...digests(given)];
}

const givenOf = ({ brand, zone, accent }: Company, language: MessageLanguage, now: Instant) => ({
  ...{ brand, zone, language, shownIn: language, look: mailLook(accent) },
  /** On the hour, two days on. */
  at: Math.ceil(now / HOUR) * HOUR + 48 * HOUR,
});
type Given = ReturnType<typeof givenOf>;

const preview = (group: PreviewGroup, kind: string, { subject, text, html }: MailText): MessagePreview => ({
  id: `${group}.${kind}`,
  ...{ group, kind, subject, text, html },
});

const calls = (given: Given): MessagePreview[] =>
  ([...callMessages, 'link'] as const).map(kind =>
    preview('calls', kind, callMail({ ...given, kind, when: given.at, link: customerUrl(NOWHERE, TOKEN) })),
  );

function offers(given: Given): MessagePreview[] {
  const { at } = given;
  const news = [
    { at, marketplace: 'amazon-de', change: 'new-competitor', articles: 12 },
    { at: at - HOUR, marketplace: 'amazon-es', change: 'amazon-sells', articles: 1 },
    { at: at - 2 * HOUR, marketplace: 'amazon-it', change: 'new-competitor' },
  ] as const;
  return [preview('offers', 'offer', offerMail({ ...given, news, link: customerUrl(NOWHERE, TOKEN) }))];
}

/** What each telling says of the time, so that every sentence there is stands in one of them. */
const promises = (at: Instant): Readonly<Partial<Record<Telling['kind'], Partial<Telling>>>> => ({
  'report-received': { due: at, goesOn: at - 24 * HOUR },
  'promise-changed': { due: 'stands-still' },
  'promise-at-risk': { due: at, goesOn: at - 24 * HOUR, openNow: true },
  shipped: { due: at },
});

const devices = (given: Given): MessagePreview[] =>
  tellingKinds.map(kind =>
    preview(
      'devices',
      kind,
      customerMail({
        ...{ ...given, kind, device: 'tab-8 4711-0815', companyZone: given.zone },
        ...promises(given.at)[kind],
        link: linkUrl(NOWHERE, TOKEN),
      }),
    ),
  );

const notice = { reason: 'owner-on-duty', language: 'es', product: 'repricer', accountId: 'acc-1' } as const;

const notices = (given: Given): MessagePreview[] =>
  noticeKinds.map(kind => {
    const about = { ...given, agent: AGENT, accountId: notice.accountId, link: `${NOWHERE}/inbox/ntf_1` };
    return preview('notifications', kind, mailText({ ...notice, kind }, about));
  });

function digests(given: Given): MessagePreview[] {
  const waiting = (['call-booked', 'call-booked', 'device-warned'] as const).map((kind, n) => ({
    ...{ ...notice, kind, id: `ntf_${n}`, createdAt: given.at - n * HOUR },
    ...(kind === 'device-warned' ? { dueAt: given.at + HOUR } : {}),
  }));
  return digestCauses.map(why => {
    const all = why === 'collapsed' ? waiting.slice(0, 2) : waiting;
    return preview('digests', why, digestText(all, { ...given, why, agent: AGENT, origin: NOWHERE }).mail);
  });
}
