import { beforeEach, describe, expect, test } from '@jest/globals';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { feedbackRoutes } from '../../functions/calls/feedback-routes.ts';
import * as contract from '../../shared/contracts/callbacks-contract.ts';
import { formatInstant } from '../../shared/kernel/instant.ts';
import { httpApi } from '../../shared/runtime/http.ts';
import { loadFeedback } from '../../shared/store/feedback-store.ts';
import { followsOf } from '../../shared/store/journal.ts';
import { timelineOf } from '../../shared/store/keys.ts';
import { type CustomerLink, linkDigest, putCustomerLink } from '../../shared/store/link-store.ts';
import { NOW } from '../support/facts.ts';
import { testPorts } from '../support/ports.ts';
import { anAgent, seedTeam } from '../support/team.ts';
import { aCall, writtenCalls } from '../support/written-calls.ts';

let ports: ReturnType<typeof testPorts>;
const WORDS = 'Anna was <b>great</b>, my number is +34600000000';

const mint = (token: string, part: Partial<CustomerLink> = {}) => {
  const link: CustomerLink = {
    ...{ purpose: 'feedback', accountId: 'acme', contactId: 'c-1', callId: 'call_1', language: 'fr' },
    ...{ proved: true, createdBy: 'firstcall', createdAt: NOW, until: NOW + 1_000 },
    ...part,
  };
  return ports.table.commit({ commitId: token, writes: [putCustomerLink(token, link)] });
};

async function ask(route: { method: string; path: string }, token: string, body?: object) {
  const authorizer = { lambda: { linkId: linkDigest(token), purpose: 'feedback' } };
  const event = {
    ...{ routeKey: `${route.method} ${route.path}`, headers: { 'content-type': 'application/json' } },
    ...{ requestContext: { authorizer }, body: JSON.stringify(body) },
  } as unknown as APIGatewayProxyEventV2;
  const answered = await httpApi(...feedbackRoutes(ports))(event, {} as never);
  const { statusCode, body: text } = answered as { statusCode: number; body: string };
  return { statusCode, answer: JSON.parse(text) as Record<string, unknown> };
}
const give = (token: string, body: object = { rating: 4, text: WORDS }) =>
  ask(contract.giveFeedback, token, body);
const look = (token: string) => ask(contract.getFeedback, token);
const journal = () => [...ports.table.rows()].filter(row => row.type === 'journal');

beforeEach(async () => {
  ports = testPorts();
  await seedTeam(ports, [anAgent('anna')]);
  const attempts = [{ at: NOW - 60_000, agentId: 'anna', direction: 'out' as const, endedAt: NOW }];
  await writtenCalls(ports).write(aCall({ state: 'ended', ending: 'reached', endedAt: NOW, attempts }));
  await mint('one');
});

describe('a customer says how a call was', () => {
  test('on a page in their language that knows when it was', async () => {
    const { answer } = await look('one');
    expect(contract.getFeedback.answer.safeParse(answer).success).toBe(true);
    expect(answer).toEqual({
      ...{ brand: 'Acorn', language: 'fr', zone: 'Asia/Kathmandu', given: false },
      calledAt: formatInstant(NOW - 60_000),
    });
  });

  test('once, with rating and words; the account’s history has the rating', async () => {
    expect(await give('one')).toMatchObject({ statusCode: 200, answer: {} });
    expect(await loadFeedback(ports.table, 'call_1')).toMatchObject({ rating: 4, text: WORDS });
    expect(journal()).toMatchObject([
      { decision: 'feedback-given', timeline: timelineOf('acme'), reason: { callId: 'call_1', rating: 4 } },
    ]);
    expect(journal().flatMap(followsOf)).toMatchObject([
      { name: 'feedback.received', data: { callId: 'call_1', rating: 4 } },
    ]);
    expect((await look('one')).answer).toMatchObject({ given: true });
  });

  test('in words that stand nowhere but in their row', async () => {
    await give('one');
    const said = [...ports.table.rows()].filter(row => JSON.stringify(row).includes('+34600000000'));
    expect(said.map(row => row.type)).toEqual(['feedback']);
  });

  test('with a rating alone', async () => {
    await give('one', { rating: 1, text: '  ' });
    expect(await loadFeedback(ports.table, 'call_1')).not.toHaveProperty('text');
  });

  test('never a second time, by this link or another of the same call', async () => {
    await mint('two');
    const answers = await Promise.all([give('one'), give('one', { rating: 1 }), give('two', { rating: 2 })]);
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409, 409]);
    expect(await give('one')).toMatchObject({ statusCode: 409, answer: { refusal: 'already-done' } });
    expect(journal()).toHaveLength(1);
    expect(await loadFeedback(ports.table, 'call_1')).toMatchObject({ rating: 4 });
  });

  test.each([
    ['is unknown', 'never', {}],
    ['is over', 'over', { until: NOW }],
    ['is for something else', 'other', { purpose: 'appointment' }],
    ['is of another account', 'foreign', { accountId: 'globex' }],
  ] as [string, string, Partial<CustomerLink>][])('with no link that %s', async (_, token, part) => {
    if (token !== 'never') await mint(token, part);
    expect([(await look(token)).statusCode, (await give(token)).statusCode]).toEqual([404, 404]);
    expect(await loadFeedback(ports.table, 'call_1')).toBeUndefined();
  });

  test.each([{ rating: 0 }, { rating: 6 }, { rating: 4.5 }, {}, { rating: 5, text: 'x'.repeat(2_001) }])(
    'not as %j',
    async body => {
      expect((await give('one', body)).statusCode).toBe(400);
    },
  );
});
