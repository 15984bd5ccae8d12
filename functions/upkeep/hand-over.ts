import type { Bus } from '../../shared/adapters/bus.ts';
import type { ClockQueues } from '../../shared/adapters/clock-queues.ts';
import type { Tick } from '../../shared/events/timers.ts';
import { inParallel } from '../../shared/kernel/parallel.ts';
import { followsOf, marksSent, type TimerRow } from '../../shared/store/journal.ts';
import type { Ports } from '../../shared/store/ports.ts';
import type { Row } from '../../shared/store/table.ts';
import { delaySeconds } from '../../shared/store/wake.ts';

export type HandOverPorts = Ports & { readonly bus: Bus; readonly clockQueues: ClockQueues };

export type HandedOver = {
  readonly facts: number;
  readonly ticks: number;
  /** Rows of which something could not be sent; they stay in the wake index. */
  readonly failed: ReadonlySet<Row>;
  /** Why, when a service could not be reached at all. */
  readonly causes: readonly unknown[];
};

const MARKS_AT_ONCE = 10;

export const isTimer = (row: Row): row is TimerRow => row.type === 'timer';

const tickOf = ({ pk, sk, kind, epoch, dueAt }: TimerRow): Tick => ({ pk, sk, kind, epoch, dueAt });

/**
 * Sends the facts of journal rows to the bus and the ticks of timer rows to their clock queues. A journal row
 * leaves the wake index only after the bus took all of its facts; a timer row stays until its handler finishes it.
 */
export async function handOver(ports: HandOverPorts, rows: readonly Row[]): Promise<HandedOver> {
  const failed = new Set<Row>();
  const causes: unknown[] = [];
  const facts = rows.flatMap(row => followsOf(row).map(fact => ({ row, fact })));
  const timers = rows.filter(isTimer);
  const now = ports.clock.now();
  const settle = (taken: readonly boolean[], owners: readonly Row[]) =>
    owners.forEach((row, at) => {
      if (!taken[at]) failed.add(row);
    });
  const unreachable = (owners: readonly Row[]) => (cause: unknown) => {
    causes.push(cause);
    settle([], owners);
  };
  const owners = facts.map(({ row }) => row);
  if (facts.length > 0)
    await ports.bus
      .put(facts.map(({ fact }) => fact))
      .then(taken => settle(taken, owners), unreachable(owners));
  if (timers.length > 0)
    await ports.clockQueues
      .send(timers.map(row => ({ tick: tickOf(row), delaySeconds: delaySeconds(now, row.dueAt) })))
      .then(taken => settle(taken, timers), unreachable(timers));
  const sent = rows.filter(row => followsOf(row).length > 0 && !failed.has(row));
  await inParallel(sent, MARKS_AT_ONCE, row => markSent(ports, row).catch(cause => causes.push(cause)));
  return {
    facts: owners.filter(row => !failed.has(row)).length,
    ticks: timers.filter(row => !failed.has(row)).length,
    failed,
    causes,
  };
}

/** When this fails the sweep sends the facts once more, which the consumers' journals absorb. */
const markSent = (ports: HandOverPorts, row: Row) =>
  ports.table.commit({ commitId: ports.ids.random('cmt'), writes: [marksSent(row)] });
