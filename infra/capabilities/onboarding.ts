import type { Construct } from 'constructs';
import type { ServiceFunction } from '../kit/service-function.ts';
import type { Platform } from '../platform/platform.ts';
import { Capability } from './capability.ts';

/** From the completed registration to after the trial. */
export class Onboarding extends Capability {
  readonly api: ServiceFunction;

  constructor(scope: Construct, platform: Platform) {
    super(scope, 'onboarding', platform);
    this.consumer('onboarding');
    this.clock('onboarding-clock');
    this.api = this.service('onboarding-api', { calledBy: 'api' });
  }
}
