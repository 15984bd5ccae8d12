export type Fresh = {
  /** Reads again: on time, when somebody comes back to the page, and when the network does. */
  readonly read: () => void;
  /** Every second: what goes by the clock. */
  readonly tick: () => void;
  /** The address has another token. */
  readonly start: () => void;
  readonly rereadMs: number;
};

const TICK_MS = 1_000;

/** Keeps a page as the server has it while somebody sees it. */
export function keepFresh({ read, tick, start, rereadMs }: Fresh): void {
  const readIfSeen = () => {
    if (document.visibilityState === 'visible') read();
  };
  setInterval(readIfSeen, rereadMs);
  setInterval(tick, TICK_MS);
  addEventListener('focus', readIfSeen);
  addEventListener('online', readIfSeen);
  addEventListener('hashchange', start);
  document.addEventListener('visibilitychange', readIfSeen);
}
