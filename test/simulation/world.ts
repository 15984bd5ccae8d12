import type { HandOverPorts } from '../../functions/upkeep/hand-over.ts';
import type { MailMessage } from '../../shared/adapters/mail.ts';
import type { ClockQueue, Consumer } from '../../shared/events/consumers.ts';
import { clockQueues as clockQueueNames, consumers } from '../../shared/events/consumers.ts';
import type { Fact, Follow } from '../../shared/events/envelope.ts';
import type { Tick } from '../../shared/events/timers.ts';
import type { Ids } from '../../shared/kernel/id.ts';
import { eventIdOf } from '../../shared/kernel/id.ts';
import type { Instant } from '../../shared/kernel/instant.ts';
import { HOUR, MINUTE, SECOND } from '../../shared/kernel/instant.ts';
import { wakeShards } from '../../shared/store/keys.ts';
import type { Row } from '../../shared/store/table.ts';
import type { MemoryTable } from '../../tools/memory/memory-table.ts';
import { memoryTable } from '../../tools/memory/memory-table.ts';
import type { ChannelPorts } from './channels.ts';
import { memoryChannels } from './channels.ts';
import type { FaultMix, Faults } from './faults.ts';
import { noFaults, randomFaults } from './faults.ts';
import * as today from './functions.ts';
import { type Known, knowing } from './known.ts';
import { memoryBus, memoryClockQueues } from './memory-bus.ts';
import type { QueueSettings } from './memory-queue.ts';
import { memoryQueue } from './memory-queue.ts';
import type { Latencies } from './outside.ts';
import { busFor, clockQueuesFor, noLocks, tableFor, usualLatencies } from './outside.ts';
import { randomOf } from './random.ts';
import type { Run } from './runs.ts';
import { runsOf } from './runs.ts';
import { memoryStream } from './stream.ts';
import { virtualClock } from './virtual-clock.ts';

/** Monday, in working hours of most of Europe. */
export const START: Instant = Date.parse('2026-11-23T09:00:00Z');

export type WorldPorts = HandOverPorts & ChannelPorts;
type Handle<What> = (ports: WorldPorts, what: What, run: Run) => Promise<{ readonly decision: string }>;
/** What stands behind the queues; the product's own use cases unless a test brings others. */
export type Wiring = {
  readonly facts: Partial<Record<Consumer, Handle<Fact>>>;
  readonly ticks: Partial<Record<ClockQueue, Handle<Tick>>>;
  /** What stands behind the queue of the mail service's reports. */
  readonly mailReports?: Handle<{ readonly origin: string; readonly text: string }>;
  /** What sends and looks after, what functions know before they answer, and what people ask: today's when absent. */
  readonly upkeep?: typeof today.upkeep;
  readonly known?: Known;
  readonly asked?: typeof today.asked;
};

export type WorldSettings = {
  readonly seed: number;
  /** A Monday morning when nothing is said. */
  readonly start?: Instant;
  readonly faults?: FaultMix | Faults;
  readonly wiring: Wiring;
  /** Who answers what comes just now, when more than one release is there; what it lacks `wiring` answers. */
  readonly answering?: (what: string, world: Pick<World, 'clock' | 'random'>) => Wiring;
  readonly latencies?: Partial<Latencies>;
  readonly queue?: Partial<QueueSettings>;
  /** Changes what a run sees of the outside: how tests plant bugs. */
  readonly sabotage?: (ports: WorldPorts, run: Run) => WorldPorts;
  readonly dropTicks?: number;
  readonly recordCalls?: boolean;
  /** What stands in the table from the beginning. */
  readonly rows?: Iterable<Row>;
  /** Told of every message and every call from outside just before it is answered, with what can answer it again. */
  readonly onStep?: (name: string, work: Work) => void;
};
/** What a function does with one message or one call, on whatever world it is given. */
export type Work = (ports: WorldPorts, run: Run) => Promise<unknown>;

export type World = ReturnType<typeof simulate>;

/** The whole product on virtual time in one process, with everything the cloud may do to it. One seed, one history. */
export function simulate(settings: WorldSettings) {
  const { seed, wiring } = settings;
  const random = randomOf(seed);
  const clock = virtualClock(settings.start ?? START);
  const mix = settings.faults ?? noFaults;
  const faults = 'planRun' in mix ? mix : randomFaults(mix, random);
  const runs = runsOf({ clock, random, faults, record: settings.recordCalls ?? false });
  const latencies = { ...usualLatencies, ...settings.latencies };
  const table: MemoryTable = memoryTable({
    ...{ clock, indexLag: faults.indexLag },
    ...(settings.rows ? { rows: settings.rows } : {}),
  });
  const locks = noLocks();
  let nextId = 0;
  const ids: Ids = {
    random: prefix => `${prefix}_${seed}x${String(++nextId).padStart(digitsOf(prefix), '0')}`,
  };

  const answering = (what: string): Wiring => settings.answering?.(what, { clock, random }) ?? wiring;
  const channels = memoryChannels(clock);
  const portsOf = (run: Run): WorldPorts => {
    const ports = {
      table: tableFor(run, table, { latency: latencies.table, locks }),
      clock,
      ids,
      bus: busFor(run, bus, latencies.bus),
      clockQueues: clockQueuesFor(run, ticks, latencies.queue),
      ...channels.portsFor(run, latencies.channel),
    };
    return settings.sabotage?.(ports, run) ?? ports;
  };
  const handled = new Map<string, number>();
  const decisions = new Map<string, number>();
  const quarantined: string[] = [];
  const count = (map: Map<string, number>, key: string) => map.set(key, (map.get(key) ?? 0) + 1);

  const parts = { clock, random, faults, runs };
  const stepOf = <T>(name: string, run: Run, work: (ports: WorldPorts, run: Run) => Promise<T>) => {
    settings.onStep?.(name, work);
    return work(portsOf(run), run);
  };
  const factQueue = (name: Consumer) =>
    memoryQueue({
      ...parts,
      name,
      ...(settings.queue ? { settings: settings.queue } : {}),
      handle: async (body, run, received) => {
        const { facts, known = today.known } = answering(name);
        const read = known.readFactFor(name, detailOf(body));
        if (!read.ok && known.comesAgain?.(read, received)) throw new Error(read.refusal);
        if (!read.ok) return quarantined.push(body);
        const fact = read.value;
        const answer = facts[name] ?? wiring.facts[name];
        const done =
          answer && (await stepOf(`${name} ${fact.name}`, run, (ports, run) => answer(ports, fact, run)));
        count(handled, `${name} ${read.value.id}`);
        return count(decisions, `${name} ${done?.decision}`);
      },
    });
  const tickQueue = (name: ClockQueue) =>
    memoryQueue({
      ...parts,
      name,
      settings: { visibilityMs: 30 * SECOND, ...settings.queue },
      handle: async (body, run) => {
        const tick = tickIn(body);
        if (!tick) return quarantined.push(body);
        const by = answering(name);
        const { ticks, known = today.known } = by.ticks[name] ? by : wiring;
        if (!known.queueOf(tick.kind)) return count(decisions, `${name} unknown-timer`);
        const answer = ticks[name];
        const done =
          answer && (await stepOf(`${name} ${tick.kind}`, run, (ports, run) => answer(ports, tick, run)));
        return count(decisions, `${name} ${done?.decision}`);
      },
    });
  const queues = {
    ...recordOf(
      consumers.filter(name => wiring.facts[name]),
      factQueue,
    ),
    ...recordOf(clockQueueNames, tickQueue),
  };
  const bus = memoryBus({ ...parts, queues });
  const ticks = memoryClockQueues({ ...parts, queues, dropped: settings.dropTicks ?? 0 });
  const stream = memoryStream({
    ...parts,
    handle: async (changes, run) => {
      const { upkeep = today.upkeep, known } = answering('relay');
      return (await upkeep.relay(knowing(portsOf(run), known), changes)).failed;
    },
  });
  const effects = new Map<string, number>();
  table.onCommit((changes, set) => {
    stream.take(changes);
    for (const write of set.writes)
      if (write.do === 'put' && write.row.type === 'journal')
        count(effects, `${write.row.capability} ${write.row.eventId} ${write.row.pk}`);
  });

  const off = { sweep: false, audit: false };
  const every = (milliseconds: number, name: keyof typeof off) => {
    const again = () => {
      clock.after(milliseconds, again);
      if (off[name]) return;
      const { upkeep = today.upkeep, known } = answering(name);
      void runs.start(name, async run => upkeep[name](knowing(portsOf(run), known)));
    };
    clock.after(random.int(0, milliseconds), again);
  };
  every(MINUTE, 'sweep');
  every(5 * MINUTE, 'audit');

  const reports = wiring.mailReports;
  if (reports)
    channels.onMail((message, messageId) => {
      const text = deliveredReport(message, { messageId, at: clock.now() });
      const report = async () => {
        const answer = answering('mail-report').mailReports ?? reports;
        const ended = await runs.start('mail-report', run =>
          stepOf('mail-report delivered', run, (ports, run) =>
            answer(ports, { origin: messageId, text }, run),
          ),
        );
        if (ended.ended !== 'well') clock.after(5 * SECOND, () => void report());
      };
      const { copies, lateMs } = faults.onTheWay();
      for (let n = 0; n < copies; n++)
        clock.after(lateMs + random.int(SECOND, 30 * SECOND), () => void report());
    });

  const injected: Fact[] = [];
  let inTransit = 0;
  const produce = (fact: Fact): void => {
    inTransit++;
    const send = async () => {
      const ended = await runs.start('producer', run => busFor(run, bus, latencies.bus).put([fact]));
      if (ended.ended === 'well' && ended.value[0] === true) inTransit--;
      else clock.after(5 * SECOND, send);
    };
    void send();
  };
  const fact = (follow: Follow, about: { accountId: string; occurredAt?: Instant; id?: string }): Fact => {
    const id = eventIdOf('test', 'simulation', about.id ?? `${seed}-${++nextId}`);
    const made: Fact = {
      ...follow,
      id,
      occurredAt: about.occurredAt ?? clock.now(),
      recordedAt: clock.now(),
      accountId: about.accountId as Fact['accountId'],
      correlation: id,
      depth: 0,
      producer: 'test',
      origin: 'live',
    };
    injected.push(made);
    produce(made);
    return made;
  };

  const awake = () => wakeShards.flatMap(shard => [...table.standing('wake', shard)]);
  const busy = () =>
    inTransit > 0 ||
    runs.active() > 0 ||
    stream.depth() > 0 ||
    bus.underWay() > 0 ||
    Object.values(queues).some(queue => queue.depth() > 0);
  /** Nothing under way, nothing waiting to be handed over, no timer due. */
  const isQuiet = () =>
    !busy() && awake().every(row => row.type === 'timer' && Number(row.dueAt) > clock.now() + MINUTE);
  const settle = async (within = 12 * HOUR) => {
    const limit = clock.now() + within;
    while (!isQuiet()) {
      if (clock.now() > limit)
        throw new Error(`seed ${seed}: not quiet after ${within / HOUR} h of virtual time`);
      await clock.runUntil(clock.now() + 10 * SECOND);
    }
  };
  return {
    seed,
    clock,
    random,
    runs,
    faults,
    table,
    queues,
    bus,
    stream,
    off,
    locks,
    /** Consumers that something stands behind. */
    consumers: consumers.filter(name => wiring.facts[name]),
    channels: channels.answers,
    /** What left for people: mails, pushes, frames. */
    outbox: channels.outbox,
    /** How often each consumer finished with each fact. */
    handled,
    decisions,
    /** Journal rows written, by capability, event and subject: each is one state effect. */
    effects,
    quarantined,
    /** Facts that the outside world sent. */
    injected,
    fact,
    produce,
    portsOf,
    awake,
    isQuiet,
    settle,
    /** What somebody asks goes to one of these. */
    asked: () => answering('asked').asked ?? today.asked,
    /** One call of a use case from outside, as an API would make it. */
    act: <T>(name: string, work: (ports: WorldPorts) => Promise<T>) =>
      runs.start(name, run => stepOf(name, run, ports => work(ports))),
    run: ({ until }: { until: Instant }) => clock.runUntil(until),
  };
}

/** What SES says of a mail that arrived, as EventBridge carries it. */
const deliveredReport = (
  { to, effectKey, about }: MailMessage,
  { messageId, at }: { messageId: string; at: Instant },
): string =>
  JSON.stringify({
    source: 'aws.ses',
    'detail-type': 'Email Delivered',
    detail: {
      eventType: 'Delivery',
      mail: { messageId, tags: { effect: [effectKey], ...(about === undefined ? {} : { about: [about] }) } },
      delivery: { timestamp: new Date(at).toISOString(), recipients: [to] },
    },
  });

/** The token of a link or a ticket is so long that nobody guesses it, and a shorter one is none. */
const digitsOf = (prefix: string): number => (prefix === 'lnk' || prefix === 'tkt' ? 16 : 1);

const recordOf = <K extends string, V>(keys: readonly K[], value: (key: K) => V): Record<K, V> =>
  Object.fromEntries(keys.map(key => [key, value(key)])) as Record<K, V>;

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
const detailOf = (body: string): unknown => (parsed(body) as { detail?: unknown } | undefined)?.detail;
const tickIn = (body: string): Tick | undefined => parsed(body) as Tick | undefined;
