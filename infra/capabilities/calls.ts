import type { Construct } from 'constructs';
import type { ServiceFunction } from '../kit/service-function.ts';
import type { Platform } from '../platform/platform.ts';
import { Capability } from './capability.ts';

/** Looking through the board of a large team for two weeks is work for the processor, which comes with memory. */
const SEARCHING_MB = 512;

/** Callbacks, appointments, offers and every call that is due. */
export class Calls extends Capability {
  readonly api: ServiceFunction;
  readonly callbacks: ServiceFunction;

  constructor(scope: Construct, platform: Platform) {
    super(scope, 'calls', platform);
    this.consumer('calls');
    this.clock('calls-clock');
    this.api = this.service('calls-api', { calledBy: 'api', memoryMb: SEARCHING_MB });
    this.tellOrigin(this.api);
    this.callbacks = this.service('callbacks-api', { calledBy: 'api', memoryMb: SEARCHING_MB });
    this.ringOnDecision('callback-late', {
      heading: 'callbacks-late',
      says: 'A customer who asked to be called at once was not called in the promised time.',
    });
  }
}
