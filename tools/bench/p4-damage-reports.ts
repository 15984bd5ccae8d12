import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { answerFacts } from '../../functions/outreach/answer-facts.ts';
import { acceptEvents } from '../../functions/upkeep/accept-events.ts';
import { countReports, emptyHistory } from '../../shared/domain/outreach/burst-history.ts';
import { dayOfText } from '../../shared/domain/time/local-days.ts';
import type { Fact } from '../../shared/events/envelope.ts';
import { damageReported } from '../../shared/events/outreach-events.ts';
import { derivedId } from '../../shared/kernel/id.ts';
import { groupWorker } from '../../shared/runtime/worker.ts';
import { burstWrite } from '../../shared/store/damage-store.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { type Bench, count, type Row, resultOf } from './frame.ts';
import { ledgerTable } from './ledger-table.ts';
import { type Random, randomOf } from './random.ts';

const NOW = Date.parse('2026-11-23T09:00:00Z');
const TODAY = dayOfText('2026-11-23');
const REQUESTS = 10;
const PER_REQUEST = 100;
const PER_BATCH = 10;
const YEARS = 3;
const SEED = 20_261_124;
/** List prices of us-east-1 for a million each, in USD; logs for a GB. */
const PRICES = {
  httpRequest: 1,
  busEvent: 1,
  sqsRequest: 0.4,
  invocation: 0.2,
  write: 0.625,
  read: 0.125,
  logsGb: 0.5,
};
const MOST = { write: 2, sqsRequest: 1.3, invocation: 0.11, busEvent: 1, usd: 3 } as const;

/** What was asked of the services for one report. */
type Bill = Record<
  'httpRequest' | 'busEvent' | 'sqsRequest' | 'invocation' | 'write' | 'read' | 'logBytes',
  number
>;

export const bench: Bench = {
  id: 'P4',
  goal: 'a damage report costs little, in numbers',
  run: async () => {
    const apart = await billFor(at => at);
    const together = await billFor(at => Math.floor(at / PER_BATCH));
    return resultOf([...rowsOf(apart), besideRow(together), logsRow(apart)]);
  },
};

/**
 * A thousand usual reports on their way: by HTTP in batches, over the bus, from the queue in tens, into the table. `accountAt`
 * says whose report each is. Accounts have years of history, and no report makes a burst.
 */
async function billFor(accountAt: (at: number) => number): Promise<Bill> {
  const table = ledgerTable();
  let nextId = 0;
  const clock = { now: () => NOW };
  const ids = { random: (prefix: string) => derivedId(prefix, 'bench', ++nextId) };
  const ports: Ports = { table, clock, ids };
  const facts = await takenIn(ports, accountAt);
  const random = randomOf(SEED);
  const accounts = [...new Set(facts.map(({ accountId }) => accountId))];
  for (const accountId of accounts)
    await table.commit({
      commitId: ids.random('cmt'),
      writes: [burstWrite(accountId, { ...known(random) })],
    });
  const [charged, readBefore] = [table.charges.length, table.reads.units];
  const { batches, logBytes } = await worked(ports, facts);
  const n = facts.length;
  const units = table.charges
    .slice(charged)
    .reduce((sum, one) => sum + one.units.table + one.units.indexes, 0);
  const queues = damageReported.consumers.length;
  return {
    httpRequest: REQUESTS / n,
    busEvent: 1,
    sqsRequest: (queues * n + 2 * batches) / n,
    invocation: (REQUESTS + batches) / n,
    write: units / n,
    read: (table.reads.units - readBefore) / n,
    logBytes: logBytes / n,
  };
}

/** The reports as facts, after the product's own intake. */
async function takenIn(ports: Ports, accountAt: (at: number) => number): Promise<readonly Fact[]> {
  const facts: Fact[] = [];
  const bus = {
    put: async (put: readonly Fact[]) => {
      facts.push(...put);
      return put.map(() => true);
    },
  };
  for (let request = 0; request < REQUESTS; request++) {
    const body = Array.from({ length: PER_REQUEST }, (_, at) =>
      reportOf(request * PER_REQUEST + at, accountAt),
    );
    const headers = { 'content-type': 'application/cloudevents-batch+json' };
    const answer = await acceptEvents({ ...ports, bus }, { producer: 'bench', headers, body });
    if (!answer.ok || answer.value.body.rejected > 0) throw new Error('the reports were not accepted');
  }
  return facts;
}

const reportOf = (at: number, accountAt: (at: number) => number) => ({
  ...{ specversion: '1.0', id: `report-${at}`, source: '/lost-and-found', type: 'damage.reported' },
  ...{ subject: `seller-${accountAt(at)}`, time: new Date(NOW - 60_000).toISOString() },
  data: { reportId: `r-${at}`, value: 20 },
});

/** An account that reports some thirty a day, so that no day and no report is unusual. */
function known(random: Random) {
  let history = emptyHistory;
  for (let day = TODAY - YEARS * 365; day < TODAY; day++)
    history = countReports(history, day, random.int(25, 35));
  return { history, sensitivity: 0, zone: 'Europe/Berlin', version: undefined };
}

/** The product's own worker on batches as the queue gives them, and what it wrote into the log. */
async function worked(ports: Ports, facts: readonly Fact[]): Promise<{ batches: number; logBytes: number }> {
  const quarantine = async () => {
    throw new Error('a report was put aside');
  };
  const handler = groupWorker('outreach', group => answerFacts(ports, group), { quarantine });
  let [batches, logBytes] = [0, 0];
  const spoken = console.log;
  const write = process.stdout.write.bind(process.stdout);
  const heard = (text: unknown): boolean => {
    logBytes += Buffer.byteLength(String(text));
    return true;
  };
  console.log = heard;
  process.stdout.write = heard as typeof process.stdout.write;
  try {
    for (let at = 0; at < facts.length; at += PER_BATCH) {
      const records = facts.slice(at, at + PER_BATCH).map(recordOf);
      const answer = (await handler({ Records: records } as SQSEvent, {} as Context)) as SQSBatchResponse;
      if (answer.batchItemFailures.length > 0) throw new Error('a report failed');
      batches += 1;
    }
  } finally {
    console.log = spoken;
    process.stdout.write = write;
  }
  return { batches, logBytes };
}

const recordOf = (fact: Fact, at: number) =>
  ({
    messageId: `message-${at}`,
    body: JSON.stringify({ detail: fact }),
    eventSourceARN: 'arn:aws:sqs:us-east-1:000000000000:outreach',
  }) as SQSRecord;

/** USD for a million reports: requests as they were counted, at list price. */
const usdOf = (bill: Bill): number =>
  (['httpRequest', 'busEvent', 'sqsRequest', 'invocation', 'write', 'read'] as const).reduce(
    (sum, name) => sum + bill[name] * PRICES[name],
    0,
  );

const HOW = `${count(REQUESTS * PER_REQUEST)} reports of as many accounts with ${YEARS} years of history, in HTTP requests of ${PER_REQUEST} and batches of ${PER_BATCH}: the product’s own intake and worker on a counting table`;

function rowsOf(bill: Bill): Row[] {
  const goals = {
    write: 'write units',
    sqsRequest: 'SQS requests',
    invocation: 'invocations',
    busEvent: 'bus events',
  };
  const counted = (Object.keys(goals) as (keyof typeof goals)[]).map(name => ({
    goal: `a report: at most ${MOST[name]} ${goals[name]}`,
    figure: bill[name].toFixed(2),
    pass: bill[name] > 0 && bill[name] <= MOST[name] + 1e-9,
    how: HOW,
  }));
  const usd = usdOf(bill);
  return [
    ...counted,
    {
      goal: `a million reports: at most ${MOST.usd} USD`,
      figure: `${usd.toFixed(2)} USD, of it writes ${(bill.write * PRICES.write).toFixed(2)}, bus ${PRICES.busEvent.toFixed(2)}, queue ${(bill.sqsRequest * PRICES.sqsRequest).toFixed(2)}, reads ${(bill.read * PRICES.read).toFixed(2)} (${bill.read.toFixed(1)} units a report)`,
      pass: usd <= MOST.usd,
      how: 'requests as counted, at the list prices of us-east-1; compute time and logs are not requests and not in it',
    },
  ];
}

const besideRow = (bill: Bill): Row => ({
  goal: 'beside it: ten reports of one account together',
  figure: `${bill.write.toFixed(2)} write units, ${bill.read.toFixed(2)} read units a report: ${usdOf(bill).toFixed(2)} USD a million`,
  how: 'the same, every batch of ten of one account',
});

const logsRow = ({ logBytes }: Bill): Row => ({
  goal: 'beside it: what the worker says of a report',
  figure: `${Math.round(logBytes)} bytes in the log: ${((logBytes / 1000) * PRICES.logsGb).toFixed(2)} USD a million`,
  how: 'what the worker wrote to its output, taken as it is stored',
});
