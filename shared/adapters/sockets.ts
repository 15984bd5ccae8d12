import type { ApiGatewayManagementApiClient } from '@aws-sdk/client-apigatewaymanagementapi';
import { GoneException, PostToConnectionCommand } from '@aws-sdk/client-apigatewaymanagementapi';
import type { LiveFrame } from '../contracts/session-contract.ts';

/** The live socket's connections. `gone` is an answer: consoles come and go. */
export type Sockets = { post(connectionId: string, frame: LiveFrame): Promise<'sent' | 'gone'> };

/** Connections of a WebSocket API, reached over its management endpoint. */
export const liveSockets = (client: ApiGatewayManagementApiClient): Sockets => ({
  async post(connectionId, frame) {
    try {
      const Data = JSON.stringify(frame);
      await client.send(new PostToConnectionCommand({ ConnectionId: connectionId, Data }));
      return 'sent';
    } catch (error) {
      if (isGone(error)) return 'gone';
      throw error;
    }
  },
});

/** A connection id that the service cannot read is answered with 400 and never was a connection of ours. */
const isGone = (error: unknown): boolean =>
  error instanceof GoneException ||
  (error instanceof Error && ['GoneException', 'BadRequestException'].includes(error.name));
