import type { MessageLanguage } from './languages.ts';
import { textsIn } from './languages.ts';
import { fill, languageLabel, NO_ACCOUNT, type Notice, openLabel, productLabel } from './render.ts';

/** What a mail's button is painted with. */
export type MailLook = { readonly colour: string; readonly ink: string };
/** Where the company has no colour of its own. */
export const OWN_LOOK: MailLook = { colour: '#0b6e63', ink: '#ffffff' };

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
 * account's id and not its name; the name is behind the link, for those who are signed in. `always` when the reader
 * wants every one by mail, whether it was opened or not.
 */
export function mailText(
  notice: Notice,
  given: {
    shownIn: MessageLanguage;
    brand: string;
    agent: string;
    accountId: string;
    link: string;
    always?: boolean;
    look?: MailLook | undefined;
  },
): MailText {
  const { shownIn, brand, agent, accountId, link, always = false, look } = given;
  const { kinds, reasons, mail } = textsIn(shownIn);
  const { title, body } = kinds[notice.kind];
  const greeting = fill(mail.greeting, { agent });
  const says = `${body} ${reasons[notice.reason]}`;
  const facts = factsOf({ ...notice, accountId }, shownIn);
  const open = openLabel(shownIn, brand);
  const footer = always ? mail.footerAlways : mail.footer;
  const paragraphs = [greeting, says, ...(facts.length === 0 ? [] : [facts.join('\n')])];
  const shownBody = paragraphs.map(one => `<p>${escapeHtml(one).replaceAll('\n', '<br>\n')}</p>`).join('\n');
  return {
    subject: fill(mail.subject, { brand, title }),
    text: [paragraphs.join('\n\n'), '', `${open}: ${link}`, '', '-- ', footer, ''].join('\n'),
    html: mailPage({
      ...{ shownIn, title, body: shownBody, footer: escapeHtml(footer), look },
      link: { label: open, href: link },
    }),
  };
}

/** Account, product and the customer's language, a line each; of what concerns no account only the product. */
function factsOf({ accountId, product, language }: Notice & { accountId: string }, shownIn: MessageLanguage) {
  const { mail } = textsIn(shownIn);
  const customer = accountId !== NO_ACCOUNT;
  return [
    ...(customer ? [fill(mail.account, { accountId })] : []),
    ...(product === undefined ? [] : [fill(mail.product, { product: productLabel(product) })]),
    ...(customer ? [fill(mail.language, { language: languageLabel(language, shownIn) })] : []),
  ];
}

/** The frame that all mails to agents share; `body` and `footer` are HTML already, the rest is text. */
export function mailPage(given: {
  shownIn: string;
  title: string;
  body: string;
  link: { label: string; href: string };
  footer: string;
  look?: MailLook | undefined;
}): string {
  const { shownIn, title, body, link, footer, look } = given;
  const safe = escapeHtml;
  return `<!doctype html>
<html lang="${safe(shownIn)}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${safe(title)}</title></head>
<body style="margin:0;padding:24px;font-family:Helvetica,Arial,sans-serif;font-size:16px;line-height:1.5;color:#1a1a1a;background:#ffffff">
<main style="max-width:560px;margin:0 auto">
<h1 style="font-size:20px;margin:0 0 16px">${safe(title)}</h1>
${body}
<p>${mailButton(link, look)}</p>
<p style="font-size:13px;color:#555555">${footer}</p>
</main>
</body>
</html>
`;
}

/** The one button of a mail. */
export const mailButton = (
  link: { readonly label: string; readonly href: string },
  { colour, ink }: MailLook = OWN_LOOK,
): string =>
  `<a href="${escapeHtml(link.href)}" style="display:inline-block;padding:12px 20px;border-radius:6px;background:${colour};color:${ink};text-decoration:none">${escapeHtml(link.label)}</a>`;
