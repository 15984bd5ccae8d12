import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { DECISIONS, metricsNamespace, type RingingDecision } from '../../shared/contracts/metrics.ts';
import { BUS_SOURCE, namesFor } from '../../shared/events/catalog.ts';
import type { ClockQueue, Consumer } from '../../shared/events/consumers.ts';
import { type AlarmSpec, metric } from '../kit/alarm.ts';
import { type FunctionSpec, ServiceFunction } from '../kit/service-function.ts';
import { WorkerQueue } from '../kit/worker-queue.ts';
import { TICK_TIMEOUT } from '../platform/clock-queues.ts';
import type { Platform } from '../platform/platform.ts';

const WORK_TIMEOUT = Duration.seconds(20);

/** A folder below functions/ as a construct: its functions, its queue with the rule that feeds it, its alarms. */
export abstract class Capability extends Construct {
  protected readonly platform: Platform;
  private readonly capability: string;

  constructor(scope: Construct, capability: string, platform: Platform) {
    super(scope, capability);
    this.capability = capability;
    this.platform = platform;
  }

  /** A function with the table, which every capability works on; its further rights are grants beside it. */
  protected service(
    name: string,
    spec: Omit<FunctionSpec, 'capability'>,
    table: 'read' | 'write' = 'write',
  ): ServiceFunction {
    const { setting } = this.platform;
    const fn = new ServiceFunction(this, name, { ...spec, capability: this.capability, setting });
    this.platform.table.grantTable(fn, table);
    return fn;
  }

  /** A consumer of the product bus: rule, queue and function; the catalog says which facts. */
  protected consumer(consumer: Consumer, queue: { readonly behindMinutes?: number } = {}): ServiceFunction {
    const worker = this.service(`${consumer}-worker`, { calledBy: 'queue', timeout: WORK_TIMEOUT });
    new WorkerQueue(this, consumer, { setting: this.platform.setting, timeout: WORK_TIMEOUT, ...queue })
      .workedBy(worker)
      .fedBy(this.platform.bus.bus, 'rule', { source: [BUS_SOURCE], detailType: namesFor(consumer) });
    return worker;
  }

  /** The function of a clock queue; it has the queue’s name. */
  protected clock(name: ClockQueue): ServiceFunction {
    const fn = this.service(name, { calledBy: 'queue', timeout: TICK_TIMEOUT });
    this.platform.clockQueues.queues[name].workedBy(fn);
    return fn;
  }

  /** Rings whenever the entries count this decision, or so many of it within five minutes. */
  protected ringOnDecision(
    decision: RingingDecision,
    told: Pick<AlarmSpec, 'heading' | 'says'>,
    threshold = 1,
  ): void {
    const { bell, config } = this.platform.setting;
    bell.when(this, decision, {
      ...told,
      metric: metric(metricsNamespace(config.stage), decision, {
        dimensions: { service: DECISIONS },
        statistic: 'Sum',
      }),
      threshold,
    });
  }

  protected tellOrigin(fn: ServiceFunction): void {
    fn.tell('ORIGIN', this.platform.setting.config.origin);
  }
}
