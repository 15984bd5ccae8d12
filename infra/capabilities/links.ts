import type { Construct } from 'constructs';
import type { ServiceFunction } from '../kit/service-function.ts';
import type { Platform } from '../platform/platform.ts';
import { Capability } from './capability.ts';

/** Signed links that the company's own systems make for customers and device users. */
export class Links extends Capability {
  readonly api: ServiceFunction;

  constructor(scope: Construct, platform: Platform) {
    super(scope, 'links', platform);
    this.api = this.service('links-api', { calledBy: 'api' });
    this.tellOrigin(this.api);
  }
}
