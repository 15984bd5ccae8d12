import type { Construct } from 'constructs';
import type { ServiceFunction } from '../kit/service-function.ts';
import type { Platform } from '../platform/platform.ts';
import { Capability } from './capability.ts';

export class Notifications extends Capability {
  readonly api: ServiceFunction;

  constructor(scope: Construct, platform: Platform) {
    super(scope, 'notifications', platform);
    this.consumer('notifications');
    const push = this.consumer('push');
    platform.secrets.grantSecret(push);
    const clock = this.clock('notifications-clock');
    platform.mail.grantMail(clock);
    this.tellOrigin(clock);
    this.api = this.service('notifications-api', { calledBy: 'api' });
    platform.secrets.grantSecret(this.api);
    this.ringOnDecision('nobody-reachable', {
      heading: 'nobody-reachable',
      says: 'A notification reached its agent on no channel.',
    });
    this.ringOnDecision('nobody-on-duty', {
      heading: 'nobody-on-duty',
      says: 'A step of an escalation found nobody on duty.',
    });
    this.ringOnDecision('escalation-exhausted', {
      heading: 'escalation-exhausted',
      says: 'A whole chain was told and nobody took it on.',
    });
  }
}
