import { setTimeout as pause } from 'node:timers/promises';
import type { Stack } from '@aws-sdk/client-cloudformation';
import { needed, readFlags, runTool } from './support/command.ts';
import { findDeployment, portsOf, STAGE_FLAG, STAGE_HELP } from './support/deployment.ts';
import { localClockOffset, readLocalState } from './support/local-state.ts';
import { flyCanary } from './support/verify/canary.ts';
import { judgeAccount } from './support/verify/judge-account.ts';
import { knock } from './support/verify/knock.ts';
import { permissions } from './support/verify/permissions.ts';
import { linesOf } from './support/verify/print-answers.ts';
import { readAccount } from './support/verify/read-account.ts';

const usage = `
Looks whether a deployment is as it should be. It reads, and changes nothing but one canary fact.

  npm run verify:aws -- --stage prod --url https://care.example.com --key <API key>

${STAGE_HELP}
  --url          address of the product, for the canary
  --key          an API key with the scope events:write, for the canary
  --no-canary    sends nothing at all, and does not knock either
  --json         prints the answers as JSON
  --permissions  prints the IAM policy that it needs, and ends

The exit code is 1 when anything is wrong; what is unknown is neither wrong nor right. docs/verify-aws.md says what is looked at, and what the canary leaves.`;

runTool(async () => {
  const { values } = readFlags({
    usage,
    options: {
      ...STAGE_FLAG,
      ...{ url: { type: 'string' }, key: { type: 'string' } },
      ...{ 'no-canary': { type: 'boolean' }, json: { type: 'boolean' }, permissions: { type: 'boolean' } },
    } as const,
  });
  if (values.permissions) {
    console.log(JSON.stringify(permissions, null, 2));
    return;
  }
  const { stage } = values;
  const deployment = await findDeployment(stage);
  const { table, clock } = portsOf(deployment);
  const now = clock.now() + (stage === 'local' ? localClockOffset() : 0);
  const account = await readAccount(deployment, stack => isOf(stack, stage));
  const answers = judgeAccount(account, { stage, now });
  if (!values['no-canary']) {
    const local = stage === 'local' ? readLocalState() : undefined;
    const base = needed(values.url ?? local?.origin, 'url').replace(/\/+$/, '');
    const target = { url: `${base}/api/v1/events`, key: needed(values.key ?? local?.apiKey, 'key') };
    answers.push(...(await knock(base)), await flyCanary(table, target, { now: () => clock.now(), pause }));
  }
  console.log(values.json ? JSON.stringify(answers, null, 2) : linesOf(answers).join('\n'));
  if (answers.some(({ is }) => is === 'wrong')) process.exitCode = 1;
});

const isOf = ({ StackName = '', Tags = [] }: Stack, stage: string): boolean => {
  const tags = new Map(Tags.map(({ Key, Value }) => [Key, Value]));
  const tagged = tags.get('product') === 'firstcall' && tags.get('stage') === stage;
  return tagged || (stage === 'local' && StackName.startsWith('firstcall'));
};
