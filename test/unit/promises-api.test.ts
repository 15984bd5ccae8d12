import { beforeAll, describe, expect, test } from '@jest/globals';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { promisesRoutes } from '../../functions/promises/promises-routes.ts';
import * as contract from '../../shared/contracts/promises-contract.ts';
import { httpApi } from '../../shared/runtime/http.ts';
import { testPorts } from '../support/ports.ts';
import { anAgent, exampleSettings, seedTeam } from '../support/team.ts';

const ports = testPorts();
const handler = httpApi(...promisesRoutes(ports));
beforeAll(() => seedTeam(ports, [anAgent('anna')]));

type Asked = {
  path?: Record<string, string>;
  query?: object;
  body?: unknown;
  text?: string;
  roles?: string[];
};
const call = async (route: { method: string; path: string }, asked: Asked = {}) => {
  const { path = {}, query = {}, body, text, roles = ['agent', 'lead'] } = asked;
  const claims = { username: 'anna', 'cognito:groups': roles, token_use: 'access' };
  const event = {
    routeKey: `${route.method} ${route.path}`,
    pathParameters: path,
    queryStringParameters: query,
    headers: { 'content-type': text === undefined ? 'application/json' : 'text/calendar; charset=utf-8' },
    body: text ?? JSON.stringify(body),
    requestContext: { authorizer: { jwt: { claims } } },
  } as unknown as APIGatewayProxyEventV2;
  const { statusCode, body: answered } = (await handler(event, {} as never)) as {
    statusCode: number;
    body: string;
  };
  return { statusCode, answer: JSON.parse(answered) };
};
const settings = exampleSettings();

describe('the interface of calendars and policies', () => {
  test('answers each question in the shape of its contract', async () => {
    const calendarId = { calendarId: 'office' };
    const policyId = { policyId: 'two-hours' };
    const text = 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:test\r\nEND:VCALENDAR\r\n';
    const questions = [
      [contract.listCalendars, {}],
      [contract.putCalendar, { path: calendarId, body: settings.calendars['office'] }],
      [contract.postClosures, { path: calendarId, text }],
      [
        contract.previewCalendar,
        { path: calendarId, query: { from: '2026-11-23T09:00:00Z', minutes: '30' } },
      ],
      [contract.listPolicies, {}],
      [contract.getPolicy, { path: policyId }],
      [contract.putPolicy, { path: policyId, body: settings.policies['two-hours'] }],
    ] as const;
    for (const [route, asked] of questions) {
      const { statusCode, answer } = await call(route, asked);
      expect([route.id, statusCode]).toEqual([route.id, 200]);
      const read = route.answer.safeParse(answer);
      expect([route.id, read.error?.issues ?? []]).toEqual([route.id, []]);
      expect(answer).toEqual(read.data);
    }
  });

  test('names the field of what it refuses', async () => {
    const { statusCode, answer } = await call(contract.putPolicy, {
      path: { policyId: 'two-hours' },
      body: { ...settings.policies['two-hours'], depots: ['moon'] },
    });
    expect(statusCode).toBe(422);
    expect(answer).toEqual({
      type: 'about:blank',
      title: 'unknown depot',
      status: 422,
      refusal: 'unknown-depot',
      detail: 'Name a depot that is there: central, mall.',
      field: 'body.depots.0',
    });
  });

  test.each([
    [404, contract.getPolicy, { path: { policyId: 'none' } }],
    [404, contract.previewCalendar, { path: { calendarId: 'none' } }],
    [404, contract.postClosures, { path: { calendarId: 'none' }, text: 'BEGIN:VCALENDAR' }],
    [415, contract.postClosures, { path: { calendarId: 'office' }, body: {} }],
    [422, contract.postClosures, { path: { calendarId: 'office' }, text: 'no calendar' }],
    [400, contract.previewCalendar, { path: { calendarId: 'office' }, query: { from: 'today' } }],
    [404, contract.explainPolicies, { body: { accountId: 'nobody', damage: 'lost' } }],
    [403, contract.putPolicy, { path: { policyId: 'two-hours' }, body: {}, roles: ['agent'] }],
    [403, contract.putCalendar, { path: { calendarId: 'office' }, body: {}, roles: ['agent'] }],
    [403, contract.listPolicies, { roles: ['clerk'] }],
  ] as const)('answers %i where it must', async (status, route, asked) => {
    expect((await call(route, asked as Asked)).statusCode).toBe(status);
  });
});
