import type { Instant } from '../kernel/instant.ts';
import { type MessageLanguage, textsIn } from './languages.ts';
import { escapeHtml, type MailLook, type MailText, mailPage, OWN_LOOK } from './mail.ts';
import { counted, fill, NO_ACCOUNT, type Notice } from './render.ts';
import type { DigestWhy, NoticeKind } from './texts.ts';

export type { DigestWhy } from './texts.ts';

/** What a text for many may know of each of them; the customer's name is no part of it. */
export type DigestNotice = Notice & {
  readonly id: string;
  readonly accountId: string;
  readonly createdAt: Instant;
  /** Until when its subject is promised. */
  readonly dueAt?: Instant;
};

export type DigestGiven = {
  readonly why: DigestWhy;
  readonly shownIn: MessageLanguage;
  readonly brand: string;
  readonly agent: string;
  /** The agent's time zone. */
  readonly zone: string;
  /** Public origin that links lead to, without a slash at the end. */
  readonly origin: string;
  readonly look?: MailLook | undefined;
};

export type DigestText = {
  readonly push: { readonly title: string; readonly body: string };
  readonly mail: MailText;
  readonly chat: { readonly text: string; readonly link: { readonly label: string; readonly href: string } };
};

/** As many lines as a mail lists; as many kinds as a push names. */
const MAX_LINES = 50;
const MAX_KINDS = 3;

type Group = { readonly title: string; readonly notices: readonly DigestNotice[] };

/**
 * One message for many notifications of one agent, for each channel. None names a customer; only the mail has account
 * ids. Kinds come by how many there are of them; the mail lists the newest fifty and counts the others.
 */
export function digestText(notices: readonly DigestNotice[], given: DigestGiven): DigestText {
  const { why, shownIn, brand, origin } = given;
  const { digest } = textsIn(shownIn);
  const groups = groupsOf(notices, shownIn);
  const title = titleOf(groups, given);
  const named = groups.slice(0, MAX_KINDS).map(({ title, notices }) => `${title}: ${notices.length}`);
  const others = groups.slice(MAX_KINDS).reduce((sum, { notices }) => sum + notices.length, 0);
  const counts = [...named, ...(others === 0 ? [] : [counted(digest.rest, others, shownIn)])];
  return {
    push: { title, body: `${counts.join(' · ')}. ${digest.why[why]}` },
    mail: mailOf(groups, title, given),
    chat: {
      text: [title, ...counts.map(line => `• ${line}`), digest.why[why]].join('\n'),
      link: { label: fill(digest.inbox, { brand }), href: `${origin}/inbox` },
    },
  };
}

function groupsOf(notices: readonly DigestNotice[], shownIn: MessageLanguage): readonly Group[] {
  const { kinds } = textsIn(shownIn);
  const byKind = Map.groupBy(notices, ({ kind }) => kind) as ReadonlyMap<NoticeKind, DigestNotice[]>;
  return [...byKind]
    .map(([kind, notices]) => ({ title: kinds[kind].title, notices }))
    .sort((a, b) => b.notices.length - a.notices.length);
}

/** The kind when there is but one and it was told before; else how many wait. */
function titleOf(groups: readonly Group[], { why, shownIn }: DigestGiven): string {
  const { waiting, more } = textsIn(shownIn).digest;
  const count = groups.reduce((sum, { notices }) => sum + notices.length, 0);
  const [only] = groups;
  if (why === 'collapsed' && groups.length === 1 && only)
    return fill(counted(more, count, shownIn), { title: only.title });
  return counted(waiting, count, shownIn);
}

type Line = { readonly says: string; readonly when: string; readonly link: string };
type Shown = { readonly heading: string; readonly lines: readonly Line[] };

function mailOf(groups: readonly Group[], title: string, given: DigestGiven): MailText {
  const { why, shownIn, brand, agent, origin } = given;
  const { mail, digest } = textsIn(shownIn);
  const all = groups.flatMap(({ notices }) => notices);
  const newest = new Set([...all].sort((a, b) => b.createdAt - a.createdAt).slice(0, MAX_LINES));
  const shown = groups.map(({ title, notices }) => ({
    heading: `${title} (${notices.length})`,
    lines: notices.filter(notice => newest.has(notice)).map(notice => lineOf(notice, title, given)),
  }));
  const left = all.length - newest.size;
  const words = {
    ...{ title, shown, why: digest.why[why], settings: digest.settings },
    greeting: fill(mail.greeting, { agent }),
    rest: left === 0 ? '' : counted(digest.rest, left, shownIn),
    inbox: fill(digest.inbox, { brand }),
  };
  const subject = fill(mail.subject, { brand, title });
  return { subject, text: plain(words, origin), html: html(words, given) };
}

function lineOf(notice: DigestNotice, title: string, { shownIn, zone, origin }: DigestGiven): Line {
  const { id, accountId, createdAt, dueAt } = notice;
  const due =
    dueAt === undefined ? [] : [fill(textsIn(shownIn).digest.due, { due: time(dueAt, shownIn, zone) })];
  return {
    says: [title, ...(accountId === NO_ACCOUNT ? [] : [accountId])].join(' · '),
    when: [time(createdAt, shownIn, zone), ...due].join(' · '),
    link: `${origin}/inbox/${id}`,
  };
}

/** Day and time as the agent's calendar and clock show them. */
const time = (at: Instant, shownIn: MessageLanguage, timeZone: string): string =>
  new Intl.DateTimeFormat(shownIn, {
    timeZone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(at);

type Words = {
  readonly title: string;
  readonly greeting: string;
  readonly shown: readonly Shown[];
  /** What is not listed; empty when everything is. */
  readonly rest: string;
  readonly inbox: string;
  readonly why: string;
  readonly settings: string;
};

function plain({ title, greeting, shown, rest, inbox, why, settings }: Words, origin: string): string {
  const groups = shown.flatMap(({ heading, lines }) => [
    ...['', heading],
    ...lines.flatMap(({ says, when, link }) => [`- ${says} · ${when}`, `  ${link}`]),
  ]);
  return [
    ...[greeting, '', title, ...groups],
    ...(rest === '' ? [] : ['', rest]),
    ...['', `${inbox}: ${origin}/inbox`, '', '-- ', why, `${settings}: ${origin}/settings`, ''],
  ].join('\n');
}

function html(words: Words, { shownIn, origin, look = OWN_LOOK }: DigestGiven): string {
  const safe = escapeHtml;
  const item = ({ says, when, link }: Line) =>
    `<li><a href="${safe(link)}" style="color:${look.colour}">${safe(says)}</a> · ${safe(when)}</li>`;
  const group = ({ heading, lines }: Shown) =>
    `<h2 style="font-size:16px;margin:16px 0 4px">${safe(heading)}</h2>\n<ul style="margin:0;padding-left:20px">${lines.map(item).join('\n')}</ul>`;
  return mailPage({
    ...{ shownIn, look },
    title: words.title,
    body: [
      `<p>${safe(words.greeting)}</p>`,
      ...words.shown.map(shown => (shown.lines.length === 0 ? headingAlone(shown.heading) : group(shown))),
      ...(words.rest === '' ? [] : [`<p>${safe(words.rest)}</p>`]),
    ].join('\n'),
    link: { label: words.inbox, href: `${origin}/inbox` },
    footer: `${safe(words.why)}<br>\n<a href="${safe(origin)}/settings" style="color:#555555">${safe(words.settings)}</a>`,
  });
}

const headingAlone = (heading: string): string =>
  `<p style="font-weight:bold;margin:16px 0 4px">${escapeHtml(heading)}</p>`;
