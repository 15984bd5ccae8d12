import { all, type Template, type Templates } from '../../infra/checks/templates.ts';
import type { Instant } from '../../shared/kernel/instant.ts';
import { MINUTE, SECOND } from '../../shared/kernel/instant.ts';

export type AlarmState = 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';
export type MissingData = 'breaching' | 'notBreaching' | 'ignore' | 'missing';
type Statistic = 'Sum' | 'Maximum' | 'Minimum' | 'Average' | 'SampleCount';

/** An alarm as the template has it, its dimensions by the names that things have when they are deployed. */
export type Alarm = {
  readonly id: string;
  readonly heading: string;
  readonly metric: string;
  readonly statistic: Statistic;
  readonly periodMs: number;
  readonly periods: number;
  readonly threshold: number;
  readonly below: boolean;
  readonly missing: MissingData;
};

type Given = {
  readonly Namespace: string;
  readonly MetricName: string;
  readonly Statistic: Statistic;
  readonly Period: number;
  readonly EvaluationPeriods: number;
  readonly DatapointsToAlarm?: number;
  readonly Threshold: number;
  readonly ComparisonOperator: string;
  readonly TreatMissingData?: MissingData;
  readonly AlarmDescription?: string;
  readonly Dimensions?: readonly { readonly Name: string; readonly Value: unknown }[];
};

/** One name for a metric with its dimensions, in whichever order they are told. */
export const metricName = (
  namespace: string,
  name: string,
  dimensions: Readonly<Record<string, string>> = {},
): string =>
  [
    namespace,
    name,
    ...Object.entries(dimensions)
      .map(([key, value]) => `${key}=${value}`)
      .sort(),
  ].join(' ');

/** All alarms of the templates. */
export const alarmsIn = (templates: Templates): Alarm[] =>
  Object.values(templates).flatMap(template =>
    all<Given>({ template }, 'AWS::CloudWatch::Alarm').map(({ id, is }) => alarmOf(id, is, template)),
  );

function alarmOf(id: string, is: Given, template: Template): Alarm {
  if (is.DatapointsToAlarm !== undefined && is.DatapointsToAlarm !== is.EvaluationPeriods)
    throw new TypeError(`${id}: alarms that need some of their periods alone are not evaluated here`);
  const dimensions = Object.fromEntries(
    (is.Dimensions ?? []).map(({ Name, Value }) => [Name, deployedName(Value, template)]),
  );
  return {
    id,
    heading: /#([a-z-]+)$/.exec(is.AlarmDescription ?? '')?.[1] ?? '',
    metric: metricName(is.Namespace, is.MetricName, dimensions),
    statistic: is.Statistic,
    periodMs: is.Period * SECOND,
    periods: is.EvaluationPeriods,
    threshold: is.Threshold,
    below: is.ComparisonOperator === 'LessThanThreshold',
    // CloudWatch passes over missing figures of this namespace, whatever the alarm says.
    missing: is.Namespace === 'AWS/DynamoDB' ? 'ignore' : (is.TreatMissingData ?? 'missing'),
  };
}

/** What comes from another stack goes by this name. */
const IMPORTED = 'imported';
const NAMES = ['QueueName', 'FunctionName', 'Name', 'TableName'] as const;

/** What a reference comes to: the name of what it refers to, or else its logical id. */
function deployedName(value: unknown, template: Template): string {
  if (typeof value === 'string') return value;
  const { Ref, 'Fn::GetAtt': getAtt } = value as { Ref?: string; 'Fn::GetAtt'?: readonly string[] };
  const id = Ref ?? getAtt?.[0];
  // Of another stack: nothing here tells such names apart.
  if (id === undefined) return IMPORTED;
  const properties = template.Resources[id]?.Properties ?? {};
  const name = NAMES.map(one => properties[one]).find(one => typeof one === 'string');
  return typeof name === 'string' ? name : id;
}

/** Figures as they were published, each at its instant. */
export class Metrics {
  private readonly figures = new Map<string, { at: Instant; value: number }[]>();

  put(metric: string, at: Instant, value: number): void {
    const all = this.figures.get(metric) ?? [];
    all.push({ at, value });
    this.figures.set(metric, all);
  }

  /** The one figure that a period comes to; absent when nothing was published in it. */
  figure(metric: string, statistic: Statistic, [from, to]: readonly [Instant, Instant]): number | undefined {
    const values = (this.figures.get(metric) ?? [])
      .filter(({ at }) => at >= from && at < to)
      .map(({ value }) => value);
    if (values.length === 0) return undefined;
    const sum = values.reduce((total, value) => total + value, 0);
    switch (statistic) {
      case 'Sum':
        return sum;
      case 'Maximum':
        return Math.max(...values);
      case 'Minimum':
        return Math.min(...values);
      case 'Average':
        return sum / values.length;
      case 'SampleCount':
        return values.length;
    }
  }
}

/** So many periods more than it needs are looked at when figures are missing: five for three, as the guide shows it. */
export const EXTRA_PERIODS = 2;

/**
 * The state of an alarm at an instant, by the rules of CloudWatch's user guide ("Configuring how alarms treat missing
 * data"): every minute the last periods are looked at, and some more behind them. When enough of them have figures, the
 * latest of these decide, and missing ones count for nothing. Else missing ones are filled in as the alarm says.
 */
export function stateOf(
  alarm: Alarm,
  metrics: Metrics,
  given: { readonly now: Instant; readonly before: AlarmState; readonly extra?: number },
): AlarmState {
  const { now, before, extra = EXTRA_PERIODS } = given;
  const { metric, statistic, periodMs, periods, missing } = alarm;
  const ends = Math.floor(now / MINUTE) * MINUTE;
  const found = Array.from({ length: periods + extra }, (_, n) => {
    const to = ends - n * periodMs;
    return metrics.figure(metric, statistic, [to - periodMs, to]);
  }).filter(figure => figure !== undefined);
  const latest = found.slice(0, periods).map(figure => isBreaching(alarm, figure));
  const gaps = periods - latest.length;
  if (gaps === 0) return latest.every(Boolean) ? 'ALARM' : 'OK';
  switch (missing) {
    case 'breaching':
      return latest.every(Boolean) ? 'ALARM' : 'OK';
    case 'notBreaching':
      return 'OK';
    case 'ignore':
      return latest.includes(false) ? 'OK' : before;
    case 'missing':
      if (latest.length === 0) return 'INSUFFICIENT_DATA';
      return latest.every(Boolean) ? 'ALARM' : 'OK';
  }
}

const isBreaching = ({ below, threshold }: Alarm, figure: number): boolean =>
  below ? figure < threshold : figure >= threshold;
