import { existsSync } from 'node:fs';
import { DefaultStackSynthesizer, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { type ILogGroup, LogGroup } from 'aws-cdk-lib/aws-logs';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { BucketDeployment, CacheControl, Source } from 'aws-cdk-lib/aws-s3-deployment';
import type { Construct, IConstruct } from 'constructs';
import { ConfigError, type StageConfig } from '../config.ts';
import { acknowledge, wildcardFinding } from '../kit/acknowledge.ts';

const THEIRS = 'The function that uploads files comes with the CDK; it runs during a deploy alone.';
const ITS_FILES =
  'It copies whatever files the console was built of, from the CDK’s asset bucket to the console’s.';

export type Upload = {
  readonly config: StageConfig;
  readonly files: IBucket;
  /** Folder of the built console; undefined puts one empty page there. */
  readonly built: string | undefined;
};

/** Puts the built console on its bucket. Old files stay: a console opened before the deploy still finds its parts. */
export function uploadSite(scope: Construct, { config, files, built }: Upload): void {
  if (built !== undefined && !existsSync(`${built}/index.html`))
    throw new ConfigError('The console is not built: run npm run build:web, then deploy again.');
  const logGroup = new LogGroup(scope, 'upload-log', {
    logGroupName: `/firstcall/${config.prefix}/upload`,
    retention: config.logDays,
    removalPolicy: RemovalPolicy.DESTROY,
  }) as ILogGroup;
  const { brandFiles } = config;
  // What comes later takes the place of what came before.
  const sources = [
    built === undefined ? Source.data('index.html', '') : Source.asset(built),
    ...(built === undefined || brandFiles === undefined ? [] : [Source.asset(brandFiles)]),
  ];
  const common = { sources, destinationBucket: files, prune: false, logGroup };
  const parts = new BucketDeployment(scope, 'parts', {
    ...common,
    exclude: ['*'],
    include: ['assets/*'],
    cacheControl: [CacheControl.fromString('public, max-age=31536000, immutable')],
  });
  const pages = new BucketDeployment(scope, 'pages', {
    ...common,
    exclude: ['assets/*'],
    cacheControl: [CacheControl.fromString('no-store')],
  });
  pages.node.addDependency(parts);
  acknowledgeUpload(scope, files);
}

/** What the checks say of the function that the CDK brings along for uploading files. */
function acknowledgeUpload(scope: IConstruct, files: IBucket): void {
  const stack = Stack.of(scope);
  const uploader = stack.node.children.find(({ node }) => node.id.startsWith('Custom::CDKBucketDeployment'));
  if (!uploader) return;
  const assets = `cdk-${DefaultStackSynthesizer.DEFAULT_QUALIFIER}-assets-${stack.account}-${stack.region}`;
  const basics = 'service-role/AWSLambdaBasicExecutionRole';
  const actions = ['GetBucket*', 'GetObject*', 'List*', 'Abort*', 'DeleteObject*'];
  acknowledge(uploader, {
    [`AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/${basics}]`]: THEIRS,
    ...Object.fromEntries(actions.map(action => [`AwsSolutions-IAM5[Action::s3:${action}]`, ITS_FILES])),
    [wildcardFinding(scope, `arn:${stack.partition}:s3:::${assets}/*`)]: ITS_FILES,
    [wildcardFinding(scope, `${files.bucketArn}/*`)]: ITS_FILES,
    'AwsSolutions-L1': THEIRS,
    'Serverless-LambdaLatestVersion': THEIRS,
    'Serverless-LambdaDLQ': THEIRS,
    'Serverless-LambdaTracing': THEIRS,
  });
}
