import { DynamoDBClient, GetItemCommand, QueryCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { followsOf } from '../../shared/store/journal.ts';
import { accountKey, bookPrefix, ownershipKey, rosterPk } from '../../shared/store/keys.ts';
import type { Key, Row } from '../../shared/store/table.ts';
import { randomOf } from '../../tools/bench/random.ts';
import { clientConfig } from '../../tools/local/place.ts';
import { freshId, until } from '../support/engine.ts';
import { type FailingWay, failingWay, workersOf } from '../support/failing-way.ts';
import { START_LIMIT, startTestProduct, type TestProduct } from '../support/product.ts';
import { show, sizeOf } from '../support/shown.ts';
import { exampleSettings } from '../support/team.ts';

const FACTS = sizeOf('ENGINE_FACTS', 60);
const SEED = 7;
const WITHIN_MS = 7_200_000;
/** What a worker had that was killed comes back after three minutes, and may meet the next one that is killed. */
const PATIENCE_MS = 900_000;
/** What each of the consumers writes into the history of a sign-up, once. */
const ANSWERS = [
  'accounts taken-in',
  'team owner-assigned',
  'accounts owner-kept',
  'onboarding registered',
  'notifications queued',
];
/** Facts that are sent before those before them have been answered. */
const UNDER_WAY = 20;

let way: FailingWay;
let product: TestProduct;
beforeAll(async () => {
  way = await failingWay(SEED);
  product = await startTestProduct({ nodeOptions: way.nodeOptions });
  way.to(product.engine.endpoint);
  await makeRoom();
}, START_LIMIT);
afterAll(async () => {
  await product?.stop();
  await way?.close();
}, 240_000);

/** More customers come than the company of the example could look after: each of its people takes as many as there may be. */
async function makeRoom(): Promise<void> {
  const lead = await product.as('anna');
  for (const [id, agent] of Object.entries(exampleSettings().agents))
    if (agent.roles.includes('agent')) await lead.put(`/v1/agents/${id}`, { ...agent, capacity: 10_000 });
}

let open: DynamoDBClient | undefined;
const client = (): DynamoDBClient => (open ??= new DynamoDBClient(clientConfig(product.engine.endpoint)));

const account = (run: string, n: number) => `f${run}-${n}`;

/** The rows of these keys that are there: while facts are under way the whole table is not read again and again. */
async function rowsAt(keys: readonly Key[]): Promise<Row[]> {
  const TableName = product.outputs['TableName'] ?? '-';
  const answers = await Promise.all(
    keys.map(key =>
      client().send(new GetItemCommand({ TableName, Key: marshall(key), ConsistentRead: true })),
    ),
  );
  return answers.flatMap(({ Item }) => (Item ? [unmarshall(Item) as Row] : []));
}

/** How many accounts stand in all books together: a count that was added twice shows here and nowhere else. */
async function inBooks(): Promise<number> {
  const { Items = [] } = await client().send(
    new QueryCommand({
      TableName: product.outputs['TableName'] ?? '-',
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :sk)',
      ExpressionAttributeValues: marshall({ ':pk': rosterPk, ':sk': bookPrefix }),
      ConsistentRead: true,
    }),
  );
  return Items.reduce((sum, item) => sum + Number(unmarshall(item)['open'] ?? 0), 0);
}

/** Every row of the engine's table that belongs to this run's accounts, or to what came of them. */
async function rowsOf(accounts: ReadonlySet<string>): Promise<Row[]> {
  const TableName = product.outputs['TableName'] ?? '-';
  const rows: Row[] = [];
  let ExclusiveStartKey: ScanCommand['input']['ExclusiveStartKey'];
  do {
    const page = await client().send(new ScanCommand({ TableName, ExclusiveStartKey, ConsistentRead: true }));
    for (const item of page.Items ?? []) rows.push(unmarshall(item) as Row);
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey);
  return rows.filter(({ accountId, pk }) =>
    accounts.has(String(accountId ?? (pk.startsWith('account#') ? pk.slice('account#'.length) : '-'))),
  );
}

/** What is wrong with what came of so many sign-ups, counted; nothing when each had every effect once. */
function countsOf(rows: readonly Row[]) {
  const of = (type: string) => rows.filter(row => row.type === type);
  const journals = of('journal');
  const effects = Map.groupBy(journals, ({ capability, eventId, pk }) => `${capability} ${eventId} ${pk}`);
  const named = (name: string) => journals.flatMap(followsOf).filter(fact => fact.name === name);
  return {
    accounts: of('account').length,
    owned: of('ownership').filter(({ state }) => state === 'owned').length,
    tasks: of('task').length,
    notifications: of('notification').length,
    wanted: new Set(named('notification.wanted').map(({ id }) => id)).size,
    unsent: journals.filter(row => followsOf(row).length > 0 && row['wakeAt'] !== undefined).length,
    doubled: [...effects.values()].filter(({ length }) => length > 1).length,
    answered: ANSWERS.map(
      one => journals.filter(({ capability, decision }) => `${capability} ${decision}` === one).length,
    ),
    effects: effects.size,
  };
}

test(
  'sign-ups over a way on which of a hundred calls fifteen fail and five are slow, while workers are killed: none is lost, none counts twice',
  async () => {
    const run = freshId();
    const names = Array.from({ length: FACTS }, (_, n) => account(run, n));
    const random = randomOf(SEED);
    const took: string[] = [];
    let killed = 0;
    const before = await inBooks();
    way.fail(true);
    for (let at = 0; at < FACTS; at += UNDER_WAY) {
      const some = names.slice(at, at + UNDER_WAY);
      const data = { product: 'repricer', language: 'de', contact: { company: 'Prüfstand GmbH' } };
      const sending = some.map(subject => product.send('account.signed-up', { subject, data }));
      // While they are under way.
      await until(
        'the first of them to be there',
        async () => (await rowsAt(some.map(accountKey))).length > 0 || undefined,
      );
      killed += killOne(random.pick);
      for (const [answer] of await Promise.all(sending)) took.push(answer?.status ?? 'nothing');
      await until(
        'those before to have owners',
        async () => {
          const owned = (await rowsAt(some.map(ownershipKey))).filter(({ state }) => state === 'owned');
          return owned.length > some.length / 2 || undefined;
        },
        PATIENCE_MS,
      );
    }
    const accounts = new Set(names);
    const waiting = new Set(names);
    await until(
      'all to have owners',
      async () => {
        for (const { pk, state } of await rowsAt([...waiting].slice(0, 5 * UNDER_WAY).map(ownershipKey)))
          if (state === 'owned') waiting.delete(pk.slice('account#'.length));
        return waiting.size === 0;
      },
      PATIENCE_MS,
    ).catch(() => 'those that have none are counted below');
    const done = await until(
      'everything to come to rest',
      async () => {
        const counts = countsOf(await rowsOf(accounts));
        const all = [counts.owned, counts.notifications, ...counts.answered].every(n => n === FACTS);
        return all && counts.unsent === 0 && counts;
      },
      PATIENCE_MS,
    ).catch(async () => countsOf(await rowsOf(accounts)));
    way.fail(false);
    const { calls, injected } = way;
    const counted = (await inBooks()) - before;
    const over = [done.accounts, done.tasks, done.notifications, counted, ...done.answered].map(
      n => n - FACTS,
    );
    const lost = over.reduce((sum, n) => sum + Math.max(0, -n), FACTS - done.owned + done.unsent);
    const doubled = over.reduce((sum, n) => sum + Math.max(0, n), done.doubled);
    show({
      ...{ goal: 3, name: 'sign-ups on the local engine', seeds: String(SEED), failed: lost + doubled },
      runs: `${FACTS} facts, ${calls()} calls of AWS, of which ${injected.throttled} throttled, ${injected.broken} broken, ${injected.slow} slow, ${injected.lost} with a lost answer; ${killed} workers killed`,
      figure: `${lost} lost, ${doubled} doubled: ${done.accounts} accounts, ${done.tasks} tasks, ${done.notifications} notifications, ${counted} places in books; ${done.effects} lines of history, ${ANSWERS.length} each`,
    });
    expect(took.filter(status => status !== 'accepted')).toEqual([]);
    expect(done).toEqual({
      ...{ accounts: FACTS, owned: FACTS, tasks: FACTS, notifications: FACTS, wanted: FACTS },
      ...{ unsent: 0, doubled: 0, answered: ANSWERS.map(() => FACTS), effects: ANSWERS.length * FACTS },
    });
    expect(counted).toBe(FACTS);
    expect([killed, ...Object.values(injected)].every(n => n > 0)).toBe(true);
  },
  WITHIN_MS,
);

/** Ends one of the engine's workers as a machine that dies does. */
function killOne(pick: <T>(of: readonly T[]) => T): number {
  const workers = workersOf(product.engine.pid);
  if (workers.length === 0) return 0;
  process.kill(pick(workers), 'SIGKILL');
  return 1;
}
