import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { readFlags, runTool, ToolError } from './support/command.ts';
import { findDeployment, portsOf, STAGE_FLAG, STAGE_HELP } from './support/deployment.ts';
import { rebuildSearch, rowsOfTable } from './support/rebuild-search.ts';

const usage = `
Makes the search index anew from the rows themselves, while the product runs; it may be stopped and begun again.

  npm run search -- rebuild

${STAGE_HELP}

It reads the whole table once, and writes what the index does not say yet. Needed after an upgrade from a release without
search, and when changes were given up (docs/runbook.md, "Search falls behind").`;

runTool(async () => {
  const { values, positionals } = readFlags({ usage, options: STAGE_FLAG });
  if (positionals.join(' ') !== 'rebuild')
    throw new ToolError('Say what to do: npm run search -- rebuild (--help shows what there is)');
  const deployment = await findDeployment(values.stage);
  const rows = rowsOfTable(new DynamoDBClient(deployment.config), deployment.output('TableName'));
  const { looked, indexed } = await rebuildSearch(portsOf(deployment), rows);
  console.log(`Looked at ${looked} accounts, contacts, devices and cases; ${indexed} were indexed anew.`);
});
