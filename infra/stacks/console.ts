import { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { type StageConfig, stackProps } from '../config.ts';
import { ConsoleSite } from '../platform/console-site.ts';
import type { ApiStack } from './api.ts';
import { tell } from './outputs.ts';
import type { ProductStack } from './product.ts';

export type ConsoleSpec = {
  readonly config: StageConfig;
  readonly api: ApiStack;
  readonly product: ProductStack;
  /** Folder of the built console; undefined when only the templates are wanted. */
  readonly built: string | undefined;
};

/** The console's files and the one origin that everything is reached by. */
export class ConsoleStack extends Stack {
  constructor(scope: Construct, { config, api, product, built }: ConsoleSpec) {
    super(scope, `${config.prefix}-console`, stackProps(config));
    const site = new ConsoleSite(this, 'console', {
      config,
      httpApiId: api.http.api.apiId,
      socketApiId: product.liveSocket.api.apiId,
      built,
    });
    tell(this, {
      Origin: `https://${config.domain?.name ?? site.distribution.distributionDomainName}`,
      DistributionId: site.distribution.distributionId,
      DistributionName: site.distribution.distributionDomainName,
      FilesBucket: site.bucket.bucketName,
    });
  }
}
