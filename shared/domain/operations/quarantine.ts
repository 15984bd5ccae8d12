import type { Instant } from '../../kernel/instant.ts';
import type { Outcome } from '../../kernel/outcome.ts';
import { accepted, refused } from '../../kernel/outcome.ts';

export const quarantineStates = ['open', 'taken-in', 'set-aside'] as const;
export type QuarantineState = (typeof quarantineStates)[number];
export const quarantineActions = ['take-in', 'set-aside', 'reopen'] as const;
export type QuarantineAction = (typeof quarantineActions)[number];

/** What somebody did last with what could not be taken in. */
export type QuarantineAct = {
  readonly action: QuarantineAction;
  readonly by: string;
  readonly at: Instant;
  /** Why it was set aside. */
  readonly why?: string;
};

export type Standing = {
  readonly state: QuarantineState;
  readonly version: number;
  readonly last?: QuarantineAct | undefined;
  /** False when too little of it was kept to take it in again. */
  readonly whole: boolean;
};
export type Asked = { readonly action: QuarantineAction; readonly version: number; readonly by: string };
type Refusal = 'stale' | 'already-settled' | 'not-set-aside' | 'text-not-kept';

/**
 * Whether somebody may do this now. They name the version that they saw: whoever acts on what has changed is refused
 * (`stale`, with who was first), but for a repeat of their own last act, which is `done`. Only what is open is taken in
 * or set aside; only what was set aside is opened again; what was not kept whole cannot be taken in.
 */
export function mayAct(held: Standing, asked: Asked): Outcome<'to-do' | 'done', Refusal> {
  const { last } = held;
  const isRepeat = last?.by === asked.by && last.action === asked.action;
  if (held.version === asked.version + 1 && isRepeat) return accepted('done');
  if (held.version !== asked.version) return refused('stale', last && { by: last.by });
  if (asked.action === 'reopen')
    return held.state === 'set-aside' ? accepted('to-do') : refused('not-set-aside');
  if (held.state !== 'open') return refused('already-settled');
  if (asked.action === 'take-in' && !held.whole) return refused('text-not-kept');
  return accepted('to-do');
}
