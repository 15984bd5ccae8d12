import type { NotificationView } from '../../../shared/contracts/notifications-contract.ts';
import type { Instant } from '../../../shared/kernel/instant.ts';
import { createStore, type Store } from '../../app/store.ts';
import { type Hold, type Holding, type HoldingEvent, next, nextDue } from './holding.ts';

/** What the server made of one notification. */
export type Result = {
  readonly id: string;
  readonly ok: boolean;
  readonly refusal?: string | undefined;
  readonly by?: string | undefined;
  readonly notification?: NotificationView | undefined;
};

export type AcknowledgerPorts = {
  readonly now: () => Instant;
  readonly after: (ms: number, run: () => void) => () => void;
  readonly newId: () => string;
  /** Sends one hold; throws what the API says. */
  readonly send: (hold: Hold) => Promise<readonly Result[]>;
  /** True when no answer came at all, so that it may be tried again. */
  readonly isUnanswered: (error: unknown) => boolean;
  /** The server answered for each of them. */
  readonly onResults: (results: readonly Result[], hold: Hold) => void;
  /** None of them was taken: they are shown again as they were. */
  readonly onBack: (hold: Hold, error: unknown) => void;
  /** It can no longer be undone. */
  readonly onSent: (hold: Hold) => void;
};

/** Holds acknowledgements for as long as they can be undone, then sends each of them once. */
export class Acknowledger {
  readonly holding: Store<Holding> = createStore<Holding>([]);
  readonly #ports: AcknowledgerPorts;
  readonly #underWay = new Set<Promise<void>>();
  #lastError: unknown;
  #stop: () => void = () => undefined;

  constructor(ports: AcknowledgerPorts) {
    this.#ports = ports;
  }

  /** Takes notifications on, undoably; answers with what undoes it. */
  acknowledge(items: readonly NotificationView[]): string {
    const id = this.#ports.newId();
    this.#hear({ is: 'acknowledged', id, items, at: this.#ports.now() });
    return id;
  }

  undo(id: string): void {
    this.#hear({ is: 'undone', id });
  }

  /** The page may be gone in a moment: whatever is held goes out now. */
  leave(): void {
    this.#hear({ is: 'left' });
  }

  /** As `leave`, and waits for the answers: before a sign-out. */
  async settle(): Promise<void> {
    this.leave();
    await Promise.all(this.#underWay);
  }

  #hear(event: HoldingEvent): void {
    const { holding, send, back } = next(this.holding.get(), event);
    this.holding.set(holding);
    this.#stop();
    const due = nextDue(holding);
    if (due !== undefined)
      this.#stop = this.#ports.after(Math.max(0, due - this.#ports.now()), () =>
        this.#hear({ is: 'time-passed', at: this.#ports.now() }),
      );
    for (const hold of send) this.#start(hold);
    for (const hold of back) this.#ports.onBack(hold, this.#lastError);
  }

  #start(hold: Hold): void {
    if (hold.tries === 1) this.#ports.onSent(hold);
    const work = this.#send(hold).finally(() => this.#underWay.delete(work));
    this.#underWay.add(work);
  }

  async #send(hold: Hold): Promise<void> {
    try {
      const results = await this.#ports.send(hold);
      this.#ports.onResults(results, hold);
      this.#hear({ is: 'answered', id: hold.id });
    } catch (error) {
      this.#lastError = error;
      if (this.#ports.isUnanswered(error)) {
        this.#hear({ is: 'unanswered', id: hold.id, at: this.#ports.now() });
        return;
      }
      this.#hear({ is: 'answered', id: hold.id });
      this.#ports.onBack(hold, error);
    }
  }
}
