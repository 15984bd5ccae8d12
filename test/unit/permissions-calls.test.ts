import { beforeEach, describe, expect, test } from '@jest/globals';
import { takeInFact } from '../../functions/accounts/take-in-fact.ts';
import { listCalls } from '../../functions/calls/list-calls.ts';
import { logCall } from '../../functions/calls/log-call.ts';
import { planCall } from '../../functions/calls/plan-call.ts';
import { readCall } from '../../functions/calls/read-call.ts';
import { knownAccount } from '../../functions/onboarding/known-account.ts';
import type { Contact } from '../../shared/contracts/accounts-contract.ts';
import { formatInstant, HOUR, MINUTE } from '../../shared/kernel/instant.ts';
import { loadAccount } from '../../shared/store/account-store.ts';
import { writeContact } from '../../shared/store/contact-store.ts';
import { act, followed, passTo, seedCalls, theCall, theOpenCall, wish } from '../support/call-room.ts';
import { aFact } from '../support/facts.ts';
import { testPorts } from '../support/ports.ts';

let ports: ReturnType<typeof testPorts>;
let said = 0;
const says = (data: Record<string, string>, at = ports.clock.now()) =>
  takeInFact(
    ports,
    aFact('permission.recorded', { id: `said-${said++}`, at, data: { contactId: 'c-1', ...data } }),
  );
const objects = (purpose = 'service') => says({ purpose, word: 'objects' });
const allows = (purpose: string) => says({ purpose, word: 'allows' });
const shown = async (callId: string) => {
  const read = await readCall(ports, { callId, agentId: 'anna' });
  if (!read.ok) throw new Error(read.refusal);
  return read.value;
};
const plan = (kind: 'survey' | 'outreach', contactId = 'c-1') =>
  planCall(ports, {
    input: { accountId: 'acme', contactId, kind, dueAt: formatInstant(ports.clock.now() + 4 * HOUR) },
    agentId: 'anna',
  });
const setUp = async (contact: Contact = {}) => {
  ports = testPorts();
  await seedCalls(ports, { contact });
};
const later = () => ports.clock.set(ports.clock.now() + MINUTE);

beforeEach(() => setUp());

describe('an objection to service', () => {
  test('stops a call that was wished before: it is shown as held, without a number, and does not start', async () => {
    await wish(ports, { itemId: 'welcome', kind: 'welcome' });
    const { id } = await theOpenCall(ports);
    expect((await shown(id)).phone).toBeDefined();
    later();
    await objects();
    expect((await shown(id)).call.hindered).toBe('objected');
    expect((await shown(id)).phone).toBeUndefined();
    const { calls } = await listCalls(ports, { of: 'me', agentId: 'anna', limit: 10 });
    expect(calls.map(({ hindered }) => hindered)).toEqual(['objected']);
    expect(await act(ports, id, { do: 'start' })).toMatchObject({ ok: false, refusal: 'objected' });
    expect((await theCall(ports, id)).attempts).toEqual([]);
  });

  test('tells nobody that the call is due or late', async () => {
    await wish(ports, { itemId: 'trial', kind: 'trial-end', readyAt: ports.clock.now() + HOUR });
    const { id } = await theOpenCall(ports);
    await objects();
    await passTo(ports, id, ports.clock.now() + 24 * HOUR);
    expect(followed(ports, 'notification.wanted')).toEqual([]);
  });

  test('does not hold back what the customer asked for, nor a call that comes in', async () => {
    await wish(ports, { itemId: 'welcome', kind: 'welcome' });
    await objects();
    const { id } = await theOpenCall(ports);
    expect(await act(ports, id, { do: 'start', direction: 'in' })).toMatchObject({ ok: true });
    await setUp();
    await wish(ports, { itemId: 'back', kind: 'callback' });
    await objects();
    expect(await act(ports, (await theOpenCall(ports)).id, { do: 'start' })).toMatchObject({ ok: true });
  });

  test('ends with a later word; an older one that comes after it changes nothing', async () => {
    await wish(ports, { itemId: 'welcome', kind: 'welcome' });
    const { id } = await theOpenCall(ports);
    const before = ports.clock.now();
    later();
    await objects();
    await says({ purpose: 'service', word: 'allows' }, before);
    expect((await shown(id)).call.hindered).toBe('objected');
    later();
    await allows('service');
    expect(await act(ports, id, { do: 'start' })).toMatchObject({ ok: true });
  });

  test('written in the contact’s record ends with a word of the ledger', async () => {
    await setUp({ objectsToCalls: true });
    await wish(ports, { itemId: 'welcome', kind: 'welcome' });
    const { id } = await theOpenCall(ports);
    expect((await shown(id)).call.hindered).toBe('objected');
    await allows('service');
    expect((await shown(id)).call.hindered).toBeUndefined();
  });

  test('makes an onboarding call another contact who has a number', async () => {
    const contact = { name: 'Dora', phone: '+4930901821' };
    await writeContact(ports, { accountId: 'acme', contactId: 'c-2', contact, asOf: ports.clock.now() });
    const whom = async () => {
      const account = await loadAccount(ports.table, 'acme');
      if (!account) throw new Error('there is no such account');
      return (await knownAccount(ports, account)).aroundOf('repricer').contactId;
    };
    expect(await whom()).toBe('c-1');
    await objects();
    expect(await whom()).toBe('c-2');
  });
});

describe('a survey', () => {
  test('is not planned without consent, nor logged, nor agreed on at the end of a call', async () => {
    expect(await plan('survey')).toMatchObject({
      ok: false,
      refusal: 'no-consent',
      detail: { field: 'body.kind' },
    });
    expect(
      await logCall(ports, { input: { accountId: 'acme', kind: 'survey' }, agentId: 'anna' }),
    ).toMatchObject({ ok: false, refusal: 'no-consent' });
    expect(await plan('outreach')).toMatchObject({ ok: true });
    const { id } = await theOpenCall(ports);
    await act(ports, id, { do: 'start' });
    const dueAt = formatInstant(ports.clock.now() + 48 * HOUR);
    const next = { do: 'plan', kind: 'survey', dueAt } as const;
    expect(await act(ports, id, { do: 'end', outcome: 'reached', next })).toMatchObject({
      ok: false,
      refusal: 'no-consent',
    });
  });

  test('is planned and made with consent, though the contact objects to service', async () => {
    await allows('survey');
    await objects();
    expect(await plan('survey')).toMatchObject({ ok: true });
    const { id } = await theOpenCall(ports);
    expect((await shown(id)).call.hindered).toBeUndefined();
    expect(await act(ports, id, { do: 'start' })).toMatchObject({ ok: true });
  });

  test('is held when consent is taken back after it was planned', async () => {
    await allows('survey');
    await plan('survey');
    later();
    await objects('survey');
    const { id } = await theOpenCall(ports);
    expect((await shown(id)).call.hindered).toBe('no-consent');
    expect(await act(ports, id, { do: 'start' })).toMatchObject({ ok: false, refusal: 'no-consent' });
  });

  test('without consent is left out of a call that is about something else too', async () => {
    await wish(ports, { itemId: 'welcome', kind: 'welcome' });
    await wish(ports, { itemId: 'ask', kind: 'survey' });
    const { id } = await theOpenCall(ports);
    expect((await shown(id)).call.agenda.map(item => item.id)).toEqual(['welcome']);
    expect(await act(ports, id, { do: 'start' })).toMatchObject({ ok: true });
    expect((await theCall(ports, id)).agenda).toMatchObject([
      { id: 'welcome', state: 'open' },
      { id: 'ask', state: 'dropped', result: 'no-consent' },
    ]);
  });
});
