import type { Instant } from '../../shared/kernel/instant.ts';
import { SECOND } from '../../shared/kernel/instant.ts';
import { inParallel } from '../../shared/kernel/parallel.ts';
import { heartbeatKey, wakeShards } from '../../shared/store/keys.ts';
import type { Ports } from '../../shared/store/ports.ts';
import type { Row } from '../../shared/store/table.ts';
import { NEAR } from '../../shared/store/wake.ts';
import type { HandOverPorts } from './hand-over.ts';
import { handOver } from './hand-over.ts';
import { lease, triesOf } from './lease.ts';

export type SweepReport = {
  readonly looked: number;
  readonly leased: number;
  readonly facts: number;
  readonly ticks: number;
  readonly failed: number;
  /** Rows handed over many times and still here: somebody should look at them. */
  readonly stuck: number;
  /** False when time ran out; the next sweep goes on. */
  readonly complete: boolean;
};

export type SweepLimits = { readonly timeMs: number; readonly page: number; readonly leasesAtOnce: number };

/** 16 shards of 3 leases each stay below the 50 sockets of one SDK client. */
const usual: SweepLimits = { timeMs: 50 * SECOND, page: 100, leasesAtOnce: 3 };
const STUCK_AFTER = 8;

type Tally = { -readonly [K in keyof SweepReport]: SweepReport[K] };

/**
 * Looks at every row of the wake index that is due or nearly due, takes it for a while and sends what it holds.
 * All shards are read side by side, page by page, so that no row and no shard can hold up the others.
 */
export async function sweep(ports: HandOverPorts, limits: SweepLimits = usual): Promise<SweepReport> {
  const started = ports.clock.now();
  const tally: Tally = { looked: 0, leased: 0, facts: 0, ticks: 0, failed: 0, stuck: 0, complete: true };
  const causes: unknown[] = [];
  await inParallel(wakeShards, wakeShards.length, shard =>
    sweepShard(ports, { shard, until: started + NEAR, stopAt: started + limits.timeMs, limits, tally }).catch(
      cause => causes.push(cause),
    ),
  );
  if (causes.length > 0)
    throw new SweepError(`${causes.length} shards could not be read`, { cause: causes[0] });
  await beat(ports, { ...tally });
  return tally;
}

type Shard = {
  readonly shard: string;
  readonly until: Instant;
  readonly stopAt: Instant;
  readonly limits: SweepLimits;
  readonly tally: Tally;
};

async function sweepShard(ports: HandOverPorts, of: Shard): Promise<void> {
  let cursor: string | undefined;
  do {
    const page = await ports.table.query({
      index: 'wake',
      pk: of.shard,
      to: of.until,
      limit: of.limits.page,
      ...(cursor === undefined ? {} : { cursor }),
    });
    await handOverPage(ports, page.rows, of);
    cursor = page.cursor;
    if (cursor !== undefined && ports.clock.now() >= of.stopAt) {
      of.tally.complete = false;
      return;
    }
  } while (cursor !== undefined);
}

async function handOverPage(ports: HandOverPorts, rows: readonly Row[], { limits, tally }: Shard) {
  const won = await inParallel(rows, limits.leasesAtOnce, row =>
    lease(ports, row).catch(() => {
      tally.failed++;
      return false;
    }),
  );
  const leased = rows.filter((_, at) => won[at]);
  const sent = await handOver(ports, leased);
  tally.looked += rows.length;
  tally.leased += leased.length;
  tally.stuck += leased.filter(row => triesOf(row) >= STUCK_AFTER).length;
  tally.facts += sent.facts;
  tally.ticks += sent.ticks;
  tally.failed += sent.failed.size;
}

/** Tells the auditor that the sweep went through every shard. */
const beat = (ports: Ports, report: SweepReport) =>
  ports.table.commit({
    commitId: ports.ids.random('cmt'),
    writes: [
      {
        do: 'put',
        row: { ...heartbeatKey('sweep'), type: 'heartbeat', at: ports.clock.now(), report },
      },
    ],
  });

/** Part of the wake index could not be read; the next minute's sweep looks again. */
export class SweepError extends Error {
  override readonly name = 'SweepError';
}
