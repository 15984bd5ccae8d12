import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { dynamoTable } from './dynamo-table.ts';
import type { Table } from './table.ts';

/** The table of this deployment, for entries. */
export const openTable = (tableName: string): Table =>
  dynamoTable(new DynamoDBClient({ maxAttempts: 4 }), tableName);
