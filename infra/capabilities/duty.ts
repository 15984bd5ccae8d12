import type { Construct } from 'constructs';
import type { ServiceFunction } from '../kit/service-function.ts';
import { TICK_TIMEOUT } from '../platform/clock-queues.ts';
import type { Platform } from '../platform/platform.ts';
import { Capability } from './capability.ts';

/** Each of them may wait three seconds for a host; together they must end within the function's five. */
const CALENDARS_AT_ONCE = 4;
/** Reading a large calendar is work for the processor, which comes with memory. */
const READING_MB = 1024;
/** So are plans of many schedules with many overrides. */
const PLANNING_MB = 512;

/** Who is on duty when; agents' calendars, ours and their own. */
export class Duty extends Capability {
  readonly api: ServiceFunction;
  readonly feeds: ServiceFunction;

  constructor(scope: Construct, platform: Platform) {
    super(scope, 'duty', platform);
    this.api = this.service('duty-api', { calledBy: 'api', memoryMb: PLANNING_MB });
    this.tellOrigin(this.api);
    this.feeds = this.service('calendar-feeds', { calledBy: 'api' }, 'read');
    const clock = this.service('calendars-clock', {
      calledBy: 'queue',
      timeout: TICK_TIMEOUT,
      memoryMb: READING_MB,
    });
    platform.clockQueues.queues['calendars-clock'].workedBy(clock, CALENDARS_AT_ONCE);
  }
}
