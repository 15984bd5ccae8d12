import type { Bus } from '../../shared/adapters/bus.ts';
import type { ClockQueues } from '../../shared/adapters/clock-queues.ts';
import { keyOfWrite } from '../../shared/store/commit.ts';
import type { Table, WriteSet } from '../../shared/store/table.ts';
import type { Latency, Run } from './runs.ts';
import { ServiceError } from './runs.ts';

export type Latencies = {
  readonly table: Latency;
  readonly bus: Latency;
  readonly queue: Latency;
  readonly channel: Latency;
};
export const usualLatencies: Latencies = { table: [2, 12], bus: [5, 40], queue: [5, 30], channel: [30, 400] };

const MAX_TRIES = 6;

/** Rows that a transaction holds while it is under way: another write of them is a conflict. */
export type Locks = {
  conflicts: number;
  readonly held: {
    has(place: string): boolean;
    set(place: string, count: number): unknown;
    delete(place: string): unknown;
  };
};
export const noLocks = (): Locks => ({ conflicts: 0, held: new Map() });

/** The table as one run sees it: late, with faults, and with conflicts tried again as `dynamoTable` does. */
export function tableFor(
  run: Run,
  table: Table,
  { latency, locks }: { latency: Latency; locks: Locks },
): Table {
  const commit = async (set: WriteSet) => {
    const places = set.writes.map(write => `${keyOfWrite(write).pk}\n${keyOfWrite(write).sk}`);
    const after = run.justSent();
    for (let attempt = 1; ; attempt++) {
      const held = places.length > 1 || places.some(place => locks.held.has(place)) ? places : [];
      if (held.every(place => !locks.held.has(place))) {
        for (const place of held) locks.held.set(place, 1);
        const free = () => {
          for (const place of held) locks.held.delete(place);
        };
        return run.call('table.commit', latency, () => table.commit(set), { arrived: free, after });
      }
      locks.conflicts++;
      if (attempt === MAX_TRIES) throw new ServiceError('TransactionConflict');
      await run.pause(20 * 2 ** attempt);
    }
  };
  return {
    get: key => run.call('table.get', latency, () => table.get(key)),
    query: query => run.call(`table.query ${query.index ?? ''}`.trim(), latency, () => table.query(query)),
    commit,
  };
}

/** The adapters send ten entries a call, one call after the other. */
const inTens = ([from, to]: Latency, items: readonly unknown[]): Latency => {
  const calls = Math.ceil(items.length / 10);
  return [from * calls, to * calls];
};
export const busFor = (run: Run, bus: Bus, latency: Latency): Bus => ({
  put: facts => run.call('bus.put', inTens(latency, facts), () => bus.put(facts)),
});
export const clockQueuesFor = (run: Run, queues: ClockQueues, latency: Latency): ClockQueues => ({
  send: ticks => run.call('clock-queues.send', inTens(latency, ticks), () => queues.send(ticks)),
});
