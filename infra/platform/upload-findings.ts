import { DefaultStackSynthesizer, Stack } from 'aws-cdk-lib';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { IConstruct } from 'constructs';
import { acknowledge, wildcardFinding } from '../kit/acknowledge.ts';

const THEIRS = 'The function that uploads files comes with the CDK; it runs during a deploy alone.';
const ITS_FILES =
  'It copies whatever files the console was built of, from the CDK’s asset bucket to the console’s.';

/** What the checks say of the function that the CDK brings along for uploading files. */
export function acknowledgeUpload(scope: IConstruct, files: IBucket): void {
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
