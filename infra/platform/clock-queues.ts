import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { type ClockQueue, clockQueues } from '../../shared/events/consumers.ts';
import type { ServiceFunction } from '../kit/service-function.ts';
import type { Setting } from '../kit/setting.ts';
import { WorkerQueue } from '../kit/worker-queue.ts';

/** Functions on clock queues are short: a tick that hangs must come back within its due minute. */
export const TICK_TIMEOUT = Duration.seconds(5);

const variables: Record<ClockQueue, string> = {
  'notifications-clock': 'NOTIFICATIONS_CLOCK_URL',
  'team-clock': 'TEAM_CLOCK_URL',
  'devices-clock': 'DEVICES_CLOCK_URL',
  'calendars-clock': 'CALENDARS_CLOCK_URL',
  'calls-clock': 'CALLS_CLOCK_URL',
  'onboarding-clock': 'ONBOARDING_CLOCK_URL',
  'outreach-clock': 'OUTREACH_CLOCK_URL',
  'persons-clock': 'PERSONS_CLOCK_URL',
};

/** One queue per capability that has timers; only relay and sweep send there. */
export class ClockQueues extends Construct {
  readonly queues: Record<ClockQueue, WorkerQueue>;

  constructor(scope: Construct, id: string, setting: Setting) {
    super(scope, id);
    const queue = (name: ClockQueue) =>
      new WorkerQueue(this, name, { setting, timeout: TICK_TIMEOUT, behindMinutes: 5 });
    this.queues = Object.fromEntries(clockQueues.map(name => [name, queue(name)])) as typeof this.queues;
  }

  /** Every clock queue’s address with the right to send there. */
  grantClockQueues(fn: ServiceFunction): void {
    for (const name of clockQueues) fn.tell(variables[name], this.queues[name].queue.queueUrl);
    fn.allow(
      ['sqs:SendMessage'],
      clockQueues.map(name => this.queues[name].queue.queueArn),
    );
  }
}
