import { beforeEach, describe, expect, test } from '@jest/globals';
import { askCallback } from '../../functions/calls/ask-callback.ts';
import { requestCallback } from '../../functions/calls/request-callback.ts';
import { mintCallbackLink } from '../../functions/links/mint-link.ts';
import { mailboxOf } from '../../shared/domain/access/mailbox.ts';
import { limits, networkOf } from '../../shared/domain/calls/limits.ts';
import { DAY, HOUR } from '../../shared/kernel/instant.ts';
import { inParallel } from '../../shared/kernel/parallel.ts';
import { accountRow } from '../../shared/store/account-store.ts';
import { replace } from '../../shared/store/journal.ts';
import { limitWrite, onceWithin } from '../../shared/store/limit-store.ts';
import { linkDigest } from '../../shared/store/link-store.ts';
import { saveSettings } from '../../shared/store/settings-store.ts';
import { NOW } from '../support/facts.ts';
import { testPorts } from '../support/ports.ts';
import { anAgent, exampleSettings, seedTeam } from '../support/team.ts';

let ports: ReturnType<typeof testPorts>;
const PHONE = '+493012345678';
const rows = (type: string) => [...ports.table.rows()].filter(row => row['type'] === type);
const wanted = () =>
  rows('journal').filter(row => JSON.stringify(row['follows'] ?? []).includes('link.wanted'));
const from = (source: string) => ({ 'x-forwarded-for': `${source}, 10.0.0.1` });
const addressOf = (n: number) => `${1 + (n % 200)}.${(n >> 8) % 256}.${n % 256}.${n % 250}`;
const ask = (email: string, source: string) =>
  requestCallback(ports, { email, language: 'de', phone: PHONE, headers: from(source) });

beforeEach(async () => {
  ports = testPorts();
  await seedTeam(ports, [anAgent('anna')]);
  await saveSettings(ports, { ...exampleSettings(), calls: { countries: ['DE'] } });
});

describe('a flood of requests', () => {
  test('10,000 of them from 1,000 sources for one address: one message a day, and one answer for all', async () => {
    const spelled = ['victim@mail.example', 'Victim@Mail.Example', 'victim+7@mail.example'];
    const answers = await inParallel([...Array(10_000).keys()], 500, n =>
      ask(spelled[n % 3] ?? '', addressOf(n % 1_000)),
    );
    expect(new Set(answers.map(answer => JSON.stringify(answer))).size).toBe(1);
    expect(wanted()).toHaveLength(1);
    ports.clock.set(NOW + DAY - 1);
    await ask('victim@mail.example', '9.9.9.9');
    expect(wanted()).toHaveLength(1);
    ports.clock.set(NOW + DAY);
    await ask('victim@mail.example', '9.9.9.9');
    expect(wanted()).toHaveLength(2);
    console.log('abuse: 10,000 requests for one address from 1,000 sources: 1 message wanted in 24 h');
  });

  test('as many addresses as there are requests: no network has more than its share, all strangers together no more', async () => {
    await inParallel([...Array(1_000).keys()], 1_000, n => ask(`a${n}@mail.example`, `203.0.113.${n % 256}`));
    const ofOne = wanted().length;
    await inParallel([...Array(2_000).keys()], 1_000, n => ask(`b${n}@mail.example`, addressOf(n)));
    expect([ofOne, wanted().length]).toEqual([limits.network.cap, limits.strangers.cap]);
    console.log(`abuse: one network ${ofOne} an hour, all strangers ${wanted().length} an hour`);
  });

  test('takes nothing of the visitor into facts: no address, no number', async () => {
    await ask('victim@mail.example', '9.9.9.9');
    expect(JSON.stringify(rows('journal'))).not.toMatch(/victim@|mail\.example|12345678|9\.9\.9/);
  });

  test('refuses what is never called, whoever it is for', async () => {
    const given = { email: 'a@mail.example', language: 'de', headers: from('9.9.9.9') };
    expect(await requestCallback(ports, { ...given, phone: '+499001234567' })).toMatchObject({
      refusal: 'phone-type-not-allowed',
      detail: { field: 'body.phone' },
    });
    expect(await requestCallback(ports, { ...given, phone: '+12125550123' })).toMatchObject({
      refusal: 'phone-country-not-allowed',
    });
    expect(wanted()).toHaveLength(0);
  });
});

describe('one telephone', () => {
  test('that 1,000 customers ask 10,000 times to have called has two open calls at most, and no message', async () => {
    const accounts = [...Array(1_000).keys()].map(n => `acc-${n}`);
    for (const id of accounts) await seedAccount(id);
    const links = await inParallel(accounts, 50, accountId =>
      mintCallbackLink({ ...ports, origin: 'https://care.example' }, { accountId, principal: 'shop' }),
    );
    const answers = await inParallel([...Array(10_000).keys()], 200, n => {
      const minted = links[n % links.length];
      const id = linkDigest(minted?.ok ? (minted.value.url.split('#')[1] ?? '') : '');
      const principal = { kind: 'link', id, purpose: 'callback' } as const;
      return askCallback(ports, { principal, input: { want: 'now', phone: PHONE, language: 'de' } });
    });
    const open = rows('open-call').length;
    console.log(
      `abuse: 10,000 requests for one telephone from 1,000 customers: ${open} open calls, ${wanted().length} messages`,
    );
    expect([open, wanted().length]).toEqual([2, 0]);
    const refusals = answers.flatMap(answer => (answer.ok ? [] : [answer.refusal]));
    expect(new Set(refusals)).toEqual(new Set(['too-many']));
    // Whoever has a call goes on being answered with it: ten requests of each of the two.
    expect(refusals).toHaveLength(10_000 - 10 * open);
  });
});

function seedAccount(id: string) {
  const state = { profile: {}, products: {} };
  const row = accountRow({ id, state, origin: 'live', createdAt: NOW });
  return ports.table.commit({ commitId: `seed-${id}`, writes: [replace(row, undefined)] });
}

describe('limits', () => {
  test('are never exceeded by 1,000 at once', async () => {
    const limit = { of: 'network', subject: '203.0.113.0/24', cap: 10, window: HOUR } as const;
    const use = async (n: number) =>
      (await ports.table.commit({ commitId: `c${n}`, writes: [limitWrite(limit, NOW)] })).done;
    const once = async (n: number) => {
      const writes = [onceWithin({ of: 'address', subject: 'a@b.example', window: DAY }, NOW + n)];
      return (await ports.table.commit({ commitId: `o${n}`, writes })).done;
    };
    const used = await Promise.all([...Array(1_000).keys()].map(use));
    const mailed = await Promise.all([...Array(1_000).keys()].map(once));
    expect([used.filter(Boolean).length, mailed.filter(Boolean).length]).toEqual([10, 1]);
    console.log('abuse: 1,000 at once against a cap of 10: 10, against once: 1');
  });

  test('count by networks: a /24 of IPv4, a /56 of IPv6, everything else as one', () => {
    expect(networkOf('203.0.113.7')).toBe('203.0.113.0/24');
    for (const same of ['2001:db8:1:aa01::1', '2001:DB8:1:aaff:1:2:3:4', '2001:db8:1:aa00::'])
      expect(networkOf(same)).toBe('2001:db8:1:aa00::/56');
    expect(networkOf('2001:db8:1:ab00::1')).not.toBe(networkOf('2001:db8:1:aa00::1'));
    for (const mapped of ['::ffff:203.0.113.9', '::ffff:cb00:7109', '0:0:0:0:0:ffff:203.0.113.9'])
      expect(networkOf(mapped)).toBe('203.0.113.0/24');
    for (const none of [
      '',
      'nobody',
      '1.2.3',
      '1.2.3.256',
      '::1::',
      'fe80:::1',
      '12345::',
      '1:2:3:4:5:6:7:8:9',
    ])
      expect(networkOf(none)).toBe('-');
    expect(networkOf('fe80::1%eth0')).toBe('fe80:0:0:0::/56');
  });

  test('count by mailboxes, whatever stands behind a plus or between dots', () => {
    expect(['A.b+x@GMail.com', 'ab@gmail.com'].map(mailboxOf)).toEqual(['ab@gmail.com', 'ab@gmail.com']);
    expect(['a.b@mail.example', '+a@mail.example', 'A+1+2@mail.example'].map(mailboxOf)).toEqual([
      'a.b@mail.example',
      '+a@mail.example',
      'a@mail.example',
    ]);
  });
});
