import { beforeEach, describe, expect, test } from '@jest/globals';
import { answerFact as answerCallFact } from '../../functions/calls/answer-fact.ts';
import { askCallback } from '../../functions/calls/ask-callback.ts';
import { logCall } from '../../functions/calls/log-call.ts';
import { planCall } from '../../functions/calls/plan-call.ts';
import { erasePerson } from '../../functions/persons/erase-person.ts';
import { type Call, namedFor } from '../../shared/domain/calls/call.ts';
import type { CallCommand } from '../../shared/domain/calls/call-commands.ts';
import { decideCall } from '../../shared/domain/calls/decide-call.ts';
import { formatInstant, HOUR } from '../../shared/kernel/instant.ts';
import { loadOpenCall, loadOpenCalls } from '../../shared/store/call-store.ts';
import { writeContact } from '../../shared/store/contact-store.ts';
import {
  act,
  anOfficer,
  type CallPorts,
  followed,
  seedCalls,
  theCall,
  theOpenCall,
  wish,
} from '../support/call-room.ts';
import { anItem, dueCall } from '../support/decided-calls.ts';
import { NOW } from '../support/facts.ts';
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
const plan = async (contactId: string) => {
  const dueAt = formatInstant(ports.clock.now() + 4 * HOUR);
  const input = { accountId: 'acme', contactId, kind: 'follow-up', dueAt } as const;
  const answer = await planCall(ports, { input, agentId: 'anna' });
  return answer.ok ? answer.value.id : answer.refusal;
};
const erase = async (contactId: string) => {
  const who = { accountId: 'acme', contactId, reason: 'by letter', principal: 'anna' };
  expect(await erasePerson(ports, who)).toMatchObject({ ok: true });
  for (const fact of followed(ports, 'person.erased')) await answerCallFact(ports, fact);
};
const states = async () =>
  (await loadOpenCalls(ports.table, 'acme')).map(({ contactId, state }) => `${contactId} ${state}`);
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
    expect(await plan('c-1')).toBe(id);
    await erase('c-1');
    expect(await loadOpenCall(ports.table, 'acme', '-')).toBeUndefined();
  });

  test('stays with whom it is while they speak: whoever is planned to be called has a call of their own', async () => {
    const { id } = await ask(undefined, SHOP);
    await act(ports, id, { do: 'accept' });
    await act(ports, id, { do: 'start' });
    const planned = await plan('c-1');
    expect(planned).not.toBe(id);
    expect(await theCall(ports, id)).toMatchObject({ state: 'running', contactId: '-', phone: SHOP });
    await erase('c-1');
    expect(await theCall(ports, id)).not.toHaveProperty('erased');
  });

  test('is theirs when the agent who speaks says who it is', async () => {
    const input = { accountId: 'acme', about: 'the roof' };
    const unknown = await logCall(ports, { input, agentId: 'anna' });
    const known = await logCall(ports, { input: { ...input, contactId: 'c-1' }, agentId: 'anna' });
    if (!unknown.ok || !known.ok) throw new Error('nobody rang');
    expect(known.value).toMatchObject({ id: unknown.value.id, state: 'running', contactId: 'c-1' });
  });

  test('with a time that somebody agreed on stays theirs', async () => {
    const { id } = await theOpenCall(ports);
    await act(ports, id, { do: 'book', from: formatInstant(ports.clock.now() + 24 * HOUR) });
    await ask('c-1', CLEO);
    expect(await states()).toEqual(['- booked', 'c-1 asked']);
  });

  test('is made in the language and zone of whom it is with', async () => {
    const contact = { name: 'Dana', language: 'en', zone: 'America/New_York', reminders: [1] };
    await writeContact(ports, { accountId: 'acme', contactId: 'c-2', contact, asOf: ports.clock.now() });
    expect(await ask('c-2', DANA)).toMatchObject({
      ...{ contactId: 'c-2', language: 'en', zone: 'America/New_York', reminders: [1] },
    });
  });
});

describe('a name for a call', () => {
  const nobodys = dueCall({ contactId: '-', phone: SHOP, agenda: [anItem('welcome')] });
  const { language, zone, reminders } = nobodys;
  const who = { contactId: 'c-1', phone: CLEO, language, zone, reminders };

  test('is given to nobody’s alone, and a number that went along is theirs only where they have none', () => {
    expect(namedFor(nobodys, who)).toMatchObject({ contactId: 'c-1' });
    expect(namedFor(nobodys, who)).not.toHaveProperty('phone');
    expect(namedFor(nobodys, { ...who, phone: undefined })).toMatchObject({ contactId: 'c-1', phone: SHOP });
    expect(namedFor(nobodys, { ...who, contactId: '-', phone: undefined })).toBe(nobodys);
    const another = dueCall({ contactId: 'c-2', phone: DANA });
    expect(namedFor(another, who)).toBe(another);
  });
});

test('a call about nothing is not made at the time that was agreed on', () => {
  const booking = { agentId: 'anna', from: NOW + 24 * HOUR, to: NOW + 25 * HOUR };
  const done = (call: Call, command: CallCommand): Call => {
    const decided = decideCall(call, command, NOW);
    if (!decided.ok) throw new Error(decided.refusal);
    return decided.value.call;
  };
  const begun = done(dueCall({ state: 'booked', agentId: 'anna', booking }), {
    ...{ do: 'start', agentId: 'anna', direction: 'out' },
  });
  const emptied = done(begun, { do: 'withdraw', itemId: 'welcome' });
  const times = { retryAt: NOW + HOUR, laterAt: NOW + HOUR };
  const ended = done(emptied, {
    ...{ do: 'end', outcome: 'no-answer', results: {}, ...times, successorId: 'call_next' },
  });
  expect(ended).toMatchObject({ state: 'ended', ending: 'withdrawn' });
});
