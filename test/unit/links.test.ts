import { beforeEach, describe, expect, test } from '@jest/globals';
import { checkLink } from '../../functions/access/check-link.ts';
import { adoptVisitor } from '../../functions/calls/adopt-visitor.ts';
import { lookUpNumber } from '../../functions/calls/look-up-number.ts';
import { requestCallback } from '../../functions/calls/request-callback.ts';
import { mintCallbackLink } from '../../functions/links/mint-link.ts';
import { takeIn } from '../../shared/domain/accounts/take-in.ts';
import { HOUR } from '../../shared/kernel/instant.ts';
import { principalOf } from '../../shared/runtime/principal.ts';
import { accountRow } from '../../shared/store/account-store.ts';
import { loadContact, writeContact } from '../../shared/store/contact-store.ts';
import { replace } from '../../shared/store/journal.ts';
import {
  type CustomerLink,
  findCustomerLink,
  linkDigest,
  putCustomerLink,
  putLink,
  useLink,
} from '../../shared/store/link-store.ts';
import { findByPhone } from '../../shared/store/phone-store.ts';
import { linkOfRequest, loadRequest } from '../../shared/store/request-store.ts';
import { saveSettings } from '../../shared/store/settings-store.ts';
import type { Write } from '../../shared/store/table.ts';
import { aFact, NOW } from '../support/facts.ts';
import { testPorts } from '../support/ports.ts';
import { exampleSettings } from '../support/team.ts';

const origin = 'https://care.example';
const TOKEN = 'lnk_0123456789abcdefghijABCDEFG';
let ports: ReturnType<typeof testPorts>;
let commits = 0;
const commit = (...writes: Write[]) => ports.table.commit({ commitId: `test-${commits++}`, writes });
const carried = (token: string) => checkLink(ports, `Link ${token}`);
const phone = '+493012345678';
const link: CustomerLink = {
  ...{ purpose: 'feedback', accountId: 'acme', contactId: 'c-1', proved: true },
  ...{ createdBy: 'firstcall', createdAt: NOW, until: NOW + HOUR },
};

beforeEach(async () => {
  ports = testPorts();
  await saveSettings(ports, exampleSettings());
  const state = { profile: {}, products: {} };
  const row = { id: 'acme', name: 'Acme', state, origin: 'live', owner: { id: 'anna', version: 1 } } as const;
  await commit(replace(accountRow({ ...row, createdAt: NOW }), undefined));
});

describe('a customer’s link', () => {
  test('lets its holder in for its purpose, known by the digest alone', async () => {
    await commit(putCustomerLink(TOKEN, link));
    const answer = await carried(TOKEN);
    expect(answer).toEqual({
      isAuthorized: true,
      context: { linkId: linkDigest(TOKEN), purpose: 'feedback' },
    });
    expect(principalOf({ lambda: answer.isAuthorized ? answer.context : null })).toEqual({
      ...{ kind: 'link', id: linkDigest(TOKEN), purpose: 'feedback' },
    });
    expect(JSON.stringify([...ports.table.rows()])).not.toContain(TOKEN);
  });

  test('that has ended, was used, is made up or is a device’s gets the one answer', async () => {
    await commit(putCustomerLink(TOKEN, link));
    expect(await carried(`${TOKEN}x`)).toEqual({ isAuthorized: false });
    ports.clock.set(NOW + HOUR);
    expect(await carried(TOKEN)).toEqual({ isAuthorized: false });
    ports.clock.set(NOW);
    await commit(useLink(linkDigest(TOKEN), NOW));
    expect(await carried(TOKEN)).toEqual({ isAuthorized: false });
    const device = {
      accountId: 'acme',
      serial: 'OLD-1',
      createdBy: 'shop',
      createdAt: NOW,
      until: NOW + HOUR,
    };
    await commit(putLink(`${TOKEN}d`, { ...device, purpose: 'device-report' }));
    expect(await carried(`${TOKEN}d`)).toEqual({ isAuthorized: false });
  });

  test.each([
    undefined,
    '',
    'Link',
    'Link ',
    TOKEN,
    `Bearer ${TOKEN}`,
    `Link ${TOKEN} x`,
    `Link ${TOKEN},${TOKEN}`,
    'Link short',
    `Link ${TOKEN}#feed`,
    `Link ${TOKEN}%00`,
    `Link ../${TOKEN}`,
    `Link ${'x'.repeat(129)}`,
    `Link ${'x'.repeat(100_000)}`,
    'Link <script>alert(1)</script>aaaa',
  ])('of no shape that a token has is not looked up: %#', async authorization => {
    let reads = 0;
    const get: typeof ports.table.get = key => {
      reads++;
      return ports.table.get(key);
    };
    const table = { ...ports.table, get };
    expect(await checkLink({ ...ports, table }, authorization)).toEqual({ isAuthorized: false });
    expect(reads).toBe(0);
  });

  test('for a callback is made for a known account, its only contact unless one is named', async () => {
    const mint = async (given: { accountId: string; contactId?: string }) => {
      const minted = await mintCallbackLink({ ...ports, origin }, { ...given, principal: 'shop' });
      if (!minted.ok) return { refusal: minted.refusal, ...minted.detail };
      expect(minted.value.url).toMatch(/^https:\/\/care\.example\/book\/#/);
      const digested = linkDigest(minted.value.url.split('#')[1] ?? '');
      const row = [...ports.table.rows()].find(({ pk }) => pk.endsWith(digested));
      return { contactId: row?.['contactId'], proved: row?.['proved'] };
    };
    expect(await mint({ accountId: 'acme' })).toEqual({ contactId: '-', proved: true });
    await writeContact(ports, { accountId: 'acme', contactId: 'c-1', contact: { phone }, asOf: NOW });
    expect(await mint({ accountId: 'acme' })).toEqual({ contactId: 'c-1', proved: true });
    await writeContact(ports, { accountId: 'acme', contactId: 'c-2', contact: { phone }, asOf: NOW });
    expect(await mint({ accountId: 'acme' })).toMatchObject({ contactId: '-' });
    expect(await mint({ accountId: 'acme', contactId: 'c-2' })).toMatchObject({ contactId: 'c-2' });
    expect(await mint({ accountId: 'acme', contactId: 'c-9' })).toMatchObject({
      ...{ refusal: 'unknown-contact', field: 'body.contactId' },
    });
    expect(await mint({ accountId: 'nobody' })).toMatchObject({ field: 'body.accountId' });
  });
});

describe('a visitor', () => {
  const asked = { email: 'Ann@Shop.example', phone, language: 'fr', zone: 'Mars/Crater', headers: {} };
  const requestIds = () =>
    [...ports.table.rows()].flatMap(row => (row['type'] === 'request' ? [String(row['id'])] : []));

  test('is a contact of an account of their own once they come by the link; asked again nothing changes', async () => {
    await requestCallback(ports, asked);
    const request = await loadRequest(ports.table, requestIds()[0] ?? '');
    if (!request) throw new Error('no request');
    expect(await loadContact(ports.table, request.accountId, 'main')).toBeUndefined();
    await commit(putCustomerLink(TOKEN, linkOfRequest(request, NOW)));
    const held = await findCustomerLink(ports.table, TOKEN);
    if (!held) throw new Error('no link');
    expect(held).toMatchObject({ proved: false, purpose: 'callback', accountId: request.accountId });
    expect(await adoptVisitor(ports, held)).toBe('adopted');
    expect(await adoptVisitor(ports, held)).toBe('known');
    expect(await findCustomerLink(ports.table, TOKEN)).toMatchObject({ proved: true });
    expect(await loadContact(ports.table, request.accountId, 'main')).toEqual({
      ...{ email: 'ann@shop.example', language: 'fr', phone },
    });
    const follows = [...ports.table.rows()].flatMap(row => (row['follows'] ?? []) as { name: string }[]);
    expect(follows.map(({ name }) => name)).toEqual(['link.wanted', 'account.help-asked']);
  });

  test('who asks for help makes an account known, and never speaks against what is known of it', () => {
    const help = aFact('account.help-asked', { at: NOW + 9, data: { language: 'fr' } });
    const first = takeIn({ profile: {}, products: {} }, help);
    expect(first).toMatchObject({ news: true, account: { profile: { languages: { value: ['fr'] } } } });
    const known = aFact('account.signed-up', { at: NOW, data: { product: 'repricer', language: 'de' } });
    const later = takeIn(first.account, known).account;
    expect(later.profile.languages?.value).toEqual(['de']);
    expect(takeIn(later, help)).toEqual({ account: later, news: false });
  });
});

describe('a telephone number', () => {
  test('leads to everybody who has it, with the address that opens the account, and no more once it changed', async () => {
    const put = (contactId: string, contact: { phone?: string; name?: string }, at: number) =>
      writeContact(ports, { accountId: 'acme', contactId, contact, asOf: at });
    await put('c-1', { phone, name: 'Ann' }, NOW);
    await put('c-2', { phone }, NOW);
    expect(await lookUpNumber({ ...ports, origin }, phone)).toEqual({
      number: phone,
      matches: [
        {
          ...{
            accountId: 'acme',
            accountName: 'Acme',
            contactId: 'c-1',
            contactName: 'Ann',
            ownerId: 'anna',
          },
          url: 'https://care.example/accounts/acme?call=c-1',
        },
        {
          ...{ accountId: 'acme', accountName: 'Acme', contactId: 'c-2', ownerId: 'anna' },
          url: 'https://care.example/accounts/acme?call=c-2',
        },
      ],
    });
    await put('c-1', { phone: '+493099999999' }, NOW + 1);
    await put('c-2', { name: 'Bea' }, NOW + 1);
    expect(await findByPhone(ports.table, phone)).toEqual([{ accountId: 'acme', contactId: 'c-2' }]);
    expect(await findByPhone(ports.table, '+493099999999')).toHaveLength(1);
    const keys = [...ports.table.rows()].filter(({ type }) => type === 'phone');
    expect(JSON.stringify(keys)).not.toContain('30123');
  });
});
