import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import type { Engine } from './engine.ts';
import { ROOT } from './engine.ts';
import { forwardHttp, forwardUpgrade } from './front-proxy.ts';
import { serveStatic } from './front-static.ts';
import { mailbox } from './mailbox.ts';
import { type PushService, pushService } from './push-service.ts';

export type FrontOptions = {
  engine: Pick<Engine, 'endpoint' | 'port'>;
  httpApiId: string;
  socketApiId: string;
  socketStage: string;
  /** 4600 unless told; 0 takes a free one. */
  port?: number;
  /** `dist/web` unless told. */
  webRoot?: string;
  /** Folder of the company's brand. */
  brandRoot?: string;
  /** Origins of sites that may show the customers' page in a frame; none unless told. */
  bookFrameSites?: readonly string[];
};

export type Front = { url: string; port: number; push: PushService; close(): Promise<void> };

/** The one origin of the local stage: console, booking page, API and live socket, as the CDN serves them. */
export async function startFront(options: FrontOptions): Promise<Front> {
  const push = pushService();
  const mail = mailbox(options.engine.endpoint);
  const webRoot = options.webRoot ?? join(ROOT, 'dist/web');
  const api = `/_aws/execute-api/${options.httpApiId}/$default`;
  const live = `/_aws/execute-api/${options.socketApiId}/${options.socketStage}`;
  let port = 0;

  async function route(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, search } = new URL(request.url ?? '/', 'http://localhost');
    if (!isLocalHost(request.headers.host))
      return plain(response, 421, 'This address serves localhost only.');
    if (pathname === '/api' || pathname.startsWith('/api/')) {
      return forwardHttp({
        request,
        response,
        port: options.engine.port,
        path: `${api}${pathname.slice(4) || '/'}${search}`,
      });
    }
    if (pathname.startsWith('/_local/mail')) return mail(request, response, pathname);
    if (pathname.startsWith('/_local/push/')) return push.handle(request, response, pathname);
    const { bookFrameSites, brandRoot } = options;
    return serveStatic({ request, response, pathname, root: webRoot, port, bookFrameSites, brandRoot });
  }

  const onRequest = (request: IncomingMessage, response: ServerResponse): void => {
    route(request, response).catch(error => fail(response, error));
  };
  const onUpgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    const { pathname, search } = new URL(request.url ?? '/', 'http://localhost');
    if (pathname !== '/ws' || !isLocalHost(request.headers.host)) socket.destroy();
    else forwardUpgrade({ request, socket, head, port: options.engine.port, path: `${live}${search}` });
  };
  const first = await listen(onRequest, onUpgrade, { port: options.port ?? 4600, host: '127.0.0.1' });
  port = portOf(first.address());
  // `localhost` is ::1 first on many machines; a machine without IPv6 does without.
  const second = await listen(onRequest, onUpgrade, { port, host: '::1' }).catch(() => undefined);
  const close = async (): Promise<void> => {
    await Promise.all([first, second].map(server => server && closeServer(server)));
  };
  return { url: `http://localhost:${port}`, port, push, close };
}

/** A page of another name that resolves to us must not reach the API with our address. */
const isLocalHost = (host: string | undefined): boolean =>
  /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/.test(host ?? '');

const portOf = (address: AddressInfo | string | null): number =>
  typeof address === 'object' ? (address?.port ?? 0) : 0;

export function plain(response: ServerResponse, status: number, text: string): void {
  response
    .writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'x-content-type-options': 'nosniff' })
    .end(`${text}\n`);
}

function fail(response: ServerResponse, error: unknown): void {
  if (response.headersSent) response.destroy();
  else
    plain(response, 502, `The local front failed: ${error instanceof Error ? error.message : String(error)}`);
}

type Server = ReturnType<typeof createServer>;
type OnRequest = (request: IncomingMessage, response: ServerResponse) => void;
type OnUpgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => void;

function listen(
  onRequest: OnRequest,
  onUpgrade: OnUpgrade,
  where: { port: number; host: string },
): Promise<Server> {
  const server = createServer(onRequest).on('upgrade', onUpgrade);
  return new Promise((done, failed) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const busy = `Port ${where.port} is busy: stop what listens there (another npm start?) or choose another port.`;
      failed(error.code === 'EADDRINUSE' ? new Error(busy) : error);
    });
    server.listen(where, () => done(server));
  });
}

function closeServer(server: Server): Promise<void> {
  const closed = new Promise<void>(done => server.close(() => done()));
  server.closeAllConnections();
  return closed;
}
