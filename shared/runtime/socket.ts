import middy from '@middy/core';
import type { APIGatewayProxyWebsocketEventV2 } from 'aws-lambda';
import { errorLine, log } from './log.ts';

export type SocketCall = {
  readonly routeKey: string;
  readonly connectionId: string;
  readonly origin: string | undefined;
  readonly ticket: string | undefined;
  readonly text: string | undefined;
};
/** Present on `$connect` alone. */
type Handshake = {
  headers?: Record<string, string | undefined>;
  queryStringParameters?: Record<string, string | undefined>;
};

/** The Lambda of the live socket: reads the call, logs the decision, answers with a status and never with a body. */
export const socketApi = (handle: (call: SocketCall) => Promise<{ statusCode: number; decision: string }>) =>
  middy<APIGatewayProxyWebsocketEventV2 & Handshake, { statusCode: number }>()
    .handler(async event => {
      const { routeKey, connectionId } = event.requestContext;
      const call = { routeKey, connectionId, ...handshakeOf(event), text: event.body };
      const { statusCode, decision } = await handle(call);
      log.info(decision, { route: routeKey, connection: connectionId });
      return { statusCode };
    })
    .onError(request => {
      log.error('failed', { route: request.event.requestContext.routeKey, ...errorLine(request.error) });
      request.response = { statusCode: 500 };
    });

/** Header names come as the client wrote them. */
function handshakeOf({ headers, queryStringParameters }: Handshake) {
  const origin = Object.entries(headers ?? {}).find(([name]) => name.toLowerCase() === 'origin')?.[1];
  return { origin, ticket: queryStringParameters?.['ticket'] };
}
