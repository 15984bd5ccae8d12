type Timer = {
  readonly at: number;
  readonly order: number;
  readonly ofPage: boolean;
  readonly run: () => void;
};

const settled = () => new Promise<void>(done => setImmediate(done));

/** Time that moves when it is told to: the world's, and that of a page which stands still while the page is asleep. */
export class LiveClock {
  now: number;
  #order = 0;
  #asleep = false;
  readonly #timers = new Set<Timer>();

  constructor(now: number) {
    this.now = now;
  }

  /** What the world does after so many ms, asleep or not. */
  readonly inTheWorld = (ms: number, run: () => void): (() => void) => this.#add(ms, run, false);

  /** What the page does after so many ms, or when it wakes up. */
  readonly inThePage = (ms: number, run: () => void): (() => void) => this.#add(ms, run, true);

  #add(ms: number, run: () => void, ofPage: boolean): () => void {
    this.#order += 1;
    const timer = { at: this.now + Math.max(0, ms), order: this.#order, ofPage, run };
    this.#timers.add(timer);
    return () => void this.#timers.delete(timer);
  }

  #next(until: number): Timer | undefined {
    let next: Timer | undefined;
    for (const timer of this.#timers) {
      if (timer.at > until || (timer.ofPage && this.#asleep)) continue;
      if (!next || timer.at < next.at || (timer.at === next.at && timer.order < next.order)) next = timer;
    }
    return next;
  }

  async pass(ms: number): Promise<void> {
    const end = this.now + ms;
    await settled();
    for (let timer = this.#next(end); timer; timer = this.#next(end)) {
      this.#timers.delete(timer);
      this.now = Math.max(this.now, timer.at);
      timer.run();
      await settled();
    }
    this.now = end;
  }

  /** The page sleeps for so long: what was due in it happens when it wakes up. */
  async sleep(ms: number): Promise<void> {
    this.#asleep = true;
    await this.pass(ms);
    this.#asleep = false;
  }
}
