import { audit } from '../../functions/upkeep/audit.ts';
import { isLookedAfter } from '../../functions/upkeep/guard.ts';
import { sweep } from '../../functions/upkeep/sweep.ts';
import { type Instant, MINUTE } from '../../shared/kernel/instant.ts';
import { isUnsent } from '../../shared/store/journal.ts';
import type { Row } from '../../shared/store/table.ts';
import { memoryTable } from '../../tools/memory/memory-table.ts';
import { memoryChannels } from '../simulation/channels.ts';
import { oneFault } from '../simulation/faults.ts';
import { busFor, clockQueuesFor, noLocks, tableFor } from '../simulation/outside.ts';
import { randomOf } from '../simulation/random.ts';
import { type Ended, type Run, runsOf } from '../simulation/runs.ts';
import { virtualClock } from '../simulation/virtual-clock.ts';
import type { WorldPorts } from '../simulation/world.ts';
import type { Kill } from './replay.ts';
import { withoutChance } from './replay-alike.ts';

/** What a part of the machinery began with: a minute's sweep, a run of the auditor, records of the stream. */
export type Begun = {
  readonly name: string;
  readonly at: Instant;
  readonly rows: readonly Row[];
  readonly work: (ports: WorldPorts) => Promise<unknown>;
  /** Records of the stream come again until they are answered; a run of a schedule does not. */
  readonly again: boolean;
};

export type Rested = {
  readonly rows: readonly string[];
  readonly sent: readonly string[];
  readonly calls: readonly string[];
  readonly faults: number;
};

const MOST_DELIVERIES = 8;
const GOES_ON = 12;
const SWEEP_EVERY = 3;
const AUDIT_EVERY = 5;
const AT_ONCE = [0, 0] as const;

/**
 * Takes it once, with at most one fault, and then goes on as the schedules do, for twelve minutes. Nobody answers what is
 * sent, so that it stands in the table and is sent again.
 */
export async function untilAtRest({ name, at, rows, work, again }: Begun, kill?: Kill): Promise<Rested> {
  const clock = virtualClock(at);
  const table = memoryTable({ clock, rows });
  const faults = oneFault(kill?.fault ?? 'refused', kill?.call ?? 0);
  const runs = runsOf({ clock, random: randomOf(1), faults, record: true });
  const channels = memoryChannels(clock);
  const sent = new Set<string>();
  const note = (items: readonly object[]): true[] =>
    items.map(item => !!sent.add(JSON.stringify(item)) as true);
  let nextId = 0;
  const portsOf = (run: Run): WorldPorts => ({
    table: tableFor(run, table, { latency: AT_ONCE, locks: noLocks() }),
    clock,
    ids: { random: prefix => `${prefix}_again${++nextId}` },
    bus: busFor(run, { put: async facts => note(facts) }, AT_ONCE),
    clockQueues: clockQueuesFor(
      run,
      { send: async ticks => note(ticks.map(({ tick: { pk, sk } }) => ({ pk, sk }))) },
      AT_ONCE,
    ),
    ...channels.portsFor(run, AT_ONCE),
  });
  const take = async (what: Begun['work']): Promise<Ended<unknown>> => {
    let ended: Ended<unknown> | undefined;
    void runs
      .start(name, run => what(portsOf(run)))
      .then(end => {
        ended = end;
      });
    while (!ended) if (!(await clock.step())) await new Promise(next => setImmediate(next));
    return ended;
  };
  let calls: string[] | undefined;
  for (let n = 1, isDone = false; !isDone; n++) {
    isDone = (await take(work)).ended === 'well' || !again;
    calls ??= runs.calls.map(({ what }) => what);
    if (n > MOST_DELIVERIES) throw new Error(`${name} was never answered`);
  }
  for (let minute = 1; minute <= GOES_ON; minute++) {
    await clock.runUntil(at + minute * MINUTE);
    if (minute % AUDIT_EVERY === 0) await take(ports => audit(ports));
    if (minute % SWEEP_EVERY === 0) await take(ports => sweep(ports));
  }
  const plain = withoutChance(rows);
  return {
    rows: [...table.rows()]
      .flatMap(row => atRest(row, clock.now()))
      .map(plain)
      .sort(),
    sent: [...sent].map(plain).sort(),
    calls: calls ?? [],
    faults: Object.values(faults.injected).reduce((sum, n) => sum + n, 0),
  };
}

/** How often the index was told what it knew already; when a look was armed that is to be had at once. */
function isAside({ type, dueAt, armedAt }: Row, field: string): boolean {
  if (type === 'search-entry') return field === 'version' || field === 'expiresAt';
  return type === 'timer' && dueAt === armedAt && (field === 'dueAt' || field === 'epoch');
}

/** A row as it counts: whether somebody looks after it, not when and how often they did; what they noted of it is no row. */
function atRest(row: Row, now: Instant): string[] {
  if (row.type === 'heartbeat') return [];
  const { commitId, wakeAt, wakeShard, swept, armedAt, ...said } = row;
  const open = row.type === 'timer' || (row.type === 'journal' && isUnsent(row));
  const fields = Object.entries(said)
    .filter(([field]) => !isAside(row, field))
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return [JSON.stringify([...fields, ...(open ? [['isLookedAfter', isLookedAfter(row, now)]] : [])])];
}
