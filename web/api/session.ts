import type { SignInAnswer } from '../../shared/contracts/session-contract.ts';
import { isProblem } from './problem.ts';
import type { Fetch } from './request.ts';
import { request } from './request.ts';
import type { BodyOf } from './routes.ts';
import { routes } from './routes.ts';

export type SessionState =
  | { readonly phase: 'starting' | 'unreachable' }
  | { readonly phase: 'signed-out'; readonly why: 'nobody' | 'ended' | 'signed-out' }
  | { readonly phase: 'signed-in'; readonly agentId: string };

export type Challenge = Extract<SignInAnswer, { challenge: string }>;
type SignedIn = Exclude<SignInAnswer, { challenge: string }>;
export type SignInBody = BodyOf<typeof import('../../shared/contracts/session-contract.ts').signIn>;

export type SessionPorts = {
  readonly fetch: Fetch;
  readonly now: () => number;
  /** Calls back after so many ms; the answer stops it. */
  readonly after: (ms: number, run: () => void) => () => void;
};

const RENEW_BEFORE_MS = 60_000;
const TRY_AGAIN_MS = 5_000;
/** A renewal that hangs would hold up everybody who waits for a token. */
const RENEW_WITHIN_MS = 15_000;

/**
 * Who is signed in. The access token lives here alone, in memory; it is renewed by the cookie a minute before its end
 * and when the server refuses it. No answer from the server never signs anybody out, only a clear "no" does.
 */
export class Session {
  #state: SessionState = { phase: 'starting' };
  #token: { text: string; endsAt: number } | undefined;
  #renewing: Promise<boolean> | undefined;
  #stopTimer: () => void = () => undefined;
  readonly #listeners = new Set<() => void>();
  readonly #ports: SessionPorts;

  constructor(ports: SessionPorts) {
    this.#ports = ports;
  }

  get state(): SessionState {
    return this.#state;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Tries the cookie when the page loads. */
  async start(): Promise<void> {
    if (this.#state.phase === 'signed-in') return;
    await this.renew();
  }

  async signIn(body: SignInBody): Promise<Challenge | undefined> {
    const answer = await request(this.#ports.fetch, routes.signIn, { body });
    if ('challenge' in answer) return answer;
    this.#take(answer);
    return undefined;
  }

  /** Ends the session everywhere this page can; the page is signed out even when the server cannot be reached. */
  async signOut(): Promise<void> {
    await request(this.#ports.fetch, routes.signOut, {}).catch(() => undefined);
    this.end('signed-out');
  }

  end(why: 'ended' | 'signed-out' | 'nobody'): void {
    this.#token = undefined;
    this.#stopTimer();
    this.#become({ phase: 'signed-out', why });
  }

  /** A token that is good for some seconds more, renewed first if need be; undefined when signed out. */
  async token(): Promise<string | undefined> {
    if (this.#token && this.#token.endsAt - this.#ports.now() > 5_000) return this.#token.text;
    await this.renew();
    return this.#token?.text;
  }

  /** The server refused this token: renews once for all who ask at the same time. True when there is a new one. */
  async refused(token: string): Promise<boolean> {
    if (this.#token && this.#token.text !== token) return true;
    return this.renew();
  }

  renew(): Promise<boolean> {
    this.#renewing ??= this.#renewOnce().finally(() => {
      this.#renewing = undefined;
    });
    return this.#renewing;
  }

  async #renewOnce(): Promise<boolean> {
    const before = this.#state.phase;
    try {
      const signal = AbortSignal.timeout(RENEW_WITHIN_MS);
      const answer = await request(this.#ports.fetch, routes.refreshSession, { signal });
      if (before === 'signed-in' && this.#state.phase !== 'signed-in') return false;
      this.#take(answer);
      return true;
    } catch (error) {
      if (isProblem(error, 401) || isProblem(error, 403) || isProblem(error, 400))
        this.end(before === 'signed-in' ? 'ended' : 'nobody');
      else this.#tryLater();
      return false;
    }
  }

  #tryLater(): void {
    if (this.#state.phase !== 'signed-in') this.#become({ phase: 'unreachable' });
    this.#stopTimer();
    this.#stopTimer = this.#ports.after(TRY_AGAIN_MS, () => void this.renew());
  }

  #take(answer: SignedIn): void {
    const lifeMs = answer.expiresIn * 1000;
    this.#token = { text: answer.accessToken, endsAt: this.#ports.now() + lifeMs };
    this.#stopTimer();
    this.#stopTimer = this.#ports.after(
      Math.max(lifeMs - RENEW_BEFORE_MS, lifeMs / 2),
      () => void this.renew(),
    );
    const same = this.#state.phase === 'signed-in' && this.#state.agentId === answer.agentId;
    if (!same) this.#become({ phase: 'signed-in', agentId: answer.agentId });
  }

  #become(state: SessionState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}
