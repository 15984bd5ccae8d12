import type { TellingKind } from '../../events/device-events.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { MessageLanguage } from '../languages.ts';
import type { MailLook, MailText } from '../mail.ts';
import { fill } from '../render.ts';
import { customerFrame } from './customer-page.ts';
import type { CustomerTexts } from './customer-texts.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import { fr } from './fr.ts';
import { it } from './it.ts';

export const customerTexts: Readonly<Record<MessageLanguage, CustomerTexts>> = { de, en, es, fr, it };

/** What a telling says beside its kind. */
export type Telling = {
  readonly kind: TellingKind;
  readonly language: MessageLanguage;
  readonly brand: string;
  /** Model and serial. */
  readonly device: string;
  /** Where the reader is; the zone is named when it is not the company's. */
  readonly zone: string;
  readonly companyZone: string;
  /** Until when it is promised; `stands-still` while we wait for the customer; absent where nothing is said of it. */
  readonly due?: Instant | 'stands-still';
  /** Outside the opening hours: when the time goes on. */
  readonly goesOn?: Instant;
  /** It is open now, and closes before the promised instant. */
  readonly openNow?: boolean;
  readonly link: string;
  readonly look?: MailLook | undefined;
};

/**
 * An instant as the reader's calendar and clock show it, to the minute. The zone is named when it is not the company's, and
 * in full where no company's zone is given.
 */
export function instantIn(
  at: Instant,
  { language, zone, companyZone }: { language: MessageLanguage; zone: string; companyZone?: string },
): string {
  return new Intl.DateTimeFormat(language, {
    timeZone: zone,
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
    ...(zone === companyZone ? {} : { timeZoneName: companyZone === undefined ? 'long' : 'short' }),
  }).format(at);
}

/** The mail of a telling: subject, plain text and HTML of the same words. */
export function customerMail(telling: Telling): MailText {
  const { kind, language, brand, device, due, goesOn, link, look } = telling;
  const texts = customerTexts[language];
  const { title, says } = texts.kinds[kind];
  const lines = [
    fill(says, { device }),
    ...(due === undefined
      ? []
      : [
          due === 'stands-still' ? texts.standsStill : fill(texts.promised, { due: instantIn(due, telling) }),
        ]),
    ...(goesOn === undefined
      ? []
      : [fill(telling.openNow ? texts.closesBefore : texts.goesOn, { goesOn: instantIn(goesOn, telling) })]),
  ];
  return customerFrame(texts, { language, brand, title, lines, action: texts.follow, link, look });
}
