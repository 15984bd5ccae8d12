import { beforeEach, describe, expect, test } from '@jest/globals';
import { askCallback } from '../../functions/calls/ask-callback.ts';
import { planCall } from '../../functions/calls/plan-call.ts';
import { erasePerson } from '../../functions/persons/erase-person.ts';
import { namedFor } from '../../shared/domain/calls/call.ts';
import { formatInstant, HOUR } from '../../shared/kernel/instant.ts';
import { loadOpenCall, loadOpenCalls } from '../../shared/store/call-store.ts';
import { writeContact } from '../../shared/store/contact-store.ts';
import {
  act,
  anOfficer,
  type CallPorts,
  seedCalls,
  theCall,
  theOpenCall,
  wish,
} from '../support/call-room.ts';
import { anItem, dueCall } from '../support/decided-calls.ts';
import { testPorts } from '../support/ports.ts';

const [CLEO, DANA, SHOP] = ['+4930901820', '+4930901821', '+4930901829'];
let ports: CallPorts;
let asked = 0;

beforeEach(async () => {
  ports = testPorts();
  ports.clock.set(Date.parse('2026-11-23T10:00:00+01:00'));
  const agents = ['anna', 'bruno'].map(id => anOfficer(id, { languages: ['de', 'en'] }));
  await seedCalls(ports, { agents, contact: { phone: undefined } as never });
});

/** Nobody of the account has a number. */
const known = (contactId: string, name: string) =>
  writeContact(ports, {
    ...{ accountId: 'acme', contactId, asOf: ports.clock.now() },
    contact: { name, zone: 'Europe/Berlin' },
  });
const ask = async (contactId: string | undefined, phone: string, about = `of ${phone}`) => {
  const input = { want: 'now', accountId: 'acme', contactId, phone, about } as const;
  const principal = { kind: 'machine', id: 'shop', scopes: [] } as const;
  const answer = await askCallback(ports, { principal, input: input as never, key: `ask-${asked++}` });
  if (!answer.ok) throw new Error(JSON.stringify(answer));
  return theCall(ports, answer.value.id);
};
const open = async () =>
  (await loadOpenCalls(ports.table, 'acme')).map(({ contactId, phone, about }) => [contactId, phone, about]);

describe('a call with whichever contact', () => {
  beforeEach(async () => {
    await wish(ports, { itemId: 'itm-welcome', kind: 'welcome', language: 'de', contactId: undefined });
    expect(await theOpenCall(ports)).toMatchObject({ contactId: '-' });
  });

  test('becomes the call of whoever asks by name, with all there is to speak of', async () => {
    const { id } = await theOpenCall(ports);
    const theirs = await ask('c-1', CLEO);
    expect(theirs).toMatchObject({ id, contactId: 'c-1', phone: CLEO });
    expect(theirs.agenda.map(({ kind }) => kind)).toEqual(['welcome', 'callback']);
    expect(await loadOpenCall(ports.table, 'acme', '-')).toBeUndefined();
    expect(await loadOpenCall(ports.table, 'acme', 'c-1')).toMatchObject({ id });
  });

  test('so that two who ask one after the other are both called, each on their own number about their own matter', async () => {
    await known('c-2', 'Dana');
    await ask('c-1', CLEO);
    await ask('c-2', DANA);
    expect(await open()).toEqual([
      ['c-1', CLEO, `of ${CLEO}`],
      ['c-2', DANA, `of ${DANA}`],
    ]);
  });

  test('and whoever asks again is still called once', async () => {
    await ask('c-1', CLEO);
    await ask('c-1', CLEO, 'something else');
    expect(await open()).toEqual([['c-1', CLEO, 'something else']]);
  });

  test('that somebody unknown asked for on another number stays theirs', async () => {
    await ask(undefined, SHOP);
    await ask('c-1', CLEO);
    expect(await open()).toEqual([
      ['-', SHOP, `of ${SHOP}`],
      ['c-1', CLEO, `of ${CLEO}`],
    ]);
  });

  test('that was asked for on their own number is theirs', async () => {
    const { id } = await ask(undefined, CLEO);
    expect(await ask('c-1', CLEO)).toMatchObject({ id, contactId: 'c-1' });
  });

  test('becomes the call of whomever staff plan to call, and ends when they are erased', async () => {
    const { id } = await theOpenCall(ports);
    const dueAt = formatInstant(ports.clock.now() + 4 * HOUR);
    const input = { accountId: 'acme', contactId: 'c-1', kind: 'follow-up', dueAt } as const;
    expect(await planCall(ports, { input, agentId: 'anna' })).toMatchObject({
      value: { id, contactId: 'c-1' },
    });
    const who = { accountId: 'acme', contactId: 'c-1', reason: 'by letter', principal: 'anna' };
    expect(await erasePerson(ports, who)).toMatchObject({ ok: true });
    expect(await loadOpenCall(ports.table, 'acme', '-')).toBeUndefined();
  });

  test('stays with whom it is while they speak', async () => {
    const { id } = await ask(undefined, CLEO);
    await act(ports, id, { do: 'accept' });
    await act(ports, id, { do: 'start' });
    const dueAt = formatInstant(ports.clock.now() + 4 * HOUR);
    await planCall(ports, {
      input: { accountId: 'acme', contactId: 'c-1', kind: 'follow-up', dueAt },
      agentId: 'anna',
    });
    expect(await theCall(ports, id)).toMatchObject({ state: 'running', contactId: '-', phone: CLEO });
  });
});

test('only nobody’s call becomes somebody’s, and a number that went along is not theirs', () => {
  const nobodys = dueCall({ contactId: '-', phone: SHOP, agenda: [anItem('welcome')] });
  const who = { contactId: 'c-1', phone: CLEO };
  expect(namedFor(nobodys, who)).toMatchObject({ contactId: 'c-1' });
  expect(namedFor(nobodys, who)).not.toHaveProperty('phone');
  expect(namedFor(nobodys, { contactId: '-', phone: undefined })).toBe(nobodys);
  const another = dueCall({ contactId: 'c-2', phone: DANA });
  expect(namedFor(another, who)).toBe(another);
});
