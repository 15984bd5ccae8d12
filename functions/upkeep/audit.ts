import type { Instant } from '../../shared/kernel/instant.ts';
import { MINUTE } from '../../shared/kernel/instant.ts';
import { inParallel } from '../../shared/kernel/parallel.ts';
import { heartbeatKey, wakeShards } from '../../shared/store/keys.ts';
import type { Ports } from '../../shared/store/ports.ts';
import type { Row } from '../../shared/store/table.ts';
import { LONGEST_LEASE } from '../../shared/store/wake.ts';
import { isTimer } from './hand-over.ts';
import { type AuditLimits, type Memory, mendPromises, usualLimits } from './mend-promises.ts';
import { wakeEndless } from './wake-endless.ts';

export type AuditReport = {
  /** Rows that nobody looked at when somebody should have: the sweep is dead or too slow. */
  readonly overdue: number;
  readonly oldestOverdueMs: number;
  /** Timers and facts that are looked after but do not get done: their receiver fails. */
  readonly late: number;
  readonly oldestLateMs: number;
  /** 1 when the sweep went through all shards lately, else 0. */
  readonly sweepBeats: number;
  /** Open promises that had lost their next step, and how many of these have one again. */
  readonly unguarded: number;
  readonly mended: number;
};

/** What a run tells beside its findings. */
export type Audit = AuditReport & {
  /** Open promises looked at in this run. */
  readonly looked: number;
  /** False when there were more than one run looks at; the next one goes on from there. */
  readonly complete: boolean;
};

/** The sweep takes a row 30 s before its wake instant at the latest; two more minutes mean that it does not. */
const OVERDUE_AFTER = 2 * MINUTE;
const LATE_AFTER = 5 * MINUTE;
const SILENT_AFTER = 3 * MINUTE;
/** Rows looked at per shard and question: enough to raise the alarm, cheap when there is much to find. */
const PAGE = 200;

/**
 * Asks whether every open promise has a next step that is not overdue, and gives those without one a new step.
 * What is merely overdue needs no repair: it stands in the wake index, and the next sweep takes it.
 */
export async function audit(ports: Ports, limits: AuditLimits = usualLimits): Promise<Audit> {
  const now = ports.clock.now();
  const looks = await inParallel(wakeShards, wakeShards.length, shard => look(ports, shard, now));
  const overdue = looks.flatMap(({ overdue }) => overdue.map(row => now - (row.wakeAt ?? now)));
  const late = looks.flatMap(({ late }) => late.map(row => now - promisedAt(row)));
  const [beat, before] = await Promise.all([
    ports.table.get(heartbeatKey('sweep')),
    ports.table.get(heartbeatKey('auditor')),
  ]);
  const woken = await wakeEndless(ports);
  const done = await mendPromises(ports, (before?.['memory'] ?? {}) as Memory, limits);
  const report: AuditReport = {
    overdue: overdue.length,
    oldestOverdueMs: Math.max(0, ...overdue),
    late: late.length,
    oldestLateMs: Math.max(0, ...late),
    sweepBeats: typeof beat?.at === 'number' && beat.at >= now - SILENT_AFTER ? 1 : 0,
    unguarded: done.unguarded + woken,
    mended: done.mended + woken,
  };
  const { looked, complete, memory } = done;
  const row = { ...heartbeatKey('auditor'), type: 'heartbeat', at: now, report, looked, complete, memory };
  await ports.table.commit({ commitId: ports.ids.random('cmt'), writes: [{ do: 'put', row }] });
  return { ...report, looked, complete };
}

/** When the row's promise was to be kept: a timer's due instant, or the instant a fact was recorded. */
const promisedAt = (row: Row): Instant => (isTimer(row) ? row.dueAt : Number(row.recordedAt));

async function look({ table }: Ports, shard: string, now: Instant) {
  const [overdue, leased] = await Promise.all([
    table.query({ index: 'wake', pk: shard, to: now - OVERDUE_AFTER, limit: PAGE }),
    table.query({
      index: 'wake',
      pk: shard,
      from: now - OVERDUE_AFTER + 1,
      to: now + LONGEST_LEASE,
      limit: PAGE,
    }),
  ]);
  const late = leased.rows.filter(row => promisedAt(row) < now - LATE_AFTER);
  return { overdue: overdue.rows, late };
}
