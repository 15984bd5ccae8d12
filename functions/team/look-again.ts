import { MINUTE } from '../../shared/kernel/instant.ts';
import { firstLook, isFirstLook } from '../../shared/store/absence-timers.ts';
import { arm, finish, type TimerRow } from '../../shared/store/journal.ts';
import { accountPk, timerNameOf } from '../../shared/store/keys.ts';
import type { Ports } from '../../shared/store/ports.ts';
import type { Write } from '../../shared/store/table.ts';
import { type Assignment, formerOf } from './assignment.ts';

/** The lists of tasks and accounts are a little late: so long after a change they show it. */
export const LOOK_AGAIN = MINUTE;

/** When somebody looks next: at once when there is more, and at least twice, until nothing is left. */
export function nextLook(
  { epoch }: TimerRow,
  { moved, more, now }: { moved: number; more: boolean; now: number },
): number | undefined {
  if (!isFirstLook(epoch) && moved === 0) return undefined;
  return more ? now : now + LOOK_AGAIN;
}

/** The account goes to somebody else, or waits: the open tasks about it of whoever had it are looked for a little later. */
export function looksForTasks(given: Assignment, now: number): Write[] {
  const { formerId: name } = formerOf(given);
  if (name === undefined) return [];
  const epoch = firstLook((given.held?.version ?? 0) + 1);
  const pk = accountPk(given.accountId);
  return [arm({ pk, kind: 'account.transferred-look', name, epoch, dueAt: now + LOOK_AGAIN, now })];
}

/**
 * The look is over: the next one is at the instant, or there is none. Refused when the timer was armed anew meanwhile:
 * then that one stands there.
 */
export async function lookAgain({ table, clock, ids }: Ports, timer: TimerRow, at?: number): Promise<void> {
  const { pk, sk, kind, epoch } = timer;
  const unmoved = { when: { is: 'equal', field: 'epoch', value: epoch }, orElse: 'stale' } as const;
  const next = { pk, kind, name: timerNameOf(sk), epoch: epoch + 1, now: clock.now() };
  const write: Write = at === undefined ? finish(timer) : { ...arm({ ...next, dueAt: at }), ...unmoved };
  await table.commit({ commitId: ids.random('cmt'), writes: [write] });
}
