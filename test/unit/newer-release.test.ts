import type { SQSClient } from '@aws-sdk/client-sqs';
import { describe, expect, test } from '@jest/globals';
import type { Context, SQSEvent, SQSRecord } from 'aws-lambda';
import { toSend } from '../../functions/upkeep/relay.ts';
import { sqsClockQueues } from '../../shared/adapters/sqs-clock-queues.ts';
import { readFact } from '../../shared/events/catalog.ts';
import { clockQueues } from '../../shared/events/consumers.ts';
import { comesAgain, redelivery, TRIES } from '../../shared/events/redelivery.ts';
import type { Tick } from '../../shared/events/timers.ts';
import { factWorker, groupWorker, tickWorker } from '../../shared/runtime/worker.ts';
import { arm } from '../../shared/store/journal.ts';
import { aFact, NOW } from '../support/facts.ts';

process.env['STAGE'] = 'test';
const fact = aFact('account.signed-up');
/** Known here, and sent to this consumer by a newer release alone. */
const newHere = aFact('device.case-opened');
const newer = {
  'a name': { ...fact, name: 'account.remembered' },
  'a version': { ...fact, version: 2 },
  'for this consumer': newHere,
  'a value in a list': {
    ...fact,
    name: 'account.contract-adjusted',
    data: { product: 'p', change: 'swapped' },
  },
};
const record = (body: unknown, received = 1): SQSRecord =>
  ({
    messageId: 'm-1',
    body: typeof body === 'string' ? body : JSON.stringify(body),
    eventSourceARN: 'arn:aws:sqs:eu-central-1:111122223333:firstcall-team',
    attributes: { ApproximateReceiveCount: String(received) },
  }) as SQSRecord;

/** A worker that writes down what it answered and what it put aside. */
function room() {
  const told: string[] = [];
  const aids = { quarantine: async () => void told.push('quarantined') };
  const answer = (what: string) => {
    told.push(what);
    return Promise.resolve({ decision: 'answered' });
  };
  const workers = {
    fact: factWorker('accounts', ({ name }) => answer(name), aids),
    group: groupWorker('accounts', facts => answer(facts.map(({ name }) => name).join()), aids),
    tick: tickWorker(({ kind }) => answer(kind), aids),
  };
  return async (worker: keyof typeof workers, of: SQSRecord) => {
    const done = await workers[worker]({ Records: [of] } as SQSEvent, {} as Context);
    return [...told, ...done.batchItemFailures.map(() => 'comes again')];
  };
}

describe('what only a newer release knows', () => {
  test.each(Object.entries(newer))('comes again for a while and is kept then: %s', async (_, of) => {
    for (const worker of ['fact', 'group'] as const) {
      expect(await room()(worker, record({ detail: of }))).toEqual(['comes again']);
      expect(await room()(worker, record({ detail: of }, 19))).toEqual(['comes again']);
      expect(await room()(worker, record({ detail: of }, 20))).toEqual(['quarantined']);
    }
  });

  test('is waited for longer than functions take to be replaced, and not until it would be a dead letter', () => {
    const read = readFact(newer['a name']);
    const tries = Array.from({ length: TRIES }, (_, at) => at + 1);
    const again = read.ok ? [] : tries.filter(received => comesAgain(read, received));
    const seconds = again.reduce((sum, received) => sum + redelivery(received)[0], 0);
    expect(seconds).toBeGreaterThan(30 * 60);
    expect(again.length).toBeLessThan(TRIES / 2);
  });

  test.each([
    '{ not json',
    JSON.stringify({ detail: { ...fact, id: 7 } }),
    JSON.stringify({ detail: { ...fact, depth: 99 } }),
  ])('does not come again when nobody could ever read it: %#', async body => {
    expect(await room()('fact', record(body))).toEqual(['quarantined']);
  });

  test('a fact that can be read is answered at once', async () => {
    expect(await room()('fact', record({ detail: fact }))).toEqual(['account.signed-up']);
  });

  test('a tick of an unknown kind is left to the sweep, one that is none is kept', async () => {
    const tick = { pk: 'task#1', sk: 'timer#x', epoch: 1, dueAt: NOW };
    expect(await room()('tick', record({ ...tick, kind: 'task.remembered' }))).toEqual([]);
    expect(await room()('tick', record({ ...tick, kind: 'task.unowned' }))).toEqual(['task.unowned']);
    expect(await room()('tick', record(tick))).toEqual(['quarantined']);
  });
});

describe('a timer of an unknown kind', () => {
  const tickOf = (kind: string) => ({ pk: 'task#1', sk: 'x', kind, epoch: 1, dueAt: NOW }) as Tick;

  test('is not sent, and keeps no other one back', async () => {
    const sent: string[] = [];
    const client = {
      send: async ({ input }: { input: { Entries: { Id: string; MessageBody: string }[] } }) => {
        sent.push(...input.Entries.map(({ MessageBody }) => (JSON.parse(MessageBody) as Tick).kind));
        return { Successful: input.Entries };
      },
    };
    const urls = Object.fromEntries(clockQueues.map(name => [name, name])) as never;
    const ticks = ['task.unowned', 'task.remembered', 'call.due'].map(tickOf);
    const queues = sqsClockQueues(client as unknown as SQSClient, urls);
    expect(await queues.send(ticks.map(tick => ({ tick, delaySeconds: 0 })))).toEqual([true, false, true]);
    expect(sent).toEqual(['task.unowned', 'call.due']);
  });

  test('does not hold up the stream: the relay leaves it to the sweep', () => {
    const asks = (kind: string) => {
      const { row } = arm({ pk: 'task#1', kind: kind as never, dueAt: NOW, epoch: 1, now: NOW });
      return toSend({ sequence: '1', before: undefined, after: row }) !== undefined;
    };
    expect(asks('task.unowned')).toBe(true);
    expect(asks('task.remembered')).toBe(false);
  });
});
