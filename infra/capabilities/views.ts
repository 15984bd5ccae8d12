import type { Construct } from 'constructs';
import type { Platform } from '../platform/platform.ts';
import { Capability } from './capability.ts';

export class Views extends Capability {
  constructor(scope: Construct, platform: Platform) {
    super(scope, 'views', platform);
    platform.liveSocket.grantSockets(this.consumer('views'));
  }
}
