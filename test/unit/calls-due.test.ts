import { beforeEach, describe, expect, test } from '@jest/globals';
import { answerFact } from '../../functions/calls/answer-fact.ts';
import { DAY, formatInstant } from '../../shared/kernel/instant.ts';
import { writeContact } from '../../shared/store/contact-store.ts';
import { agentWrites, loadRoster } from '../../shared/store/roster-store.ts';
import {
  act,
  anOfficer,
  type CallPorts,
  followed,
  messages,
  noticed,
  passTo,
  seedAccount,
  seedCalls,
  theCall,
  theOpenCall,
  wish,
} from '../support/call-room.ts';
import { aFact } from '../support/facts.ts';
import { testPorts } from '../support/ports.ts';

let ports: CallPorts;
const berlin = (time: string, day = '2026-11-23') => Date.parse(`${day}T${time}:00+01:00`);

beforeEach(() => {
  ports = testPorts();
  ports.clock.set(berlin('10:00'));
});

const threeWishes = async () => {
  await wish(ports, { itemId: 'welcome', kind: 'welcome', readyAt: berlin('07:30'), dueAt: berlin('14:00') });
  await wish(ports, { itemId: 'back', kind: 'callback', readyAt: berlin('10:00'), dueAt: berlin('20:00') });
  await wish(ports, {
    itemId: 'anomaly',
    kind: 'outreach',
    readyAt: berlin('10:00'),
    dueAt: berlin('17:00'),
  });
};

describe('what is due with one contact on one day', () => {
  test('is one call: welcome, callback and anomaly on its agenda, and its agent is told once', async () => {
    await seedCalls(ports);
    await threeWishes();
    const call = await theOpenCall(ports);
    expect(call.agenda.map(({ kind }) => kind)).toEqual(['welcome', 'callback', 'outreach']);
    await passTo(ports, call.id, berlin('13:59'));
    expect(noticed(ports, 'call-due')).toEqual(['anna']);
  });

  test('lies in the hours, the zone and the working days of the contact, and when somebody works', async () => {
    // Lisbon is an hour behind Berlin: 11 to 13 there is 12 to 14 here.
    await seedCalls(ports, { contact: { zone: 'Europe/Lisbon', callHours: ['11:00', '13:00'] } });
    await threeWishes();
    const call = await theOpenCall(ports);
    expect(call.zone).toBe('Europe/Lisbon');
    for (const { readyAt, dueAt } of call.agenda) {
      expect(formatInstant(readyAt)).toBe('2026-11-23T11:00:00.000Z');
      expect(dueAt).toBeLessThanOrEqual(Date.parse('2026-11-23T13:00:00Z'));
    }
    const { rows } = await ports.table.query({ pk: `call#${call.id}`, prefix: 'timer', limit: 1 });
    expect(rows[0]?.['dueAt']).toBe(Date.parse('2026-11-23T11:00:00Z'));
  });

  test('waits for Monday when it is wished for on Friday evening', async () => {
    await seedCalls(ports);
    ports.clock.set(berlin('19:00', '2026-11-27'));
    await wish(ports, { itemId: 'welcome', kind: 'welcome' });
    expect((await theOpenCall(ports)).readyAt).toBe(berlin('09:00', '2026-11-30'));
  });

  test('a wish said twice is one, a repeat of the fact changes nothing, not even after the call', async () => {
    await seedCalls(ports);
    const said = { itemId: 'welcome', kind: 'welcome' };
    await wish(ports, said, { id: 'one' });
    await wish(ports, { ...said, dueAt: berlin('16:00') }, { id: 'two' });
    const call = await theOpenCall(ports);
    expect(call.agenda.map(({ dueAt }) => dueAt)).toEqual([berlin('16:00')]);
    await act(ports, call.id, { do: 'cancel', why: 'done by mail' });
    expect(await wish(ports, said, { id: 'two' })).toMatchObject({ decision: 'already-done' });
    await expect(theOpenCall(ports)).rejects.toThrow('0 open calls');
  });

  test('a call soon after the last one waits for the pause; what the customer asks for does not', async () => {
    await seedCalls(ports);
    await wish(ports, { itemId: 'welcome', kind: 'welcome' });
    const { id } = await theOpenCall(ports);
    await act(ports, id, { do: 'start' });
    await act(ports, id, {
      do: 'end',
      outcome: 'reached',
      results: [{ itemId: 'welcome', result: 'declined' }],
    });
    await wish(ports, { itemId: 'survey', kind: 'follow-up' });
    expect((await theOpenCall(ports)).readyAt).toBe(berlin('09:00', '2026-11-24'));
    await wish(ports, { itemId: 'back', kind: 'callback' });
    expect((await theOpenCall(ports)).readyAt).toBe(berlin('10:00'));
  });
});

test('a call of an account without a contact is the call with the one who comes to be known', async () => {
  await seedCalls(ports);
  await ports.table.commit({
    commitId: 'forget',
    writes: [{ do: 'delete', key: { pk: 'account#acme', sk: 'contact#c-1' } }],
  });
  await wish(ports, { itemId: 'welcome', kind: 'welcome', contactId: undefined });
  expect(await theOpenCall(ports)).toMatchObject({ contactId: '-', agentId: 'anna' });
  const contact = { phone: '+4930901820' };
  await writeContact(ports, { accountId: 'acme', contactId: 'c-1', contact, asOf: ports.clock.now() });
  await wish(ports, { itemId: 'back', kind: 'callback' });
  expect((await theOpenCall(ports)).agenda).toHaveLength(2);
});

describe('a wish that is taken back', () => {
  const unwanted = (itemId: string) =>
    answerFact(
      ports,
      aFact('call.withdrawn', {
        id: `un-${itemId}`,
        at: ports.clock.now(),
        data: { itemId, why: 'cancelled' },
      }),
    );

  test('leaves the agenda; the last one ends the call, and nobody need act any more', async () => {
    await seedCalls(ports);
    await threeWishes();
    const { id } = await theOpenCall(ports);
    await passTo(ports, id, berlin('10:01'));
    for (const itemId of ['welcome', 'back']) await unwanted(itemId);
    expect((await theCall(ports, id)).state).toBe('due');
    await unwanted('anomaly');
    expect(await theCall(ports, id)).toMatchObject({ state: 'ended', ending: 'withdrawn', notices: [] });
    expect(followed(ports, 'call.settled')).toHaveLength(1);
    expect(await passTo(ports, id, berlin('10:00', '2026-11-30'))).toEqual([]);
  });

  test('is not taken up when it comes after', async () => {
    await seedCalls(ports);
    await unwanted('welcome');
    expect(await wish(ports, { itemId: 'welcome', kind: 'welcome' })).toMatchObject({
      decision: 'withdrawn-before',
    });
    ports.clock.set(berlin('11:00'));
    await wish(ports, { itemId: 'welcome', kind: 'welcome' });
    expect((await theOpenCall(ports)).agenda).toHaveLength(1);
  });
});

describe('a due call', () => {
  test('of a contact who objects is shown and told to nobody, unless they ask', async () => {
    await seedCalls(ports, { contact: { objectsToCalls: true } });
    await wish(ports, { itemId: 'welcome', kind: 'welcome' });
    const { id } = await theOpenCall(ports);
    await passTo(ports, id, berlin('10:00', '2026-11-24'));
    expect(followed(ports, 'notification.wanted')).toEqual([]);
    expect(await act(ports, id, { do: 'start' })).toMatchObject({ ok: false, refusal: 'objected' });
    await wish(ports, { itemId: 'back', kind: 'callback' });
    expect(await act(ports, id, { do: 'start' })).toMatchObject({ ok: true });
  });

  test('goes to the owner the account gets, and is told to whoever covers while they are away', async () => {
    await seedCalls(ports, { owner: undefined, agents: [anOfficer('anna'), anOfficer('emil')] });
    await wish(ports, { itemId: 'welcome', kind: 'welcome', readyAt: berlin('12:00') });
    const { id, agentId } = await theOpenCall(ports);
    expect(agentId).toBeUndefined();
    await own('emil');
    await answerFact(ports, aFact('account.owner-assigned', { id: 'own', data: { ownerId: 'emil' } }));
    expect((await theCall(ports, id)).agentId).toBe('emil');
    await change('emil', { absences: { a: { from: berlin('11:00'), to: berlin('18:00') } } });
    await passTo(ports, id, berlin('12:00'));
    expect(noticed(ports, 'call-due')).toEqual(['anna']);
  });

  test('that is not made in time is told to the leads as well', async () => {
    await seedCalls(ports, { agents: [anOfficer('anna'), anOfficer('lea', { roles: ['lead'] })] });
    await wish(ports, { itemId: 'welcome', kind: 'welcome', dueAt: berlin('12:00') });
    const { id } = await theOpenCall(ports);
    expect(await passTo(ports, id, berlin('13:00'))).toEqual(['tell-due', 'tell-late']);
    expect(noticed(ports, 'call-late')).toEqual(['anna', 'lea']);
  });

  test('of a merged account goes on with the one it lives on as', async () => {
    await seedCalls(ports);
    await wish(ports, { itemId: 'welcome', kind: 'welcome' });
    const old = await theOpenCall(ports);
    await seedAccount(ports, 'acme-2', { owner: 'emil' });
    await ports.table.commit({
      commitId: 'merge',
      writes: [{ do: 'change', key: { pk: 'account#acme', sk: 'state' }, set: { mergedInto: 'acme-2' } }],
    });
    const merged = aFact('account.merged', { id: 'merge', data: { into: 'acme-2' } });
    await answerFact(ports, merged);
    await answerFact(ports, merged);
    expect(await theCall(ports, old.id)).toMatchObject({ state: 'ended', ending: 'withdrawn' });
    expect(await theOpenCall(ports, 'acme-2')).toMatchObject({ agentId: 'emil', state: 'due' });
    expect((await theOpenCall(ports, 'acme-2')).agenda.map(({ id }) => id)).toEqual(['welcome']);
  });
});

describe('an agent with a booked call', () => {
  const booked = async () => {
    await seedCalls(ports, { agents: [anOfficer('anna'), anOfficer('lea', { roles: ['lead'] })] });
    await wish(ports, { itemId: 'welcome', kind: 'welcome' });
    const { id } = await theOpenCall(ports);
    const at = formatInstant(berlin('14:00', '2026-11-24'));
    expect(await act(ports, id, { do: 'book', from: at, agentId: 'anna' })).toMatchObject({ ok: true });
    return id;
  };
  const changed = (id: string) =>
    answerFact(ports, aFact('agent.changed', { id, accountId: '-', data: { agentId: 'anna' } }));

  test('who is absent then, or leaves: it does not vanish, its customer is asked to choose again', async () => {
    const id = await booked();
    await changed('other');
    expect((await theCall(ports, id)).booking?.mustMove).toBeUndefined();
    const from = berlin('09:00', '2026-11-24');
    await change('anna', { absences: { a: { from, to: from + DAY } } });
    await changed('away');
    await changed('again');
    expect(await theCall(ports, id)).toMatchObject({
      state: 'booked',
      booking: { mustMove: 'agent-absent' },
    });
    expect(messages(ports)).toEqual(['booked', 'choose-again']);
    expect(noticed(ports, 'call-must-move')).toEqual(['lea']);
  });

  test('who leaves with due calls leaves them to the owner or to nobody', async () => {
    await seedCalls(ports, { agents: [anOfficer('anna'), anOfficer('lea', { roles: ['lead'] })] });
    await wish(ports, { itemId: 'welcome', kind: 'welcome' });
    const { id } = await theOpenCall(ports);
    await change('anna', { active: false });
    await changed('left');
    expect((await theCall(ports, id)).agentId).toBeUndefined();
  });

  test('is told before it, again when it is late, and after it the customer may choose another time', async () => {
    const id = await booked();
    expect(await passTo(ports, id, berlin('16:00', '2026-11-24'))).toEqual([
      ...['remind', 'remind', 'tell-booked', 'tell-booked', 'miss', 'tell-due'],
    ]);
    expect(messages(ports)).toEqual(['booked', 'reminder', 'reminder', 'running-late', 'choose-again']);
    expect(noticed(ports, 'call-late')).toEqual(['anna', 'anna', 'lea', 'lea']);
  });
});

async function change(id: string, part: object) {
  const agent = (await loadRoster(ports.table)).find(one => one.id === id);
  if (!agent) throw new Error(id);
  const { book: _book, version: _version, ...rest } = agent;
  const writes = agentWrites({ ...rest, ...part }, agent);
  await ports.table.commit({ commitId: `change-${id}-${ports.clock.now()}`, writes });
}

const own = (ownerId: string) =>
  ports.table.commit({
    commitId: 'own',
    writes: [{ do: 'change', key: { pk: 'account#acme', sk: 'owner' }, set: { state: 'owned', ownerId } }],
  });
