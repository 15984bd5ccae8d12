import { beforeEach, describe, expect, test } from '@jest/globals';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { operationsRoutes } from '../../functions/upkeep/operations-routes.ts';
import { takeInMessage } from '../../functions/upkeep/take-in-message.ts';
import type { Route } from '../../shared/contracts/define-route.ts';
import * as contract from '../../shared/contracts/operations-contract.ts';
import { DAY, formatInstant, MINUTE } from '../../shared/kernel/instant.ts';
import { httpApi } from '../../shared/runtime/http.ts';
import { heartbeatKey } from '../../shared/store/keys.ts';
import { bridged, intakeRoom, NOW, signUp } from '../support/intake-room.ts';

type Asked = {
  readonly id?: string;
  readonly query?: Record<string, string>;
  readonly body?: unknown;
  readonly roles?: readonly string[];
};

let room: ReturnType<typeof intakeRoom>;
beforeEach(() => {
  room = intakeRoom();
});

const keep = (n: number) =>
  takeInMessage(room, {
    origin: 'firstcall-intake',
    text: bridged(signUp({ id: `order-${n}`, time: formatInstant(NOW + DAY + MINUTE) })),
  });

async function call(route: Route, { id = '', query = {}, body = {}, roles = ['ops'] }: Asked = {}) {
  const claims = { username: 'olga', 'cognito:groups': roles, token_use: 'access' };
  const event = {
    routeKey: `${route.method} ${route.path}`,
    ...{ pathParameters: { quarantineId: id }, queryStringParameters: query, body: JSON.stringify(body) },
    headers: { 'content-type': 'application/json' },
    requestContext: { authorizer: { jwt: { claims } } },
  } as unknown as APIGatewayProxyEventV2;
  const answered = await httpApi(...operationsRoutes(room))(event, {} as never);
  const { statusCode, body: text } = answered as { statusCode: number; body: string };
  return { status: statusCode, answer: JSON.parse(text) as Record<string, unknown> };
}

/** The answer, which must have the shape of the contract and nothing else. */
async function asked<R extends Route>(route: R, given: Asked = {}) {
  const { status, answer } = await call(route, given);
  expect(status).toBe(200);
  expect(route.answer.parse(answer)).toEqual(answer);
  return answer as never as { items: contract.QuarantineItem[]; cursor?: string };
}

const all = [
  contract.listQuarantine,
  contract.getQuarantined,
  contract.actOnQuarantined,
  contract.getOperations,
] as const;

describe('the interface of those who operate the product', () => {
  test.each(all.map(route => [route.id, route] as const))(
    '%s is for the role ops alone',
    async (_, route) => {
      for (const roles of [['agent'], ['agent', 'lead'], ['clerk'], []])
        expect(
          await call(route, { id: 'qrt_1', roles, body: { action: 'reopen', version: 1 } }),
        ).toMatchObject({
          status: 403,
        });
    },
  );

  test('lists page by page, each once, and answers as its contract says', async () => {
    for (const n of [1, 2, 3]) await keep(n);
    const first = await asked(contract.listQuarantine, { query: { limit: '2', state: 'all' } });
    const second = await asked(contract.listQuarantine, {
      query: { limit: '2', state: 'all', cursor: first.cursor ?? '' },
    });
    const ids = [...first.items, ...second.items].map(({ id }) => id);
    expect(new Set(ids).size).toBe(3);
    await asked(contract.getQuarantined, { id: ids[0] ?? '' });
    await asked(contract.getOperations);
  });

  test('shows of the watchers’ reports nothing that its contract does not name', async () => {
    const report = { overdue: 1, oldestOverdueMs: 2, late: 0, oldestLateMs: 0, unguarded: 0, mended: 0 };
    const row = {
      ...heartbeatKey('auditor'),
      type: 'heartbeat',
      at: NOW,
      report: { ...report, sweepBeats: 1 },
    };
    await room.table.commit({ commitId: 'c', writes: [{ do: 'put', row }] });
    expect(await asked(contract.getOperations)).toMatchObject({ audit: report });
  });

  test.each([
    ['no version', { action: 'take-in' }],
    ['a version that is none', { action: 'take-in', version: -1 }],
    ['an act that is none', { action: 'delete', version: 1 }],
    ['no reason', { action: 'set-aside', version: 1 }],
    ['an empty reason', { action: 'set-aside', version: 1, why: '  ' }],
    ['a reason of many lines', { action: 'set-aside', version: 1, why: 'a\nb' }],
    ['a reason that is too long', { action: 'set-aside', version: 1, why: 'x'.repeat(201) }],
    ['a field that is not known', { action: 'reopen', version: 1, why: 'x' }],
  ])('refuses %s with 400', async (_, body) => {
    await keep(1);
    const { items } = await asked(contract.listQuarantine);
    expect(await call(contract.actOnQuarantined, { id: items[0]?.id ?? '', body })).toMatchObject({
      status: 400,
    });
  });

  test('answers 404 for what is not there, 409 for who came too late, 422 for what cannot be', async () => {
    await keep(1);
    const [item] = (await asked(contract.listQuarantine)).items;
    const act = (body: object, id = item?.id ?? '') => call(contract.actOnQuarantined, { id, body });
    expect(await act({ action: 'reopen', version: 1 }, 'qrt_none')).toMatchObject({ status: 404 });
    expect(await act({ action: 'reopen', version: 1 })).toMatchObject({ status: 422 });
    expect(await act({ action: 'set-aside', version: 1, why: 'known' })).toMatchObject({ status: 200 });
    expect(await act({ action: 'take-in', version: 1 })).toMatchObject({
      ...{ status: 409, answer: { refusal: 'stale', by: 'olga' } },
    });
    expect(await call(contract.getQuarantined, { id: 'no id!' })).toMatchObject({ status: 400 });
  });
});
