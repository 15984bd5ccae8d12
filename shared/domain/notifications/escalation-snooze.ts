import type { Instant } from '../../kernel/instant.ts';
import { accepted, type Outcome, refused } from '../../kernel/outcome.ts';
import { holderOf, logged, type Run } from './escalation.ts';

export type SnoozeRunRefusal = 'already-acknowledged' | 'escalation-over' | 'promise-too-close';

/**
 * Somebody puts it away: nobody is told until then, and nobody else has it meanwhile. It ends at the fix-by instant when
 * that comes first. The same person may move it, and may put away what they had taken on; asked for the same once more, the
 * run stays as it is. Refused with
 * `already-acknowledged` and `by` when another person has it, with `escalation-over` when it is solved, with
 * `promise-too-close` when the fix-by instant has come.
 */
export function snoozeRun(
  run: Run,
  { by, until, now }: { readonly by: string; readonly until: Instant; readonly now: Instant },
): Outcome<Run, SnoozeRunRefusal> {
  if (run.state === 'resolved') return refused('escalation-over');
  const holder = holderOf(run);
  if (holder && holder.by !== by) return refused('already-acknowledged', holder);
  const nextAt = Math.min(until, run.fixBy ?? until);
  if (nextAt <= now) return refused('promise-too-close', { at: nextAt });
  if (run.state === 'snoozed' && run.nextAt === nextAt) return accepted(run);
  const { acknowledgedBy: _b, acknowledgedAt: _a, confirmBy: _c, ...kept } = run;
  const away = { ...kept, state: 'snoozed', snoozedBy: by, snoozedAt: now, nextAt } as const;
  return accepted(logged(away, { at: now, told: [], by, why: 'snoozed' }));
}

/**
 * A snooze that is over: the chain begins anew, at its first step and in a round of its own, which is due now. All its
 * rounds are before it again, and shares count from now. The same run before its time, or when it is not put away.
 */
export const wakeRun = (run: Run, now: Instant): Run =>
  run.state === 'snoozed' && run.nextAt !== undefined && now >= run.nextAt
    ? begunAnew(run, run.snoozedBy, now)
    : run;

/** Brought back by hand, by whoever may: as if its time were over. The same run when it is not put away. */
export const unsnoozeRun = (run: Run, { by, now }: { readonly by: string; readonly now: Instant }): Run =>
  run.state === 'snoozed' ? begunAnew(run, by, now) : run;

function begunAnew(run: Run, by: string | undefined, now: Instant): Run {
  const { snoozedBy: _b, snoozedAt: _a, ...kept } = run;
  const cycle = run.cycle + 1;
  const begun = { ...kept, state: 'running', step: 0, cycle, nextAt: now, anew: { at: now, cycle } } as const;
  return logged(begun, { at: now, told: [], why: 'snooze-over', ...(by === undefined ? {} : { by }) });
}
