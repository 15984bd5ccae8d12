import {
  ApiGatewayV2Client,
  type Authorizer,
  GetApiCommand,
  GetAuthorizersCommand,
  GetRoutesCommand,
  type Route,
} from '@aws-sdk/client-apigatewayv2';
import type { Deployment } from '../deployment.ts';
import type { Account, Api } from './account.ts';

/** The function that both API keys and customers' links are asked of, behind the stage's prefix. */
const AUTHORIZER = 'authorizer';

export async function readDoors({ config, output }: Deployment): Promise<Pick<Account, 'http' | 'socket'>> {
  const client = new ApiGatewayV2Client(config);
  const ApiId = output('HttpApiId');
  const [http, socket, { Items = [] }] = await Promise.all([
    readApi(client, ApiId),
    readApi(client, output('SocketApiId')),
    client.send(new GetAuthorizersCommand({ ApiId, MaxResults: '100' })),
  ]);
  const authorizers = Items.map(one => ({
    id: one.AuthorizerId ?? '-',
    type: one.AuthorizerType ?? '-',
    asks: askedBy(one),
  }));
  const mustAsk = {
    JWT: `${output('UserPoolId')} ${output('UserPoolClientId')}`,
    REQUEST: `${output('BusName')}-${AUTHORIZER}`,
  };
  return { http: { ...http, authorizers, mustAsk }, socket };
}

async function readApi(client: ApiGatewayV2Client, ApiId: string): Promise<Api> {
  const { CorsConfiguration } = await client.send(new GetApiCommand({ ApiId }));
  const routes: Route[] = [];
  let NextToken: string | undefined;
  do {
    const page = await client.send(new GetRoutesCommand({ ApiId, NextToken, MaxResults: '100' }));
    routes.push(...(page.Items ?? []));
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  return {
    routes: routes.map(one => ({
      key: one.RouteKey ?? '-',
      guard: one.AuthorizationType ?? 'NONE',
      authorizer: one.AuthorizerId,
      scopes: one.AuthorizationScopes ?? [],
    })),
    origins: CorsConfiguration?.AllowOrigins ?? [],
  };
}

/** Pool and client of a JWT, or the name of the function that is asked. */
function askedBy({ AuthorizerType, AuthorizerUri, JwtConfiguration }: Authorizer): string {
  if (AuthorizerType === 'JWT')
    return `${JwtConfiguration?.Issuer?.split('/').at(-1)} ${JwtConfiguration?.Audience?.join(' ')}`;
  return /:function:([^/:]+)/.exec(AuthorizerUri ?? '')?.[1] ?? 'nobody';
}
