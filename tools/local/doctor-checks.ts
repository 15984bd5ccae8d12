import {
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  DynamoDBClient,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import {
  GetFunctionCommand,
  LambdaClient,
  ListEventSourceMappingsCommand,
  PutFunctionConcurrencyCommand,
} from '@aws-sdk/client-lambda';
import { GetQueueAttributesCommand, SetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { Check, Finding, Resource } from './doctor.ts';
import { clientConfig, LOCAL_ACCOUNT, LOCAL_REGION } from './place.ts';

export const ofType = (resources: Resource[], type: string): Resource[] =>
  resources.filter(found => found.type === type);

/** Sums up one kind of thing: `what` for those that hold, the first complaint otherwise. */
export function sum(what: string, complaints: string[], mended = 0): Finding {
  const first = complaints[0];
  if (first !== undefined)
    return {
      state: 'ill',
      line: `${what}: ${first}${complaints.length > 1 ? ` (and ${complaints.length - 1} more)` : ''}`,
    };
  return mended > 0
    ? { state: 'mended', line: `${what}: ${mended} set by API` }
    : { state: 'well', line: what };
}

export async function eachOf(
  resources: Resource[],
  look: (found: Resource) => Promise<string | 'mended' | undefined>,
) {
  const answers = await Promise.all(resources.map(look));
  const complaints = answers.filter(
    (answer): answer is string => answer !== undefined && answer !== 'mended',
  );
  return { complaints, mended: answers.filter(answer => answer === 'mended').length };
}

/** Without redelivery limits a poison message would come back for ever. */
const queues: Check = async (engine, resources) => {
  const client = new SQSClient(clientConfig(engine.endpoint));
  const all = ofType(resources, 'AWS::SQS::Queue');
  const found = await eachOf(all, async queue => {
    const { Attributes } = await client.send(
      new GetQueueAttributesCommand({ QueueUrl: queue.id, AttributeNames: ['All'] }),
    );
    const wanted = queue.props['VisibilityTimeout'];
    if (wanted !== undefined && Attributes?.['VisibilityTimeout'] !== String(wanted))
      return `${queue.logicalId} has another visibility timeout`;
    const redrive = queue.props['RedrivePolicy'] as
      | { deadLetterTargetArn: unknown; maxReceiveCount: number }
      | undefined;
    if (redrive === undefined || Attributes?.['RedrivePolicy'] !== undefined) return undefined;
    const target = deadLetterArn(redrive.deadLetterTargetArn, queue, all);
    if (target === undefined)
      return `${queue.logicalId} has no redrive policy and its dead-letter queue is not known`;
    const RedrivePolicy = JSON.stringify({
      deadLetterTargetArn: target,
      maxReceiveCount: redrive.maxReceiveCount,
    });
    await client.send(new SetQueueAttributesCommand({ QueueUrl: queue.id, Attributes: { RedrivePolicy } }));
    return 'mended';
  });
  const limited = all.filter(queue => queue.props['RedrivePolicy'] !== undefined).length;
  return sum(
    `${all.length} queues, ${limited} of them with a redrive policy`,
    found.complaints,
    found.mended,
  );
};

function deadLetterArn(reference: unknown, queue: Resource, all: Resource[]): string | undefined {
  const target = (reference as { 'Fn::GetAtt'?: string[] } | undefined)?.['Fn::GetAtt']?.[0];
  const name = all
    .find(other => other.stack === queue.stack && other.logicalId === target)
    ?.id.split('/')
    .at(-1);
  return name === undefined ? undefined : `arn:aws:sqs:${LOCAL_REGION}:${LOCAL_ACCOUNT}:${name}`;
}

const tables: Check = async (engine, resources) => {
  const client = new DynamoDBClient(clientConfig(engine.endpoint));
  const all = ofType(resources, 'AWS::DynamoDB::Table');
  const found = await eachOf(all, async table => {
    const { Table } = await client.send(new DescribeTableCommand({ TableName: table.id }));
    const indexes = (table.props['GlobalSecondaryIndexes'] as unknown[] | undefined)?.length ?? 0;
    if ((Table?.GlobalSecondaryIndexes?.length ?? 0) !== indexes)
      return `${table.logicalId} has not its ${indexes} indexes`;
    if (table.props['StreamSpecification'] !== undefined && Table?.LatestStreamArn === undefined)
      return `${table.logicalId} has no stream`;
    return timeToLive(client, table);
  });
  return sum(
    `${all.length} tables with stream, indexes and time to live as asked for`,
    found.complaints,
    found.mended,
  );
};

async function timeToLive(client: DynamoDBClient, table: Resource): Promise<string | undefined> {
  const TimeToLiveSpecification = table.props['TimeToLiveSpecification'] as
    | { AttributeName: string; Enabled: boolean }
    | undefined;
  if (TimeToLiveSpecification === undefined) return undefined;
  const { TimeToLiveDescription } = await client.send(new DescribeTimeToLiveCommand({ TableName: table.id }));
  if (TimeToLiveDescription?.AttributeName === TimeToLiveSpecification.AttributeName) return undefined;
  await client.send(new UpdateTimeToLiveCommand({ TableName: table.id, TimeToLiveSpecification }));
  return 'mended';
}

const functions: Check = async (engine, resources) => {
  const client = new LambdaClient(clientConfig(engine.endpoint));
  const all = ofType(resources, 'AWS::Lambda::Function');
  const found = await eachOf(all, async lambda => {
    const { Configuration, Concurrency } = await client.send(
      new GetFunctionCommand({ FunctionName: lambda.id }),
    );
    if (Configuration?.State !== 'Active') return `${lambda.logicalId} is ${Configuration?.State}`;
    if ((Configuration.CodeSize ?? 0) === 0) return `${lambda.logicalId} has no code`;
    const reserved = lambda.props['ReservedConcurrentExecutions'] as number | undefined;
    if (reserved === undefined || Concurrency?.ReservedConcurrentExecutions === reserved) return undefined;
    await client.send(
      new PutFunctionConcurrencyCommand({ FunctionName: lambda.id, ReservedConcurrentExecutions: reserved }),
    );
    return 'mended';
  });
  return sum(
    `${all.length} functions active with their code and concurrency`,
    found.complaints,
    found.mended,
  );
};

const mappings: Check = async (engine, resources) => {
  const client = new LambdaClient(clientConfig(engine.endpoint));
  const all = ofType(resources, 'AWS::Lambda::EventSourceMapping');
  const { EventSourceMappings = [] } = await client.send(new ListEventSourceMappingsCommand({}));
  const found = await eachOf(all, async mapping => {
    const real = EventSourceMappings.find(candidate => candidate.UUID === mapping.id);
    if (real === undefined) return `${mapping.logicalId} is missing`;
    if (real.State !== 'Enabled') return `${mapping.logicalId} is ${real.State}`;
    const types = (mapping.props['FunctionResponseTypes'] ?? []) as string[];
    if (types.length !== (real.FunctionResponseTypes?.length ?? 0))
      return `${mapping.logicalId} lost its partial batch answers`;
    return undefined;
  });
  return sum(`${all.length} mappings enabled, partial batch answers as asked for`, found.complaints);
};

export const storeChecks: Check[] = [queues, tables, functions, mappings];
