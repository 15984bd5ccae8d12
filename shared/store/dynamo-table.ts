import type {
  AttributeValue,
  DynamoDBClient,
  QueryCommandInput,
  TransactWriteItem,
} from '@aws-sdk/client-dynamodb';
import {
  ConditionalCheckFailedException,
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  TransactionCanceledException,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { assertFit, CommitError, refusalAt } from './commit.ts';
import { compile } from './compile.ts';
import type { CommitResult, Page, Query, Row, Table, WriteSet } from './table.ts';
import { CursorError, tableShape } from './table.ts';

const MAX_TRIES = 6;
const BASE_PAUSE_MS = 20;

type Patience = (milliseconds: number) => Promise<void>;
const patience: Patience = milliseconds =>
  new Promise(done => {
    setTimeout(done, milliseconds);
  });

/** The one table on DynamoDB. Conflicts are tried again with growing, jittered pauses. */
export function dynamoTable(client: DynamoDBClient, tableName: string): Table {
  return {
    async get({ pk, sk }) {
      const answer = await client.send(
        new GetItemCommand({ TableName: tableName, Key: marshall({ pk, sk }), ConsistentRead: true }),
      );
      return answer.Item && (unmarshall(answer.Item) as Row);
    },
    async query(query) {
      try {
        return pageOf(await client.send(new QueryCommand(queryInput(query, tableName))));
      } catch (error) {
        const foreign =
          query.cursor !== undefined && error instanceof Error && error.name === 'ValidationException';
        throw foreign ? new CursorError('the cursor is not one of this list') : error;
      }
    },
    commit: set => commit(client, tableName, set),
  };
}

async function commit(client: DynamoDBClient, tableName: string, set: WriteSet): Promise<CommitResult> {
  assertFit(set);
  const items = set.writes.map(write => compile(write, set.commitId, tableName));
  const only = items.length === 1 ? items[0] : undefined;
  for (let attempt = 1; ; attempt++) {
    try {
      if (only && !only.ConditionCheck) await single(client, only);
      else await client.send(new TransactWriteItemsCommand({ TransactItems: items }));
      return { done: true };
    } catch (error) {
      const failed = failedCondition(error);
      if (failed) return refusalAt(set, failed.at, failed.row);
      if (!isConflict(error) || attempt === MAX_TRIES) throw error;
      await patience(BASE_PAUSE_MS * 2 ** attempt * (0.5 + Math.random() / 2));
    }
  }
}

function single(client: DynamoDBClient, item: TransactWriteItem) {
  if (item.Put) return client.send(new PutItemCommand(item.Put));
  if (item.Update) return client.send(new UpdateItemCommand(item.Update));
  if (item.Delete) return client.send(new DeleteItemCommand(item.Delete));
  throw new CommitError('a lone write must put, change or delete');
}

/** Which write's condition failed and what stands in its place, or nothing when the error is another. */
function failedCondition(error: unknown): { at: number; row: Row | undefined } | undefined {
  if (error instanceof ConditionalCheckFailedException)
    return { at: 0, row: error.Item && (unmarshall(error.Item) as Row) };
  if (!(error instanceof TransactionCanceledException)) return undefined;
  const reasons = error.CancellationReasons ?? [];
  const at = reasons.findIndex(reason => reason.Code === 'ConditionalCheckFailed');
  if (at < 0) return undefined;
  const item = reasons[at]?.Item;
  return { at, row: item && (unmarshall(item) as Row) };
}

function isConflict(error: unknown): boolean {
  if (error instanceof TransactionCanceledException)
    return (error.CancellationReasons ?? []).some(
      reason => reason.Code === 'TransactionConflict' || reason.Code === 'ThrottlingError',
    );
  return (
    error instanceof Error &&
    ['TransactionConflictException', 'TransactionInProgressException'].includes(error.name)
  );
}

function queryInput(query: Query, TableName: string): QueryCommandInput {
  const place = query.index ? tableShape.indexes[query.index] : { pk: 'pk', sk: 'sk' };
  const range = rangeOf(query);
  return {
    TableName,
    ...(query.index ? { IndexName: query.index } : { ConsistentRead: !query.mayLag }),
    KeyConditionExpression: ['#pk = :pk', ...(range ? [range.text] : [])].join(' AND '),
    ExpressionAttributeNames: { '#pk': place.pk, ...(range ? { '#sk': place.sk } : {}) },
    ExpressionAttributeValues: marshall({ ':pk': query.pk, ...range?.values }),
    ScanIndexForward: !query.descending,
    ...(query.limit ? { Limit: query.limit } : {}),
    ...(query.cursor ? { ExclusiveStartKey: readCursor(query.cursor) } : {}),
  };
}

function readCursor(cursor: string): Record<string, AttributeValue> {
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (isKey(key)) return key;
  } catch {
    // Falls through: what cannot be read is no cursor of ours.
  }
  throw new CursorError('the cursor cannot be read');
}

/** A cursor comes from outside: only what a key may look like reaches the client. */
const isKey = (key: unknown): key is Record<string, AttributeValue> =>
  typeof key === 'object' &&
  key !== null &&
  !Array.isArray(key) &&
  Object.values(key).every(part => {
    const [[kind, value] = [], ...more] = Object.entries(part ?? {});
    return (kind === 'S' || kind === 'N') && typeof value === 'string' && more.length === 0;
  });

function rangeOf({ prefix, from, to }: Query): { text: string; values: Record<string, unknown> } | undefined {
  if (prefix !== undefined) return { text: 'begins_with(#sk, :prefix)', values: { ':prefix': prefix } };
  if (from !== undefined && to !== undefined)
    return { text: '#sk BETWEEN :from AND :to', values: { ':from': from, ':to': to } };
  if (from !== undefined) return { text: '#sk >= :from', values: { ':from': from } };
  if (to !== undefined) return { text: '#sk <= :to', values: { ':to': to } };
  return undefined;
}

function pageOf(answer: {
  Items?: Record<string, unknown>[] | undefined;
  LastEvaluatedKey?: Record<string, unknown> | undefined;
}): Page {
  const rows = (answer.Items ?? []).map(item => unmarshall(item as never) as Row);
  return answer.LastEvaluatedKey
    ? { rows, cursor: Buffer.from(JSON.stringify(answer.LastEvaluatedKey)).toString('base64url') }
    : { rows };
}
