import { Agent, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import { connect } from 'node:net';
import type { Duplex } from 'node:stream';

const agent = new Agent({ keepAlive: true, maxSockets: 64 });
// Of one hop only; and with one origin nobody needs the emulator's CORS answers.
const DROPPED =
  /^(connection|keep-alive|transfer-encoding|upgrade|proxy-.*|access-control-.*|server|date|x-amz.*|x-localstack.*)$/;

type Http = { request: IncomingMessage; response: ServerResponse; port: number; path: string };

/** Method, headers, cookies and body as they are; only the path and the host change. */
export function forwardHttp({ request, response, port, path }: Http): Promise<void> {
  return new Promise((done, failed) => {
    const headers = {
      ...request.headers,
      host: `127.0.0.1:${port}`,
      'x-forwarded-proto': 'http',
      'x-forwarded-for': request.socket.remoteAddress ?? '',
    };
    delete (headers as { connection?: string }).connection;
    const onward = httpRequest(
      {
        host: '127.0.0.1',
        port,
        path,
        agent,
        headers,
        ...(request.method === undefined ? {} : { method: request.method }),
      },
      answer => {
        response.writeHead(answer.statusCode ?? 502, {
          ...keptHeaders(answer),
          'cache-control': answer.headers['cache-control'] ?? 'no-store',
        });
        answer.pipe(response);
        answer.once('end', () => done());
        answer.once('error', failed);
      },
    );
    onward.once('error', failed);
    response.once('close', () => {
      if (!response.writableFinished) onward.destroy();
    });
    request.pipe(onward);
  });
}

function keptHeaders(answer: IncomingMessage): Record<string, string | string[]> {
  const kept: Record<string, string | string[]> = {};
  for (const [name, value] of Object.entries(answer.headers)) {
    if (value !== undefined && !DROPPED.test(name)) kept[name] = value;
  }
  return kept;
}

type Upgrade = { request: IncomingMessage; socket: Duplex; head: Buffer; port: number; path: string };

/** Repeats the handshake to the engine, then joins the two sockets. */
export function forwardUpgrade({ request, socket, head, port, path }: Upgrade): void {
  const onward = connect({ host: '127.0.0.1', port, noDelay: true }, () => {
    const lines = [`GET ${path} HTTP/1.1`];
    for (let index = 0; index + 1 < request.rawHeaders.length; index += 2) {
      const name = request.rawHeaders[index] ?? '';
      lines.push(
        `${name}: ${name.toLowerCase() === 'host' ? `127.0.0.1:${port}` : request.rawHeaders[index + 1]}`,
      );
    }
    onward.write(`${lines.join('\r\n')}\r\n\r\n`);
    if (head.length > 0) onward.write(head);
    onward.pipe(socket).pipe(onward);
  });
  const end = () => {
    onward.destroy();
    socket.destroy();
  };
  for (const side of [onward, socket]) side.once('error', end).once('close', end);
}
