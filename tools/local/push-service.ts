import type { IncomingMessage, ServerResponse } from 'node:http';

export type Pushed = { at: string; headers: Record<string, string>; bodyBase64: string };

export type PushService = {
  handle(request: IncomingMessage, response: ServerResponse, pathname: string): Promise<void>;
  received(id: string): Pushed[];
};

const KEPT_HEADERS = [
  'authorization',
  'content-encoding',
  'content-type',
  'content-length',
  'ttl',
  'topic',
  'urgency',
  'crypto-key',
  'encryption',
];
const LIMIT_BYTES = 4096;
const LIMIT_EACH = 200;

/** Plays the browser vendor's push service (RFC 8030): keeps what is sent, understands nothing of it. */
export function pushService(): PushService {
  const boxes = new Map<string, Pushed[]>();
  const received = (id: string): Pushed[] => boxes.get(id) ?? [];

  async function accept(request: IncomingMessage, id: string): Promise<number> {
    if (id.startsWith('gone-')) return 410;
    if (request.headers.ttl === undefined) return 400;
    const body = await readBody(request);
    if (body === undefined) return 413;
    const headers: Record<string, string> = {};
    for (const name of KEPT_HEADERS) {
      const value = request.headers[name];
      if (typeof value === 'string') headers[name] = value;
    }
    boxes.set(
      id,
      [...received(id), { at: new Date().toISOString(), headers, bodyBase64: body.toString('base64') }].slice(
        -LIMIT_EACH,
      ),
    );
    return 201;
  }

  async function handle(request: IncomingMessage, response: ServerResponse, pathname: string): Promise<void> {
    const name = decodeURIComponent(pathname.slice('/_local/push/'.length));
    if (request.method === 'POST') {
      const status = await accept(request, name);
      response
        .writeHead(status, status === 201 ? { location: `${pathname}/${received(name).length}` } : {})
        .end();
    } else if (request.method === 'GET' && name.endsWith('.json')) {
      const id = name.slice(0, -'.json'.length);
      response
        .writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-store' })
        .end(JSON.stringify({ id, messages: received(id) }));
    } else response.writeHead(405, { allow: 'GET, POST' }).end();
  }
  return { handle, received };
}

/** Undefined when it is longer than a push service must take (RFC 8030, 7.2). */
async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > LIMIT_BYTES) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts);
}
