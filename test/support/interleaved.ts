import type { Table } from '../../shared/store/table.ts';

/** Numbers in [0, 1) that a seed decides (mulberry32). */
export function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Between two calls to a table, a deed goes through fewer promises than this. */
const HOPS = 12;

/**
 * A table whose calls wait until they are let through, one at a time and in an order that the seed decides: what
 * happens between two calls of anybody is up to chance. `run` lets deeds go on side by side until all have ended.
 */
export function interleaved(table: Table, seed: number) {
  const random = chance(seed);
  const waiting: (() => void)[] = [];
  const turn = () => new Promise<void>(resolve => waiting.push(resolve));
  const run = async <T>(deeds: readonly (() => Promise<T>)[]): Promise<T[]> => {
    let going = deeds.length;
    const ended = Promise.all(
      deeds.map(async deed => {
        await turn();
        return deed().finally(() => going--);
      }),
    );
    while (going > 0) {
      for (let n = 0; n < HOPS; n++) await undefined;
      waiting.splice(Math.floor(random() * waiting.length), 1)[0]?.();
    }
    return ended;
  };
  const waits: Table = {
    get: key => turn().then(() => table.get(key)),
    query: query => turn().then(() => table.query(query)),
    commit: set => turn().then(() => table.commit(set)),
  };
  return { table: waits, run };
}
