import { spawnSync } from 'node:child_process';
import type { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import { sweep } from '../../functions/upkeep/sweep.ts';
import { sqsClockQueues } from '../../shared/adapters/sqs-clock-queues.ts';
import { type ClockQueue, clockQueues } from '../../shared/events/consumers.ts';
import { command } from '../../shared/events/envelope.ts';
import { type TimerKind, timers } from '../../shared/events/timers.ts';
import { type AccountId, derivedId } from '../../shared/kernel/id.ts';
import { DAY, MINUTE, SECOND } from '../../shared/kernel/instant.ts';
import { arm, finish, journal, type TimerRow } from '../../shared/store/journal.ts';
import { accountPk, timerKey } from '../../shared/store/keys.ts';
import type { Ports } from '../../shared/store/ports.ts';
import type { Key, Write } from '../../shared/store/table.ts';
import { projectRoot } from '../docs/sources.ts';
import { type Bench, count, type Row, resultOf } from './frame.ts';
import { ledgerTable } from './ledger-table.ts';
import { bytesOfRow } from './write-units.ts';

const START = Date.UTC(2026, 10, 23, 9);
const MOST_UNITS = 9;
const MOST_REQUESTS = 2.2;
const MOST_LATE_MS = 2 * SECOND;
const DUE_AT_ONCE = 20_000;
/** A message that comes alone is received by one request and deleted by another; company makes it less. */
const RECEIVE_AND_DELETE = 2;

export const bench: Bench = {
  id: 'P7',
  goal: 'waiting timers cost nothing, due ones little, and they are punctual',
  run: async () =>
    resultOf([
      await waitingRow(),
      await unitsRow(),
      await requestsRow(),
      await fewAtATimeRow(),
      latenessRow(),
    ]),
};

const kinds = Object.keys(timers) as TimerKind[];

/** SQS as far as it is asked, with a count of the requests that send. */
function countingQueues() {
  let sends = 0;
  const client = {
    async send({ input: { Entries = [] } }: SendMessageBatchCommand) {
      sends += 1;
      return { Successful: Entries.map(({ Id }) => ({ Id })) };
    },
  };
  const urls = Object.fromEntries(clockQueues.map(name => [name, name])) as Record<ClockQueue, string>;
  return { sends: () => sends, queues: sqsClockQueues(client as unknown as SQSClient, urls) };
}

/** The product's own arming, sweeping and finishing on a table and on queues that only count. */
function scene() {
  let now = START;
  let nextId = 0;
  const table = ledgerTable();
  const { queues, sends } = countingQueues();
  const ports = {
    table,
    clock: { now: () => now },
    ids: { random: (prefix: string) => derivedId(prefix, ++nextId) },
    bus: { put: async () => [] },
    clockQueues: queues,
  };
  return {
    table,
    sends,
    moveTo: (instant: number) => {
      now = instant;
    },
    sweep: () => sweep(ports),
    arm(n: number, dueAt: number) {
      const { pk } = keyOf(n);
      return withJournal(ports, n, arm({ pk, kind: kindOf(n), name: nameOf(n), dueAt, epoch: 1, now }));
    },
    finish: async (n: number) => withJournal(ports, n, finish((await table.get(keyOf(n))) as TimerRow)),
  };
}

/** In one commit with the journal row of what caused it, as every use case does it. */
function withJournal({ table, ids, clock }: Ports, n: number, write: Write) {
  const now = clock.now();
  const id = derivedId('evt', n, now);
  const accountId = accountOf(n);
  const fact = command({ id, name: 'timer', accountId, principal: 'firstcall', now });
  const entry = journal({ pk: accountPk(accountId), capability: 'bench', fact, decision: 'done', now });
  return table.commit({ commitId: ids.random('cmt'), writes: [entry, write] });
}

/** Ids and names as long as the product's. */
const accountOf = (n: number): AccountId => derivedId('acc', n);
const nameOf = (n: number): string => derivedId('sub', n);
const kindOf = (n: number): TimerKind => kinds[n % kinds.length] ?? 'task.unowned';
const keyOf = (n: number): Key => timerKey(accountPk(accountOf(n)), kindOf(n), nameOf(n));

async function waitingRow(): Promise<Row> {
  const waiting = 10_000;
  const bill = async (timersWaiting: number) => {
    const { table, arm: armOne, sweep: look, sends } = scene();
    for (let n = 0; n < timersWaiting; n++) await armOne(n, START + DAY);
    const written = table.charges.length;
    await look();
    const { queries, units } = table.reads;
    return { queries, units, writes: table.charges.length - written, sends: sends() };
  };
  const [none, many] = [await bill(0), await bill(waiting)];
  const told = ({ queries, units, writes, sends }: typeof none) =>
    `${queries} queries of ${units} read units, ${writes} write, ${sends} sends`;
  return {
    goal: 'waiting timers cost nothing',
    figure: `a sweep with none waiting: ${told(none)}; with ${count(waiting)}: ${told(many)}`,
    pass: told(none) === told(many),
    how: 'the product’s sweep on a counting table; the rows’ storage is not a request and is not in it',
  };
}

async function unitsRow(): Promise<Row> {
  const { table, arm: armOne, sweep: look, finish: finishOne, moveTo } = scene();
  const dueAt = START + 10 * MINUTE;
  const steps = new Map<string, number[]>();
  let from = 0;
  const note = (step: string) => {
    const charges = table.charges.slice(from);
    from = table.charges.length;
    const of = ({ pk, sk }: Key) =>
      charges
        .filter(({ key }) => key.pk === pk && key.sk === sk)
        .reduce((sum, { units }) => sum + units.table + units.indexes, 0);
    steps.set(
      step,
      kinds.map((_, n) => of(keyOf(n))),
    );
  };
  for (const n of kinds.keys()) await armOne(n, dueAt);
  note('arming');
  const sizes = await Promise.all(kinds.map(async (_, n) => bytesOfRow((await table.get(keyOf(n))) ?? {})));
  moveTo(dueAt - MINUTE);
  await look();
  note('leasing');
  moveTo(dueAt);
  for (const n of kinds.keys()) await finishOne(n);
  note('finishing');
  const most = kinds.map((_, n) => [...steps.values()].reduce((sum, units) => sum + (units[n] ?? 0), 0));
  const parts = [...steps].map(([step, units]) => `${step} ${Math.max(...units)}`);
  return {
    goal: 'arming, leasing and finishing one: at most 9 write units',
    figure: `${Math.max(...most)} (${parts.join(', ')})`,
    pass: Math.max(...most) <= MOST_UNITS && Math.min(...most) > 0,
    how: `DynamoDB’s rules on the product’s own write sets, the dearest of ${kinds.length} kinds, rows up to ${Math.max(...sizes)} bytes; armed and finished in a transaction: the row 2 and its index entry 1; leased alone: the row 1, its entry moved 2`,
  };
}

/** SQS requests per timer when so many are due in one minute: sends as counted, receive and delete at their worst. */
async function requestsFor(due: number): Promise<number> {
  const { arm: armOne, sweep: look, sends, moveTo } = scene();
  const dueFrom = START + 10 * MINUTE;
  for (let n = 0; n < due; n++) await armOne(n, dueFrom + Math.floor((n / due) * MINUTE));
  let leased = 0;
  for (let now = START + 5 * MINUTE; leased < due && now <= dueFrom + MINUTE; now += MINUTE) {
    moveTo(now);
    leased += (await look()).leased;
  }
  if (leased !== due) throw new Error(`${due - leased} timers were never handed over`);
  return sends() / due + RECEIVE_AND_DELETE;
}

async function requestsRow(): Promise<Row> {
  const requests = await requestsFor(DUE_AT_ONCE);
  return {
    goal: 'arming, leasing and finishing one: at most 2.2 SQS requests',
    figure: `${requests.toFixed(2)} (${(requests - RECEIVE_AND_DELETE).toFixed(2)} to send, at most 1 to receive and 1 to delete)`,
    pass: requests <= MOST_REQUESTS,
    how: `sends counted of sweep and queue adapter, ${count(DUE_AT_ONCE)} timers of all kinds together due in one minute, over ${clockQueues.length} queues; Lambda receives and deletes up to ten at a time, counted here as one each`,
  };
}

async function fewAtATimeRow(): Promise<Row> {
  const loads = [1, 100, 1_000];
  const figures = await Promise.all(
    loads.map(async due => `${(await requestsFor(due)).toFixed(2)} at ${count(due)}`),
  );
  return {
    goal: 'beside it: SQS requests per timer when fewer are due in a minute',
    figure: figures.join(', '),
    how: 'a timer alone in its shard and queue has a send of its own: 3 requests, over the 2.2 that batches of ten reach',
  };
}

const SIMULATION = '20,000 due within one minute';

/** The simulation is a test of its own; here its figures are read. */
function latenessRow(): Row {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['node_modules/jest/bin/jest.js', 'test/simulation/timers.test.ts', '-t', SIMULATION],
    {
      cwd: projectRoot,
      encoding: 'utf8',
      env: {
        ...process.env,
        NODE_OPTIONS: '--experimental-vm-modules --disable-warning=ExperimentalWarning',
      },
    },
  );
  const told =
    /20,000 timers in one minute: .*?(\d+) acted; late by (\d+) ms in the middle, (\d+) ms for 99 %, (\d+) ms at most/.exec(
      stdout + stderr,
    );
  if (!told) throw new Error('the simulation of timers told no figures');
  const [acted, p50, p99, most] = told.slice(1).map(Number);
  return {
    goal: `${count(DUE_AT_ONCE)} due in one minute: 99 % within 2 s, none early`,
    figure: `${count(acted ?? 0)} acted, half within ${p50} ms, 99 % within ${p99} ms, all within ${most} ms`,
    pass: status === 0 && acted === DUE_AT_ONCE && (p99 ?? Infinity) <= MOST_LATE_MS,
    how: 'test/simulation/timers.test.ts on virtual time, which also asserts that none is early; its service times are stated in docs/reliability.md',
  };
}
