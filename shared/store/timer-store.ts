import type { Tick } from '../events/timers.ts';
import { accepted, type Outcome, refused } from '../kernel/outcome.ts';
import type { TimerRow } from './journal.ts';
import { accountIdOf } from './keys.ts';
import type { Ports } from './ports.ts';

export type ReadTimer = TimerRow & { readonly accountId: string | undefined };

/**
 * A tick is only a hint: what counts is the timer's row. Answers `gone` when it was removed or acted on, `moved` when
 * its epoch is another; a tick that is early throws, so that the queue brings it back.
 */
export async function readTimer(
  { table, clock }: Ports,
  tick: Tick,
): Promise<Outcome<ReadTimer, 'gone' | 'moved'>> {
  const row = (await table.get({ pk: tick.pk, sk: tick.sk })) as TimerRow | undefined;
  if (!row) return refused('gone');
  if (row.epoch !== tick.epoch) return refused('moved');
  if (row.dueAt > clock.now()) throw new TooEarlyError(row.dueAt - clock.now());
  return accepted({ ...row, accountId: accountIdOf(row.pk) });
}

/** The clocks of two machines differ a little: the tick is to come again when it is due. */
export class TooEarlyError extends Error {
  override readonly name = 'TooEarlyError';
  readonly remainingMs: number;
  constructor(remainingMs: number) {
    super(`the tick came ${remainingMs} ms early`);
    this.remainingMs = remainingMs;
  }
}
