import type { TellingKind } from '../../events/device-events.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { MessageLanguage } from '../languages.ts';
import { escapeHtml, type MailText } from '../mail.ts';
import { fill } from '../render.ts';
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
};

/** An instant as the reader's calendar and clock show it, to the minute. */
export function instantIn(
  at: Instant,
  { language, zone, companyZone }: Pick<Telling, 'language' | 'zone' | 'companyZone'>,
): string {
  return new Intl.DateTimeFormat(language, {
    timeZone: zone,
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
    ...(zone === companyZone ? {} : { timeZoneName: 'short' }),
  }).format(at);
}

/** The mail of a telling: subject, plain text and HTML of the same words. */
export function customerMail(telling: Telling): MailText {
  const { kind, language, brand, device, due, goesOn, link } = telling;
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
  const closing = fill(texts.closing, { brand });
  const subject = fill(texts.subject, { brand, title });
  const text = [
    texts.greeting,
    '',
    ...lines.flatMap(line => [line, '']),
    `${texts.follow}: ${link}`,
    '',
    closing,
    '',
  ].join('\n');
  return {
    subject,
    text,
    html: page({ language, title, greeting: texts.greeting, lines, follow: texts.follow, link, closing }),
  };
}

type Words = {
  readonly language: string;
  readonly title: string;
  readonly greeting: string;
  readonly lines: readonly string[];
  readonly follow: string;
  readonly link: string;
  readonly closing: string;
};

const page = ({ language, title, greeting, lines, follow, link, closing }: Words): string => `<!doctype html>
<html lang="${escapeHtml(language)}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(title)}</title></head>
<body style="margin:0;padding:24px;font-family:Helvetica,Arial,sans-serif;font-size:16px;line-height:1.5;color:#1a1a1a;background:#ffffff">
<main style="max-width:560px;margin:0 auto">
<h1 style="font-size:20px;margin:0 0 16px">${escapeHtml(title)}</h1>
<p>${escapeHtml(greeting)}</p>
${lines.map(line => `<p>${escapeHtml(line)}</p>`).join('\n')}
<p><a href="${escapeHtml(link)}" style="display:inline-block;padding:12px 20px;border-radius:6px;background:#1d4ed8;color:#ffffff;text-decoration:none">${escapeHtml(follow)}</a></p>
<p>${escapeHtml(closing).replace('\n', '<br>')}</p>
</main>
</body>
</html>
`;
