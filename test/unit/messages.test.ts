import { describe, expect, test } from '@jest/globals';
import { noticeKinds, recipientReasons } from '../../shared/events/team-events.ts';
import { messageLanguages, pickLanguage, textsIn } from '../../shared/messages/languages.ts';
import { escapeHtml, mailText } from '../../shared/messages/mail.ts';
import {
  fill,
  inboxText,
  languageLabel,
  type Notice,
  productLabel,
  pushText,
} from '../../shared/messages/render.ts';

const kinds = noticeKinds;
const reasons = recipientReasons;
const customerLanguages = ['de', 'en', 'es', 'fr', 'it', 'pt-BR', 'und'];
const notices: Notice[] = kinds.flatMap(kind =>
  reasons.flatMap(reason =>
    customerLanguages.map(language => ({ kind, reason, language, product: 'lost-and-found' })),
  ),
);
const ACCOUNT = 'Möbelhaus Zwölfkötter';
const mailIn = (
  shownIn: (typeof messageLanguages)[number],
  notice: Notice,
  given: Record<string, string> = {},
) =>
  mailText(notice, {
    shownIn,
    brand: 'Acorn',
    agent: 'Anna',
    accountId: 'acme',
    link: 'https://care.example/inbox/1',
    ...given,
  });

describe.each(messageLanguages)('texts in %s', shownIn => {
  test('exist for every kind and reason, with every place filled in', () => {
    for (const notice of notices) {
      const push = pushText(notice, shownIn);
      const inbox = inboxText(notice, { account: ACCOUNT, shownIn });
      const mail = mailIn(shownIn, notice);
      const all = [...Object.values(push), ...Object.values(inbox), ...Object.values(mail)];
      for (const text of all) expect(text.trim().length).toBeGreaterThan(3);
      expect(all.filter(text => /\{\w+\}|undefined|root/.test(text))).toEqual([]);
    }
  });

  test('name the customer in the inbox alone', () => {
    for (const notice of notices) {
      expect(inboxText(notice, { account: ACCOUNT, shownIn }).title).toContain(ACCOUNT);
      expect(JSON.stringify([pushText(notice, shownIn), mailIn(shownIn, notice)])).not.toContain(ACCOUNT);
    }
  });

  test('fit on a lock screen and into a subject', () => {
    for (const notice of notices) {
      expect(pushText(notice, shownIn).title.length).toBeLessThanOrEqual(40);
      expect(pushText(notice, shownIn).body.length).toBeLessThanOrEqual(240);
      expect(mailIn(shownIn, notice).subject.length).toBeLessThanOrEqual(60);
    }
    expect(textsIn(shownIn).acknowledge.length).toBeLessThanOrEqual(16);
  });

  test('are this language’s own', () => {
    if (shownIn === 'en') return;
    const same = kinds.filter(kind => textsIn(shownIn).kinds[kind].body === textsIn('en').kinds[kind].body);
    expect(same).toEqual([]);
  });

  test('say the same in the plain and the HTML part of a mail', () => {
    const { text, html } = mailIn(shownIn, notices[0] as Notice);
    const shown = html.replace(/<[^>]*>/g, '\n');
    for (const line of text.split('\n').filter(line => line.trim().length > 2 && !line.includes('https://')))
      expect(shown).toContain(escapeHtml(line));
    expect(html).toContain('href="https://care.example/inbox/1"');
  });
});

test.each([
  [['de', 'en'], 'de'],
  [['de-AT'], 'de'],
  [['pl', 'it'], 'it'],
  [['pl'], 'en'],
  [[], 'en'],
])('an agent who speaks %j is written to in %s', (spoken, expected) => {
  expect(pickLanguage(spoken, ['en', 'de', 'es', 'fr', 'it'])).toBe(expected);
});

test('only languages that the company uses are picked; one without texts is passed over', () => {
  expect(pickLanguage(['de', 'fr'], ['pl', 'fr', 'en'])).toBe('fr');
  expect(pickLanguage(['de'], ['pl', 'fr'])).toBe('fr');
  expect(pickLanguage(['pl'], ['pl'])).toBe('en');
  expect(pickLanguage(['constructor', '__proto__'], ['toString'])).toBe('en');
});

test('HTML shows text as text, whatever it holds', () => {
  const nasty = `<script>alert(1)</script>"'&<img src=x onerror=alert(1)>`;
  const notice = { kind: 'signed-up', reason: 'lead', language: 'de', product: nasty } as const;
  const { html } = mailIn('en', notice, {
    agent: nasty,
    brand: nasty,
    accountId: nasty,
    link: `x" onclick="${nasty}`,
  });
  expect(html).not.toMatch(/<script|<img|onclick="|" on/);
  expect(html.match(/<\w+/g)).toEqual(mailIn('en', { ...notice, product: 'p' }).html.match(/<\w+/g));
});

test('every sign that HTML reads is escaped', () => {
  expect(escapeHtml(`<a href="x">'&'</a>`)).toBe('&lt;a href=&quot;x&quot;&gt;&#39;&amp;&#39;&lt;/a&gt;');
});

test('a filled-in value is not filled in again', () => {
  expect(fill('{a} {b} {c}', { a: '{b}', b: 'x' })).toBe('{b} x {c}');
});

test.each([
  ['lost-and-found', 'Lost and found'],
  ['repricer', 'Repricer'],
])('product %s reads %s', (product, label) => {
  expect(productLabel(product)).toBe(label);
});

test('a language is named in the reader’s, an unknown one said to be so', () => {
  expect(languageLabel('de', 'en')).toBe('German');
  expect(languageLabel('de', 'it')).toBe('tedesco');
  expect(languageLabel('und', 'de')).toBe('Sprache unbekannt');
  expect(languageLabel('not a tag', 'de')).toBe('not a tag');
});
