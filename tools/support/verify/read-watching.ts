import { CloudWatchClient, type MetricAlarm, paginateDescribeAlarms } from '@aws-sdk/client-cloudwatch';
import { CloudWatchLogsClient, paginateDescribeLogGroups } from '@aws-sdk/client-cloudwatch-logs';
import type { Account } from './account.ts';
import type { Config } from './reading.ts';

/** How the stacks' own names begin, and those of their logs. */
const [PREFIX, LOGS] = ['firstcall', '/firstcall/'];

/** The alarms of the stacks, those that are gone too. */
export async function readAlarms(config: Config, names: readonly string[]): Promise<Account['alarms']> {
  if (names.length === 0) return [];
  const client = new CloudWatchClient(config);
  const found = new Map<string, MetricAlarm>();
  for await (const page of paginateDescribeAlarms({ client }, { AlarmNamePrefix: PREFIX }))
    for (const alarm of page.MetricAlarms ?? []) found.set(alarm.AlarmName ?? '-', alarm);
  return names.map(name => {
    const has = found.get(name);
    return {
      name,
      there: has !== undefined,
      metric: has?.MetricName ?? '-',
      of: (has?.Dimensions ?? []).map(({ Value = '-' }) => Value),
      says: has?.AlarmDescription ?? '',
      silence: has?.TreatMissingData ?? 'missing',
      actions: has?.AlarmActions?.length ?? 0,
      enabled: has?.ActionsEnabled === true,
      state: has?.StateValue ?? '-',
      since: has?.StateUpdatedTimestamp?.getTime() ?? 0,
    };
  });
}

/** How long each log is kept; one elsewhere than ours is looked for by its own name. */
export async function readLogGroups(
  config: Config,
  names: ReadonlySet<string>,
): Promise<Account['logGroups']> {
  const client = new CloudWatchLogsClient(config);
  const days = new Map<string, number | undefined>();
  const prefixes = [LOGS, ...[...names].filter(name => !name.startsWith(LOGS))];
  for (const logGroupNamePrefix of prefixes)
    for await (const page of paginateDescribeLogGroups({ client }, { logGroupNamePrefix }))
      for (const { logGroupName = '-', retentionInDays } of page.logGroups ?? [])
        days.set(logGroupName, retentionInDays);
  return [...names].map(name => ({ name, there: days.has(name), days: days.get(name) }));
}
