import type { Construct } from 'constructs';
import type { Platform } from '../platform/platform.ts';
import { Capability } from './capability.ts';

/** What customers and device users are told by mail. */
export class Tellings extends Capability {
  constructor(scope: Construct, platform: Platform) {
    super(scope, 'tellings', platform);
    // A mail whose answer was lost waits six minutes for the mail service's report.
    const worker = this.consumer('tellings', { behindMinutes: 7 });
    platform.mail.grantMail(worker);
    this.tellOrigin(worker);
    this.ringOnDecision('telling-failed', {
      heading: 'customers-not-told',
      says: 'A customer could not be told about their device or their call.',
    });
  }
}
