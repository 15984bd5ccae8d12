import type { SESv2Client, SendEmailCommandInput } from '@aws-sdk/client-sesv2';
import { describe, expect, test } from '@jest/globals';
import type { MailMessage } from '../../shared/adapters/mail.ts';
import { sesMail } from '../../shared/adapters/ses-mail.ts';

const message: MailMessage = {
  to: 'anna@acorn.example',
  fromName: 'Acorn',
  replyTo: 'care@acorn.example',
  subject: 'Acorn: 12 notifications waiting',
  text: 'Hello',
  html: '<p>Hello</p>',
  effectKey: 'e'.repeat(27),
};
const unsubscribeUrl = 'https://care.example/api/v1/mail-actions/v1.abc_-.def';

async function sent(more: Partial<MailMessage>) {
  const inputs: SendEmailCommandInput[] = [];
  const client = {
    send: async ({ input }: { input: SendEmailCommandInput }) => {
      inputs.push(input);
      return { MessageId: 'm1' };
    },
  } as unknown as SESv2Client;
  const sender = { from: 'care@acorn.example', configurationSet: 'firstcall-mail' };
  const result = await sesMail(client, sender).send({ ...message, ...more });
  return { result, input: inputs[0], headers: inputs[0]?.Content?.Simple?.Headers ?? [] };
}

describe('a mail that one may be taken off', () => {
  test('says where, and that one click is enough', async () => {
    const { headers } = await sent({ unsubscribeUrl });
    expect(headers).toContainEqual({ Name: 'List-Unsubscribe', Value: `<${unsubscribeUrl}>` });
    expect(headers).toContainEqual({
      Name: 'List-Unsubscribe-Post',
      Value: 'List-Unsubscribe=One-Click',
    });
  });

  test('is the only one that says so', async () => {
    const { headers } = await sent({});
    expect(headers.filter(({ Name }) => Name?.startsWith('List-'))).toEqual([]);
  });

  test.each([
    '\r\nBcc: x@evil.example',
    '\n',
    '\0',
    '> <https://evil.example',
    ',https://evil.example',
    ' x',
    'ä',
    'x'.repeat(900),
  ])('with %j in the address is refused and not sent', async sign => {
    const { result, input } = await sent({ unsubscribeUrl: `${unsubscribeUrl}${sign}` });
    expect(result).toEqual({ result: 'refused', why: 'unsubscribe-url-broken' });
    expect(input).toBeUndefined();
  });

  test('leads to a web page and nowhere else', async () => {
    for (const url of ['mailto:x@evil.example', 'javascript:alert(1)', '//care.example/x', ''])
      expect((await sent({ unsubscribeUrl: url })).result).toMatchObject({ result: 'refused' });
  });
});

describe('a mail about a notification', () => {
  test('carries its id as a tag, which comes back with the reports', async () => {
    const { input } = await sent({ about: 'ntf_abc-DEF_1' });
    expect(input?.EmailTags).toEqual([
      { Name: 'effect', Value: message.effectKey },
      { Name: 'about', Value: 'ntf_abc-DEF_1' },
    ]);
  });

  test('with a line break in the id is refused', async () => {
    expect((await sent({ about: 'ntf_1\r\nx' })).result).toEqual({
      result: 'refused',
      why: 'line-break-in-about',
    });
  });
});
