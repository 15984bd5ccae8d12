import type { Instant } from '../../kernel/instant.ts';
import { accepted, type Outcome, refused } from '../../kernel/outcome.ts';

/** A call that somebody asked for, and when they did first. */
export type AskedCall = { readonly callId: string; readonly at: Instant };

export type AskLimit = {
  /** At most so many of them open at a time. */
  readonly open: number;
  /** At most so many in any stretch as long as the window, in milliseconds; open ones or not. */
  readonly cap?: number;
  readonly window?: number;
};

/**
 * Whether one more call may be asked for by a telephone or an account, and what is remembered then: calls that are open
 * and those within the window. A call that was asked for before counts once. Refused with `too-many`.
 */
export function askOnceMore(
  asked: readonly AskedCall[],
  call: AskedCall,
  given: { readonly limit: AskLimit; readonly isOpen: (callId: string) => boolean },
): Outcome<readonly AskedCall[], 'too-many'> {
  const { open, cap = Number.POSITIVE_INFINITY, window = 0 } = given.limit;
  const isLate = ({ at }: AskedCall) => at > call.at - window;
  const kept = asked.filter(one => isLate(one) || given.isOpen(one.callId));
  if (kept.some(({ callId }) => callId === call.callId)) return accepted(kept);
  const tooMany =
    kept.filter(({ callId }) => given.isOpen(callId)).length >= open || kept.filter(isLate).length >= cap;
  if (tooMany) return refused('too-many', { problem: 'So many calls were asked for already.' });
  return accepted([...kept, call]);
}
