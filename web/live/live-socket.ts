import type { LiveFrame } from '../../shared/contracts/session-contract.ts';

export type LiveState = 'connecting' | 'live' | 'reconnecting' | 'offline';

/** As much of a WebSocket as is used. */
export type SocketLike = {
  send(text: string): void;
  close(): void;
  onopen: (() => void) | null;
  onclose: (() => void) | null;
  onmessage: ((event: { data: unknown }) => void) | null;
};

export type LivePorts = {
  readonly ticket: () => Promise<string>;
  readonly connect: (ticket: string) => SocketLike;
  readonly after: (ms: number, run: () => void) => () => void;
  readonly fraction: () => number;
  readonly online: () => boolean;
  readonly onState: (state: LiveState) => void;
  readonly onFrame: (frame: LiveFrame) => void;
  /** Hints may have been missed until now: everything shown is to be read again. */
  readonly onCatchUp: () => void;
};

export const PING_EVERY_MS = 5 * 60_000;
export const PONG_WITHIN_MS = 15_000;
export const OPEN_WITHIN_MS = 10_000;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;

/** Pause before the n-th attempt in a row (n ≥ 1): doubles up to 30 s, of which a random half to whole is taken. */
export const pauseMs = (attempt: number, fraction: number): number =>
  Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (attempt - 1)) * (0.5 + fraction / 2);

/** Every type of frame there is: one that the contract adds is missed here by the compiler. */
const types: Readonly<Record<LiveFrame['type'], true>> = {
  notification: true,
  feed: true,
  account: true,
  tasks: true,
  roster: true,
  'device-case': true,
  depot: true,
  policies: true,
  calls: true,
  outreach: true,
  goodbye: true,
  pong: true,
};

/** A frame as the contract knows it; undefined for anything else, since newer servers may say more. */
export function readFrame(data: unknown): LiveFrame | undefined {
  if (typeof data !== 'string') return undefined;
  try {
    const read: unknown = JSON.parse(data);
    const type = (read as { type?: unknown } | null)?.type;
    return typeof type === 'string' && Object.hasOwn(types, type) ? (read as LiveFrame) : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Keeps one live connection for as long as it runs: a fresh ticket for each attempt, growing jittered pauses, a ping so
 * that idleness and dead lines are noticed, and a catch-up after every opening.
 */
export class LiveSocket {
  readonly #ports: LivePorts;
  #socket: SocketLike | undefined;
  #attempt = 0;
  #round = 0;
  #running = false;
  #wasLive = false;
  #opened = false;
  #stopWait: () => void = () => undefined;
  #stopPong: () => void = () => undefined;

  constructor(ports: LivePorts) {
    this.#ports = ports;
  }

  start(): void {
    if (this.#running) return;
    this.#running = true;
    void this.#open();
  }

  stop(): void {
    this.#running = false;
    this.#drop();
  }

  /** The network came or the page was looked at again: no waiting, and a doubtful line is tested now. */
  nudge(): void {
    if (!this.#running) return;
    if (this.#opened) this.#ping();
    else if (!this.#socket) this.#again(0);
  }

  /** The browser knows that there is no network. */
  lost(): void {
    if (!this.#running) return;
    this.#drop();
    this.#ports.onState('offline');
  }

  async #open(): Promise<void> {
    this.#drop();
    const round = this.#round;
    const current = () => this.#running && round === this.#round;
    this.#ports.onState(this.#stateWhileDown());
    // A ticket that never comes holds nothing up either.
    this.#stopWait = this.#ports.after(OPEN_WITHIN_MS, () => this.#retry());
    try {
      const ticket = await this.#ports.ticket();
      if (current()) this.#use(this.#ports.connect(ticket), current);
    } catch {
      if (current()) this.#retry();
    }
  }

  #use(socket: SocketLike, current: () => boolean): void {
    this.#socket = socket;
    socket.onopen = () => {
      if (!current()) return;
      this.#attempt = 0;
      this.#opened = true;
      this.#wasLive = true;
      this.#ports.onState('live');
      this.#ports.onCatchUp();
      this.#pingLater();
    };
    socket.onclose = () => {
      if (current()) this.#retry();
    };
    socket.onmessage = event => {
      const frame = readFrame(event.data);
      if (current() && frame) this.#hear(frame);
    };
  }

  #hear(frame: LiveFrame): void {
    this.#stopPong();
    if (frame.type === 'goodbye') this.#retry();
    else if (frame.type !== 'pong') this.#ports.onFrame(frame);
  }

  #pingLater(): void {
    this.#stopWait();
    this.#stopWait = this.#ports.after(PING_EVERY_MS, () => this.#ping());
  }

  #ping(): void {
    this.#stopPong();
    this.#stopPong = this.#ports.after(PONG_WITHIN_MS, () => this.#retry());
    try {
      this.#socket?.send('{"type":"ping"}');
      this.#pingLater();
    } catch {
      this.#retry();
    }
  }

  #retry(): void {
    this.#drop();
    this.#ports.onState(this.#stateWhileDown());
    this.#attempt += 1;
    this.#again(pauseMs(this.#attempt, this.#ports.fraction()));
  }

  #again(ms: number): void {
    this.#stopWait();
    this.#stopWait = this.#ports.after(ms, () => void this.#open());
  }

  #drop(): void {
    this.#round += 1;
    this.#stopWait();
    this.#stopPong();
    this.#opened = false;
    this.#socket?.close();
    this.#socket = undefined;
  }

  #stateWhileDown(): LiveState {
    if (!this.#ports.online()) return 'offline';
    return this.#wasLive ? 'reconnecting' : 'connecting';
  }
}
