import type { Construct } from 'constructs';
import type { ServiceFunction } from '../kit/service-function.ts';
import type { Platform } from '../platform/platform.ts';
import { Capability } from './capability.ts';

/** Customers who are called without having asked: bursts, claims near their end, changed markets. */
export class Outreach extends Capability {
  readonly api: ServiceFunction;

  constructor(scope: Construct, platform: Platform) {
    super(scope, 'outreach', platform);
    this.consumer('outreach');
    this.clock('outreach-clock');
    this.api = this.service('outreach-api', { calledBy: 'api' });
    this.ringOnDecision('outreach-short', {
      heading: 'outreach-short',
      says: 'More customers should be called for statistical reasons than the budget allows.',
    });
  }
}
