import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { depotsRoutes } from '../../functions/devices/depots-routes.ts';
import { registerRoutes } from '../../functions/devices/register-routes.ts';
import { balanceOf } from '../../shared/domain/devices/stock.ts';
import type { Fact } from '../../shared/events/envelope.ts';
import { httpApi } from '../../shared/runtime/http.ts';
import { followsOf } from '../../shared/store/journal.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { loadStock, type StoredStock } from '../../shared/store/stock-store.ts';
import type { Row } from '../../shared/store/table.ts';
import type { MemoryTable } from '../../tools/memory/memory-table.ts';

export const clara = { id: 'clara', roles: ['clerk'] };
export const anna = { id: 'anna', roles: ['agent', 'lead'] };

/** The stock of a model, whose books must add up. */
export async function theStock({ table }: Ports, model = 'tab-8', depotId = 'mall'): Promise<StoredStock> {
  const stock = await loadStock(table, depotId, model);
  if (!balanceOf(stock).conserved) throw new Error(`${depotId}/${model}: the books do not add up`);
  return stock;
}

const journals = ({ table }: { table: MemoryTable }): Row[] =>
  [...table.rows()].filter(row => row.type === 'journal');

/** Facts that follow from what was decided so far, by name. */
export const toldIn = (ports: { table: MemoryTable }, name: string): Fact[] =>
  journals(ports)
    .flatMap(followsOf)
    .filter(fact => fact.name === name);

/** What the history of a depot says: decision, who, and whether it is ever cleaned away. */
export const depotHistory = (ports: { table: MemoryTable }, depotId = 'mall') =>
  journals(ports)
    .filter(({ pk }) => pk.endsWith(`depot#${depotId}`))
    .map(row => ({
      decision: row['decision'],
      by: row['by'],
      reason: row['reason'],
      forEver: row.expiresAt === undefined,
    }));

type Asked = {
  readonly path?: Record<string, string>;
  readonly query?: object;
  readonly body?: unknown;
  readonly csv?: string;
  readonly key?: string;
  readonly who?: { readonly id: string; readonly roles: readonly string[] };
  readonly scopes?: readonly string[];
};

/** Calls the routes of depots and register as the API does. */
export function depotApi(ports: Ports) {
  const handler = httpApi(...depotsRoutes(ports), ...registerRoutes(ports));
  return async (route: { method: string; path: string }, asked: Asked = {}) => {
    const { path = {}, query = {}, body, csv, key, who = anna, scopes } = asked;
    const claims = { username: who.id, 'cognito:groups': who.roles, token_use: 'access' };
    const machine = { keyId: 'key-1', producer: 'erp', scopes: scopes?.join(' ') };
    const event = {
      routeKey: `${route.method} ${route.path}`,
      pathParameters: path,
      queryStringParameters: query,
      headers: {
        'content-type': csv === undefined ? 'application/json' : 'text/csv',
        ...(key === undefined ? {} : { 'idempotency-key': key }),
      },
      body: csv ?? JSON.stringify(body),
      requestContext: { authorizer: scopes ? { lambda: machine } : { jwt: { claims } } },
    } as unknown as APIGatewayProxyEventV2;
    const { statusCode, body: answered } = (await handler(event, {} as never)) as {
      statusCode: number;
      body: string;
    };
    return { statusCode, answer: JSON.parse(answered) };
  };
}
