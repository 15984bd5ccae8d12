import { CloudFormationClient, paginateDescribeStacks, type Stack } from '@aws-sdk/client-cloudformation';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { realClock } from '../../shared/runtime/clock.ts';
import { randomIds } from '../../shared/runtime/random-ids.ts';
import { dynamoTable } from '../../shared/store/dynamo-table.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { clientConfig } from '../local/place.ts';
import { oneLine, ToolError } from './command.ts';
import { readLocalState } from './local-state.ts';

type ClientConfig = Partial<ReturnType<typeof clientConfig>>;

/** One deployment of the product: how its AWS clients are made, and what its stacks say of themselves. */
export type Deployment = { readonly config: ClientConfig; output(name: string): string };

export const STAGE_FLAG = { stage: { type: 'string', default: 'local' } } as const;
export const STAGE_HELP = `  --stage      local (default), dev or prod; dev and prod use your AWS credentials and AWS_REGION`;

/** Finds the stacks of a stage. `local` is what the local start runs; others are found by their tags. */
export async function findDeployment(stage: string): Promise<Deployment> {
  const config = stage === 'local' ? localConfig() : {};
  const outputs = new Map<string, string>();
  try {
    const client = new CloudFormationClient({ ...config, maxAttempts: 2 });
    for await (const { Stacks = [] } of paginateDescribeStacks({ client }, {}))
      for (const stack of Stacks.filter(one => stage === 'local' || isOf(one, stage)))
        for (const { OutputKey, OutputValue } of stack.Outputs ?? [])
          if (OutputKey && OutputValue) outputs.set(OutputKey, OutputValue);
  } catch (error) {
    const hint = stage === 'local' ? 'is npm start running?' : 'are your AWS credentials and AWS_REGION set?';
    throw new ToolError(`The stacks of stage ${stage} could not be read (${oneLine(error)}): ${hint}`);
  }
  return {
    config,
    output(name) {
      const value = outputs.get(name);
      if (value === undefined)
        throw new ToolError(`Stage ${stage} has no output ${name}: deploy it first, then try again.`);
      return value;
    },
  };
}

function localConfig(): ClientConfig {
  const state = readLocalState();
  if (!state)
    throw new ToolError('Nothing runs here yet: start the product with npm start, or name another --stage.');
  return clientConfig(state.endpoint);
}

function isOf({ Tags = [] }: Stack, stage: string): boolean {
  const tags = new Map(Tags.map(({ Key, Value }) => [Key, Value]));
  return tags.get('product') === 'firstcall' && tags.get('stage') === stage;
}

/** The deployment's table, with real time and real randomness. */
export const portsOf = ({ config, output }: Deployment): Ports => ({
  table: dynamoTable(new DynamoDBClient(config), output('TableName')),
  clock: realClock,
  ids: randomIds,
});
