import type { IncomingMessage, ServerResponse } from 'node:http';

export type Mail = {
  id: string;
  at: string;
  from: string;
  to: string[];
  subject: string;
  text: string;
  html?: string;
  /** The invitation it carries, or what takes one back. */
  calendar?: string;
};

type Stored = {
  MessageId: string;
  Source: string;
  To: string[];
  CC: string[];
  Subject: string;
  BodyText: string;
  BodyHtml: string | null;
  /** Kept by our engine alone. */
  Calendar?: string;
  Timestamp: number;
};

/** Everything the product sent by mail on this engine, newest first. */
export async function readMailbox(endpoint: string): Promise<Mail[]> {
  const answer = await fetch(`${endpoint}/_ministack/ses/messages`);
  if (!answer.ok) throw new Error(`The engine shows no mailbox (${answer.status}).`);
  const { messages } = (await answer.json()) as { messages: Record<string, Stored[]> };
  return Object.values(messages)
    .flat()
    .sort((a, b) => b.Timestamp - a.Timestamp)
    .map(mail => ({
      id: mail.MessageId,
      at: new Date(mail.Timestamp * 1000).toISOString(),
      from: mail.Source,
      to: [...mail.To, ...mail.CC],
      subject: mail.Subject,
      text: mail.BodyText,
      ...(mail.BodyHtml === null || mail.BodyHtml === '' ? {} : { html: mail.BodyHtml }),
      ...(mail.Calendar === undefined ? {} : { calendar: mail.Calendar }),
    }));
}

const harmless = (text: string): string =>
  text.replace(/[&<>"]/g, sign => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] ?? sign);

/** Links of the text can be followed; everything else of a mail is shown as text, never as markup. */
const readable = (text: string): string =>
  harmless(text).replace(/https?:\/\/[^\s<>&"]+(?:&amp;[^\s<>&"]+)*/g, url => `<a href="${url}">${url}</a>`);

const page = (mails: Mail[]): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Local mailbox (${mails.length})</title></head>
<body><h1>Local mailbox</h1><p>${mails.length === 0 ? 'No mail yet.' : `${mails.length} mails, newest first. Reload for more; also as <a href="/_local/mail.json">JSON</a>.`}</p>
${mails.map(article).join('\n')}
</body></html>
`;

const article = (mail: Mail): string => `<article><h2>${harmless(mail.subject)}</h2>
<p>To ${harmless(mail.to.join(', '))} · from ${harmless(mail.from)} · <time datetime="${mail.at}">${mail.at}</time></p>
<pre>${readable(mail.text === '' ? (mail.html ?? '') : mail.text)}</pre>${mail.calendar === undefined ? '' : `<h3>Calendar</h3><pre>${harmless(mail.calendar)}</pre>`}</article><hr>`;

export function mailbox(endpoint: string) {
  return async (_request: IncomingMessage, response: ServerResponse, pathname: string): Promise<void> => {
    const mails = await readMailbox(endpoint);
    const json = pathname === '/_local/mail.json';
    response.writeHead(200, {
      'content-type': json ? 'application/json' : 'text/html; charset=utf-8',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    });
    response.end(json ? JSON.stringify({ mails }, null, 2) : page(mails));
  };
}
