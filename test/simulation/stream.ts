import type { TableChange } from '../../functions/upkeep/table-change.ts';
import { shardOf } from '../../shared/kernel/hash.ts';
import { DAY, SECOND } from '../../shared/kernel/instant.ts';
import type { RowChange } from '../../tools/memory/memory-table.ts';
import type { Random } from './random.ts';
import type { Latency, Run, Runs } from './runs.ts';
import type { VirtualClock } from './virtual-clock.ts';

export type StreamSettings = {
  readonly shards: number;
  readonly batchSize: number;
  readonly maxAttempts: number;
  readonly pollMs: Latency;
};
export const usualStream: StreamSettings = { shards: 4, batchSize: 100, maxAttempts: 10, pollMs: [50, 300] };

export type MemoryStream = {
  take(changes: readonly RowChange[]): void;
  /** Records not yet handled. */
  depth(): number;
  /** When the oldest of these came. */
  oldestSince(): number | undefined;
  /** Stops and starts the mapping; records older than a day are gone for ever. */
  pause(paused: boolean): void;
  /** Records that left without being handled: too old, or failed too often. */
  readonly lost: { trimmed: number; givenUp: number };
};

type Given = {
  readonly clock: VirtualClock;
  readonly random: Random;
  readonly runs: Runs;
  readonly settings?: Partial<StreamSettings>;
  /** Answers with the sequence numbers to be delivered again. */
  readonly handle: (changes: readonly TableChange[], run: Run) => Promise<readonly string[]>;
};
type Kept = TableChange & { readonly at: number };
type Shard = { records: Kept[]; busy: boolean; attempts: number; size: number };

/** The table's stream: in order per shard, checkpoint at the lowest failure, halved batches after errors, a day's memory. */
export function memoryStream({ clock, random, runs, settings, handle }: Given): MemoryStream {
  const { shards, batchSize, maxAttempts, pollMs } = { ...usualStream, ...settings };
  const all = Array.from(
    { length: shards },
    (): Shard => ({ records: [], busy: false, attempts: 0, size: batchSize }),
  );
  const lost = { trimmed: 0, givenUp: 0 };
  let paused = false;
  let sequence = 0;

  const pump = (shard: Shard, [from, to]: Latency = pollMs) => {
    if (paused || shard.busy || shard.records.length === 0) return;
    shard.busy = true;
    clock.after(random.int(from, to), () => void poll(shard));
  };
  const poll = async (shard: Shard) => {
    const fresh = shard.records.filter(record => record.at > clock.now() - DAY);
    lost.trimmed += shard.records.length - fresh.length;
    shard.records = fresh;
    const batch = paused ? [] : fresh.slice(0, shard.size);
    const done = batch.length === 0 ? 0 : await deliver(batch);
    shard.records.splice(0, done);
    settle(shard, batch.length, done);
    shard.busy = false;
    pump(shard, done === batch.length ? pollMs : backoff(shard.attempts));
  };
  const settle = (shard: Shard, tried: number, done: number) => {
    shard.attempts = done === tried ? 0 : done > 0 ? 1 : shard.attempts + 1;
    shard.size = done === tried ? batchSize : Math.max(1, Math.ceil(tried / 2));
    if (shard.attempts < maxAttempts) return;
    lost.givenUp++;
    shard.records.shift();
    shard.attempts = 0;
  };
  const deliver = async (batch: readonly Kept[]): Promise<number> => {
    const ended = await runs.start('relay', run => handle(batch, run));
    if (ended.ended !== 'well') return 0;
    const failed = new Set(ended.value);
    const first = batch.findIndex(record => failed.has(record.sequence));
    return first < 0 ? batch.length : first;
  };
  return {
    lost,
    take(changes) {
      for (const { before, after } of changes) {
        const row = after ?? before;
        const shard = all[shardOf(row?.pk ?? '', shards)];
        shard?.records.push({
          sequence: String(++sequence).padStart(21, '0'),
          before,
          after,
          at: clock.now(),
        });
        if (shard) pump(shard);
      }
    },
    depth: () => all.reduce((sum, shard) => sum + shard.records.length, 0),
    oldestSince: () => {
      const first = all.flatMap(shard => shard.records[0]?.at ?? []);
      return first.length > 0 ? Math.min(...first) : undefined;
    },
    pause(now) {
      paused = now;
      for (const shard of all) pump(shard);
    },
  };
}

const backoff = (attempts: number): Latency => {
  const wait = Math.min(60 * SECOND, SECOND * 2 ** attempts);
  return [wait / 2, wait];
};
