import { describe, expect, test } from '@jest/globals';
import { noticeKinds } from '../../shared/events/team-events.ts';
import { MINUTE } from '../../shared/kernel/instant.ts';
import { type DigestGiven, type DigestNotice, digestText } from '../../shared/messages/digest.ts';
import { messageLanguages, textsIn } from '../../shared/messages/languages.ts';
import { escapeHtml, mailText } from '../../shared/messages/mail.ts';
import { chatText, inboxText, openLabel, pushText } from '../../shared/messages/render.ts';
import type { DigestWhy } from '../../shared/messages/texts.ts';

const START = Date.parse('2026-11-23T09:00:00Z');
const whys = Object.keys(textsIn('en').digest.why) as DigestWhy[];
const notice = (n: number, more: Partial<DigestNotice> = {}): DigestNotice => ({
  id: `ntf_${n}`,
  kind: 'device-case-opened',
  reason: 'owner-on-duty',
  accountId: `acme-${n}`,
  language: 'de',
  createdAt: START + n * MINUTE,
  ...more,
});
const many = (count: number, more: Partial<DigestNotice> = {}) =>
  Array.from({ length: count }, (_, n) => notice(n, more));
const given = (more: Partial<DigestGiven> = {}): DigestGiven => ({
  why: 'digest',
  shownIn: 'en',
  brand: 'Acorn',
  agent: 'Anna',
  zone: 'Europe/Berlin',
  origin: 'https://care.example',
  ...more,
});
const ofEveryKind = noticeKinds.flatMap((kind, k) =>
  Array.from({ length: (k % 4) + 1 }, (_, n) => notice(k * 10 + n, { kind })),
);

describe.each(messageLanguages)('a digest in %s', shownIn => {
  test('has every text, with every place filled in, for every cause and number', () => {
    for (const why of whys)
      for (const notices of [many(1), many(2), many(21), many(1_000), ofEveryKind]) {
        const { push, mail, chat } = digestText(notices, given({ why, shownIn }));
        const all = [...Object.values(push), ...Object.values(mail), chat.text, chat.link.label];
        for (const text of all) expect(text.trim().length).toBeGreaterThan(3);
        expect(all.filter(text => /\{\w+\}|\b(?:undefined|null|NaN)\b/.test(text))).toEqual([]);
      }
  });

  test('fits on a lock screen, into a subject and into a push', () => {
    for (const why of whys)
      for (const notices of [many(1_000), ofEveryKind]) {
        const { push, mail } = digestText(notices, given({ why, shownIn }));
        expect(push.title.length).toBeLessThanOrEqual(50);
        expect(push.body.length).toBeLessThanOrEqual(240);
        expect(mail.subject.length).toBeLessThanOrEqual(60);
      }
  });

  test('names accounts in the mail alone', () => {
    const { push, mail, chat } = digestText(many(3), given({ shownIn }));
    expect(JSON.stringify([push, chat])).not.toContain('acme');
    expect(mail.text).toContain('acme-2');
  });

  test('says one as one and more as more', () => {
    const { waiting } = textsIn(shownIn).digest;
    expect(digestText(many(1), given({ shownIn })).push.title).toBe(waiting.one.replace('{count}', '1'));
    expect(digestText(many(2), given({ shownIn })).push.title).toBe(waiting.other.replace('{count}', '2'));
    expect(waiting.one).not.toBe(waiting.other);
  });

  test('is this language’s own, with a sentence for each cause', () => {
    const { why } = textsIn(shownIn).digest;
    expect(new Set(Object.values(why)).size).toBe(whys.length);
    if (shownIn === 'en') return;
    expect(whys.filter(one => why[one] === textsIn('en').digest.why[one])).toEqual([]);
  });

  test('says the same in the plain and the HTML part of the mail', () => {
    const { mail } = digestText(ofEveryKind, given({ shownIn }));
    const shown = mail.html.replace(/<[^>]*>/g, '');
    const lines = mail.text.split('\n').map(line => line.replace(/^- /, '').replace(/: https.*$/, ''));
    for (const line of lines.filter(line => line.trim().length > 3 && !line.includes('https://')))
      expect(shown).toContain(escapeHtml(line));
  });

  test('what concerns no account speaks of none, nor of a customer’s language', () => {
    const own = { ...notice(1, { kind: 'channel-off', reason: 'lead', language: 'und' }), accountId: '-' };
    const { unknownLanguage } = textsIn(shownIn);
    const words = { shownIn, brand: 'Acorn', agent: 'Anna', accountId: '-', link: 'https://care.example/x' };
    const mail = mailText(own, words);
    const all = [pushText(own, shownIn).body, chatText(own, shownIn), mail.text, mail.html];
    expect(all.filter(text => text.includes(unknownLanguage) || /: -(\n|$)/m.test(text))).toEqual([]);
    expect(inboxText(own, { account: '-', shownIn }).title).toBe(textsIn(shownIn).kinds['channel-off'].title);
    expect(digestText([own], given({ shownIn })).mail.text).not.toContain(' · - ');
  });
});

describe('a digest', () => {
  test('of one kind that followed the first says how many more', () => {
    const { push, chat } = digestText(many(9), given({ why: 'collapsed' }));
    expect(push.title).toBe('9 more: Device case opened');
    expect(push.body).toBe('Device case opened: 9. More of the same came shortly after the first.');
    expect(chat).toEqual({
      text: '9 more: Device case opened\n• Device case opened: 9\nMore of the same came shortly after the first.',
      link: { label: 'Open the inbox in Acorn', href: 'https://care.example/inbox' },
    });
  });

  test('of several kinds counts them, the most first, and the rest together', () => {
    const kinds = ['cancelled', 'signed-up', 'queued', 'converted', 'product-added'] as const;
    const notices = kinds.flatMap((kind, k) => many(k + 1, { kind }));
    const { push } = digestText(notices, given({ why: 'quiet' }));
    expect(push.title).toBe('15 notifications waiting');
    expect(push.body).toBe(
      'Product added: 5 · Trial became a contract: 4 · Account without an owner: 3 · and 3 more. It was outside the hours in which you want to be told.',
    );
  });

  test('as a mail lists kind, account, time in the agent’s zone and link, and where to change it', () => {
    const notices = [
      notice(1, { dueAt: START + 90 * MINUTE }),
      notice(2, { kind: 'cancelled', accountId: '-' }),
    ];
    expect(digestText(notices, given()).mail.text).toBe(
      [
        'Hello Anna,',
        '',
        '2 notifications waiting',
        '',
        'Device case opened (1)',
        '- Device case opened · acme-1 · Mon, Nov 23, 10:01 · due Mon, Nov 23, 11:30',
        '  https://care.example/inbox/ntf_1',
        '',
        'Cancellation (1)',
        '- Cancellation · Mon, Nov 23, 10:02',
        '  https://care.example/inbox/ntf_2',
        '',
        'Open the inbox in Acorn: https://care.example/inbox',
        '',
        '-- ',
        'Your digest: what came since the last one and is not read yet.',
        'Choose what you are told, when and how: https://care.example/settings',
        '',
      ].join('\n'),
    );
  });

  test('as a mail lists the newest fifty, counts all and says how many are left', () => {
    const notices = [...many(40, { kind: 'cancelled' }), ...many(80)];
    const { text, html } = digestText(notices, given()).mail;
    expect(text.match(/\/inbox\/ntf_/g)).toHaveLength(50);
    expect(html.match(/\/inbox\/ntf_/g)).toHaveLength(50);
    expect(text).toContain('Device case opened (80)');
    expect(text).toContain('Cancellation (40)');
    expect(text).toContain('and 70 more');
    expect(text).toContain('/inbox/ntf_79');
    expect(text).not.toContain('/inbox/ntf_29\n');
  });

  test('shows text as text, whatever it holds', () => {
    const nasty = `<script>alert(1)</script>"'&<img src=x onerror=alert(1)>`;
    const { html } = digestText(
      [notice(1, { accountId: nasty })],
      given({ brand: nasty, agent: nasty }),
    ).mail;
    expect(html).not.toMatch(/<script|<img|" on/);
  });
});

test('a mail that comes always says so, and one for the unseen the other', () => {
  const words = {
    shownIn: 'en',
    brand: 'Acorn',
    agent: 'Anna',
    accountId: 'acme',
    link: 'https://x.example',
  } as const;
  expect(mailText(notice(1), words).text).toContain(textsIn('en').mail.footer);
  expect(mailText(notice(1), { ...words, always: true }).text).toContain(textsIn('en').mail.footerAlways);
});

test('a chat is told what a push says, with the way to it', () => {
  expect(chatText(notice(1, { product: 'lost-and-found' }), 'en')).toBe(
    'Device case opened\nA customer’s device is broken, lost or stolen, or does not work as it should. Lost and found · German. You look after this account.',
  );
  expect(openLabel('de', 'Acorn')).toBe('In Acorn öffnen');
});
