import { type Instant, SECOND } from '../../kernel/instant.ts';

const SECONDS = /^\d{1,9}$/;
/** IMF-fixdate (RFC 9110, 5.6.7), the only form that senders may still write. */
const HTTP_DATE =
  /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d{2}:\d{2}:\d{2} GMT$/;

/** Reads `Retry-After` (RFC 9110, 10.2.3), which is seconds or a date; `undefined` when it is neither. */
export function readRetryAfter(text: string | undefined, now: Instant): Instant | undefined {
  const value = text?.trim() ?? '';
  if (SECONDS.test(value)) return now + Number(value) * SECOND;
  if (!HTTP_DATE.test(value)) return undefined;
  const at = Date.parse(value);
  return Number.isNaN(at) ? undefined : at;
}
