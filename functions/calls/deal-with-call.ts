import { type Call, type Named, namedFor } from '../../shared/domain/calls/call.ts';
import type { CallCommand, CallRefusal, Decided } from '../../shared/domain/calls/call-commands.ts';
import { decideCall } from '../../shared/domain/calls/decide-call.ts';
import type { Fact } from '../../shared/events/envelope.ts';
import { accepted, type Outcome, refused } from '../../shared/kernel/outcome.ts';
import { ANSWERED, answerBefore, keepsAnswer, type Once } from '../../shared/store/answer-store.ts';
import { loadCall, type StoredCall } from '../../shared/store/call-store.ts';
import type { Ports } from '../../shared/store/ports.ts';
import type { CommitResult } from '../../shared/store/table.ts';
import { type Attempt, untilFresh } from '../../shared/store/until-fresh.ts';
import { type CallChange, commitCall } from './commit-call.ts';
import { openCallWith } from './open-call-with.ts';

/** Which call: a known one, or the open one with a contact, which `fresh` begins where there is none. */
export type Target =
  | { readonly callId: string }
  | (Named & { readonly accountId: string; readonly fresh: () => Call });

/** What is to be done with it, worked out anew at each try from the call as it stands. */
export type Step = { readonly commands: readonly CallCommand[] } & Pick<
  CallChange,
  'decision' | 'reason' | 'writes' | 'follows'
>;

export type Deed<T, R extends string> = {
  readonly target: Target;
  readonly cause: Fact;
  readonly once?: Once | undefined;
  readonly plan: (call: Call) => Promise<Outcome<Step, R>>;
  readonly answerOf: (call: StoredCall) => Promise<T>;
};

export type DeedRefusal = CallRefusal | 'not-found' | 'key-reused';
type Tried<T, R extends string> = {
  readonly outcome: Outcome<T, R | DeedRefusal>;
  readonly answer?: CommitResult;
};

/** Load, decide, commit: things done with a call that is there or begins with them, answered once however often it is sent. */
export async function dealWithCall<T, R extends string>(
  ports: Ports,
  deed: Deed<T, R>,
): Promise<Outcome<T, R | DeedRefusal>> {
  let answered: Outcome<T, R | DeedRefusal> = refused('not-found');
  await untilFresh(async (): Promise<Attempt> => {
    const { outcome, answer = { done: true } } = await tryDeed(ports, deed);
    answered = outcome;
    return { answer, decision: outcome.ok ? 'done' : outcome.refusal };
  }, ['has-open-call', ANSWERED]);
  return answered;
}

async function tryDeed<T, R extends string>(ports: Ports, deed: Deed<T, R>): Promise<Tried<T, R>> {
  const { once, cause } = deed;
  if (once) {
    const earlier = await answerBefore<T>(ports.table, once);
    if (!earlier.ok) return { outcome: earlier };
    if (earlier.value !== undefined) return { outcome: accepted(earlier.value) };
  }
  const held = await heldIn(ports, deed.target);
  if (!held && 'callId' in deed.target) return { outcome: refused('not-found') };
  const { before } = held ?? {};
  const call = held?.call ?? freshOf(deed.target);
  const planned = await deed.plan(call);
  if (!planned.ok) return { outcome: planned };
  const now = ports.clock.now();
  const { commands, writes = [], ...step } = planned.value;
  const decided = allOf(call, commands, now);
  if (!decided.ok) return { outcome: decided };
  const value = await deed.answerOf({ ...decided.value.call, version: (before?.version ?? 0) + 1 });
  const { answer } = await commitCall(ports, {
    ...{ ...step, before, cause, decided: decided.value },
    writes: [...writes, ...(once ? [keepsAnswer(once, value, now)] : [])],
  });
  return { outcome: accepted(value), answer };
}

type Held = { readonly before: StoredCall; readonly call: Call };

/** The call as it stands, and as it is for whom the target names. */
async function heldIn({ table }: Ports, target: Target): Promise<Held | undefined> {
  const before =
    'callId' in target
      ? await loadCall(table, target.callId)
      : await openCallWith(table, target.accountId, target.contactId);
  if (!before) return undefined;
  const { version: _read, ...stands } = before;
  const call = 'callId' in target ? stands : namedFor(stands, target);
  return call && { before, call };
}

const freshOf = (target: Target): Call => {
  if ('callId' in target) throw new TypeError('a call that is known does not begin');
  return target.fresh();
};

/** One after the other, each on what the one before made of the call. */
function allOf(
  call: Call,
  commands: readonly CallCommand[],
  now: number,
): Outcome<Pick<Decided, 'call' | 'effects'>, CallRefusal> {
  let decided: Pick<Decided, 'call' | 'effects'> = { call, effects: [] };
  for (const command of commands) {
    const next = decideCall(decided.call, command, now);
    if (!next.ok) return next;
    decided = { call: next.value.call, effects: [...decided.effects, ...next.value.effects] };
  }
  return accepted(decided);
}
