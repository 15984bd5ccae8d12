import type { SESv2Client, SendEmailCommandInput } from '@aws-sdk/client-sesv2';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { MailMessage } from '../../shared/adapters/mail.ts';
import { headerText } from '../../shared/adapters/mime-mail.ts';
import { sesMail } from '../../shared/adapters/ses-mail.ts';
import { callMessages } from '../../shared/events/call-events.ts';
import { callMail, callTexts } from '../../shared/messages/customer/call-mail.ts';
import { messageLanguages } from '../../shared/messages/languages.ts';
import { NOW } from '../support/facts.ts';

const kinds = [...callMessages, 'link'] as const;
const every = messageLanguages.flatMap(language => kinds.map(kind => [language, kind] as const));
const link = 'https://care.example/book/#lnk_1';
const given = { brand: 'A & <b>B</b>', zone: 'Europe/Madrid', when: NOW, link };

describe('words about calls', () => {
  test.each(every)('in %s of kind %s leave no gap and escape what is put in', (language, kind) => {
    const { subject, text, html } = callMail({ ...given, kind, language });
    expect(`${subject}${text}${html}`).not.toMatch(/[{}]|undefined/);
    expect(subject.length).toBeGreaterThan(given.brand.length + 2);
    expect(html).not.toContain('<b>');
    expect(html).toContain(`<html lang="${language}">`);
    expect([text.includes(link), html.includes(`href="${link}"`)]).toEqual([true, true]);
  });

  test.each(messageLanguages)('in %s name the time with its zone where there is one to name', language => {
    const shown = kinds.filter(kind => callMail({ ...given, kind, language }).text.includes('10:00'));
    expect(shown).toEqual(kinds.filter(kind => kind !== 'not-reached' && kind !== 'link'));
    expect(callMail({ ...given, kind: 'booked', language }).text).toMatch(/europ/i);
    const { when: _, ...timeless } = given;
    expect(callMail({ ...timeless, kind: 'cancelled', language }).text).not.toMatch(/\d{2}:\d{2}|\{/);
  });

  test('differ from language to language, so that none was forgotten', () => {
    for (const kind of kinds)
      expect(new Set(messageLanguages.map(one => callTexts[one].kinds[kind].says)).size).toBe(5);
  });
});

const message: MailMessage = {
  ...{ to: 'user@mall.example', fromName: 'Acorn & Söhne', replyTo: 'care@acorn.example' },
  subject: 'Acorn: Ihr Gespräch ist für Dienstag vereinbart, den 24. November 🌙',
  ...{ text: 'Grüße', html: '<p>Grüße</p>', effectKey: 'e'.repeat(27), about: 'ntf_1' },
  unsubscribeUrl: 'https://care.example/off',
  calendar: { method: 'REQUEST', text: 'BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n' },
};

async function sent(more: Partial<MailMessage> = {}): Promise<SendEmailCommandInput | undefined> {
  const inputs: SendEmailCommandInput[] = [];
  const client = { send: async ({ input }: { input: SendEmailCommandInput }) => void inputs.push(input) };
  const sender = { from: 'care@acorn.example', configurationSet: 'firstcall-mail' };
  await sesMail(client as unknown as SESv2Client, sender)
    .send({ ...message, ...more })
    .catch(() => undefined);
  return inputs[0];
}

/** Parts of a message by their type, decoded, and its headers unfolded. */
function partsOf(raw: string) {
  const head = raw.split('\r\n\r\n', 1)[0] ?? '';
  const part =
    /Content-Type: ([^\r\n]+)\r\nContent-Transfer-Encoding: base64\r\n(?:[^\r\n]+\r\n)*\r\n([^-]*)/g;
  const parts = [...raw.matchAll(part)].map(([, type = '', coded = '']) => [
    type,
    Buffer.from(coded, 'base64').toString(),
  ]);
  return { parts: Object.fromEntries(parts), headers: head.replaceAll('\r\n ', ' ').split('\r\n') };
}

describe('a mail with an invitation', () => {
  test('carries words, HTML and calendar as alternatives, and the calendar once more as a file', async () => {
    const raw = Buffer.from((await sent())?.Content?.Raw?.Data ?? []).toString();
    const { parts, headers } = partsOf(raw);
    expect(parts).toEqual({
      'text/plain; charset=UTF-8': 'Grüße',
      'text/html; charset=UTF-8': '<p>Grüße</p>',
      'text/calendar; charset=UTF-8; method=REQUEST': message.calendar?.text,
      'application/ics; name="invite.ics"': message.calendar?.text,
    });
    expect(headers).toEqual(
      expect.arrayContaining([
        'To: <user@mall.example>',
        'Reply-To: <care@acorn.example>',
        `X-Firstcall-Effect: ${message.effectKey}`,
        'Auto-Submitted: auto-generated',
        'List-Unsubscribe: <https://care.example/off>',
        'MIME-Version: 1.0',
      ]),
    );
    expect(raw).toContain('Content-Disposition: attachment; filename="invite.ics"');
    expect(raw.split('\r\n').every(line => line.length <= 200 && /^[\x20-\x7e]*$/.test(line))).toBe(true);
  });

  test('is reported under the same names as every other mail', async () => {
    const { calendar: _, ...plain } = message;
    const [invitation, words] = [await sent(), await sent({ ...plain, calendar: undefined as never })];
    for (const field of ['EmailTags', 'ConfigurationSetName', 'Destination', 'FromEmailAddress'] as const)
      expect(invitation?.[field]).toEqual(words?.[field]);
    expect([words?.Content?.Raw, invitation?.Content?.Simple]).toEqual([undefined, undefined]);
  });

  test.each(['\r\nBcc: x@evil.example', '\n', '\0'])('with %j in a header is not sent', async sign => {
    expect(await sent({ subject: `Hello${sign}` })).toBeUndefined();
    expect(await sent({ to: `a@b.example${sign}` })).toBeUndefined();
  });

  test('has a subject that reads back as it was, in words of at most 75 characters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), text => {
        const clean = text.replaceAll(/\p{Cc}/gu, '');
        const coded = headerText(clean);
        expect(coded.split('\r\n ').every(word => word.length <= 75)).toBe(true);
        const words = coded.split('\r\n ').map(word => /^=\?UTF-8\?B\?(.*)\?=$/.exec(word)?.[1]);
        const read = words.every(word => word !== undefined)
          ? words.map(word => Buffer.from(String(word), 'base64').toString()).join('')
          : coded;
        expect(read).toBe(clean);
      }),
      { numRuns: 200 },
    );
  });
});
