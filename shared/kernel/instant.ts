/** Milliseconds since 1970-01-01T00:00:00Z. All rules count in these. */
export type Instant = number;

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** The only way code outside the runtime learns the time: somebody hands it a clock. */
export type Clock = { now(): Instant };

const RFC3339 = /^\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}:\d{2}(\.\d{1,9})?([Zz]|[+-]\d{2}:\d{2})$/;

/** Reads an RFC 3339 timestamp; `undefined` when the text is none. */
export function parseInstant(text: string): Instant | undefined {
  if (!RFC3339.test(text)) return undefined;
  const value = Date.parse(text);
  return Number.isNaN(value) ? undefined : value;
}

/** RFC 3339 in UTC with milliseconds, as every interface shows an instant. */
export const formatInstant = (instant: Instant): string => new Date(instant).toISOString();
