import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import { tableShape } from '../../shared/store/table.ts';
import type { StageConfig } from '../config.ts';
import type { ServiceFunction } from '../kit/service-function.ts';

const types = { S: dynamodb.AttributeType.STRING, N: dynamodb.AttributeType.NUMBER } as const;

const READS = ['dynamodb:GetItem', 'dynamodb:Query'];
const WRITES = [
  'dynamodb:PutItem',
  'dynamodb:UpdateItem',
  'dynamodb:DeleteItem',
  'dynamodb:ConditionCheckItem',
];

/** The one table, in the shape that the store tells. */
export class ProductTable extends Construct {
  readonly table: dynamodb.Table;

  constructor(scope: Construct, id: string, config: StageConfig) {
    super(scope, id);
    this.table = new dynamodb.Table(this, 'table', {
      partitionKey: { name: tableShape.pk, type: dynamodb.AttributeType.STRING },
      sortKey: { name: tableShape.sk, type: dynamodb.AttributeType.STRING },
      billingMode: dynamodb.BillingMode.PAY_PER_REQUEST,
      stream: dynamodb.StreamViewType[tableShape.stream],
      timeToLiveAttribute: tableShape.ttl,
      encryption: dynamodb.TableEncryption.AWS_MANAGED,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: config.protectData,
      removalPolicy: config.removal,
    });
    for (const index of Object.values(tableShape.indexes))
      this.table.addGlobalSecondaryIndex({
        indexName: index.name,
        partitionKey: { name: index.pk, type: dynamodb.AttributeType.STRING },
        sortKey: { name: index.sk, type: types[index.sortType] },
        projectionType: dynamodb.ProjectionType.ALL,
      });
  }

  /** The table's name with the right to read it, or to read and write; each index by its own name. */
  grantTable(fn: ServiceFunction, use: 'read' | 'write' = 'write'): void {
    const { tableName, tableArn } = this.table;
    fn.tell('TABLE_NAME', tableName);
    const indexes = Object.values(tableShape.indexes).map(({ name }) => `${tableArn}/index/${name}`);
    fn.allow(['dynamodb:Query'], indexes);
    fn.allow(use === 'read' ? READS : [...READS, ...WRITES], [tableArn]);
  }
}
