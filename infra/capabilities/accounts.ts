import type { Construct } from 'constructs';
import type { ServiceFunction } from '../kit/service-function.ts';
import type { Platform } from '../platform/platform.ts';
import { Capability } from './capability.ts';

export class Accounts extends Capability {
  readonly api: ServiceFunction;

  constructor(scope: Construct, platform: Platform) {
    super(scope, 'accounts', platform);
    this.consumer('accounts');
    this.api = this.service('accounts-api', { calledBy: 'api' });
  }
}
