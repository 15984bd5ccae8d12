import { beforeAll, describe, expect, test } from '@jest/globals';
import { previewMessages } from '../../functions/views/preview-messages.ts';
import {
  digestCauses,
  listMessagePreviews,
  type MessagePreview,
  previewGroups,
  previewLanguages,
} from '../../shared/contracts/previews-contract.ts';
import { callMessages } from '../../shared/events/call-events.ts';
import { tellingKinds } from '../../shared/events/device-events.ts';
import { noticeKinds } from '../../shared/events/team-events.ts';
import { customerTexts } from '../../shared/messages/customer/customer-mail.ts';
import { messageLanguages, textsIn } from '../../shared/messages/languages.ts';
import { saveSettings, withoutSeeds } from '../../shared/store/settings-store.ts';
import { languages } from '../../web/messages/languages.ts';
import { type MailPart, mailParts } from '../../web/rooms/settings/mail-parts.ts';
import { de } from '../../web/rooms/settings/words/de.ts';
import { en } from '../../web/rooms/settings/words/en.ts';
import { es } from '../../web/rooms/settings/words/es.ts';
import { fr } from '../../web/rooms/settings/words/fr.ts';
import { it } from '../../web/rooms/settings/words/it.ts';
import { testPorts } from '../support/ports.ts';
import { exampleSettings } from '../support/team.ts';

const words = { de, en, es, fr, it };
const ports = testPorts();
const company = { brand: 'A & <b>B</b>', accent: '#7a3e12', languages: ['en', 'de-AT'] };
beforeAll(async () => {
  const settings = withoutSeeds(exampleSettings());
  await saveSettings(ports, { ...settings, company: { ...settings.company, ...company } });
});

/** Matches a length. */
const within = (least: number, most: number) => ({
  asymmetricMatch: (length: unknown) => Number(length) >= least && Number(length) <= most,
});

/** The text of a drawn mail, without its looks. */
const said = (parts: readonly MailPart[]): string =>
  parts
    .map(part => (typeof part === 'string' ? part : `${said(part.children)}${part.tag === 'a' ? '' : '\n'}`))
    .join('');
const tagsOf = (parts: readonly MailPart[]): string[] =>
  parts.flatMap(part => (typeof part === 'string' ? [] : [part.tag, ...tagsOf(part.children)]));

describe.each(messageLanguages)('the previews in %s', language => {
  let previews: MessagePreview[];
  beforeAll(async () => {
    previews = (await previewMessages(ports, language)).previews;
  });

  test('are of every mail there is, each once', () => {
    expect(previews.map(({ id }) => id)).toEqual([
      ...[...callMessages, 'link'].map(kind => `calls.${kind}`),
      'offers.offer',
      ...tellingKinds.map(kind => `devices.${kind}`),
      ...noticeKinds.map(kind => `notifications.${kind}`),
      ...digestCauses.map(kind => `digests.${kind}`),
    ]);
    expect([...new Set(previews.map(({ group }) => group))]).toEqual([...previewGroups]);
    expect([...digestCauses].sort()).toEqual(Object.keys(textsIn(language).digest.why).sort());
  });

  test('have a subject, every place filled in and no run of empty lines', () => {
    for (const { id, subject, text, html } of previews) {
      expect([id, subject.length]).toEqual([id, within(company.brand.length + 5, 90)]);
      expect([id, `${subject}${text}${html}`.match(/\{\w+\}|\b(undefined|null|NaN)\b/)]).toEqual([id, null]);
      expect([id, text.match(/\n[ \t]*\n[ \t]*\n|^\s|[^\S\n]\n(?!.)/)]).toEqual([id, null]);
      expect([id, /<(p|li|h1|h2)[^>]*>\s*<\//.exec(html)]).toEqual([id, null]);
      expect(html).toContain(`<html lang="${language}">`);
      expect(html).not.toContain('<b>');
    }
  });

  test('show every sentence about the time of a device', () => {
    const { standsStill, goesOn, closesBefore, promised } = customerTexts[language];
    const all = previews.map(({ text }) => text).join('\n');
    for (const sentence of [standsStill, goesOn, closesBefore, promised])
      expect(all).toContain(sentence.split('{', 1)[0]);
  });

  test('are drawn whole: the words of the HTML are those of the text, the button has the company’s colour', () => {
    for (const { id, text, html } of previews) {
      const parts = mailParts(html);
      const drawn = said(parts)
        .split('\n')
        .map(line => line.trim());
      const plain = text
        .replaceAll(/: https:\S+/g, '')
        .split('\n')
        .map(line => line.trim());
      const shown = plain.filter(
        line => line !== '' && line !== '--' && !line.startsWith('https:') && !line.startsWith('- '),
      );
      expect([id, shown.filter(line => !drawn.includes(line))]).toEqual([id, []]);
      expect(tagsOf(parts)).toEqual(expect.arrayContaining(['h1', 'p', 'a']));
      expect(JSON.stringify(parts)).toContain('["background","#7a3e12"]');
    }
  });

  test('have a name and a moment in the console in every language', () => {
    for (const { group, kind } of previews)
      for (const { messages: m } of Object.values(words)) {
        if (group === 'notifications') continue;
        const table: Readonly<Record<string, { name: string; when: string }>> =
          group === 'offers' ? { offer: m.offer } : m[group];
        expect([kind, table[kind]?.name.length, table[kind]?.when.length]).toEqual([
          ...[kind, within(2, 60), within(10, 160)],
        ]);
      }
  });
});

describe('the languages of the previews', () => {
  test('are those of the texts and of the console', () => {
    expect([...previewLanguages].sort()).toEqual([...messageLanguages].sort());
    expect([...previewLanguages].sort()).toEqual([...languages].sort());
  });

  test('say which ones the company writes in; without a wish it is its first', async () => {
    const answer = await previewMessages(ports, undefined);
    expect([answer.language, answer.inUse]).toEqual(['en', ['en', 'de']]);
    expect(listMessagePreviews.answer.parse(answer)).toEqual(answer);
  });

  test('differ from each other in everything the console says of them', () => {
    const texts = (of: unknown): string[] =>
      typeof of === 'string' ? [of] : typeof of === 'object' && of ? Object.values(of).flatMap(texts) : [];
    const lengths = new Set(Object.values(words).map(one => texts(one).length));
    expect(lengths.size).toBe(1);
    expect(new Set(Object.values(words).map(one => one.messages.intro)).size).toBe(5);
    for (const one of Object.values(words)) expect(texts(one).filter(text => text.trim() === '')).toEqual([]);
    for (const one of Object.values(words)) expect(one.links.connected('x.example')).toContain('x.example');
  });
});

describe('a mail that is drawn', () => {
  test('has nothing but known elements and looks, whatever it is given', () => {
    const drawn = mailParts(
      '<main><p onclick="x" style="color:red;background:url(//evil.example);position:fixed">Hi &lt;b&gt; &amp;amp;' +
        '<script>alert(1)</script><a href="javascript:x" style="color:#123456">go</a></p><img src=x onerror=y><p>lost</p></main>',
    );
    expect(drawn).toEqual([
      {
        tag: 'p',
        style: [['color', 'red']],
        children: ['Hi <b> &amp;', { tag: 'a', style: [['color', '#123456']], children: ['go'] }],
      },
    ]);
    expect(mailParts('no body')).toEqual([]);
    expect(mailParts('<main><p>open <a>still')).toEqual([]);
  });
});
