import { Logger } from '@aws-lambda-powertools/logger';

/** One line per decision: ids, words and counts. Never payloads, never personal data. */
export const log = new Logger({ serviceName: 'firstcall' });

/** What may be said of an error in a log: its class and message, without the data that caused it. The logger keeps `message` for itself. */
export const errorLine = (error: unknown) =>
  error instanceof Error ? { error: error.name, said: error.message.slice(0, 300) } : { error: 'unknown' };
