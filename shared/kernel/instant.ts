/** Milliseconds since 1970-01-01T00:00:00Z. All rules count in these. */
export type Instant = number;

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** The only way code outside the runtime learns the time: somebody hands it a clock. */
export type Clock = { now(): Instant };

const RFC3339 = /^(\d{4}-\d{2}-\d{2})[Tt]\d{2}:\d{2}:\d{2}(\.\d{1,9})?([Zz]|[+-]\d{2}:\d{2})$/;

/** Reads an RFC 3339 timestamp; `undefined` when the text is none. */
export function parseInstant(text: string): Instant | undefined {
  const day = RFC3339.exec(text)?.[1];
  if (day === undefined) return undefined;
  const value = Date.parse(text);
  // The parser takes 30 February for 2 March.
  const midnight = Date.parse(`${day}T00:00:00Z`);
  if (Number.isNaN(value) || Number.isNaN(midnight)) return undefined;
  return new Date(midnight).toISOString().startsWith(day) ? value : undefined;
}

/** RFC 3339 in UTC with milliseconds, as every interface shows an instant. */
export const formatInstant = (instant: Instant): string => new Date(instant).toISOString();
