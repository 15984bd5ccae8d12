import { Duration } from 'aws-cdk-lib';
import * as events from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import type { Construct } from 'constructs';
import { metricsNamespace } from '../../shared/contracts/metrics.ts';
import { BUS_SOURCE, catalog } from '../../shared/events/catalog.ts';
import { metric } from '../kit/alarm.ts';
import type { ServiceFunction } from '../kit/service-function.ts';
import { lagOf, readStream } from '../kit/stream-reader.ts';
import { WorkerQueue } from '../kit/worker-queue.ts';
import { IngressBus } from '../platform/event-bus.ts';
import type { Platform } from '../platform/platform.ts';
import { Capability } from './capability.ts';
import { relayed } from './relayed.ts';

const TAKE_IN_TIMEOUT = Duration.seconds(20);
/** The sweep stops reading after 50 seconds by itself. */
const SWEEP_TIMEOUT = Duration.seconds(60);

/** What keeps the promise that nothing is lost: intake, relay, sweep, auditor. */
export class Upkeep extends Capability {
  readonly intakeApi: ServiceFunction;
  readonly ingress: IngressBus;

  constructor(scope: Construct, platform: Platform) {
    super(scope, 'upkeep', platform);
    this.intakeApi = this.service('intake-api', { calledBy: 'api' });
    platform.bus.grantBusPut(this.intakeApi);
    this.ingress = this.takeIn();
    this.relay();
    const sweep = this.sender('sweep', { calledBy: 'schedule', timeout: SWEEP_TIMEOUT });
    this.every(Duration.minutes(1), sweep, 'sweep');
    const auditor = this.service('auditor', { calledBy: 'schedule', timeout: Duration.seconds(25) });
    this.every(Duration.minutes(5), auditor, 'auditor');
    this.unmatched();
    this.ringOnFindings();
  }

  private takeIn(): IngressBus {
    const { setting, bus } = this.platform;
    const ingress = new IngressBus(this, 'ingress', setting.config);
    const fn = this.service('intake-queue', { calledBy: 'queue', timeout: TAKE_IN_TIMEOUT });
    bus.grantBusPut(fn);
    // Whatever it is: what does not fit is quarantined with its reason, not lost between the rules.
    const anything = { account: events.Match.exists() as unknown as string[] };
    new WorkerQueue(this, 'intake', { setting, timeout: TAKE_IN_TIMEOUT })
      .workedBy(fn)
      .fedBy(ingress.bus, 'rule', anything);
    return ingress;
  }

  /** May send what commits left to be sent. */
  private sender(
    name: string,
    spec: { calledBy: 'stream' | 'schedule'; timeout: Duration },
  ): ServiceFunction {
    const fn = this.service(name, spec);
    this.platform.bus.grantBusPut(fn);
    this.platform.clockQueues.grantClockQueues(fn);
    return fn;
  }

  /** Reads what of the table's changes is to be sent. */
  private relay(): void {
    const { setting, table } = this.platform;
    const fn = this.sender('relay', { calledBy: 'stream', timeout: Duration.seconds(25) });
    const streamArn = table.table.tableStreamArn ?? '';
    readStream(this, { name: 'relay', fn, streamArn, filters: relayed, setting });
    const late = (heading: 'relay-falls-behind' | 'relay-stands-still', limit: Duration) =>
      setting.bell.when(fn, heading, {
        heading,
        says: `The relay is ${limit.toMinutes()} minutes behind the table.`,
        metric: lagOf(fn),
        threshold: limit.toMilliseconds(),
      });
    late('relay-falls-behind', Duration.minutes(1));
    late('relay-stands-still', Duration.minutes(15));
  }

  private every(pause: Duration, fn: ServiceFunction, name: string): void {
    if (!fn.lostEvents) return;
    new events.Rule(this, `${name}-rule`, {
      schedule: events.Schedule.rate(pause),
      targets: [
        new LambdaFunction(fn, {
          deadLetterQueue: fn.lostEvents,
          retryAttempts: 2,
          maxEventAge: Duration.minutes(10),
        }),
      ],
    });
    // CloudWatch looks for two periods more before it takes a missing figure for a bad one: runs may be so far apart.
    const minutes = pause.toMinutes() + 1;
    const periods = Math.max(3, minutes);
    this.platform.setting.bell.when(fn, 'silent', {
      heading: 'watcher-silent',
      says: `The ${name} has not run for ${periods} minutes.`,
      metric: fn.counted('Invocations', { minutes: 1 }),
      threshold: 1,
      periods,
      below: true,
      silenceIsBad: true,
    });
  }

  private ringOnFindings(): void {
    this.ringOnDecision('quarantined', {
      heading: 'facts-quarantined',
      says: 'Something could not be taken in and was set aside with its reason.',
    });
    for (const { of, name, heading, says, ...rhythm } of findings)
      this.platform.setting.bell.when(this, heading, {
        heading,
        says,
        metric: metric(metricsNamespace(this.platform.setting.config.stage), `${of}.${name}`, {
          dimensions: { service: of },
          statistic: 'Maximum',
          ...('minutes' in rhythm ? { minutes: rhythm.minutes } : {}),
        }),
        threshold: 1,
        periods: 'periods' in rhythm ? rhythm.periods : 2,
      });
  }

  /** A fact that no rule wants is kept for four days and rings: the catalog and the bus disagree. */
  private unmatched(): void {
    const { setting, bus } = this.platform;
    const queue = new WorkerQueue(this, 'unmatched', {
      setting,
      timeout: TAKE_IN_TIMEOUT,
      behindMinutes: Duration.days(3).toMinutes(),
    });
    const known = catalog.map(({ name }) => name);
    queue.fedBy(bus.bus, 'unknown-name', {
      source: [BUS_SOURCE],
      detailType: events.Match.anythingBut(...known),
    });
    queue.fedBy(bus.bus, 'unknown-source', { source: events.Match.anythingBut(BUS_SOURCE) });
    setting.bell.when(queue, 'waiting', {
      heading: 'facts-match-no-rule',
      says: 'A fact on the product bus matched no rule.',
      metric: metric('AWS/SQS', 'ApproximateNumberOfMessagesVisible', {
        dimensions: { QueueName: queue.queueName },
        statistic: 'Maximum',
      }),
      threshold: 1,
    });
  }
}

/** Metrics that sweep and auditor publish, by the names of their reports. */
const findings = [
  { of: 'auditor', name: 'overdue', heading: 'promises-overdue', says: 'Rows are due that nobody looks at.' },
  {
    of: 'auditor',
    name: 'late',
    heading: 'promises-late',
    says: 'Facts or timers are sent but not handled.',
  },
  {
    of: 'auditor',
    name: 'unguarded',
    heading: 'promises-unguarded',
    says: 'An open promise had no next step.',
  },
  {
    of: 'sweep',
    name: 'facts',
    heading: 'relay-does-not-run',
    says: 'Minute after minute the sweep sends facts that the relay should have sent.',
    ...{ minutes: 1, periods: 5 },
  },
  { of: 'sweep', name: 'stuck', heading: 'promises-stuck', says: 'A row is handed over again and again.' },
] as const;
