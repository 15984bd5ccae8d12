import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serveStatic } from '../../../tools/local/front-static.ts';

export type CustomerServer<S> = {
  readonly origin: string;
  readonly state: S;
  readonly close: () => Promise<void>;
};

type Given<S> = {
  readonly dist: string;
  readonly state: S & { readonly paths: string[] };
  readonly api: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  readonly bookFrameSites?: readonly string[];
};

/** A stand-in for the product behind one origin: the built pages as the local front serves them, and an API. */
export async function serveCustomers<S>(given: Given<S>): Promise<CustomerServer<S>> {
  const { dist, state, api, bookFrameSites } = given;
  const server = createServer((request, response) => {
    state.paths.push(request.url ?? '');
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    if (pathname.startsWith('/api/')) void api(request, response);
    else void serveStatic({ request, response, pathname, root: dist, port, bookFrameSites });
  });
  await new Promise<void>(ready => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://localhost:${port}`,
    state,
    close: async () => {
      server.closeAllConnections();
      await new Promise(closed => server.close(closed));
    },
  };
}

/** All that a request carries, as text. */
export async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
