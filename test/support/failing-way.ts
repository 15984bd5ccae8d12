import { readdirSync, readFileSync } from 'node:fs';
import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { randomOf } from '../../tools/bench/random.ts';

/** Of a hundred calls so many are throttled, answered with an error, slow, or lose their answer after they were done. */
const mix = { throttled: 10, broken: 3, slow: 5, lost: 2 } as const;
type Fault = keyof typeof mix;

export type FailingWay = {
  /** NODE_OPTIONS with which a Lambda worker's calls of AWS go this way. */
  readonly nodeOptions: string;
  /** Where the calls end. */
  to(endpoint: string): void;
  /** From now on calls fail, or no longer. */
  fail(on: boolean): void;
  readonly calls: () => number;
  readonly injected: Record<Fault, number>;
  close(): Promise<void>;
};

/** A way from the Lambda workers to the engine on which every fifth call goes wrong, drawn from a seed. */
export async function failingWay(seed: number): Promise<FailingWay> {
  const random = randomOf(seed);
  const injected: Record<Fault, number> = { throttled: 0, broken: 0, slow: 0, lost: 0 };
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  let target = new URL('http://127.0.0.1:1');
  let isFailing = false;
  let calls = 0;
  const draw = (): Fault | undefined => {
    calls++;
    let at = random.int(1, 100);
    for (const [fault, share] of Object.entries(mix) as [Fault, number][]) {
      at -= share;
      if (at <= 0) {
        injected[fault]++;
        return fault;
      }
    }
    return undefined;
  };
  const server = createServer((asked, answer) => {
    const fault = isFailing ? draw() : undefined;
    if (fault === 'throttled') return refuse(asked, answer, { status: 400, type: 'ThrottlingException' });
    if (fault === 'broken') return refuse(asked, answer, { status: 500, type: 'InternalServerError' });
    const pause = fault === 'slow' ? random.int(200, 2_000) : 0;
    setTimeout(() => passOn(asked, answer, { target, agent, isLost: fault === 'lost' }), pause);
  });
  await new Promise<void>(ready => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  const way = `process.env.AWS_ENDPOINT_URL="http://127.0.0.1:${port}"`;
  return {
    nodeOptions: `--import=data:text/javascript,${encodeURIComponent(way)}`,
    to: endpoint => {
      target = new URL(endpoint);
    },
    fail: on => {
      isFailing = on;
    },
    ...{ calls: () => calls, injected },
    close: () =>
      new Promise(closed => {
        agent.destroy();
        server.closeAllConnections();
        server.close(() => closed());
      }),
  };
}

/** As AWS refuses, in JSON: its clients try again. */
function refuse(asked: IncomingMessage, answer: ServerResponse, why: { status: number; type: string }): void {
  asked.resume();
  answer.writeHead(why.status, {
    'content-type': 'application/x-amz-json-1.0',
    'x-amzn-errortype': why.type,
  });
  answer.end(JSON.stringify({ __type: why.type, message: 'injected' }));
}

type Onward = { readonly target: URL; readonly agent: Agent; readonly isLost: boolean };

function passOn(asked: IncomingMessage, answer: ServerResponse, { target, agent, isLost }: Onward): void {
  const { method, url, headers } = asked;
  const options = { agent, method, path: url, headers, host: target.hostname, port: target.port };
  const onward = request(options, came => {
    if (isLost) {
      came.resume();
      came.once('end', () => answer.destroy());
      return;
    }
    answer.writeHead(came.statusCode ?? 502, came.headers);
    came.pipe(answer);
  });
  onward.once('error', () => answer.destroy());
  asked.pipe(onward);
}

/** Process ids of the Lambda workers that an engine runs just now. */
export const workersOf = (enginePid: number): number[] =>
  readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .filter(name => parentOf(name) === enginePid && /(^|\/)node\b/.test(commandOf(name)))
    .map(Number);

const parentOf = (pid: string): number =>
  Number(
    read(pid, 'stat')
      .replace(/^.*\) \S /, '')
      .split(' ')[0],
  );
const commandOf = (pid: string): string => read(pid, 'cmdline').split('\0')[0] ?? '';

function read(pid: string, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}
