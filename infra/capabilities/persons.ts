import type { Construct } from 'constructs';
import type { ServiceFunction } from '../kit/service-function.ts';
import type { Platform } from '../platform/platform.ts';
import { Capability } from './capability.ts';

/** What is held of customers' people: given out and erased. */
export class Persons extends Capability {
  readonly api: ServiceFunction;

  constructor(scope: Construct, platform: Platform) {
    super(scope, 'persons', platform);
    this.clock('persons-clock');
    this.api = this.service('persons-api', { calledBy: 'api' });
  }
}
