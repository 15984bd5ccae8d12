import { readFlags, runTool, ToolError } from './support/command.ts';
import { contextOf, type DeployFlags } from './support/deploy-flags.ts';
import { deployToAws } from './support/deploy-to-aws.ts';
import { dryRun } from './support/dry-run.ts';
import { withBrand } from './support/with-brand.ts';

const usage = `
Deploys the product into your AWS account.

  npm run deploy -- --stage prod --dry-run
  npm run deploy -- --stage prod --mail-from care@example.com --alarm-mail ops@example.com

  --stage        dev or prod
  --dry-run      says what would be deployed where; needs no AWS account
  --region       AWS region (default: eu-central-1)
  --account      12-digit account; the deploy stops when your credentials are for another one
  --domain       address of the console, such as care.example.com (default: the CDN’s own address)
  --certificate  ARN of the domain’s certificate; it must be in us-east-1
  --mail-from    sender of the mails; its domain must be yours
  --alarm-mail   who is told of alarms
  --producers    accounts or roles that may put facts on the ingress bus, with commas
  --book-frame-sites  origins of your sites that may show the customers’ page in a frame, with commas
  --settings     the company's settings file, for its brand on the pages (default: Firstcall's own look)

What you say once can stand in cdk.json under "context" as region, account, domain, certificate, mailFrom, alarmMail, producers,
bookFrameSites and settings.`;

const options = {
  stage: { type: 'string' },
  'dry-run': { type: 'boolean', default: false },
  region: { type: 'string' },
  account: { type: 'string' },
  domain: { type: 'string' },
  certificate: { type: 'string' },
  'mail-from': { type: 'string' },
  'alarm-mail': { type: 'string' },
  producers: { type: 'string' },
  'book-frame-sites': { type: 'string' },
  settings: { type: 'string' },
} as const;

runTool(async () => {
  const { values, positionals } = readFlags({ usage, options });
  if (positionals.length > 0)
    throw new ToolError(`What is "${positionals[0]}"? (--help shows what there is)`);
  const { stage } = values;
  if (stage === 'local') throw new ToolError('The local stage is deployed by npm start.');
  if (stage !== 'dev' && stage !== 'prod') throw new ToolError('Say --stage dev or --stage prod.');
  const context = withBrand(contextOf({ ...values, stage } as DeployFlags));
  if (values['dry-run']) console.log(await dryRun(context));
  else await deployToAws(context, line => console.log(line));
});
