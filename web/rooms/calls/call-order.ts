import type { CallView } from '../../../shared/contracts/calls-contract.ts';
import type { Instant } from '../../../shared/kernel/instant.ts';

/** What time a call goes by: until when it is promised, to be started or due, when it begins, or since when it runs. */
export type Timed = {
  readonly is: 'promised' | 'start-by' | 'begins' | 'due' | 'running' | 'over';
  readonly at: Instant;
};

/** The time that a call goes by as it stands. */
export function timedBy(call: CallView): Timed {
  const read = (text: string | undefined): Instant => Date.parse(text ?? call.dueAt);
  const last = call.attempts.at(-1);
  switch (call.state) {
    case 'asked':
      return { is: 'promised', at: read(undefined) };
    case 'accepted':
      return { is: 'start-by', at: read(call.acceptedUntil) };
    case 'booked':
      return { is: 'begins', at: read(call.booking?.from) };
    case 'running':
      return { is: 'running', at: read(last?.at) };
    case 'due':
      return { is: 'due', at: read(undefined) };
    case 'ended':
      return { is: 'over', at: read(last?.endedAt) };
  }
}

export type Arranged = {
  /** Customers who want to be called now and whom nobody has accepted yet. */
  readonly wanted: readonly CallView[];
  readonly others: readonly CallView[];
};

/** Calls wanted now apart from the others; both by the time that is left, each call once, however often it was listed. */
export function arrange(calls: readonly CallView[]): Arranged {
  const once = [...new Map(calls.map(call => [call.id, call])).values()];
  const sorted = once.toSorted((one, other) => timedBy(one).at - timedBy(other).at);
  return {
    wanted: sorted.filter(({ state }) => state === 'asked'),
    others: sorted.filter(({ state }) => state !== 'asked' && state !== 'ended'),
  };
}

/** A call that a colleague was first to accept; it stays where it was for a moment, and says who. */
export type Lost = { readonly call: CallView; readonly to: string };

/** The calls with those that were lost a moment ago, as they were when they were lost. */
export function withLost(calls: readonly CallView[], lost: readonly Lost[]): readonly CallView[] {
  const ids = new Set(lost.map(({ call }) => call.id));
  return [...calls.filter(({ id }) => !ids.has(id)), ...lost.map(({ call }) => call)];
}
