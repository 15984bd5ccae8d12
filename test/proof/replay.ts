import type { Tick } from '../../shared/events/timers.ts';
import { MINUTE } from '../../shared/kernel/instant.ts';
import { keyOfWrite } from '../../shared/store/commit.ts';
import { noteMailLeft } from '../../shared/store/mail-report-store.ts';
import type { Row, Write, WriteSet } from '../../shared/store/table.ts';
import { type MemoryTable, memoryTable } from '../../tools/memory/memory-table.ts';
import { memoryChannels } from '../simulation/channels.ts';
import { type CallFault, oneFault } from '../simulation/faults.ts';
import { busFor, clockQueuesFor, type Locks, tableFor } from '../simulation/outside.ts';
import { product } from '../simulation/product.ts';
import { randomOf } from '../simulation/random.ts';
import { type Ended, type Run, runsOf } from '../simulation/runs.ts';
import { needlessRepeats } from '../simulation/sends.ts';
import { type VirtualClock, virtualClock } from '../simulation/virtual-clock.ts';
import type { WorldPorts } from '../simulation/world.ts';
import {
  bare,
  chatOf,
  hintOf,
  isLink,
  isReport,
  isWrittenOnce,
  speltChanges,
  withoutChance,
} from './replay-alike.ts';
import type { Step } from './steps.ts';

/** A fault at one outside call of a step, counted from 1. */
export type Kill = { readonly fault: CallFault; readonly call: number };
/** What is there after a step was taken, again and again until it was answered. */
export type Replayed = {
  /** Every row that changed, in one spelling, without what differs by chance. */
  readonly rows: readonly string[];
  /** Everything that left for people and for other functions. */
  readonly sent: readonly string[];
  /** What was sent again for no reason. */
  readonly needless: readonly string[];
  /** What was called outside, in order. */
  readonly calls: readonly string[];
  /** What each commit put, replaced, changed and took away, in order: types of rows, their kinds, what was decided. */
  readonly wrote: readonly string[];
  readonly deliveries: number;
  readonly answer: unknown;
};

/** What somebody could have got wrong, as a change of what a step sees of the outside. */
export type Sabotage = (ports: WorldPorts) => WorldPorts;
const sound: Sabotage = ports => ports;

const AT_ONCE = [0, 0] as const;
/** One run has the table for itself: what it writes side by side waits for nobody, so that no time goes by. */
const alone: Locks = { conflicts: 0, held: { has: () => false, set: () => undefined, delete: () => false } };
const MOST_DELIVERIES = 8;
const MOST_ROUNDS = 4;
const MOST_IDLE_TURNS = 100;
const VISIBLE_AGAIN = 3 * MINUTE;

/** Takes one step from the rows that it began with, with at most one fault, and delivers it again until it is answered. */
export async function replay(
  step: Step,
  rows: readonly Row[],
  kill?: Kill,
  sabotage: Sabotage = sound,
): Promise<Replayed> {
  const clock = virtualClock(step.at);
  const table = memoryTable({ clock, rows });
  const faults = oneFault(kill?.fault ?? 'refused', kill?.call ?? 0);
  const runs = runsOf({ clock, random: randomOf(1), faults, record: true });
  const quiet = { table, clock, ids: { random: (prefix: string) => `${prefix}_report` } };
  const channels = memoryChannels(clock);
  // The mail service reports what it took, whether its answer arrives or not.
  channels.onMail(({ effectKey, about }) => {
    if (about === undefined) void noteMailLeft(quiet, effectKey, clock.now());
  });
  const sent: string[] = [];
  const wrote: string[] = [];
  let nextId = 0;
  const soundPorts = (run: Run): WorldPorts => ({
    table: tableFor(run, noting(table, wrote), { latency: AT_ONCE, locks: alone }),
    clock,
    ids: { random: prefix => `${prefix}_again${++nextId}` },
    bus: busFor(run, { put: async facts => note(sent, 'fact', facts) }, AT_ONCE),
    clockQueues: clockQueuesFor(run, { send: async ticks => note(sent, 'tick', ticks) }, AT_ONCE),
    ...channels.portsFor(run, AT_ONCE),
  });
  const portsOf = (run: Run): WorldPorts => sabotage(soundPorts(run));
  let ended: Ended<unknown> | undefined;
  let deliveries = 0;
  let rounds = 0;
  const take = async (name: string, work: Step['work']): Promise<Ended<unknown> | undefined> => {
    let done: Ended<unknown> | undefined;
    void runs
      .start(name, run => work(portsOf(run), run))
      .then(end => {
        done = end;
      });
    await until(() => done !== undefined, clock);
    return done;
  };
  while (ended?.ended !== 'well' && deliveries < MOST_DELIVERIES) {
    // A copy that found something under way is not there again at once.
    if (deliveries > 1) await clock.runUntil(clock.now() + VISIBLE_AGAIN);
    deliveries++;
    ended = await take(step.name, step.work);
  }
  if (ended?.ended !== 'well')
    throw new Error(
      `${step.name} was never answered: ${ended?.ended === 'thrown' ? ended.error : ended?.ended}`,
    );
  const calls = runs.calls.map(({ what }) => what);
  // A look or a round that sets itself anew at once goes on there: it is over when none is due any more.
  const answer = product.ticks['outreach-clock'];
  for (
    let timer = dueIn(table, step);
    answer && timer && MOST_ROUNDS > rounds++;
    timer = dueIn(table, step)
  ) {
    const tick = timer as unknown as Tick;
    await take(step.name, (ports, run) => answer(ports, tick, run));
  }
  const { mails, chats, pushes, frames } = channels.outbox;
  const isOnce = isWrittenOnce(step.name);
  const left = [...mails, ...pushes]
    .map(({ message }) => bare(JSON.stringify(message)))
    .map(text => (isOnce ? chatOf(text) : text));
  const said = chats.map(({ message }) => chatOf(bare(JSON.stringify(message))));
  const hints = frames.map(({ connectionId, frame }) => hintOf(connectionId, frame));
  const plain = withoutChance(rows);
  return {
    rows: speltChanges(rows, [...table.rows()])
      .filter(row => !isOnce || !(isLink(row) || isReport(row)))
      .map(plain)
      .sort(),
    sent: [...sent, ...left, ...said, ...hints].map(plain).sort(),
    needless: needlessRepeats(runs.sends),
    ...{ calls, wrote },
    deliveries,
    answer: ended.value,
  };
}

/** The table, which notes what each commit does to rows of which type. */
function noting(table: MemoryTable, wrote: string[]): MemoryTable {
  const kindOf = (write: Write): string => {
    const held = table.peek(keyOfWrite(write));
    if (write.do !== 'put') return `${write.do} ${held?.type}`;
    const { type, kind = '', decision = '' } = write.row;
    return `${held ? 'replace' : 'put'} ${type} ${kind} ${decision}`.trim();
  };
  const commit = async (set: WriteSet) => {
    const kinds = new Set(set.writes.map(kindOf));
    const answer = await table.commit(set);
    wrote.push(answer.done ? [...kinds].sort().join(', ') : `refused: ${answer.refusal}`);
    return answer;
  };
  return { ...table, commit };
}

/** The timer of a look or a round that is due, after such a one. */
function dueIn(table: MemoryTable, { name, at }: Step): Row | undefined {
  if (!name.startsWith('outreach-clock ')) return undefined;
  const due = (row: Row) => row.type === 'timer' && Number(row['dueAt']) <= at;
  return [...table.rows()].find(row => due(row) && String(row['kind']) === name.split(' ')[1]);
}

/** Takes what is planned; where nothing is, the code may still be on its way to its next outside call. */
async function until(isDone: () => boolean, clock: VirtualClock): Promise<void> {
  for (let idle = 0; !isDone() && idle < MOST_IDLE_TURNS; )
    if (!(await clock.step())) {
      idle++;
      await new Promise(next => setImmediate(next));
    }
}

function note(sent: string[], kind: string, items: readonly unknown[]): true[] {
  for (const item of items) sent.push(JSON.stringify({ [kind]: item }));
  return items.map(() => true);
}
