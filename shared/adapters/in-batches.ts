export type Pause = (milliseconds: number) => Promise<void>;

export type Batches<T> = {
  readonly maxItems: number;
  readonly maxBytes: number;
  sizeOf(item: T): number;
  /** Sends one batch and answers with the positions that were not taken. Throws when the service cannot be reached. */
  send(batch: readonly T[]): Promise<readonly number[]>;
  readonly pause?: Pause;
};

const MAX_TRIES = 4;
const BASE_PAUSE_MS = 50;
const realPause: Pause = milliseconds =>
  new Promise(done => {
    setTimeout(done, milliseconds);
  });

/**
 * Sends everything in batches that fit the service, and what was refused again with growing, jittered pauses:
 * only that, never what was taken. Answers item by item; throws only when nothing at all could be sent.
 */
export async function inBatches<T>(items: readonly T[], batches: Batches<T>): Promise<boolean[]> {
  const taken = items.map(() => false);
  let cause: unknown;
  for (let attempt = 1; attempt <= MAX_TRIES; attempt++) {
    const waiting = items.flatMap((_, at) => (taken[at] ? [] : [at]));
    if (waiting.length === 0) break;
    if (attempt > 1)
      await (batches.pause ?? realPause)(BASE_PAUSE_MS * 2 ** attempt * (0.5 + Math.random() / 2));
    for (const places of fitting(items, waiting, batches)) {
      try {
        const refused = new Set(await batches.send(places.map(at => items[at] as T)));
        places.forEach((at, place) => {
          taken[at] = !refused.has(place);
        });
      } catch (error) {
        cause = error;
      }
    }
  }
  if (cause !== undefined && !taken.includes(true)) throw cause;
  return taken;
}

/** The waiting places in groups that one call may carry. */
function fitting<T>(
  items: readonly T[],
  waiting: readonly number[],
  { maxItems, maxBytes, sizeOf }: Batches<T>,
) {
  const groups: number[][] = [];
  let bytes = 0;
  for (const at of waiting) {
    const size = sizeOf(items[at] as T);
    const group = groups.at(-1);
    if (group && group.length < maxItems && bytes + size <= maxBytes) {
      group.push(at);
      bytes += size;
    } else {
      groups.push([at]);
      bytes = size;
    }
  }
  return groups;
}
