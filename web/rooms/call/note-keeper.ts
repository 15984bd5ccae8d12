import type { CallWorkspace } from '../../../shared/contracts/calls-contract.ts';

export type Difficulty = CallWorkspace['difficulties'][number];
/** What is written down in a call. */
export type Draft = { readonly notes: string; readonly difficulties: readonly Difficulty[] };
/**
 * How what is written stands: as the server has it, changed and about to be sent, on its way, kept by the server, or
 * not taken.
 */
export type Kept = 'clean' | 'waiting' | 'saving' | 'kept' | 'failed';
export type Noted = { readonly draft: Draft; readonly kept: Kept; readonly error?: unknown };

export type NotePorts = {
  readonly save: (draft: Draft) => Promise<unknown>;
  /** Calls back after so many ms; the answer stops it. */
  readonly after: (ms: number, run: () => void) => () => void;
  /** Whether it is worth trying again by itself: the server did not answer, rather than refuse. */
  readonly passes: (error: unknown) => boolean;
};

/** Sent so long after the last key, and while somebody writes on and on so long after the first at the latest. */
export const IDLE_MS = 1_500;
export const LONGEST_MS = 10_000;
/** Pause before it is sent again by itself. */
export const AGAIN_MS = 10_000;

/**
 * Keeps what is written during a call. It is sent while it is written, one sending at a time; what was not taken stays
 * here, is sent again by itself when the server did not answer, and whenever somebody says so. Nothing that was typed is
 * ever replaced by what the server has.
 */
export class NoteKeeper {
  #noted: Noted;
  #sent: Draft;
  #sending: Promise<void> | undefined;
  #stopIdle: () => void = () => undefined;
  #stopLongest: (() => void) | undefined;
  readonly #ports: NotePorts;
  readonly #listeners = new Set<() => void>();

  constructor(ports: NotePorts, server: Draft) {
    this.#ports = ports;
    this.#noted = { draft: server, kept: 'clean' };
    this.#sent = server;
  }

  readonly get = (): Noted => this.#noted;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** True while there is something that the server may not have. */
  readonly isUnsaved = (): boolean => this.#noted.draft !== this.#sent;

  /** What the server has is taken on only while nothing of one's own is on its way. */
  readonly take = (server: Draft): void => {
    if (this.isUnsaved() || this.#sending || sameDraft(server, this.#noted.draft)) return;
    this.#sent = server;
    this.#become({ draft: server, kept: 'clean' });
  };

  readonly write = (part: Partial<Draft>): void => {
    this.#become({ draft: { ...this.#noted.draft, ...part }, kept: 'waiting' });
    this.#stopIdle();
    this.#stopIdle = this.#ports.after(IDLE_MS, () => void this.flush());
    this.#stopLongest ??= this.#ports.after(LONGEST_MS, () => void this.flush());
  };

  /** Sends what the server does not have yet, now. */
  readonly flush = async (): Promise<void> => {
    if (this.#sending) return this.#sending;
    if (!this.isUnsaved()) return;
    this.#sending = this.#send().finally(() => {
      this.#sending = undefined;
    });
    await this.#sending;
  };

  /** Everything written so far went with something else, such as the end of the call. */
  readonly wentWith = (draft: Draft): void => {
    this.#stopTimers();
    this.#sent = draft;
    if (this.#noted.draft === draft) this.#become({ draft, kept: 'kept' });
  };

  async #send(): Promise<void> {
    this.#stopTimers();
    const { draft } = this.#noted;
    this.#become({ draft, kept: 'saving' });
    try {
      await this.#ports.save(draft);
      this.#sent = draft;
      if (this.#noted.draft === draft) this.#become({ draft, kept: 'kept' });
    } catch (error) {
      if (!this.isUnsaved()) return;
      this.#become({ draft: this.#noted.draft, kept: 'failed', error });
      if (this.#ports.passes(error)) this.#stopIdle = this.#ports.after(AGAIN_MS, () => void this.flush());
    }
  }

  #stopTimers(): void {
    this.#stopIdle();
    this.#stopLongest?.();
    this.#stopLongest = undefined;
  }

  #become(next: Noted): void {
    this.#noted = next;
    for (const listener of this.#listeners) listener();
  }
}

const sameDraft = (one: Draft, other: Draft): boolean =>
  one.notes === other.notes && JSON.stringify(one.difficulties) === JSON.stringify(other.difficulties);
