import { join } from 'node:path';
import type { AttributeDefinition } from '@aws-sdk/client-dynamodb';
import { CreateTableCommand, DynamoDBClient, waitUntilTableExists } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { dynamoTable } from '../../shared/store/dynamo-table.ts';
import type { Table } from '../../shared/store/table.ts';
import { tableShape } from '../../shared/store/table.ts';
import { type Engine, ROOT, startEngine } from '../../tools/local/engine.ts';
import { clientConfig } from '../../tools/local/place.ts';
import { tableConformance } from '../contract/table-conformance.ts';
import { freshId } from '../support/engine.ts';

/**
 * Where the emulator is known to differ from the table in memory, and why we can live with it. A deviation that is
 * not on this list fails the test, and so does one that is on it and has gone.
 */
const knownDeviations: Readonly<Record<string, string>> = {};

const DEADLINE_MS = 5_000;
let engine: Engine;
let table: Table;

beforeAll(async () => {
  engine = await startEngine({ dir: join(ROOT, '.local/test/table-conformance') });
  const client = new DynamoDBClient(clientConfig(engine.endpoint));
  const TableName = `conformance-${freshId()}`;
  await client.send(createTable(TableName));
  await waitUntilTableExists({ client, minDelay: 1, maxDelay: 2, maxWaitTime: 20 }, { TableName });
  table = dynamoTable(client, TableName);
}, 120_000);

afterAll(() => engine?.stop());

function createTable(TableName: string): CreateTableCommand {
  const indexes = Object.values(tableShape.indexes);
  const types = new Map<string, 'S' | 'N'>([
    [tableShape.pk, 'S'],
    [tableShape.sk, 'S'],
    ...indexes.flatMap(index => [[index.pk, 'S'] as const, [index.sk, index.sortType] as const]),
  ]);
  const schema = ({ pk, sk }: { pk: string; sk: string }) => [
    { AttributeName: pk, KeyType: 'HASH' as const },
    { AttributeName: sk, KeyType: 'RANGE' as const },
  ];
  return new CreateTableCommand({
    TableName,
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema: schema(tableShape),
    AttributeDefinitions: [...types].map(
      ([AttributeName, AttributeType]): AttributeDefinition => ({ AttributeName, AttributeType }),
    ),
    GlobalSecondaryIndexes: indexes.map(index => ({
      IndexName: index.name,
      KeySchema: schema(index),
      Projection: { ProjectionType: 'ALL' },
    })),
  });
}

async function eventually(check: () => Promise<void>): Promise<void> {
  const deadline = Date.now() + DEADLINE_MS;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await new Promise(next => setTimeout(next, 50));
    }
  }
}

describe('the table on the local engine', () => {
  test.each(tableConformance)(
    '$name',
    async ({ name, run }) => {
      const problem = await run({ table, pk: `conformance-${freshId()}`, eventually }).then(
        () => undefined,
        (error: unknown) => (error instanceof Error ? error : new Error(String(error))),
      );
      const known = knownDeviations[name];
      if (known !== undefined && problem) console.warn(`known deviation: ${name}: ${known}`);
      if (known === undefined && problem) throw problem;
      expect(known === undefined || problem !== undefined).toBe(true);
    },
    30_000,
  );
});
