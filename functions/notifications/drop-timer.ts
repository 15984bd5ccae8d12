import { finish, type TimerRow } from '../../shared/store/journal.ts';
import { notificationIdOf } from '../../shared/store/keys.ts';
import type { Handled, Ports } from '../../shared/store/ports.ts';

/** A timer that has nothing left to do goes. Somebody who moved it meanwhile keeps it. */
export async function dropTimer({ table, ids }: Ports, timer: TimerRow, decision: string): Promise<Handled> {
  await table.commit({ commitId: ids.random('cmt'), writes: [finish(timer)] });
  return { decision, detail: { notification: notificationIdOf(timer.pk) } };
}
