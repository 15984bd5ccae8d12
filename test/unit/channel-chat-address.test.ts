import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { chatHostOf, checkChatUrl } from '../../shared/domain/notifications/chat-webhook.ts';

const host = 'hooks.slack.com';
const hosts = [host, 'chat.acorn.example'];
const allowed = [
  `https://${host}/services/T000/B000/XXXX`,
  'https://chat.acorn.example/hooks/abc-_?channel=a%20b',
];

const elsewhere = [
  ...['127.0.0.1', 'localhost', '0.0.0.0', '0', '127.1', '2130706433', '0x7f000001', '0177.0.0.1'],
  ...['[::1]', '[::]', '[::ffff:127.0.0.1]', '[fe80::1]', '[fd00:ec2::254]', '[64:ff9b::7f00:1]'],
  ...[
    '169.254.169.254',
    '2852039166',
    '10.0.0.1',
    '192.168.1.1',
    '169.254.170.2',
    'metadata.google.internal',
  ],
  ...['slack.com', 'a.hooks.slack.com', 'xhooks.slack.com', 'hooks-slack.com', 'hooks.slack.co', 'com'],
  ...['hooks.slack.com.evil.example', 'evil-hooks.slack.com', 'acorn.example', 'x.chat.acorn.example'],
  ...['xn--hooks-slack.com', 'hooks.slack.com%00.evil.example', 'a_b.slack.com', '.hooks.slack.com'],
].map(name => `https://${name}/x`);
const wrongWay = [
  ...['http:', 'ftp:', 'ws:', 'wss:', 'HTTPS:'].map(scheme => `${scheme}//${host}/x`),
  ...['//', '', 'https:', 'https:/', 'https:///', 'https:\\\\'].map(start => `${start}${host}/x`),
  ...[':444', ':80', ':443', ':0', ':', '.', '..', '\\', '%2e'].map(after => `https://${host}${after}/x`),
  ...['user@', 'user:pass@', ':@', '@', 'evil.example\\@', 'evil.example#@'].map(
    before => `https://${before}${host}/x`,
  ),
  ...[`https://${host}@evil.example/x`, `https://evil.example/${host}`, `https://evil.example?${host}`],
  ...[
    `https://${host}`,
    `https://${host}?x`,
    `https://${host}#x`,
    `https://${host}/x#y`,
    `https://${host}\\x`,
  ],
  ...[` https://${host}/x`, `https://${host}/x `, `https://${host}/x\n`, `https://${host}/x\r\nHost: evil`],
  ...[
    `https://${host}/x\0`,
    `https://${host}/ä`,
    `https://${host}/a b`,
    `https://${host}/"`,
    `https://${host}/{`,
  ],
  ...[`https://${host.toUpperCase()}/x`, `https://${host.replace('.', '%2e')}/x`],
  ...[`https://${host.replace('.', '。')}/x`, `https://${host.replace('o', '\u043e')}/x`],
  ...[`https://${host.replace('.', '.\u200b')}/x`, `https://${host.replace('.', '.\u00ad')}/x`],
  ...[
    `https://${host}/${'x'.repeat(2_048)}`,
    '',
    'x',
    'https://',
    'javascript:alert(1)',
    'file:///etc/passwd',
  ],
];
const hostile = [...elsewhere, ...wrongWay];

describe('where a chat may be', () => {
  test.each(allowed)('%s is let through', url => {
    expect(checkChatUrl(url, hosts)).toEqual({ ok: true, value: url });
  });

  test(`${hostile.length} addresses that lead elsewhere or are spelled otherwise are refused`, () => {
    expect(new Set(hostile).size).toBeGreaterThanOrEqual(60);
    expect(hostile.filter(url => checkChatUrl(url, hosts).ok)).toEqual([]);
  });

  test('a company that allows no host allows no chat', () => {
    expect(allowed.filter(url => checkChatUrl(url, []).ok)).toEqual([]);
  });

  test('a number is no name, even one that the company wrote down', () => {
    for (const number of ['127.0.0.1', '169.254.169.254', '10.1'])
      expect(checkChatUrl(`https://${number}/x`, [number]).ok).toBe(false);
  });

  test('the refusal says whether the address or its host is wrong', () => {
    expect(checkChatUrl(`http://${host}/x`, hosts)).toMatchObject({ refusal: 'chat-url-malformed' });
    expect(checkChatUrl(`https://user@${host}/x`, hosts)).toMatchObject({ refusal: 'chat-url-malformed' });
    expect(checkChatUrl('https://slack.com/x', hosts)).toMatchObject({
      refusal: 'chat-host-not-allowed',
      detail: { field: 'body.chatUrl' },
    });
  });

  test('whatever is let through is read by a parser as exactly one of the hosts, on 443', () => {
    const pieces = [...hosts, 'evil.example', '@', ':', '/', '\\', '.', '#', '?', 'https:', '//', '%2e', 'a'];
    const parts = fc.constantFrom(...pieces);
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 8 }), some => {
        const url = `https://${some.join('')}`;
        if (!checkChatUrl(url, hosts).ok) return;
        const { protocol, hostname, port, username, password } = new URL(url);
        expect(hosts).toContain(hostname);
        expect([protocol, port, username, password]).toEqual(['https:', '', '', '']);
      }),
      { numRuns: 5_000 },
    );
  });

  test('of the address only its host may be shown', () => {
    expect(chatHostOf(allowed[0] ?? '')).toBe(host);
    expect(chatHostOf('nonsense')).toBeUndefined();
  });
});
