import { App, CliCredentialsStackSynthesizer } from 'aws-cdk-lib';
import { LOCAL_ACCOUNT, LOCAL_ASSET_BUCKET, LOCAL_REGION } from '../place.ts';
import { ProbeStack } from './stack.ts';

const app = new App({ analyticsReporting: false });
new ProbeStack(app, 'engine-probe', {
  env: { account: LOCAL_ACCOUNT, region: LOCAL_REGION },
  synthesizer: new CliCredentialsStackSynthesizer({ fileAssetsBucketName: LOCAL_ASSET_BUCKET }),
});
