import { WebSocket } from 'ws';
import type { Answer } from './account.ts';
import { answer, mendedBy } from './answer.ts';

const PATIENCE_MS = 20_000;
const REFUSALS = [401, 403];
const TODO = 'close it at once: deploy again, then look for what was changed by hand';

/** Knocks without key, sign-in or ticket where each kind of caller comes in. Nobody may be let in. */
export async function knock(base: string): Promise<Answer[]> {
  const ask = async (method: string, path: string) => {
    const { status } = await fetch(`${base}/api${path}`, {
      method,
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    return status;
  };
  const doors: readonly [string, () => Promise<number>][] = [
    ['a page of the staff without a sign-in', () => ask('GET', '/v1/accounts')],
    ['the intake without a key', () => ask('POST', '/v1/events')],
    ['the live socket without a ticket', () => openSocket(`${base.replace(/^http/, 'ws')}/ws`)],
  ];
  return Promise.all(
    doors.map(async ([subject, open]) => {
      const status = await open().catch(() => undefined);
      const wrong = status === undefined ? 'was not answered' : `was answered with ${status}`;
      return mendedBy(TODO, answer('knock', subject, [[REFUSALS.includes(status ?? 0), wrong]]));
    }),
  );
}

/** The status that a new socket is answered with; 101 when it is let in. */
const openSocket = (address: string): Promise<number> =>
  new Promise((answered, failed) => {
    const socket = new WebSocket(address, { handshakeTimeout: PATIENCE_MS });
    socket.once('unexpected-response', (_, { statusCode = 0 }) => answered(statusCode));
    socket.once('open', () => {
      socket.close();
      answered(101);
    });
    socket.on('error', failed);
  });
