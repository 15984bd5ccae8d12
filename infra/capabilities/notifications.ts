import { Duration } from 'aws-cdk-lib';
import * as events from 'aws-cdk-lib/aws-events';
import type { Construct } from 'constructs';
import type { ServiceFunction } from '../kit/service-function.ts';
import { WorkerQueue } from '../kit/worker-queue.ts';
import type { Platform } from '../platform/platform.ts';
import { Capability } from './capability.ts';

const REPORT_TIMEOUT = Duration.seconds(20);
/** One that fails is somebody's old browser or address; so many within five minutes are the channel itself. */
const MANY = 10;

export class Notifications extends Capability {
  readonly api: ServiceFunction;
  readonly escalations: ServiceFunction;

  constructor(scope: Construct, platform: Platform) {
    super(scope, 'notifications', platform);
    this.consumer('notifications');
    const push = this.consumer('push');
    platform.secrets.grantSecret(push);
    this.tellOrigin(push);
    const clock = this.clock('notifications-clock');
    platform.mail.grantMail(clock);
    platform.secrets.grantSecret(clock);
    this.tellOrigin(clock);
    this.api = this.service('notifications-api', { calledBy: 'api' });
    platform.secrets.grantSecret(this.api);
    this.escalations = this.service('escalations-api', { calledBy: 'api' });
    this.takeMailReports();
    this.ringOnDecision('nobody-reachable', {
      heading: 'nobody-reachable',
      says: 'A notification reached its agent on no channel.',
    });
    for (const decision of ['push-failed', 'push-later'] as const)
      this.ringOnDecision(decision, { heading: 'pushes-fail', says: 'Many pushes are not taken.' }, MANY);
    for (const decision of ['mail-failed', 'mail-later'] as const)
      this.ringOnDecision(
        decision,
        { heading: 'mails-fail', says: 'Many mails to agents are not taken.' },
        MANY,
      );
    this.ringOnDecision('nobody-on-duty', {
      heading: 'nobody-on-duty',
      says: 'A step of an escalation found nobody on duty.',
    });
    this.ringOnDecision('escalation-exhausted', {
      heading: 'escalation-exhausted',
      says: 'A whole chain was told and nobody took it on.',
    });
  }

  /** What the mail service reports of our mails, from the account's default bus. */
  private takeMailReports(): void {
    const { setting, mail } = this.platform;
    const bus = events.EventBus.fromEventBusName(this, 'default-bus', 'default');
    new WorkerQueue(this, 'mail-events', { setting, timeout: REPORT_TIMEOUT })
      .workedBy(this.service('mail-events', { calledBy: 'queue', timeout: REPORT_TIMEOUT }))
      .fedBy(bus, 'rule', mail.reportPattern);
  }
}
