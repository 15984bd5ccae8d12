import { App, CliCredentialsStackSynthesizer, type IStackSynthesizer } from 'aws-cdk-lib';
import { LOCAL_ACCOUNT, LOCAL_ASSET_BUCKET, LOCAL_REGION } from '../place.ts';
import { ProbeStack } from './stack.ts';

const app = new App({ analyticsReporting: false });
// CDK's own types do not hold under exactOptionalPropertyTypes.
const synthesizer = new CliCredentialsStackSynthesizer({
  fileAssetsBucketName: LOCAL_ASSET_BUCKET,
}) as IStackSynthesizer;
new ProbeStack(app, 'engine-probe', {
  env: { account: LOCAL_ACCOUNT, region: LOCAL_REGION },
  synthesizer,
});
