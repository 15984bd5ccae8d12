import type { Instant } from '../../kernel/instant.ts';
import type { MessageLanguage } from '../languages.ts';
import type { MailLook, MailText } from '../mail.ts';
import { fill } from '../render.ts';
import type { CallMail, CallTexts } from './call-texts.ts';
import { de } from './calls-de.ts';
import { en } from './calls-en.ts';
import { es } from './calls-es.ts';
import { fr } from './calls-fr.ts';
import { it } from './calls-it.ts';
import { customerTexts, instantIn } from './customer-mail.ts';
import { customerFrame } from './customer-page.ts';

export const callTexts: Readonly<Record<MessageLanguage, CallTexts>> = { de, en, es, fr, it };

type Given = {
  readonly kind: CallMail;
  readonly language: MessageLanguage;
  readonly brand: string;
  /** Where the reader is; the zone is always named. */
  readonly zone: string;
  readonly when?: Instant | undefined;
  readonly link: string;
  readonly look?: MailLook | undefined;
};

/** The mail about a call: subject, plain text and HTML of the same words, times on the wall where the reader is. */
export function callMail({ kind, language, brand, zone, when, link, look }: Given): MailText {
  const { title, says, when: saysWhen, action } = callTexts[language].kinds[kind];
  const lines = [
    says,
    ...(when === undefined || saysWhen === undefined
      ? []
      : [fill(saysWhen, { when: instantIn(when, { language, zone }) })]),
  ];
  return customerFrame(customerTexts[language], { language, brand, title, lines, action, link, look });
}

/** What the reader's calendar says of an appointment. */
export function appointmentWords(
  language: MessageLanguage,
  brand: string,
): { readonly summary: string; readonly description: string } {
  const { summary, description } = callTexts[language].calendar;
  return { summary: fill(summary, { brand }), description: fill(description, { brand }) };
}
