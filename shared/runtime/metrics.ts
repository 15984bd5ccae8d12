import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { metricsNamespace } from '../contracts/metrics.ts';
import { readEnv } from './env.ts';

/** Publishes numbers as metrics through the log, one by one under their names. */
export function publish(service: string, numbers: Readonly<Record<string, number>>): void {
  const metrics = new Metrics({ namespace: metricsNamespace(readEnv('STAGE').STAGE), serviceName: service });
  for (const [name, value] of Object.entries(numbers)) metrics.addMetric(name, MetricUnit.NoUnit, value);
  metrics.publishStoredMetrics();
}
