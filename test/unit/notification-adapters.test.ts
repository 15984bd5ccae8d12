import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import {
  BadRequestException,
  MessageRejected,
  type SESv2Client,
  type SendEmailCommandInput,
  SendingPausedException,
  TooManyRequestsException,
} from '@aws-sdk/client-sesv2';
import { describe, expect, test } from '@jest/globals';
import type { MailMessage } from '../../shared/adapters/mail.ts';
import { secretsManager } from '../../shared/adapters/secrets-manager.ts';
import { sesMail } from '../../shared/adapters/ses-mail.ts';

const message: MailMessage = {
  to: 'anna@acorn.example',
  fromName: 'Acorn',
  replyTo: 'care@acorn.example',
  subject: 'Acorn: Neue Anmeldung',
  text: 'Grüße',
  html: '<p>Grüße</p>',
  effectKey: 'e'.repeat(27),
};

function ses(answer: () => unknown = () => ({ MessageId: 'm1' })) {
  const sent: SendEmailCommandInput[] = [];
  const client = {
    send: async ({ input }: { input: SendEmailCommandInput }) => {
      sent.push(input);
      return answer();
    },
  };
  const sender = { from: 'care@acorn.example', configurationSet: 'firstcall-mail' };
  return { sent, mail: sesMail(client as unknown as SESv2Client, sender) };
}
const failing = (error: Error) =>
  ses(() => {
    throw error;
  }).mail.send(message);
const said = { message: 'x', $metadata: {} };

describe('a mail by SES', () => {
  test('goes out with the effect key as header and tag, our settings and the read Reply-To', async () => {
    const { sent, mail } = ses();
    expect(await mail.send(message)).toEqual({ result: 'sent', messageId: 'm1' });
    expect(sent[0]).toMatchObject({
      FromEmailAddress: '"Acorn" <care@acorn.example>',
      Destination: { ToAddresses: ['anna@acorn.example'] },
      ReplyToAddresses: ['care@acorn.example'],
      ConfigurationSetName: 'firstcall-mail',
      EmailTags: [{ Name: 'effect', Value: message.effectKey }],
    });
    expect(sent[0]?.Content?.Simple?.Headers).toContainEqual({
      Name: 'X-Firstcall-Effect',
      Value: message.effectKey,
    });
  });

  test.each(['to', 'fromName', 'replyTo', 'subject', 'effectKey'] as const)(
    'with a line break in %s is refused and not sent',
    async field => {
      for (const sign of ['\r\nBcc: x@evil.example', '\n', '\r', '\0']) {
        const { sent, mail } = ses();
        const result = await mail.send({ ...message, [field]: `${message[field]}${sign}` });
        expect(result).toMatchObject({ result: 'refused' });
        expect(sent).toEqual([]);
      }
    },
  );

  test.each(['Möbel & Söhne', 'A "quoted" <name>', 'Acorn, Inc.', '東京'.repeat(40)])(
    'from %s carries the name as RFC 2047 wants it',
    async fromName => {
      const { sent, mail } = ses();
      await mail.send({ ...message, fromName });
      const from = sent[0]?.FromEmailAddress ?? '';
      expect(from).toMatch(/^(=\?UTF-8\?B\?[A-Za-z0-9+/=]+\?= ?)+ <care@acorn\.example>$/);
      const words = [...from.matchAll(/=\?UTF-8\?B\?([^?]+)\?=/g)];
      expect(Math.max(...words.map(([word]) => word.length))).toBeLessThanOrEqual(75);
      expect(words.map(([, part = '']) => Buffer.from(part, 'base64').toString()).join('')).toBe(fromName);
    },
  );

  test('that SES will never take is refused; that it has no room for now is for later', async () => {
    expect(await failing(new MessageRejected(said))).toMatchObject({ result: 'refused' });
    expect(await failing(new BadRequestException(said))).toMatchObject({ result: 'refused' });
    expect(await failing(new TooManyRequestsException(said))).toMatchObject({ result: 'later' });
  });

  test('of which nobody knows, or which the whole account may not send, throws', async () => {
    await expect(failing(new Error('socket hang up'))).rejects.toThrow('socket hang up');
    await expect(failing(new SendingPausedException(said))).rejects.toThrow();
  });
});

describe('the keys', () => {
  const keys = {
    vapidPublicKey: 'p'.repeat(87),
    vapidPrivateKey: 'q'.repeat(43),
    tokenKey: 't'.repeat(32),
  };
  function vault(...texts: string[]) {
    let now = 0;
    let reads = 0;
    const client = {
      send: async () => {
        const text = texts[Math.min(reads++, texts.length - 1)];
        if (text === 'down') throw new Error('down');
        return { SecretString: text };
      },
    };
    const source = secretsManager(client as unknown as SecretsManagerClient, {
      secretId: 'keys',
      clock: { now: () => now },
    });
    return { source, pass: (ms: number) => (now += ms), reads: () => reads };
  }

  test('are read once in five minutes, also by many at once, and then anew', async () => {
    const rotated = { ...keys, tokenKey: 'n'.repeat(32), previousTokenKey: keys.tokenKey };
    const { source, pass, reads } = vault(JSON.stringify(keys), JSON.stringify(rotated));
    await Promise.all([source.read(), source.read(), source.read()]);
    pass(5 * 60_000 - 1);
    expect(await source.read()).toEqual(keys);
    expect(reads()).toBe(1);
    pass(1);
    expect(await source.read()).toEqual(rotated);
  });

  test('that could not be read are asked for again', async () => {
    const { source } = vault('down', JSON.stringify(keys));
    await expect(source.read()).rejects.toThrow('down');
    expect(await source.read()).toEqual(keys);
  });

  test.each(['{}', '', 'not json', JSON.stringify({ ...keys, tokenKey: 'short' })])(
    'that are not there (%s) are named, never shown',
    async text => {
      const error = await vault(text)
        .source.read()
        .catch((thrown: Error) => thrown);
      expect(error).toMatchObject({ name: 'SecretsError' });
      expect(String((error as Error).message)).not.toMatch(/short|qqq|ppp/);
    },
  );
});
