import { beforeEach, describe, expect, test } from '@jest/globals';
import { checkLink } from '../../functions/access/check-link.ts';
import { importRow } from '../../functions/accounts/import-row.ts';
import { mergeAccounts } from '../../functions/accounts/merge-accounts.ts';
import { putContact } from '../../functions/accounts/put-contact.ts';
import { takeInFact } from '../../functions/accounts/take-in-fact.ts';
import { answerFact as answerCallFact } from '../../functions/calls/answer-fact.ts';
import { survivingContact } from '../../functions/calls/surviving-contact.ts';
import { answerTick } from '../../functions/persons/answer-tick.ts';
import { erasePerson } from '../../functions/persons/erase-person.ts';
import { acceptEvents } from '../../functions/upkeep/accept-events.ts';
import type { ImportRow } from '../../shared/contracts/accounts-contract.ts';
import type { Tick } from '../../shared/events/timers.ts';
import { formatInstant, HOUR, MINUTE } from '../../shared/kernel/instant.ts';
import { loadAccountView } from '../../shared/store/account-view.ts';
import { loadContact, writeContact } from '../../shared/store/contact-store.ts';
import { accountPk, contactKey, journalKey, timerKey } from '../../shared/store/keys.ts';
import { linkDigest, putCustomerLink } from '../../shared/store/link-store.ts';
import { findByPhone } from '../../shared/store/phone-store.ts';
import { visitorAccountId, visitorAccountNow } from '../../shared/store/request-store.ts';
import {
  ANNA_PHONE,
  act,
  followed,
  seedAccount,
  seedCalls,
  theCall,
  theOpenCall,
  wish,
} from '../support/call-room.ts';
import { aFact } from '../support/facts.ts';
import { testPorts } from '../support/ports.ts';

const ACME = { accountId: 'acme', contactId: 'c-1' };
const TOKEN = 'lnk_0123456789abcdefghijABCDEFG';
let ports: ReturnType<typeof testPorts>;
const erase = (place = ACME, reason = 'asked by letter') =>
  erasePerson(ports, { ...place, reason, principal: 'anna' });
/** Calls hear of it, and the timer rings until it stands no more. */
async function comesToItsEnd({ accountId, contactId } = ACME): Promise<string[]> {
  for (const fact of followed(ports, 'person.erased')) await answerCallFact(ports, fact);
  const decided: string[] = [];
  for (let n = 0; n < 9; n++) {
    const timer = await ports.table.get(timerKey(accountPk(accountId), 'person.erase', contactId));
    if (!timer) return decided;
    ports.clock.set(Math.max(ports.clock.now(), Number(timer['dueAt'])));
    decided.push((await answerTick(ports, timer as unknown as Tick)).decision);
  }
  return decided;
}
const standing = (text: string) =>
  [...ports.table.rows()].filter(row => JSON.stringify(row).includes(text)).map(({ type }) => type);

beforeEach(async () => {
  ports = testPorts();
  await seedCalls(ports, { contact: { name: 'Cleo Canaria', email: 'cleo@canary.example' } });
});

describe('a person who is erased', () => {
  test('is gone from contact and numbers at once, and the account’s history says who did it and why', async () => {
    const done = await erase();
    expect(done).toMatchObject({ ok: true, value: { ...ACME, state: 'going' } });
    expect(await loadContact(ports.table, 'acme', 'c-1')).toBeUndefined();
    expect(await findByPhone(ports.table, ANNA_PHONE)).toEqual([]);
    const [line] = [...ports.table.rows()].filter(row => row['decision'] === 'person-erased');
    expect(line).toMatchObject({ by: 'anna', data: { contactId: 'c-1', reason: 'asked by letter' } });
    const view = await loadAccountView(ports.table, 'acme');
    expect(view).toMatchObject({
      contacts: [{ id: 'c-1', erased: { at: expect.any(String), state: 'going' } }],
      contactMissing: true,
    });
  });

  test('is erased once, however often it is asked for, and it is said when all is gone', async () => {
    await erase();
    const again = await erase();
    expect(again).toMatchObject({ ok: true, value: { state: 'going' } });
    expect(followed(ports, 'person.erased')).toHaveLength(1);
    expect(await comesToItsEnd()).toEqual(['goes-on', 'person-gone']);
    expect(await erase()).toMatchObject({ ok: true, value: { state: 'gone' } });
  });

  test('is not named by the reason, and must be known', async () => {
    expect(await erase(ACME, 'letter of cleo canaria')).toMatchObject({ refusal: 'reason-names-person' });
    expect(await erase({ ...ACME, contactId: 'c-9' })).toMatchObject({ refusal: 'not-found' });
    expect(await loadContact(ports.table, 'acme', 'c-1')).toMatchObject({ name: 'Cleo Canaria' });
  });
});

describe('a call with a person who is erased', () => {
  test('ends as withdrawn, and its timer goes', async () => {
    await wish(ports, { itemId: 'itm-1', kind: 'help', contactId: 'c-1' });
    const { id } = await theOpenCall(ports);
    await erase();
    await comesToItsEnd();
    expect(await theCall(ports, id)).toMatchObject({ state: 'ended', ending: 'withdrawn' });
    expect(await ports.table.get(timerKey(`call#${id}`, 'call.due'))).toBeUndefined();
  });

  test('that goes on is not cut off; its notes are not kept, and nothing follows it', async () => {
    await wish(ports, { itemId: 'itm-1', kind: 'help', contactId: 'c-1' });
    const { id } = await theOpenCall(ports);
    await act(ports, id, { do: 'start' });
    await act(ports, id, { do: 'note', notes: 'keeps canaries' });
    await erase();
    expect(await comesToItsEnd()).toEqual(['goes-on', 'person-gone']);
    expect(await theCall(ports, id)).toMatchObject({ state: 'running', erased: true });
    await act(ports, id, { do: 'note', notes: 'keeps canaries still' });
    const next = { do: 'plan', kind: 'follow-up', dueAt: formatInstant(ports.clock.now() + HOUR) } as const;
    await act(ports, id, { do: 'end', outcome: 'no-answer', notes: 'canaries', next } as never);
    expect(await theCall(ports, id)).toMatchObject({ state: 'ended', ending: 'withdrawn' });
    expect(standing('canaries')).toEqual([]);
  });

  test('that calls did not hear of is said again, and looked for until it ends', async () => {
    await wish(ports, { itemId: 'itm-1', kind: 'help', contactId: 'c-1' });
    await erase();
    const timer = async () =>
      (await ports.table.get(timerKey('account#acme', 'person.erase', 'c-1'))) as never as Tick;
    for (let n = 0; n < 2; n++) {
      ports.clock.set(ports.clock.now() + 2 * MINUTE);
      await answerTick(ports, await timer());
    }
    expect(followed(ports, 'person.erased').length).toBeGreaterThan(1);
    expect((await comesToItsEnd()).at(-1)).toBe('person-gone');
  });

  test('is wished for with somebody else, where there is somebody', async () => {
    await writeContact(ports, {
      accountId: 'acme',
      contactId: 'c-2',
      contact: { phone: '+4930901812' },
      asOf: 1,
    });
    await erase();
    await wish(ports, { itemId: 'itm-1', kind: 'welcome', contactId: 'c-1' });
    expect(await theOpenCall(ports)).toMatchObject({ contactId: 'c-2' });
  });
});

describe('nobody who was erased comes back', () => {
  const contact = { name: 'Cleo Canaria', email: 'cleo@canary.example', phone: ANNA_PHONE };
  const isGone = async () => {
    expect(await ports.table.get(contactKey('acme', 'c-1'))).toMatchObject({ state: 'erased' });
    expect(standing('canary')).toEqual([]);
    expect(standing('Canaria')).toEqual([]);
  };
  beforeEach(async () => {
    await erase();
    await comesToItsEnd();
  });

  test('by a contact that the company’s systems write', async () => {
    expect(await putContact(ports, { ...ACME, contact })).toMatchObject({ refusal: 'person-erased' });
    await isGone();
  });

  test('by a fact with a contact: it counts, and the answer and the history say what was dropped', async () => {
    const event = {
      ...{ specversion: '1.0', id: 'e-1', source: 'shop', type: 'account.signed-up', subject: 'acme' },
      time: formatInstant(ports.clock.now()),
      data: { product: 'repricer', language: 'de', contact: { id: 'c-1', ...contact } },
    };
    const bus = { put: async (facts: readonly unknown[]) => facts.map(() => true) };
    const headers = { 'content-type': 'application/cloudevents+json' };
    const given = await acceptEvents(
      { ...ports, bus } as never,
      { producer: 'shop', headers, body: event } as never,
    );
    expect(given).toMatchObject({
      value: { body: { events: [{ status: 'accepted', dropped: 'contact' }] } },
    });
    await isGone();
    const fact = aFact('account.signed-up', { at: ports.clock.now(), data: { contactId: 'c-1' } });
    await takeInFact(ports, fact);
    const line = await ports.table.get(journalKey('account#acme', fact.id, 'accounts'));
    expect(line?.['reason']).toMatchObject({ contact: 'erased' });
  });

  test('by an import', async () => {
    const row: ImportRow = {
      ...{ accountId: 'acme', name: 'Acme', language: 'de', product: 'repricer', status: 'active' },
      ...{ since: '2025-03-01T00:00:00Z', contactId: 'c-1', contactName: 'Cleo Canaria' },
    };
    expect(await importRow(ports, row, 'crm')).toMatchObject({ decision: 'imported' });
    await isGone();
  });

  test('by a merge of the account with another', async () => {
    await seedAccount(ports, 'globex', { contact: { phone: '+4930901899' } });
    const merging = {
      accountId: 'acme',
      into: 'globex',
      why: 'the same',
      principal: 'anna',
      roles: ['lead'],
    };
    await mergeAccounts(ports, merging);
    await survivingContact(ports, ACME);
    await isGone();
    expect(
      (await loadAccountView(ports.table, 'globex'))?.contacts.filter(({ erased }) => !erased),
    ).toHaveLength(1);
  });

  test('as a visitor: the same address is somebody new', async () => {
    const email = 'wanda@canary.example';
    const first = visitorAccountId(email);
    const place = { accountId: first, contactId: 'main' };
    await writeContact(ports, { ...place, contact: { phone: '+4930901812' }, asOf: 1 });
    expect(await visitorAccountNow(ports.table, email)).toBe(first);
    await erase(place);
    expect(await visitorAccountNow(ports.table, email)).not.toBe(first);
  });
});

test('whoever was merged is erased wherever they are known, and nobody else', async () => {
  await seedAccount(ports, 'globex', { contact: { name: 'Gert', phone: '+4930901899' } });
  const merging = { accountId: 'acme', into: 'globex', why: 'the same', principal: 'anna', roles: ['lead'] };
  await mergeAccounts(ports, merging);
  const there = await survivingContact(ports, ACME);
  expect(await loadContact(ports.table, there.accountId, there.contactId)).toMatchObject({
    name: 'Cleo Canaria',
  });
  await erase(there);
  expect(await loadContact(ports.table, 'acme', 'c-1')).toBeUndefined();
  expect(await loadContact(ports.table, there.accountId, there.contactId)).toBeUndefined();
  expect(await loadContact(ports.table, 'globex', 'c-1')).toMatchObject({ name: 'Gert' });
});

test('a link of somebody who was erased opens nothing', async () => {
  const now = ports.clock.now();
  const times = { createdBy: 'crm', createdAt: now, until: now + HOUR, proved: true };
  const link = putCustomerLink(TOKEN, { purpose: 'callback', ...ACME, ...times });
  await ports.table.commit({ commitId: 'link', writes: [link] });
  expect(await checkLink(ports, `Link ${TOKEN}`)).toMatchObject({ isAuthorized: true });
  await erase();
  expect(await checkLink(ports, `Link ${TOKEN}`)).toEqual({ isAuthorized: false });
  expect(linkDigest(TOKEN)).toHaveLength(27);
});
