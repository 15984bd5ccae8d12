import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { WebSocketServer } from 'ws';
import { siteCsp } from '../../../infra/platform/site-headers.ts';
import { answer, type Outgoing } from './mock-api.ts';
import { handlers } from './mock-handlers.ts';
import type { MockState } from './mock-state.ts';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webmanifest': 'application/manifest+json',
  '.json': 'application/json',
};

export type MockServer = {
  readonly origin: string;
  readonly state: MockState;
  readonly sockets: () => number;
  /** Cuts every live connection; none is taken while `refuse` holds. */
  readonly dropSockets: (options?: { refuse?: boolean }) => void;
  readonly acceptSockets: () => void;
  readonly close: () => Promise<void>;
};

type Answering = { readonly state: MockState; readonly dist: string };

async function serve(
  request: IncomingMessage,
  response: ServerResponse,
  answering: Answering,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://localhost');
  if (url.pathname.startsWith('/api/')) await serveApi(request, response, { url, state: answering.state });
  else await serveFile(request, response, { pathname: url.pathname, dist: answering.dist });
}

async function serveApi(
  request: IncomingMessage,
  response: ServerResponse,
  { url, state }: { url: URL; state: MockState },
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const method = request.method ?? 'GET';
  const path = url.pathname.slice('/api'.length);
  if (method !== 'GET') state.writes.push(`${method} ${path}`);
  const query = Object.fromEntries(url.searchParams);
  const headers = request.headers as Record<string, string | undefined>;
  const text = Buffer.concat(chunks).toString();
  const agentId = state.tokens.get(headers['authorization']?.replace(/^Bearer /, '') ?? '') ?? '';
  const problem = await state.gate({ path, agentId });
  const result: Outgoing = problem
    ? { status: problem.status, body: problem }
    : answer({ method, path, query, headers, text }, state, handlers);
  response.writeHead(result.status, {
    'content-type': result.status < 400 ? 'application/json' : 'application/problem+json',
    'cache-control': 'no-store',
    ...(result.cookie ? { 'set-cookie': result.cookie } : {}),
  });
  response.end(JSON.stringify(result.body));
}

async function serveFile(
  request: IncomingMessage,
  response: ServerResponse,
  { pathname, dist }: { pathname: string; dist: string },
): Promise<void> {
  const wanted = normalize(pathname).replace(/^(\.\.[/\\])+/, '');
  const name = extname(wanted) ? wanted : '/index.html';
  const body = await readFile(join(dist, name)).catch(() => undefined);
  response.writeHead(body ? 200 : 404, {
    'content-type': types[extname(name)] ?? 'text/plain',
    'content-security-policy': `${siteCsp(`ws://${request.headers.host}`)}; trusted-types firstcall`,
    'x-content-type-options': 'nosniff',
    'cache-control': name.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
  });
  response.end(body ?? 'not found');
}

/** The live socket: a ticket lets in once, from this origin alone; whatever is said is answered with `pong`. */
function liveSockets(server: Server, state: MockState) {
  const sockets = new WebSocketServer({ noServer: true });
  const door = { open: true };
  server.on('upgrade', (request, socket, head) => {
    const ticket = new URL(request.url ?? '/', 'http://localhost').searchParams.get('ticket') ?? '';
    const known = state.tickets.delete(ticket);
    if (!door.open || !known || request.headers.origin !== `http://${request.headers.host}`) {
      socket.destroy();
      return;
    }
    sockets.handleUpgrade(request, socket, head, opened => {
      opened.on('message', () => opened.send(JSON.stringify({ type: 'pong' })));
    });
  });
  state.send = frame => {
    for (const one of sockets.clients) one.send(JSON.stringify(frame));
  };
  const cut = () => {
    for (const one of sockets.clients) one.terminate();
  };
  return { sockets, door, cut };
}

/** A stand-in for the deployed product behind one origin: the built console under its policy, the API, the socket. */
export async function startMockServer(state: MockState, dist: string, port = 0): Promise<MockServer> {
  const server = createServer((request, response) => void serve(request, response, { state, dist }));
  const { sockets, door, cut } = liveSockets(server, state);
  await new Promise<void>(ready => server.listen(port, '127.0.0.1', ready));
  return {
    origin: `http://localhost:${(server.address() as AddressInfo).port}`,
    state,
    sockets: () => sockets.clients.size,
    dropSockets: ({ refuse = false } = {}) => {
      door.open = !refuse;
      cut();
    },
    acceptSockets: () => {
      door.open = true;
    },
    close: async () => {
      cut();
      server.closeAllConnections();
      await new Promise(closed => server.close(closed));
    },
  };
}
