import type { Construct } from 'constructs';
import type { ServiceFunction } from '../kit/service-function.ts';
import type { Platform } from '../platform/platform.ts';
import { Capability } from './capability.ts';

export class Devices extends Capability {
  readonly api: ServiceFunction;
  readonly depots: ServiceFunction;
  readonly links: ServiceFunction;

  constructor(scope: Construct, platform: Platform) {
    super(scope, 'devices', platform);
    this.consumer('devices');
    this.clock('devices-clock');
    this.api = this.service('devices-api', { calledBy: 'api' });
    this.tellOrigin(this.api);
    this.depots = this.service('depots-api', { calledBy: 'api' });
    this.links = this.service('device-links', { calledBy: 'api' });
  }
}
