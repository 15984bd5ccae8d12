import { beforeEach, describe, expect, test } from '@jest/globals';
import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import { answerFact } from '../../functions/calls/answer-fact.ts';
import { callsRoutes } from '../../functions/calls/calls-routes.ts';
import { readCall } from '../../functions/calls/read-call.ts';
import type { CallWorkspace } from '../../shared/contracts/calls-contract.ts';
import * as contract from '../../shared/contracts/calls-contract.ts';
import { formatInstant } from '../../shared/kernel/instant.ts';
import { httpApi } from '../../shared/runtime/http.ts';
import { callPk, journalPrefix } from '../../shared/store/keys.ts';
import {
  ANNA_PHONE,
  act,
  anOfficer,
  type CallPorts,
  followed,
  messages,
  noticed,
  seedAccount,
  seedCalls,
  theCall,
  theOpenCall,
  wish,
} from '../support/call-room.ts';
import { testPorts } from '../support/ports.ts';

let ports: CallPorts;
const berlin = (time: string, day = '2026-11-23') => Date.parse(`${day}T${time}:00+01:00`);
const workspace = async (agentId = 'anna'): Promise<CallWorkspace> => {
  const { id } = await theOpenCall(ports);
  const read = await readCall(ports, { callId: id, agentId });
  if (!read.ok) throw new Error(read.refusal);
  return read.value;
};

beforeEach(async () => {
  ports = testPorts();
  ports.clock.set(berlin('10:00'));
  await seedCalls(ports, {
    agents: [anOfficer('anna', { languages: ['de'] }), anOfficer('carmen', { languages: ['es', 'de'] })],
  });
  await wish(ports, { itemId: 'welcome', kind: 'welcome', product: 'repricer' });
});

describe('the workspace of a call', () => {
  test('has the agenda with its steps in the language of the one who reads', async () => {
    const german = (await workspace('anna')).call.agenda[0];
    const spanish = (await workspace('carmen')).call.agenda[0];
    expect(german?.steps.map(({ id, state }) => [id, state])).toEqual([
      ...[
        ['greet', 'open'],
        ['business', 'open'],
        ['goal', 'open'],
        ['support', 'open'],
      ],
    ]);
    expect(german?.steps[2]?.text).toBe('Frag, was sie mit dem Produkt erreichen wollen.');
    expect(spanish?.steps[2]?.text).toBe('Pregunta qué quieren lograr con el producto.');
  });

  test('keeps steps that are done or skipped with a word why, notes and difficulties', async () => {
    const { id } = await theOpenCall(ports);
    const step = { do: 'step', itemId: 'welcome' } as const;
    await act(ports, id, { ...step, stepId: 'greet', state: 'done' });
    await act(ports, id, { ...step, stepId: 'goal', state: 'skipped', why: 'knows the product' });
    await act(ports, id, { do: 'note', notes: 'Likes cats', difficulties: [{ topic: 'sign-in' }] });
    const read = await workspace();
    expect(read.call.agenda[0]?.steps.map(({ state, why }) => [state, why])).toEqual([
      ...[
        ['done', undefined],
        ['open', undefined],
        ['skipped', 'knows the product'],
        ['open', undefined],
      ],
    ]);
    expect([read.notes, read.difficulties]).toEqual(['Likes cats', [{ topic: 'sign-in' }]]);
    expect(read.topics.find(({ id }) => id === 'sign-in')?.text).toBe('Anmeldung');
  });

  test('has the number as a link; that somebody saw it is on record once for each', async () => {
    for (const agentId of ['anna', 'anna', 'carmen']) await workspace(agentId);
    expect((await workspace()).phone).toBe(`tel:${ANNA_PHONE}`);
    const { id } = await theOpenCall(ports);
    const { rows } = await ports.table.query({ pk: callPk(id), prefix: journalPrefix, limit: 20 });
    const read = rows.filter(row => row['decision'] === 'phone-read');
    expect(read.map(row => row['by']).toSorted()).toEqual(['anna', 'carmen']);
    expect(JSON.stringify(read)).not.toContain(ANNA_PHONE);
  });

  test('of a contact who objects has no number and says why', async () => {
    await seedAccount(ports, 'acme-2', { contact: { objectsToCalls: true }, owner: 'anna' });
    await wish(ports, { itemId: 'other', kind: 'welcome' }, { accountId: 'acme-2' });
    const { id } = await theOpenCall(ports, 'acme-2');
    const read = await readCall(ports, { callId: id, agentId: 'anna' });
    expect(read).toMatchObject({ ok: true, value: { call: { hindered: 'objected' } } });
    expect(read.ok && read.value.phone).toBeFalsy();
  });

  test('shows earlier calls, with what the customer said of them', async () => {
    const { id } = await theOpenCall(ports);
    await act(ports, id, { do: 'start' });
    const results = [{ itemId: 'welcome', result: 'declined' }];
    await act(ports, id, { do: 'end', outcome: 'reached', results, notes: 'Short.' });
    const row = { pk: callPk(id), sk: 'feedback', rating: 4, text: 'Fine' };
    await ports.table.commit({ commitId: 'said', writes: [{ do: 'put', row }] });
    await wish(ports, { itemId: 'help', kind: 'help' });
    expect((await workspace()).earlier).toMatchObject([
      { id, kinds: ['welcome'], ending: 'reached', notes: 'Short.', rating: 4, feedback: 'Fine' },
    ]);
  });
});

/** The API as a caller meets it: routes, shapes and refusals. */
async function ask(
  route: { method: string; path: string; answer: { safeParse(value: unknown): { success: boolean } } },
  given: {
    params?: Record<string, string>;
    query?: Record<string, string>;
    body?: object;
    as?: string[];
  } = {},
) {
  const handler = httpApi(...callsRoutes(ports));
  const [id = 'anna', ...roles] = given.as ?? ['anna', 'agent'];
  const event = {
    ...{ routeKey: `${route.method} ${route.path}`, headers: {}, pathParameters: given.params ?? {} },
    ...{ queryStringParameters: given.query ?? {}, body: JSON.stringify(given.body ?? {}) },
    requestContext: {
      authorizer: { jwt: { claims: { username: id, 'cognito:groups': roles } } },
    },
  } as unknown as APIGatewayProxyEventV2;
  const response = (await handler(event, {} as Context)) as { statusCode: number; body: string };
  const body = JSON.parse(response.body) as Record<string, unknown>;
  if (response.statusCode === 200) expect(route.answer.safeParse(body)).toMatchObject({ success: true });
  return { status: response.statusCode, body };
}

describe('by the API', () => {
  test('calls are listed, planned, worked through and found again with the account', async () => {
    const { id } = await theOpenCall(ports);
    const list = await ask(contract.listCalls);
    expect(list.body['calls']).toMatchObject([
      { id, state: 'due', accountName: 'acme', contactName: 'Cleo' },
    ]);
    expect((await ask(contract.listCalls, { as: ['carmen', 'agent'] })).body['calls']).toEqual([]);
    const team = await ask(contract.listCalls, { query: { of: 'team' }, as: ['carmen', 'agent'] });
    expect(team.body['calls']).toHaveLength(1);
    const body = { do: 'start' };
    expect(await ask(contract.actOnCall, { params: { callId: id }, body })).toMatchObject({
      ...{ status: 200, body: { state: 'running', attempts: [{ agentId: 'anna', direction: 'out' }] } },
    });
    const of = await ask(contract.listAccountCalls, { params: { accountId: 'acme' } });
    expect(of.body).toMatchObject({ open: [{ id, state: 'running' }], earlier: [] });
    expect(await ask(contract.getCall, { params: { callId: id } })).toMatchObject({ status: 200 });
    expect(await ask(contract.getCall, { params: { callId: 'none' } })).toMatchObject({ status: 404 });
  });

  test('free times are those of the team on the customer’s wall; one of them is booked', async () => {
    const slots = await ask(contract.callSlots, { query: { accountId: 'acme', minutes: '30' } });
    const [first] = slots.body['slots'] as { from: string; wall: string }[];
    expect([slots.body['zone'], first?.wall]).toEqual(['Europe/Berlin', '2026-11-23T10:00']);
    const body = { accountId: 'acme', kind: 'consultation', from: first?.from, minutes: 30 };
    expect(await ask(contract.planCall, { body })).toMatchObject({ status: 200, body: { state: 'booked' } });
  });

  test('a time kept free is one’s own to keep; what is booked in it must move, and the week shows both', async () => {
    const { id } = await theOpenCall(ports);
    await act(ports, id, { do: 'book', from: formatInstant(berlin('14:00')), agentId: 'anna' });
    const body = {
      from: formatInstant(berlin('13:00')),
      to: formatInstant(berlin('15:00')),
      reason: 'Dentist',
    };
    const params = { agentId: 'anna', blockId: 'b-1' };
    expect(await ask(contract.putBlock, { params, body, as: ['carmen', 'agent'] })).toMatchObject({
      status: 403,
    });
    expect(await ask(contract.putBlock, { params, body })).toMatchObject({ status: 200 });
    for (const fact of followed(ports, 'agent.day-changed')) await answerFact(ports, fact);
    expect((await theCall(ports, id)).booking?.mustMove).toBe('agent-blocked');
    expect(messages(ports)).toEqual(['booked', 'choose-again']);
    expect(noticed(ports, 'call-must-move')).toEqual(['anna']);
    const query = { from: formatInstant(berlin('00:00')), to: formatInstant(berlin('23:00')) };
    const week = await ask(contract.getAgentWeek, { params: { agentId: 'anna' }, query });
    expect(week.body['entries']).toMatchObject([
      { id: 'b-1', is: 'block', reason: 'Dentist' },
      { is: 'booking', callId: id, accountName: 'acme' },
    ]);
    expect(week.body['working']).toEqual([
      { from: formatInstant(berlin('09:00')), to: formatInstant(berlin('18:00')) },
    ]);
    expect(await ask(contract.deleteBlock, { params })).toMatchObject({ status: 200 });
    const after = await ask(contract.getAgentWeek, { params: { agentId: 'anna' }, query });
    expect(after.body['entries']).toHaveLength(1);
  });

  test('whoever comes second to an offer is told who was first', async () => {
    const { id } = await theOpenCall(ports);
    await act(ports, id, { do: 'start' });
    const late = await ask(contract.actOnCall, {
      ...{ params: { callId: id }, body: { do: 'start' }, as: ['carmen', 'agent'] },
    });
    expect(late).toMatchObject({ status: 409, body: { refusal: 'already-claimed', by: 'anna' } });
  });
});
