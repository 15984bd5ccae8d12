import type { Construct } from 'constructs';
import type { ServiceFunction } from '../kit/service-function.ts';
import type { Platform } from '../platform/platform.ts';
import { Capability } from './capability.ts';

export class Team extends Capability {
  readonly api: ServiceFunction;

  constructor(scope: Construct, platform: Platform) {
    super(scope, 'team', platform);
    this.consumer('team');
    this.clock('team-clock');
    this.api = this.service('team-api', { calledBy: 'api' });
    platform.secrets.grantSecret(this.api);
  }
}
