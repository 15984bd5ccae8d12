import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { dutyRoutes } from '../../functions/duty/duty-routes.ts';
import { feedRoutes } from '../../functions/duty/feed-routes.ts';
import { httpApi } from '../../shared/runtime/http.ts';
import type { Ports } from '../../shared/store/ports.ts';
import type { Row } from '../../shared/store/table.ts';
import type { MemoryTable } from '../../tools/memory/memory-table.ts';

export const ORIGIN = 'https://care.example';

/** A schedule in which Anna and Emil take weeks from Monday to Monday, nine o'clock in Berlin. */
export const weekly = {
  name: 'Night duty',
  zone: 'Europe/Berlin',
  rotations: [
    {
      agents: ['anna', 'emil'],
      every: 'week' as const,
      turn: 1,
      from: '2026-11-16',
      handoverAt: '09:00',
    },
  ],
};

type Asked = {
  readonly path?: Record<string, string>;
  readonly query?: object;
  readonly body?: unknown;
  readonly who?: string;
  readonly roles?: readonly string[];
};
type Answered = {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

/** Calls the routes of duty and of feeds as the API does; Lea leads. */
export function dutyApi(ports: Ports) {
  const handler = httpApi(...dutyRoutes({ ...ports, origin: ORIGIN }), ...feedRoutes(ports));
  return async (route: { method: string; path: string }, asked: Asked = {}) => {
    const { path = {}, query = {}, body, who = 'lea' } = asked;
    const { roles = who === 'lea' ? ['agent', 'lead'] : ['agent'] } = asked;
    const claims = { username: who, 'cognito:groups': roles, token_use: 'access' };
    const event = {
      routeKey: `${route.method} ${route.path}`,
      pathParameters: path,
      queryStringParameters: query,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      requestContext: who === 'nobody' ? {} : { authorizer: { jwt: { claims } } },
    } as unknown as APIGatewayProxyEventV2;
    const answered = (await handler(event, {} as never)) as Answered;
    const isJson = /json$/.test(answered.headers['content-type'] ?? '');
    return { ...answered, answer: isJson ? JSON.parse(answered.body) : answered.body };
  };
}

/** The journal of duty, in the order in which it was written. */
export const dutyJournal = ({ table }: { table: MemoryTable }): Row[] =>
  [...table.rows()].filter(row => row.type === 'journal' && row['capability'] === 'duty');
