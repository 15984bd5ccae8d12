import type { Construct } from 'constructs';
import type { ServiceFunction } from '../kit/service-function.ts';
import type { Platform } from '../platform/platform.ts';
import { Capability } from './capability.ts';

/** What is promised, and when it counts: calendars and policies. */
export class Promises extends Capability {
  readonly api: ServiceFunction;

  constructor(scope: Construct, platform: Platform) {
    super(scope, 'promises', platform);
    this.api = this.service('promises-api', { calledBy: 'api' });
  }
}
