import { digest } from '../kernel/id.ts';
import { DAY, type Instant } from '../kernel/instant.ts';
import { accepted, type Outcome, refused } from '../kernel/outcome.ts';
import { idempotencyKey } from './keys.ts';
import type { Put, Table } from './table.ts';

/** A request that has one answer however often it is sent: who sends it, by what key, and what it says. */
export type Once = { readonly principal: string; readonly key: string; readonly body: unknown };

/** Refused by a commit when the same request was answered meanwhile: look again. */
export const ANSWERED = 'answered';
/** Clients that try again do so within minutes. */
const KEPT_DAYS = 3;

/** Callers choose their keys, so only a digest of one stands in the table. */
const placeOf = ({ principal, key }: Once) => idempotencyKey(principal, digest('request', key));
const fingerprintOf = ({ body }: Once): string => digest('body', JSON.stringify(sorted(body)));

/** The answer this request got before, if any. Refused with `key-reused` when its key came with another body. */
export async function answerBefore<T>(
  table: Table,
  once: Once,
): Promise<Outcome<T | undefined, 'key-reused'>> {
  const row = await table.get(placeOf(once));
  if (!row) return accepted(undefined);
  if (row['fingerprint'] === fingerprintOf(once)) return accepted(row['answer'] as T);
  return refused('key-reused', {
    field: 'Idempotency-Key',
    problem: 'The same key came with another request before.',
  });
}

/** Keeps the answer, in the commit that it is the answer to. */
export const keepsAnswer = (once: Once, answer: unknown, now: Instant): Put => ({
  do: 'put',
  row: {
    ...placeOf(once),
    type: 'answer',
    fingerprint: fingerprintOf(once),
    answer,
    expiresAt: Math.floor((now + KEPT_DAYS * DAY) / 1000),
  },
  when: { is: 'absent' },
  orElse: ANSWERED,
});

/** The same said in another order is the same. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const parts = Object.entries(value).filter(([, part]) => part !== undefined);
  return Object.fromEntries(
    parts.toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([name, part]) => [name, sorted(part)]),
  );
}
