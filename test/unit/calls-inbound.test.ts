import { beforeEach, describe, expect, test } from '@jest/globals';
import { logCall } from '../../functions/calls/log-call.ts';
import { planCall } from '../../functions/calls/plan-call.ts';
import { formatInstant } from '../../shared/kernel/instant.ts';
import {
  act,
  type CallPorts,
  messages,
  noticed,
  passTo,
  seedCalls,
  theCall,
  theOpenCall,
  wish,
} from '../support/call-room.ts';
import { testPorts } from '../support/ports.ts';

let ports: CallPorts;
const berlin = (time: string, day = '2026-11-23') => Date.parse(`${day}T${time}:00+01:00`);
const logged = (agentId = 'emil', input: object = {}) =>
  logCall(ports, { input: { accountId: 'acme', ...input }, agentId });

beforeEach(async () => {
  ports = testPorts();
  ports.clock.set(berlin('10:00'));
  await seedCalls(ports);
});

describe('a customer who telephones', () => {
  test('speaks with whoever answers, and what was due is on the agenda; nobody is told to call any more', async () => {
    await wish(ports, { itemId: 'welcome', kind: 'welcome' });
    const { id } = await theOpenCall(ports);
    await passTo(ports, id, berlin('10:05'));
    const answer = await logged('emil', { about: 'An invoice' });
    if (!answer.ok) throw new Error(answer.refusal);
    expect(answer.value).toMatchObject({ id, state: 'running', agentId: 'emil', about: 'An invoice' });
    expect(answer.value.agenda.map(({ kind }) => kind)).toEqual(['welcome', 'callback']);
    expect(answer.value.attempts).toMatchObject([{ direction: 'in', agentId: 'emil' }]);
    expect(answer.value.notices).toEqual([]);
    const results = answer.value.agenda.map(({ id: itemId }) => ({ itemId, result: 'answered' }));
    await act(ports, id, { do: 'end', outcome: 'reached', results }, 'emil');
    expect((await theCall(ports, id)).ending).toBe('reached');
    expect(await passTo(ports, id, berlin('10:00', '2026-11-30'))).toEqual([]);
  });

  test('has a call of their own when nothing was due', async () => {
    expect(await logged()).toMatchObject({ ok: true, value: { state: 'running', contactId: 'c-1' } });
  });

  test('and waited for a call at once need not wait any more', async () => {
    await wish(ports, { itemId: 'back', kind: 'callback' });
    expect(await logged('bruno')).toMatchObject({ ok: true, value: { agentId: 'bruno' } });
    expect(await logged('emil')).toMatchObject({ refusal: 'already-claimed', detail: { by: 'bruno' } });
  });

  test('before an appointment keeps it for what is not spoken of; what is, is done', async () => {
    await wish(ports, { itemId: 'welcome', kind: 'welcome' });
    const { id } = await theOpenCall(ports);
    const from = berlin('14:00', '2026-11-25');
    await act(ports, id, { do: 'book', from: formatInstant(from), agentId: 'anna' });
    const answer = await logged('emil');
    const asked = answer.ok ? (answer.value.agenda.at(-1)?.id ?? '-') : '-';
    const results = [{ itemId: asked, result: 'answered' }];
    await act(ports, id, { do: 'end', outcome: 'reached', results }, 'emil');
    expect(await theCall(ports, id)).toMatchObject({
      ...{ state: 'booked', agentId: 'anna', booking: { from }, sequence: 0 },
      agenda: [{ state: 'open' }, { state: 'done', result: 'answered' }],
    });
    expect(messages(ports)).toEqual(['booked']);
    expect(await passTo(ports, id, from)).toContain('remind');
  });

  test('of an account nobody knows is refused with the field', async () => {
    expect(await logged('emil', { accountId: 'nobody' })).toMatchObject({
      ...{ refusal: 'unknown-account', detail: { field: 'body.accountId' } },
    });
    expect(await logged('emil', { contactId: 'c-9' })).toMatchObject({ refusal: 'unknown-contact' });
  });
});

describe('a call that an agent plans', () => {
  const plan = (input: object, agentId = 'emil') =>
    planCall(ports, { input: { accountId: 'acme', kind: 'follow-up', ...input }, agentId });

  test('by an instant is the owner’s and lies in the contact’s window', async () => {
    expect(await plan({ dueAt: formatInstant(berlin('20:00')) })).toMatchObject({
      ok: true,
      value: { state: 'due', agentId: 'anna', dueAt: berlin('18:00') },
    });
  });

  test('joins what is open', async () => {
    await wish(ports, { itemId: 'welcome', kind: 'welcome' });
    await plan({ dueAt: formatInstant(berlin('16:00')) });
    expect((await theOpenCall(ports)).agenda.map(({ kind }) => kind)).toEqual(['welcome', 'follow-up']);
  });

  test('at a time is booked, and another than the planner is told', async () => {
    const from = formatInstant(berlin('15:00'));
    expect(await plan({ from, agentId: 'anna' })).toMatchObject({
      ok: true,
      value: { state: 'booked', agentId: 'anna' },
    });
    expect(noticed(ports, 'call-booked')).toEqual(['anna']);
    expect(await plan({ from, agentId: 'emil' })).toMatchObject({ refusal: 'already-booked' });
  });

  test('without a time is refused', async () => {
    expect(await plan({})).toMatchObject({ refusal: 'time-missing', detail: { field: 'body.dueAt' } });
  });
});
