import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { putSubscription } from '../../functions/notifications/keep-subscription.ts';
import { checkEndpoint } from '../../shared/domain/notifications/push-endpoint.ts';
import { checkSubscription, MAX_SUBSCRIPTIONS } from '../../shared/domain/notifications/push-subscription.ts';
import { loadSubscriptions } from '../../shared/store/subscription-store.ts';
import { browser } from '../support/browser.ts';
import { room } from '../support/notifications.ts';

const LOCAL = 'localhost:4600';

const allowed = [
  'https://fcm.googleapis.com/fcm/send/abc:APA91b_-',
  'https://fcm.googleapis.com/wp/abc',
  'https://updates.push.services.mozilla.com/wpush/v2/gAAAA',
  'https://web.push.apple.com/QGx-_',
  'https://api.push.apple.com/3/device',
  'https://wns2-par02p.notify.windows.com/w/?token=BQYAAA%3d%3d',
];

const good = 'fcm.googleapis.com';
const hosts = [good, 'updates.push.services.mozilla.com', 'web.push.apple.com', 'wns2.notify.windows.com'];
const hostile = [
  // Other hosts, inner ones first, in every spelling of an address.
  ...[
    ...[
      '127.0.0.1',
      'localhost',
      '0.0.0.0',
      '0',
      '127.1',
      '2130706433',
      '0x7f000001',
      '0177.0.0.1',
      '127.000.000.001',
    ],
    ...[
      '[::1]',
      '[::]',
      '[::ffff:127.0.0.1]',
      '[::ffff:7f00:1]',
      '[fe80::1]',
      '[fd00::1]',
      '[64:ff9b::7f00:1]',
    ],
    ...[
      '169.254.169.254',
      '2852039166',
      '0xa9fea9fe',
      '[fd00:ec2::254]',
      'metadata.google.internal',
      '100.100.100.200',
    ],
    ...[
      '10.0.0.1',
      '192.168.1.1',
      '172.16.0.1',
      '169.254.170.2',
      'dynamodb.eu-central-1.amazonaws.com',
      'example.com',
    ],
    ...[
      'googleapis.com',
      'storage.googleapis.com',
      'xfcm.googleapis.com',
      'a.fcm.googleapis.com',
      'fcm-googleapis.com',
    ],
    ...[
      'push.services.mozilla.com',
      'push.apple.com',
      'notify.windows.com',
      'xpush.apple.com',
      'xnotify.windows.com',
    ],
    ...['updates.push.services.chromlum.org', 'fcm.googleapis.co', 'fcm.googleapis.com.evil.example', 'com'],
    ...[
      'web.push.apple.com.evil.example',
      'evil-push.apple.com.example',
      'a..push.apple.com',
      '.push.apple.com',
    ],
    ...[
      'a_b.push.apple.com',
      '-.push.apple.com.',
      'xn--fcm-googleapis.com',
      'fcm.googleapis.com%00.evil.example',
    ],
  ].map(host => `https://${host}/x`),
  // The right hosts, in the wrong way.
  ...hosts.flatMap(host => [
    `http://${host}/x`,
    `ftp://${host}/x`,
    `ws://${host}/x`,
    `//${host}/x`,
    `${host}/x`,
    `https:${host}/x`,
    `https:/${host}/x`,
    `https:///${host}/x`,
    `https:\\\\${host}/x`,
    `https://${host}:444/x`,
    `https://${host}:80/x`,
    `https://${host}:443/x`,
    `https://${host}:0/x`,
    `https://${host}:/x`,
    `https://user@${host}/x`,
    `https://user:pass@${host}/x`,
    `https://:@${host}/x`,
    `https://@${host}/x`,
    `https://${host}@evil.example/x`,
    `https://evil.example@${host}/x`,
    `https://evil.example\\@${host}/x`,
    `https://evil.example#@${host}/x`,
    `https://evil.example?@${host}/x`,
    `https://evil.example/${host}`,
    `https://evil.example?${host}`,
    `https://${host}./x`,
    `https://${host}../x`,
    `https://${host}`,
    `https://${host}?x`,
    `https://${host}#x`,
    `https://${host}/x#fragment`,
    `https://${host}\\x`,
    ` https://${host}/x`,
    `https://${host}/x `,
    `https://${host}/x\n`,
    `https://${host}/x\r\nHost: evil.example`,
    `https://${host}/x\0`,
    `https://${host}/ä`,
    `https://${host.toUpperCase()}/x`,
    `HTTPS://${host}/x`,
    `https://${host.replace('.', '%2e')}/x`,
    `https://${host.replace('.', '。')}/x`,
    `https://${host.replace('o', '\u043e')}/x`,
    `https://${host.replace('o', 'ｏ')}/x`,
    `https://${host.replace('.', '.\u200b')}/x`,
    `https://${host.replace('.', '.\u00ad')}/x`,
    `https://${host}/${'x'.repeat(2_048)}`,
  ]),
  ...[
    '',
    'x',
    'https://',
    'https:///',
    'javascript:alert(1)',
    'data:text/plain,x',
    'file:///etc/passwd',
    'about:blank',
  ],
  ...[`http://${LOCAL}/x`, `https://${LOCAL}/x`],
];

describe('where pushes may go', () => {
  test.each(allowed)('lets %s through', endpoint => {
    expect(checkEndpoint(endpoint)).toEqual({ ok: true, value: endpoint });
  });

  test(`refuses ${hostile.length} addresses that lead somewhere else or are spelled otherwise`, () => {
    expect(new Set(hostile).size).toBeGreaterThanOrEqual(150);
    expect(hostile.filter(endpoint => checkEndpoint(endpoint).ok)).toEqual([]);
  });

  test('whatever is let through is read by a parser as one of the known hosts, on 443, without user-info', () => {
    const parts = fc.constantFrom(
      ...hosts,
      'evil.example',
      '@',
      ':',
      '/',
      '\\',
      '.',
      '#',
      '?',
      'https:',
      '//',
      '%2e',
      'a',
    );
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 8 }), some => {
        const endpoint = `https://${some.join('')}`;
        if (!checkEndpoint(endpoint).ok) return;
        const { protocol, hostname, port, username, password } = new URL(endpoint);
        expect({ protocol, port, username, password }).toEqual({
          protocol: 'https:',
          port: '',
          username: '',
          password: '',
        });
        expect(hosts).toContain(hostname.replace(/^a+\./, ''));
      }),
      { numRuns: 10_000 },
    );
  });

  test('the local stage’s own push service is the only other one, and only there', () => {
    expect(checkEndpoint(`http://${LOCAL}/_local/push/anna`, LOCAL).ok).toBe(true);
    for (const endpoint of [
      'http://localhost:4601/x',
      'http://localhost/x',
      `ftp://${LOCAL}/x`,
      `http://u@${LOCAL}/x`,
    ])
      expect(checkEndpoint(endpoint, LOCAL).ok).toBe(false);
  });
});

describe('a subscription', () => {
  const { subscription } = browser('keys');
  const { p256dh, auth } = subscription.keys;
  test.each([
    [
      'a point that is not on the curve',
      { p256dh: Buffer.concat([Buffer.from([4]), Buffer.alloc(64, 1)]).toString('base64url'), auth },
    ],
    [
      'a compressed point',
      { p256dh: Buffer.concat([Buffer.from([2]), Buffer.alloc(32, 1)]).toString('base64url'), auth },
    ],
    ['a short secret', { p256dh, auth: Buffer.alloc(15).toString('base64url') }],
    ['no point at all', { p256dh: '', auth }],
  ])('with %s is refused', (_, keys) => {
    expect(checkSubscription({ ...subscription, keys })).toMatchObject({
      ok: false,
      refusal: 'keys-malformed',
    });
  });

  test('none of the hostile addresses is stored', async () => {
    const here = room();
    for (const endpoint of hostile) await putSubscription(here.ports, 'anna', { ...subscription, endpoint });
    expect([...here.table.rows()]).toEqual([]);
  });

  test('is kept once per browser; renewing it changes no count', async () => {
    const here = room();
    const first = await putSubscription(here.ports, 'anna', subscription);
    const again = await putSubscription(here.ports, 'anna', subscription);
    expect(again).toEqual(first);
    expect(await loadSubscriptions(here.table, 'anna')).toHaveLength(1);
    expect(here.rowsOf('subscription')).toHaveLength(1);
  });

  test('of the same browser moves when another person signs in there', async () => {
    const here = room();
    await putSubscription(here.ports, 'anna', subscription);
    await putSubscription(here.ports, 'bruno', subscription);
    expect(await loadSubscriptions(here.table, 'anna')).toEqual([]);
    expect(await loadSubscriptions(here.table, 'bruno')).toHaveLength(1);
  });

  test('number eleven takes the place of the one renewed longest ago, also when browsers come at once', async () => {
    const here = room();
    for (let n = 0; n < MAX_SUBSCRIPTIONS; n++) {
      here.pass(1_000);
      await putSubscription(here.ports, 'anna', browser(`b${n}`).subscription);
    }
    await Promise.all(
      ['x', 'y', 'z'].map(name => putSubscription(here.ports, 'anna', browser(name).subscription)),
    );
    const kept = (await loadSubscriptions(here.table, 'anna')).map(({ endpoint }) =>
      endpoint.split('/').at(-1),
    );
    expect(kept.sort()).toEqual(['b3', 'b4', 'b5', 'b6', 'b7', 'b8', 'b9', 'x', 'y', 'z']);
  });
});
