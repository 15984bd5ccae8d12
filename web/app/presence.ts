import { machineNow as now } from './clock.ts';

/** How long after the last key, click or movement somebody still counts as sitting there. */
const STAYS_MS = 60_000;
const signs = ['pointermove', 'pointerdown', 'keydown', 'wheel', 'touchstart', 'focus'] as const;

/**
 * Whether somebody is in front of the page: it is visible and was used within the last minute. A console that is open
 * on a second screen all day does not read for anybody.
 */
export class Presence {
  #lastSign = now();
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #listeners = new Set<() => void>();

  readonly isThere = (): boolean =>
    document.visibilityState === 'visible' && now() - this.#lastSign < STAYS_MS;

  readonly subscribe = (listener: () => void): (() => void) => {
    if (this.#listeners.size === 0) this.#listen();
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size === 0) this.#deafen();
    };
  };

  #listen(): void {
    this.#lastSign = now();
    for (const sign of signs) addEventListener(sign, this.#sign, { passive: true, capture: true });
    document.addEventListener('visibilitychange', this.#sign);
    this.#again();
  }

  #deafen(): void {
    for (const sign of signs) removeEventListener(sign, this.#sign, { capture: true });
    document.removeEventListener('visibilitychange', this.#sign);
    clearTimeout(this.#timer);
  }

  readonly #sign = (): void => {
    const was = this.isThere();
    this.#lastSign = now();
    if (!was || document.visibilityState !== 'visible') this.#tell();
    this.#again();
  };

  #again(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#tell(), STAYS_MS + 50);
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
