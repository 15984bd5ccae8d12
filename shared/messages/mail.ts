import type { MessageLanguage } from './languages.ts';
import { textsIn } from './languages.ts';
import { fill, languageLabel, type Notice, productLabel } from './render.ts';

export type MailText = { readonly subject: string; readonly text: string; readonly html: string };

const signs: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
/** Text as HTML shows it, in element and attribute alike. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, sign => signs[sign] ?? sign);

/**
 * The mail for a notification that nobody opened: subject, plain text and HTML of the same words. It carries the
 * account's id and not its name; the name is behind the link, for those who are signed in.
 */
export function mailText(
  notice: Notice,
  given: { shownIn: MessageLanguage; brand: string; agent: string; accountId: string; link: string },
): MailText {
  const { shownIn, link } = given;
  const { kinds, reasons, mail } = textsIn(shownIn);
  const { title, body } = kinds[notice.kind];
  const product = notice.product === undefined ? undefined : productLabel(notice.product);
  const values = {
    ...given,
    title,
    language: languageLabel(notice.language, shownIn),
    ...(product === undefined ? {} : { product }),
  };
  const words = {
    subject: fill(mail.subject, values),
    greeting: fill(mail.greeting, values),
    says: `${body} ${reasons[notice.reason]}`,
    facts: [mail.account, ...(product === undefined ? [] : [mail.product]), mail.language].map(line =>
      fill(line, values),
    ),
    open: fill(mail.open, values),
    footer: fill(mail.footer, values),
  };
  const { subject, greeting, says, facts, open, footer } = words;
  const text = [greeting, '', says, '', ...facts, '', `${open}: ${link}`, '', '-- ', footer, ''].join('\n');
  return { subject, text, html: page({ ...words, title, link, shownIn }) };
}

type Words = {
  readonly title: string;
  readonly greeting: string;
  readonly says: string;
  readonly facts: readonly string[];
  readonly open: string;
  readonly footer: string;
  readonly link: string;
  readonly shownIn: string;
};

function page(words: Words): string {
  const safe = (text: string) => escapeHtml(text);
  return `<!doctype html>
<html lang="${safe(words.shownIn)}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${safe(words.title)}</title></head>
<body style="margin:0;padding:24px;font-family:Helvetica,Arial,sans-serif;font-size:16px;line-height:1.5;color:#1a1a1a;background:#ffffff">
<main style="max-width:560px;margin:0 auto">
<h1 style="font-size:20px;margin:0 0 16px">${safe(words.title)}</h1>
<p>${safe(words.greeting)}</p>
<p>${safe(words.says)}</p>
<p>${words.facts.map(safe).join('<br>\n')}</p>
<p><a href="${safe(words.link)}" style="display:inline-block;padding:12px 20px;border-radius:6px;background:#1d4ed8;color:#ffffff;text-decoration:none">${safe(words.open)}</a></p>
<p style="font-size:13px;color:#555555">${safe(words.footer)}</p>
</main>
</body>
</html>
`;
}
