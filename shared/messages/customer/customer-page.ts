import { escapeHtml, type MailLook, type MailText, mailButton } from '../mail.ts';
import { fill } from '../render.ts';
import type { CustomerTexts } from './customer-texts.ts';

type Words = {
  readonly language: string;
  readonly brand: string;
  readonly title: string;
  readonly lines: readonly string[];
  readonly action: string;
  readonly link: string;
  readonly look?: MailLook | undefined;
};

/** The frame that all mails to customers share: greeting, lines, one link, and who writes. */
export function customerFrame(
  { subject, greeting, closing }: Pick<CustomerTexts, 'subject' | 'greeting' | 'closing'>,
  words: Words,
): MailText {
  const { brand, title, lines, action, link } = words;
  const farewell = fill(closing, { brand });
  return {
    subject: fill(subject, { brand, title }),
    text: [greeting, '', ...lines.flatMap(line => [line, '']), `${action}: ${link}`, '', farewell, ''].join(
      '\n',
    ),
    html: page(words, greeting, farewell),
  };
}

const page = (
  { language, title, lines, action, link, look }: Words,
  greeting: string,
  closing: string,
): string => `<!doctype html>
<html lang="${escapeHtml(language)}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(title)}</title></head>
<body style="margin:0;padding:24px;font-family:Helvetica,Arial,sans-serif;font-size:16px;line-height:1.5;color:#1a1a1a;background:#ffffff">
<main style="max-width:560px;margin:0 auto">
<h1 style="font-size:20px;margin:0 0 16px">${escapeHtml(title)}</h1>
<p>${escapeHtml(greeting)}</p>
${lines.map(line => `<p>${escapeHtml(line)}</p>`).join('\n')}
<p>${mailButton({ label: action, href: link }, look)}</p>
<p>${escapeHtml(closing).replace('\n', '<br>')}</p>
</main>
</body>
</html>
`;
