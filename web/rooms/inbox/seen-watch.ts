export const IN_FRONT_MS = 1_000;

type SeenPorts = {
  readonly after: (ms: number, run: () => void) => () => void;
  readonly mark: (id: string) => Promise<unknown>;
};

/** Marks what has been in front of the reader for a second without a break; what failed is tried when it is in front again. */
export class SeenWatch {
  readonly #waiting = new Map<string, () => void>();
  readonly #marked = new Set<string>();
  readonly #ports: SeenPorts;

  constructor(ports: SeenPorts) {
    this.#ports = ports;
  }

  /** What is unseen and in front of the reader now; nothing when the page is hidden. */
  inFront(ids: ReadonlySet<string>): void {
    for (const [id, stop] of this.#waiting)
      if (!ids.has(id)) {
        stop();
        this.#waiting.delete(id);
      }
    for (const id of ids) if (!this.#waiting.has(id) && !this.#marked.has(id)) this.#watch(id);
  }

  #watch(id: string): void {
    const stop = this.#ports.after(IN_FRONT_MS, () => {
      this.#waiting.delete(id);
      this.#marked.add(id);
      this.#ports.mark(id).catch(() => this.#marked.delete(id));
    });
    this.#waiting.set(id, stop);
  }
}
