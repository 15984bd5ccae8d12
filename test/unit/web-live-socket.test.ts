import { beforeEach, describe, expect, test } from '@jest/globals';
import {
  LiveSocket,
  type LiveState,
  OPEN_WITHIN_MS,
  PING_EVERY_MS,
  PONG_WITHIN_MS,
  pauseMs,
  readFrame,
  type SocketLike,
} from '../../web/live/live-socket.ts';

/** Time that only moves when it is told to. */
class Hands {
  now = 0;
  readonly waiting = new Set<{ at: number; run: () => void }>();
  readonly after = (ms: number, run: () => void) => {
    const timer = { at: this.now + ms, run };
    this.waiting.add(timer);
    return () => void this.waiting.delete(timer);
  };
  async pass(ms: number): Promise<void> {
    const end = this.now + ms;
    for (;;) {
      await flush();
      const next = [...this.waiting].sort((a, b) => a.at - b.at)[0];
      if (!next || next.at > end) break;
      this.now = next.at;
      this.waiting.delete(next);
      next.run();
    }
    this.now = end;
  }
}
const flush = async () => {
  for (let turn = 0; turn < 5; turn++) await Promise.resolve();
};

class FakeSocket implements SocketLike {
  readonly sent: string[] = [];
  closed = false;
  onopen: (() => void) | null = null;
  onclose: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  send(text: string) {
    this.sent.push(text);
  }
  close() {
    this.closed = true;
  }
}

let hands: Hands;
let sockets: FakeSocket[];
let states: LiveState[];
let frames: unknown[];
let caughtUp: number;
let tickets: number;
let asked: number[];
let ticketWorks: boolean;
let online: boolean;
let live: LiveSocket;

beforeEach(() => {
  hands = new Hands();
  [sockets, states, frames, asked] = [[], [], [], []];
  [caughtUp, tickets, ticketWorks, online] = [0, 0, true, true];
  live = new LiveSocket({
    ticket: async () => {
      tickets += 1;
      asked.push(hands.now);
      if (!ticketWorks) throw new Error('no ticket');
      return `ticket-${tickets}`;
    },
    connect: () => {
      const socket = new FakeSocket();
      sockets.push(socket);
      return socket;
    },
    after: hands.after,
    fraction: () => 1,
    online: () => online,
    onState: state => states.push(state),
    onFrame: frame => frames.push(frame),
    onCatchUp: () => {
      caughtUp += 1;
    },
  });
});

const last = () => sockets.at(-1) as FakeSocket;
const opened = async () => {
  live.start();
  await flush();
  last().onopen?.();
};

describe('the live connection', () => {
  test('is live once open, and everything is read again since hints may have been missed', async () => {
    await opened();
    expect(states.at(-1)).toBe('live');
    expect(caughtUp).toBe(1);
  });

  test('takes a fresh ticket for each attempt and pauses longer each time, up to 30 seconds', async () => {
    ticketWorks = false;
    live.start();
    await hands.pass(95_000);
    const pauses = asked.slice(1).map((time, n) => time - (asked[n] ?? 0));
    expect(pauses).toEqual([500, 1000, 2000, 4000, 8000, 16000, 30000, 30000]);
  });

  test('catches up after a drop, and begins with a short pause again', async () => {
    await opened();
    last().onclose?.();
    expect(states.at(-1)).toBe('reconnecting');
    await hands.pass(500);
    last().onopen?.();
    expect(caughtUp).toBe(2);
    last().onclose?.();
    await hands.pass(500);
    expect(sockets).toHaveLength(3);
  });

  test('pings every five minutes and gives a line up that does not answer', async () => {
    await opened();
    await hands.pass(PING_EVERY_MS);
    expect(last().sent).toEqual(['{"type":"ping"}']);
    last().onmessage?.({ data: '{"type":"pong"}' });
    await hands.pass(PING_EVERY_MS);
    expect(last().sent).toHaveLength(2);
    await hands.pass(PONG_WITHIN_MS);
    expect(sockets[0]?.closed).toBe(true);
    expect(states).toContain('reconnecting');
  });

  test('a goodbye ends the line and begins another', async () => {
    await opened();
    last().onmessage?.({ data: '{"type":"goodbye","reason":"replaced"}' });
    expect(sockets[0]?.closed).toBe(true);
    await hands.pass(500);
    expect(sockets).toHaveLength(2);
  });

  test('an attempt that never opens is given up', async () => {
    live.start();
    await hands.pass(OPEN_WITHIN_MS + 500);
    expect(sockets).toHaveLength(2);
    expect(sockets[0]?.closed).toBe(true);
  });

  test('hints are passed on; what cannot be read, or is not known, is not', async () => {
    await opened();
    for (const data of ['{"type":"tasks"}', 'nonsense', '{"type":"later-invention"}', 'null', 7])
      last().onmessage?.({ data });
    expect(frames).toEqual([{ type: 'tasks' }]);
  });

  test('a socket that was given up is not listened to any more', async () => {
    await opened();
    const old = last();
    old.onclose?.();
    old.onmessage?.({ data: '{"type":"tasks"}' });
    old.onopen?.();
    expect(frames).toEqual([]);
    expect(caughtUp).toBe(1);
  });

  test('without a network it says offline, and tries at once when the network comes', async () => {
    await opened();
    online = false;
    live.lost();
    expect(states.at(-1)).toBe('offline');
    await hands.pass(60_000);
    expect(sockets).toHaveLength(1);
    online = true;
    live.nudge();
    await hands.pass(0);
    expect(sockets).toHaveLength(2);
  });

  test('once stopped it stays stopped', async () => {
    await opened();
    live.stop();
    last().onclose?.();
    live.nudge();
    await hands.pass(120_000);
    expect(sockets).toHaveLength(1);
    expect(hands.waiting.size).toBe(0);
  });
});

test('a pause is at least half of the longest it may be', () => {
  expect(pauseMs(1, 0)).toBe(250);
  expect(pauseMs(1, 1)).toBe(500);
  expect(pauseMs(40, 0)).toBe(15_000);
});

test('only frames of known types are read', () => {
  expect(readFrame('{"type":"feed","accountId":"a"}')).toEqual({ type: 'feed', accountId: 'a' });
  expect(readFrame('[]')).toBeUndefined();
  expect(readFrame(undefined)).toBeUndefined();
});
