import { ApiGatewayManagementApiClient } from '@aws-sdk/client-apigatewaymanagementapi';
import { liveSockets } from './sockets.ts';

/** The connections behind an endpoint, for entries. A console that does not take a hint in time reads again anyway. */
export const openSocketsAt = (endpoint: string) =>
  liveSockets(
    new ApiGatewayManagementApiClient({
      endpoint,
      maxAttempts: 2,
      requestHandler: { connectionTimeout: 1_000, requestTimeout: 3_000 },
    }),
  );
