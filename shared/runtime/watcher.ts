import middy from '@middy/core';
import { log } from './log.ts';
import { publish } from './metrics.ts';

type Report = Readonly<Record<string, number | boolean>>;

/**
 * Lambda that runs by the minute: what it found goes to the log and, number by number, to the metrics.
 * Each finished run publishes `<name>.beat`; an alarm takes its absence for a failure.
 */
export const watcher = (name: string, look: () => Promise<Report>) =>
  middy<unknown, Report>().handler(async () => {
    const report = await look();
    const numbers = Object.fromEntries(
      Object.entries(report).map(([key, value]) => [`${name}.${key}`, Number(value)]),
    );
    publish(name, { ...numbers, [`${name}.beat`]: 1 });
    log.info(`${name}-done`, report);
    return report;
  });
