import { GetQueueAttributesCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { clockQueues, consumers } from '../../shared/events/consumers.ts';
import { type Tick, timers } from '../../shared/events/timers.ts';
import type { TimerRow } from '../../shared/store/journal.ts';
import { wakeShards } from '../../shared/store/keys.ts';
import type { Row, Table } from '../../shared/store/table.ts';
import { ToolError } from './command.ts';
import { type Deployment, portsOf } from './deployment.ts';

type Offset = { read(): number; write(offset: number): void };
type Journey = { deployment: Deployment; by: number; offset: Offset; say: (line: string) => void };

/** Longer than a queue hides a message from the next try after its function died: six times the function's limit. */
const PATIENCE_MS = 300_000;
const POLL_MS = 100;
/** `notifications-clock` is `NotificationsClock` among the outputs of the stacks. */
const outputName = (queue: string): string =>
  queue.replace(/(^|-)(\w)/g, (_whole, _dash, letter: string) => letter.toUpperCase());
const QUEUES = ['intake', ...consumers, ...clockQueues].map(outputName);

/**
 * Moves the clock on by `by` milliseconds. It stops at each due timer, sends its tick, and goes on when the timer is
 * handled and nothing that followed from it is still on the way. Answers how many timers came due.
 */
export async function advance({ deployment, by, offset, say }: Journey): Promise<number> {
  const { table } = portsOf(deployment);
  const sqs = new SQSClient(deployment.config);
  const now = () => Date.now() + offset.read();
  const goal = now() + by;
  await untilQuiet(table, sqs, deployment);
  let count = 0;
  for (let due = await nextDue(table, goal); due.length > 0; due = await nextDue(table, goal)) {
    const at = due[0]?.dueAt ?? goal;
    if (at > now()) offset.write(at - Date.now());
    say(`${new Date(at).toISOString()}  ${due.map(timer => timer.kind).join(', ')}`);
    for (const timer of due) await send(sqs, deployment, timer);
    await untilHandled(table, due);
    await untilQuiet(table, sqs, deployment);
    count += due.length;
  }
  offset.write(Math.max(offset.read(), goal - Date.now()));
  return count;
}

/** All rows of the due index; the local stage has few. */
async function waking(table: Table): Promise<Row[]> {
  const pages = await Promise.all(
    wakeShards.map(async shard => {
      const rows: Row[] = [];
      let cursor: string | undefined;
      do {
        const page = await table.query({
          index: 'wake',
          pk: shard,
          ...(cursor === undefined ? {} : { cursor }),
        });
        rows.push(...page.rows);
        cursor = page.cursor;
      } while (cursor !== undefined);
      return rows;
    }),
  );
  return pages.flat();
}

/** The timers of the earliest due instant up to the goal. */
async function nextDue(table: Table, goal: number): Promise<TimerRow[]> {
  const due = (await waking(table)).filter(
    (row): row is TimerRow => row['type'] === 'timer' && Number(row['dueAt']) <= goal,
  );
  const first = Math.min(...due.map(timer => timer.dueAt));
  return due.filter(timer => timer.dueAt === first);
}

async function send(sqs: SQSClient, { output }: Deployment, timer: TimerRow): Promise<void> {
  const { pk, sk, kind, epoch, dueAt } = timer;
  const tick: Tick = { pk, sk, kind, epoch, dueAt };
  const name = outputName(timers[kind].queue);
  await sqs.send(
    new SendMessageCommand({ QueueUrl: output(`${name}QueueUrl`), MessageBody: JSON.stringify(tick) }),
  );
}

/** A timer is handled when its row is gone or moved on. */
const untilHandled = (table: Table, due: readonly TimerRow[]) =>
  untilNone('timers were not handled', async () => {
    const rows = await Promise.all(due.map(({ pk, sk }) => table.get({ pk, sk })));
    return due
      .filter(({ epoch }, at) => rows[at]?.['epoch'] === epoch)
      .map(({ kind, pk }) => `${kind} ${pk}`);
  });

/** Nothing unsent in the table, nothing waiting or in hand in the queues. */
const untilQuiet = (table: Table, sqs: SQSClient, deployment: Deployment) =>
  untilNone('facts are still on the way', async () => {
    const unsent = (await waking(table)).filter(row => row['type'] === 'journal');
    if (unsent.length > 0) return unsent.map(({ pk, sk }) => `unsent ${String(pk)} ${String(sk)}`);
    const counts = await Promise.all(
      QUEUES.map(async name => ({ name, count: await waitingIn(sqs, deployment.output(`${name}QueueUrl`)) })),
    );
    return counts.filter(({ count }) => count > 0).map(({ name, count }) => `${count} in ${name}`);
  });

/** Delayed messages do not count: they are ticks of timers that are still to come. */
async function waitingIn(sqs: SQSClient, QueueUrl: string): Promise<number> {
  const { Attributes } = await sqs.send(
    new GetQueueAttributesCommand({
      QueueUrl,
      AttributeNames: ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'],
    }),
  );
  return (
    Number(Attributes?.['ApproximateNumberOfMessages'] ?? 0) +
    Number(Attributes?.['ApproximateNumberOfMessagesNotVisible'] ?? 0)
  );
}

async function untilNone(trouble: string, look: () => Promise<string[]>): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  for (let left = await look(); left.length > 0; left = await look()) {
    if (Date.now() > deadline)
      throw new ToolError(`${trouble} (${left.join(', ')}); look into .local/engine/lambda.log`);
    await new Promise(done => {
      setTimeout(done, POLL_MS);
    });
  }
}
