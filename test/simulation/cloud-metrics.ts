import { metricsNamespace, ringingDecisions } from '../../shared/contracts/metrics.ts';
import { MINUTE } from '../../shared/kernel/instant.ts';
import { heartbeatKey } from '../../shared/store/keys.ts';
import { type Metrics, metricName } from '../support/alarms.ts';
import type { World } from './world.ts';

/** As a stage called `prod` names them. */
const PREFIX = 'firstcall';
const OURS = metricsNamespace('prod');
/** What the runs of a world are called, and the functions that they are. */
const functions: Readonly<Record<string, string>> = { sweep: 'sweep', audit: 'auditor', relay: 'relay' };

const queueMetric = (name: string, queue: string) =>
  metricName('AWS/SQS', name, { QueueName: `${PREFIX}-${queue}` });
const functionMetric = (name: string, fn: string) =>
  metricName('AWS/Lambda', name, { FunctionName: `${PREFIX}-${fn}` });

/** Publishes what the product and the services below it would, minute by minute, from now on. */
export function publishMetrics(world: World, metrics: Metrics): void {
  const { clock } = world;
  watchRuns(world, metrics);
  world.table.onCommit(changes => {
    for (const { after } of changes)
      for (const watcher of ['sweep', 'auditor'] as const) {
        const { pk, sk } = heartbeatKey(watcher);
        if (after?.pk !== pk || after.sk !== sk) continue;
        for (const [name, value] of Object.entries(after['report'] as Record<string, number>))
          metrics.put(
            metricName(OURS, `${watcher}.${name}`, { service: watcher }),
            clock.now(),
            Number(value),
          );
      }
  });
  const counted = new Map<string, number>();
  let told = 0;
  const everyMinute = () => {
    clock.after(MINUTE, everyMinute);
    const now = clock.now();
    for (const [name, queue] of Object.entries(world.queues)) {
      const since = queue.oldestSince();
      if (since !== undefined)
        metrics.put(queueMetric('ApproximateAgeOfOldestMessage', name), now, (now - since) / 1000);
      metrics.put(queueMetric('ApproximateNumberOfMessagesVisible', `${name}-dead`), now, queue.dlq.length);
    }
    for (const { consumer, at } of world.bus.undelivered.slice(told))
      metrics.put(ruleMetric(consumer), at, 1);
    told = world.bus.undelivered.length;
    for (const decision of ringingDecisions) {
      const all = [...world.decisions].filter(([name]) => name.endsWith(` ${decision}`));
      const sum = all.reduce((total, [, times]) => total + times, 0);
      const news = sum - (counted.get(decision) ?? 0);
      counted.set(decision, sum);
      if (news > 0) metrics.put(metricName(OURS, decision, { service: 'decisions' }), now, news);
    }
  };
  clock.after(MINUTE, everyMinute);
}

const ruleMetric = (consumer: string) =>
  metricName('AWS/Events', 'InvocationsSentToDlq', {
    EventBusName: PREFIX,
    RuleName: `${PREFIX}-${consumer}-rule`,
  });

/** Invocations of every function that is not behind a queue, its errors, and how far behind the relay was. */
function watchRuns(world: World, metrics: Metrics): void {
  const { start } = world.runs;
  world.runs.start = async (name, work) => {
    const fn = functions[name];
    const begun = world.clock.now();
    if (fn) metrics.put(functionMetric('Invocations', fn), begun, 1);
    const behind = world.stream.oldestSince();
    if (name === 'relay' && behind !== undefined)
      metrics.put(functionMetric('IteratorAge', fn ?? name), begun, begun - behind);
    const ended = await start(name, work);
    if (fn && ended.ended === 'thrown') metrics.put(functionMetric('Errors', fn), world.clock.now(), 1);
    return ended;
  };
}
