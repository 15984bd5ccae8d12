import middy from '@middy/core';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { DECISIONS, ringingDecisions } from '../contracts/metrics.ts';
import { readFactFor, type Unfit } from '../events/catalog.ts';
import type { Consumer } from '../events/consumers.ts';
import type { Fact } from '../events/envelope.ts';
import { comesAgain } from '../events/redelivery.ts';
import type { Tick } from '../events/timers.ts';
import { queueOf } from '../events/timers.ts';
import { errorLine, log } from './log.ts';
import { publish } from './metrics.ts';

export type Decided = { readonly decision: string; readonly detail?: Readonly<Record<string, unknown>> };

/** What a worker may call when a record goes wrong. */
export type WorkerAids = {
  /** Keeps what can never be handled, with the reason; afterwards the record counts as done. */
  readonly quarantine: (given: {
    origin: string;
    text: string;
    reason: Unfit;
    /** Said of what may be taken in again once a newer release knows it. */
    retaken?: 'fact';
  }) => Promise<void>;
  /** Brings a failed record back soon instead of after the whole visibility timeout. */
  readonly retrySoon?: (record: SQSRecord) => Promise<void>;
};

/** How many records of one batch are handled side by side. */
const ABREAST = 5;

/** Lambda of a queue that the product bus feeds: each record is one fact and answered on its own. */
export const factWorker = (consumer: Consumer, handle: (fact: Fact) => Promise<Decided>, aids: WorkerAids) =>
  batches(aids, async (record, origin) => {
    const fact = await factIn(record, { ...aids, consumer });
    if (!fact) return;
    const decided = await handle(fact);
    ringFor(decided.decision);
    log.info(decided.decision, {
      origin,
      event: fact.id,
      name: fact.name,
      account: fact.accountId,
      ...decided.detail,
    });
  });

/**
 * The same for facts that come in numbers: those of one account in a batch are handled together, and come back together
 * when that fails.
 */
export const groupWorker = (
  consumer: Consumer,
  handle: (facts: readonly Fact[]) => Promise<Decided>,
  aids: WorkerAids,
) =>
  middy<SQSEvent, SQSBatchResponse>().handler(async event => {
    const failed: SQSRecord[] = [];
    const read: Read[] = [];
    await abreast(event.Records, async record => {
      try {
        const fact = await factIn(record, { ...aids, consumer });
        if (fact) read.push({ record, fact });
      } catch (error) {
        failed.push(record);
        log.error('failed', { messageId: record.messageId, ...errorLine(error) });
      }
    });
    // What a batch brought in is handled in its order, whichever record was read first.
    read.sort((a, b) => event.Records.indexOf(a.record) - event.Records.indexOf(b.record));
    await abreast([...Map.groupBy(read, ({ fact }) => fact.accountId).values()], async group => {
      const [first] = group;
      try {
        const decided = await handle(group.map(({ fact }) => fact));
        ringFor(decided.decision);
        log.info(decided.decision, {
          account: first?.fact.accountId,
          facts: group.length,
          ...decided.detail,
        });
      } catch (error) {
        failed.push(...group.map(({ record }) => record));
        log.error('failed', { account: first?.fact.accountId, facts: group.length, ...errorLine(error) });
      }
    });
    return retried(failed, aids);
  });

type Read = { readonly record: SQSRecord; readonly fact: Fact };

/** Lambda of a queue that others write into: each record is handed on as it came, and what is wrong with it is decided there. */
export const messageWorker = (
  handle: (message: { readonly origin: string; readonly text: string }) => Promise<Decided>,
  aids: Pick<WorkerAids, 'retrySoon'>,
) =>
  batches(aids, async (record, origin) => {
    const decided = await handle({ origin, text: record.body });
    ringFor(decided.decision);
    log.info(decided.decision, { origin, messageId: record.messageId, ...decided.detail });
  });

/** Lambda of a clock queue: each record is a tick. */
export const tickWorker = (handle: (tick: Tick) => Promise<Decided>, aids: WorkerAids) =>
  batches(aids, async (record, origin) => {
    const tick = readTick(record.body);
    if (!tick) {
      await aids.quarantine({ origin, text: record.body, reason: { ok: false, refusal: 'malformed' } });
      ringFor('quarantined');
      return;
    }
    // Its row stays where it is, and the sweep says it again until a newer release is here.
    if (queueOf(tick.kind) === undefined) return log.warn('unknown-timer', { origin, timer: tick.kind });
    const decided = await handle(tick);
    ringFor(decided.decision);
    log.info(decided.decision, { origin, timer: tick.kind, subject: tick.pk, ...decided.detail });
  });

/**
 * The fact of a record; what is none is kept with the reason, and the record counts as done. What only a newer release
 * knows comes again for a while first.
 */
async function factIn(
  record: SQSRecord,
  { quarantine, consumer }: WorkerAids & { readonly consumer: Consumer },
): Promise<Fact | undefined> {
  const read = readFactFor(consumer, detailOf(record.body));
  if (read.ok) return read.value;
  const origin = originOf(record);
  if (comesAgain(read, Number(record.attributes.ApproximateReceiveCount) || 1))
    throw new UnknownFactError(read);
  await quarantine({ origin, text: record.body, reason: read, retaken: 'fact' });
  log.warn('quarantined', { origin, reason: read.refusal, messageId: record.messageId });
  ringFor('quarantined');
  return undefined;
}

/** A fact as only a newer release can read it; the queue brings it again. */
class UnknownFactError extends Error {
  override readonly name = 'UnknownFactError';
  constructor({ refusal, detail }: Unfit) {
    super(`${refusal} ${String(detail?.['name'] ?? detail?.['field'])}`);
  }
}

const originOf = ({ eventSourceARN }: SQSRecord): string => eventSourceARN.split(':').at(-1) ?? 'queue';

/** Failed records come back, soon where that can be said. */
async function retried(
  failed: readonly SQSRecord[],
  { retrySoon }: Pick<WorkerAids, 'retrySoon'>,
): Promise<SQSBatchResponse> {
  await Promise.allSettled(failed.map(record => retrySoon?.(record)));
  return { batchItemFailures: failed.map(record => ({ itemIdentifier: record.messageId })) };
}

/** Counts a decision that an alarm waits for. */
function ringFor(decision: string): void {
  if (ringingDecisions.some(one => one === decision)) publish(DECISIONS, { [decision]: 1 });
}

function batches(
  aids: Pick<WorkerAids, 'retrySoon'>,
  one: (record: SQSRecord, origin: string) => Promise<void>,
) {
  return middy<SQSEvent, SQSBatchResponse>().handler(async event => {
    const failed: SQSRecord[] = [];
    await abreast(event.Records, async record => {
      const origin = originOf(record);
      try {
        await one(record, origin);
      } catch (error) {
        failed.push(record);
        log.error('failed', { origin, messageId: record.messageId, ...errorLine(error) });
      }
    });
    return retried(failed, aids);
  });
}

async function abreast<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const waiting = [...items];
  const lane = async () => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(ABREAST, items.length) }, lane));
}

/** What the bus put around the fact: the fact is its `detail`. */
function detailOf(body: string): unknown {
  try {
    return (JSON.parse(body) as { detail?: unknown }).detail;
  } catch {
    return undefined;
  }
}

function readTick(body: string): Tick | undefined {
  try {
    const tick = JSON.parse(body) as Tick;
    const fits =
      typeof tick.pk === 'string' &&
      typeof tick.sk === 'string' &&
      Number.isInteger(tick.epoch) &&
      typeof tick.kind === 'string' &&
      Number.isFinite(tick.dueAt);
    return fits ? tick : undefined;
  } catch {
    return undefined;
  }
}
