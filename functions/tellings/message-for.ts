import { mailLook } from '../../shared/domain/brand/brand-colours.ts';
import { isOpenCase, waitOf } from '../../shared/domain/devices/device-case.ts';
import { HANDOVER } from '../../shared/domain/devices/policy.ts';
import { isOpen, nextOpening, openBetween } from '../../shared/domain/time/business-calendar.ts';
import type { Calendars } from '../../shared/domain/time/sla-clock.ts';
import type { TellingKind } from '../../shared/events/device-events.ts';
import { DAY, type Instant } from '../../shared/kernel/instant.ts';
import { customerMail } from '../../shared/messages/customer/customer-mail.ts';
import { pickLanguage } from '../../shared/messages/languages.ts';
import type { StoredCase } from '../../shared/store/case-store.ts';
import { linkUrl, putLink } from '../../shared/store/link-store.ts';
import type { StoredSettings } from '../../shared/store/settings-store.ts';
import type { StoredTelling } from '../../shared/store/telling-store.ts';
import type { TellPorts } from './ports.ts';
import type { Words } from './tell-once.ts';

const LINK_DAYS = 30;

type Asked = {
  readonly held: StoredCase;
  readonly kind: TellingKind;
  readonly contact: { readonly language?: string | undefined; readonly zone?: string | undefined };
  readonly contactId: string;
  readonly dueAt: Instant | undefined;
  readonly calendars: Calendars;
  readonly company: StoredSettings['company'];
  readonly spoken: Spoken;
};

/** In which language somebody is written to, and whose that is: their own, the case's, or else the company's first. */
export type Spoken = {
  readonly language: ReturnType<typeof pickLanguage>;
  readonly languageOf: NonNullable<StoredTelling['languageOf']>;
};

export function spokenOf(
  { held, contact }: Pick<Asked, 'held' | 'contact'>,
  languages: readonly string[],
): Spoken {
  const wanted = contact.language ?? held.language;
  const language = pickLanguage([wanted], languages);
  const theirs = language.split('-', 1)[0] === wanted.split('-', 1)[0];
  return { language, languageOf: !theirs ? 'company' : contact.language === undefined ? 'case' : 'contact' };
}

/** The mail as it is true now, with a link of its own to follow the case. */
export async function messageFor(ports: TellPorts, asked: Asked): Promise<Omit<Words, 'to'>> {
  const { held, kind, contact, contactId, company, spoken } = asked;
  const words = customerMail({
    kind,
    language: spoken.language,
    brand: company.brand,
    device: `${held.model} ${held.serial}`,
    zone: contact.zone ?? held.zone,
    companyZone: company.zone,
    look: mailLook(company.accent),
    ...promise(asked, ports.clock.now()),
    link: await mintFollowLink(ports, held, contactId),
  });
  return { ...words, fromName: company.brand, replyTo: company.replyTo };
}

/** What is said of the time: until when, that it stands still, and when it goes on outside the opening hours. */
function promise({ held, kind, dueAt, calendars }: Asked, now: Instant) {
  if (!isOpenCase(held) || !held.policy || kind === 'handed-over' || kind === 'advice') return {};
  if (dueAt === undefined) return waitOf(held)?.on === 'customer' ? { due: 'stands-still' as const } : {};
  if (dueAt <= now) return {};
  const target = held.policy.targets.find(({ id }) => id === HANDOVER);
  const calendar = target && calendars(target.calendar);
  if (!calendar) return { due: dueAt };
  const openNow = isOpen(calendar, now);
  const closesAt = openNow ? openBetween(calendar, now, dueAt)[0]?.[1] : now;
  const goesOn = closesAt === undefined || closesAt >= dueAt ? undefined : nextOpening(calendar, closesAt);
  return { due: dueAt, openNow, ...(goesOn === undefined ? {} : { goesOn }) };
}

async function mintFollowLink(
  { table, clock, ids, origin }: TellPorts,
  held: StoredCase,
  contactId: string,
): Promise<string> {
  const token = ids.random('lnk');
  const now = clock.now();
  const { accountId, serial, language } = held;
  const link = {
    ...({ purpose: 'device-follow', accountId, serial, caseId: held.id, contactId, language } as const),
    ...{ createdBy: 'firstcall', createdAt: now, until: now + LINK_DAYS * DAY },
  };
  await table.commit({ commitId: ids.random('cmt'), writes: [putLink(token, link)] });
  return linkUrl(origin, token);
}
