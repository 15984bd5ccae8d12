import { beforeEach, describe, expect, test } from '@jest/globals';
import { mergeAccounts } from '../../functions/accounts/merge-accounts.ts';
import { takeInFact } from '../../functions/accounts/take-in-fact.ts';
import { answerFact } from '../../functions/calls/answer-fact.ts';
import { planCall } from '../../functions/calls/plan-call.ts';
import { readCall } from '../../functions/calls/read-call.ts';
import { knownAccount } from '../../functions/onboarding/known-account.ts';
import type { Contact } from '../../shared/contracts/accounts-contract.ts';
import { formatInstant, HOUR, MINUTE } from '../../shared/kernel/instant.ts';
import { loadAccount } from '../../shared/store/account-store.ts';
import { writeContact } from '../../shared/store/contact-store.ts';
import {
  ANNA_PHONE,
  act,
  followed,
  messages,
  passTo,
  seedAccount,
  seedCalls,
  theCall,
  theOpenCall,
  wish,
} from '../support/call-room.ts';
import { aFact } from '../support/facts.ts';
import { testPorts } from '../support/ports.ts';
import { writtenCalls } from '../support/written-calls.ts';

let ports: ReturnType<typeof testPorts>;
let said = 0;
const later = (by = MINUTE) => ports.clock.set(ports.clock.now() + by);
/** A word is recorded, and calls hear of it. */
async function says(data: Record<string, unknown>, accountId = 'acme') {
  later();
  const told = { contactId: 'c-1', purpose: 'service', ...data };
  const before = followed(ports, 'permission.changed').length;
  const at = ports.clock.now();
  await takeInFact(ports, aFact('permission.recorded', { id: `said-${said++}`, accountId, at, data: told }));
  for (const fact of followed(ports, 'permission.changed').slice(before)) await answerFact(ports, fact);
}
const objects = (data: Record<string, unknown> = {}) => says({ word: 'objects', ...data });
const allows = (data: Record<string, unknown> = {}) => says({ word: 'allows', ...data });
const notices = () => followed(ports, 'notification.wanted').map(({ data }) => data['kind']);
const held = async (callId: string) => {
  const read = await readCall(ports, { callId, agentId: 'anna' });
  if (!read.ok) throw new Error(read.refusal);
  return read.value.phone === undefined ? read.value.call.hindered : undefined;
};
const start = async (callId: string) => {
  const started = await act(ports, callId, { do: 'start' });
  return started.ok ? 'started' : started.refusal;
};
const known = (contactId: string, contact: Contact, accountId = 'acme') =>
  writeContact(ports, { accountId, contactId, contact, asOf: ports.clock.now() });

beforeEach(async () => {
  ports = testPorts();
  await seedCalls(ports);
});

describe('a call that agents were told of', () => {
  test('needs nobody any more once it is held, and is told of anew when it may be made again', async () => {
    await wish(ports, { itemId: 'welcome', kind: 'welcome' });
    const { id } = await theOpenCall(ports);
    await passTo(ports, id, ports.clock.now() + MINUTE);
    expect(notices()).toEqual(['call-due']);
    await objects();
    expect(followed(ports, 'call.settled')).toHaveLength(1);
    await passTo(ports, id, ports.clock.now() + 8 * HOUR);
    expect(notices()).toEqual(['call-due']);
    await allows();
    await passTo(ports, id, ports.clock.now() + MINUTE);
    expect(notices()).toEqual(['call-due', 'call-due']);
    expect(await start(id)).toBe('started');
  });

  test('that is free is not told of again by a word that changes nothing for it', async () => {
    await wish(ports, { itemId: 'welcome', kind: 'welcome' });
    const { id, version } = await theOpenCall(ports);
    await allows({ purpose: 'survey' });
    expect((await theCall(ports, id)).version).toBe(version);
  });
});

describe('a time that staff agreed on with a contact who objects since', () => {
  const book = async () => {
    await wish(ports, { itemId: 'welcome', kind: 'welcome' });
    const { id } = await theOpenCall(ports);
    const from = formatInstant(ports.clock.now() + 4 * HOUR);
    expect(await act(ports, id, { do: 'book', from })).toMatchObject({ ok: true });
    return id;
  };

  test('passes without a word to anybody, and nobody is called', async () => {
    const id = await book();
    const [told, written] = [notices(), messages(ports)];
    await objects();
    expect(await held(id)).toBe('objected');
    await passTo(ports, id, ports.clock.now() + 6 * HOUR);
    expect([notices(), messages(ports)]).toEqual([told, written]);
    expect(await theCall(ports, id)).toMatchObject({ state: 'due', attempts: [] });
    expect(await start(id)).toBe('objected');
  });

  test('is not spoken of by a reminder that was on its way already', async () => {
    await known('c-1', { email: 'cleo@mall.example' });
    const id = await book();
    await passTo(ports, id, ports.clock.now() + 3 * HOUR + MINUTE);
    const reminder = followed(ports, 'call.message-wanted').find(({ data }) => data['kind'] === 'reminder');
    await objects();
    const written = writtenCalls(ports);
    expect(reminder && (await written.tell(reminder))).toMatchObject({ decision: 'telling-superseded' });
    expect(written.mails).toEqual([]);
  });
});

describe('what was agreed in a conversation', () => {
  const agree = async (more: object) => {
    await wish(ports, { itemId: 'back', kind: 'callback' });
    const { id } = await theOpenCall(ports);
    await act(ports, id, { do: 'start' });
    const next = { kind: 'follow-up', ...more } as never;
    const results = [{ itemId: 'back', result: 'helped' }];
    expect(await act(ports, id, { do: 'end', outcome: 'reached', results, next })).toMatchObject({
      ok: true,
    });
    return (await theOpenCall(ports)).id;
  };
  const inDays = (days: number) => formatInstant(ports.clock.now() + days * 24 * HOUR);

  test('with a contact who objected before is called about, as they wished', async () => {
    await objects();
    later();
    const id = await agree({ do: 'plan', dueAt: inDays(2) });
    expect([await held(id), await start(id)]).toEqual([undefined, 'started']);
  });

  test('is held by an objection that came after it, also where accounts are merged and at an agreed time', async () => {
    await seedAccount(ports, 'other', {});
    const id = await agree({ do: 'book', from: inDays(1) });
    await objects();
    expect([await held(id), await start(id)]).toEqual(['objected', 'objected']);
    await passTo(ports, id, ports.clock.now() + 26 * HOUR);
    expect(messages(ports)).not.toContain('choose-again');
    const given = { accountId: 'acme', into: 'other', why: 'same', principal: 'carl', roles: ['lead'] };
    expect(await mergeAccounts(ports, given)).toMatchObject({ ok: true });
    for (const fact of followed(ports, 'account.merged')) await answerFact(ports, fact);
    expect(await start((await theOpenCall(ports, 'other')).id)).toBe('objected');
  });
});

test('nobody who objects is promised a time by staff, before they are asked and allow it', async () => {
  const from = formatInstant(ports.clock.now() + 4 * HOUR);
  const plan = () =>
    planCall(ports, {
      input: { accountId: 'acme', contactId: 'c-1', kind: 'follow-up', from },
      agentId: 'anna',
    });
  await objects();
  expect(await plan()).toMatchObject({ ok: false, refusal: 'objected' });
  await wish(ports, { itemId: 'welcome', kind: 'welcome' });
  const { id } = await theOpenCall(ports);
  expect(await act(ports, id, { do: 'book', from })).toMatchObject({ ok: false, refusal: 'objected' });
  await allows();
  expect(await plan()).toMatchObject({ ok: true });
});

test('an offer of marketing is held as soon as consent is taken back, and beside other things not spoken of', async () => {
  await allows({ purpose: 'marketing' });
  await wish(ports, { itemId: 'offer', kind: 'consultation', purpose: 'marketing' });
  const { id } = await theOpenCall(ports);
  expect(await held(id)).toBeUndefined();
  await objects({ purpose: 'marketing' });
  expect([await held(id), await start(id)]).toEqual(['no-consent', 'no-consent']);
  await wish(ports, { itemId: 'welcome', kind: 'welcome' });
  expect(await start(id)).toBe('started');
  expect((await theCall(ports, id)).agenda).toMatchObject([
    { id: 'offer', state: 'dropped', result: 'no-consent' },
    { id: 'welcome', state: 'open' },
  ]);
});

test('what the customer asked for is called about; what is left of it afterwards is held', async () => {
  await wish(ports, { itemId: 'welcome', kind: 'welcome', readyAt: ports.clock.now() + 48 * HOUR });
  await wish(ports, { itemId: 'back', kind: 'callback' });
  await objects();
  const { id } = await theOpenCall(ports);
  expect(await start(id)).toBe('started');
  await act(ports, id, { do: 'end', outcome: 'reached', results: [{ itemId: 'back', result: 'helped' }] });
  const next = await theOpenCall(ports);
  expect(next.id).not.toBe(id);
  expect([await held(next.id), await start(next.id)]).toEqual(['objected', 'objected']);
});

test('an objection of the account as a whole holds a call with each of its people', async () => {
  await wish(ports, { itemId: 'welcome', kind: 'welcome', contactId: 'c-1' });
  await objects({ contactId: undefined });
  const { id } = await theOpenCall(ports);
  expect([await held(id), await start(id)]).toEqual(['objected', 'objected']);
});

test('an onboarding call never goes to the same number under another id', async () => {
  await known('c-2', { name: 'Cleo M.', phone: ANNA_PHONE });
  await known('c-3', { name: 'Dora', phone: '+4930901821' });
  await objects();
  const account = await loadAccount(ports.table, 'acme');
  expect(account && (await knownAccount(ports, account)).aroundOf('repricer').contactId).toBe('c-3');
});

describe('when accounts are merged', () => {
  const merge = async (into = 'acme') => {
    const given = { accountId: 'double', into, why: 'same', principal: 'carl', roles: ['lead'] };
    expect(await mergeAccounts(ports, given)).toMatchObject({ ok: true });
    for (const fact of followed(ports, 'account.merged')) await answerFact(ports, fact);
  };

  test('a record that objects goes along with the call, though the same person’s record here does not', async () => {
    await seedAccount(ports, 'double', { contact: { objectsToCalls: true } });
    await wish(ports, { itemId: 'welcome', kind: 'welcome', contactId: 'c-1' }, { accountId: 'double' });
    await merge();
    const { id } = await theOpenCall(ports);
    expect([await held(id), await start(id)]).toEqual(['objected', 'objected']);
  });

  test('a call with nobody by name is held for the number that it takes along', async () => {
    const nowhere = { contact: { phone: undefined } as unknown as Contact };
    for (const id of ['double', 'bare']) await seedAccount(ports, id, nowhere);
    await wish(ports, { itemId: 'welcome', kind: 'welcome', contactId: undefined }, { accountId: 'double' });
    await known('c-1', { phone: ANNA_PHONE }, 'double');
    await says({ word: 'objects' }, 'double');
    await merge('bare');
    const { id } = await theOpenCall(ports, 'bare');
    expect(await theCall(ports, id)).toMatchObject({ contactId: '-', phone: ANNA_PHONE });
    expect([await held(id), await start(id)]).toEqual(['objected', 'objected']);
  });

  test('what was agreed on before with the merged one is held by what is said where they live on', async () => {
    await seedAccount(ports, 'double', { owner: 'anna' });
    await wish(ports, { itemId: 'welcome', kind: 'welcome', contactId: 'c-1' }, { accountId: 'double' });
    const { id } = await theOpenCall(ports, 'double');
    await act(ports, id, { do: 'book', from: formatInstant(ports.clock.now() + 4 * HOUR) });
    await merge();
    const told = notices().length;
    await objects();
    expect([await held(id), await start(id)]).toEqual(['objected', 'objected']);
    await passTo(ports, id, ports.clock.now() + 6 * HOUR);
    // Its time went by, and what it was about is due where they live on.
    const { id: there } = await theOpenCall(ports);
    await passTo(ports, there, ports.clock.now() + 6 * HOUR);
    expect([await held(there), await start(there), notices().length]).toEqual(['objected', 'objected', told]);
  });
});
