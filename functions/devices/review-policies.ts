import type { ReviewRow } from '../../shared/contracts/promises-contract.ts';
import { type ReviewCase, reviewOf } from '../../shared/domain/devices/review.ts';
import { readTarget, verdictOf } from '../../shared/domain/time/sla-clock.ts';
import { segmentsOf } from '../../shared/domain/time/sla-segments.ts';
import type { Instant } from '../../shared/kernel/instant.ts';
import { DAY } from '../../shared/kernel/instant.ts';
import { accepted, type Outcome, refused } from '../../shared/kernel/outcome.ts';
import { calendarsOf } from '../../shared/store/case-calendars.ts';
import type { StoredCase } from '../../shared/store/case-store.ts';
import type { Ports } from '../../shared/store/ports.ts';
import type { Table } from '../../shared/store/table.ts';
import { casesOpened } from './all-cases.ts';

const LONGEST_DAYS = 400;

/** What was promised, kept and broken for cases opened from the first to the last day named, both included (UTC). */
export async function reviewPolicies(
  { table, clock }: Ports,
  asked: { readonly from: string; readonly to: string },
): Promise<Outcome<{ from: string; to: string; rows: ReviewRow[] }, 'bad-period'>> {
  const from = Date.parse(`${asked.from}T00:00:00Z`);
  const to = Date.parse(`${asked.to}T00:00:00Z`) + DAY;
  if (Number.isNaN(from) || Number.isNaN(to) || to <= from || to - from > LONGEST_DAYS * DAY)
    return refused('bad-period', {
      field: 'query.to',
      problem: `must be a day not before query.from, and at most ${LONGEST_DAYS} days after it`,
    });
  const now = clock.now();
  const cases = await casesOpened(table, from, to);
  const told = await Promise.all(cases.map(held => toldOf(table, held, now)));
  return accepted({ ...asked, rows: reviewOf(told.flat(), { from, to }) });
}

async function toldOf(table: Table, held: StoredCase, now: Instant): Promise<ReviewCase[]> {
  const { policy, marks, records, openedAt } = held;
  const broken = records.some(({ is }) => is === 'breached');
  if (!policy || (held.state === 'cancelled' && !broken)) return [];
  const calendars = await calendarsOf(table, held, now);
  const targets = policy.targets.map(target => {
    const reading = readTarget({ marks, target, calendars, now });
    return {
      id: target.id,
      verdict: verdictOf({ marks, target, records, calendars, now }),
      ...(reading.state === 'stopped' ? { marginMs: reading.leftMs } : {}),
    };
  });
  const pauses = segmentsOf(marks).flatMap(({ from, to, waitingOn, reason }) =>
    waitingOn === undefined ? [] : [{ reason: `${waitingOn}: ${reason ?? '-'}`, ms: (to ?? now) - from }],
  );
  return [{ policyId: policy.id, policyName: policy.name, openedAt, targets, pauses }];
}
