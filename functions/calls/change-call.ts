import type { CallCommand, CallRefusal } from '../../shared/domain/calls/call-commands.ts';
import { decideCall } from '../../shared/domain/calls/decide-call.ts';
import type { Fact } from '../../shared/events/envelope.ts';
import { accepted, type Outcome, refused } from '../../shared/kernel/outcome.ts';
import { loadCall, type StoredCall } from '../../shared/store/call-store.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { type Attempt, untilFresh } from '../../shared/store/until-fresh.ts';
import { type CallChange, commitCall } from './commit-call.ts';

/** What changes with a call, worked out anew at each try from the call as it stands. */
export type Planned = {
  readonly command: CallCommand;
} & Pick<CallChange, 'reason' | 'writes' | 'follows'> & { readonly decision?: string };

export type ChangeGiven<R extends string> = {
  readonly callId: string;
  readonly cause: Fact;
  readonly plan: (call: StoredCall) => Promise<Outcome<Planned, R>>;
};

export type Changed = { readonly call: StoredCall; readonly next?: StoredCall };

/** Load, decide, commit: one thing done with a call, with the agents' days that change with it. */
export async function changeCall<R extends string>(
  ports: Ports,
  { callId, cause, plan }: ChangeGiven<R>,
): Promise<Outcome<Changed, R | CallRefusal | 'not-found'>> {
  let answered: Outcome<Changed, R | CallRefusal | 'not-found'> = refused('not-found');
  await untilFresh(async (): Promise<Attempt> => {
    const before = await loadCall(ports.table, callId);
    if (!before) return quiet('no-such-call');
    const planned = await plan(before);
    if (!planned.ok) {
      answered = planned;
      return quiet(planned.refusal);
    }
    const { command, decision = command.do, ...rest } = planned.value;
    const { version: _read, ...held } = before;
    const decided = decideCall(held, command, ports.clock.now());
    if (!decided.ok) {
      answered = decided;
      return quiet(decided.refusal);
    }
    if (decided.value.call === held && decided.value.effects.length === 0 && !rest.writes?.length) {
      answered = accepted({ call: before });
      return quiet(decision);
    }
    const { answer, after, next } = await commitCall(ports, {
      ...{ before, decided: decided.value, cause, decision },
      ...rest,
    });
    answered = accepted({ call: after, ...(next ? { next } : {}) });
    return { answer, decision, detail: { call: callId } };
  });
  return answered;
}

const quiet = (decision: string): Attempt => ({ answer: { done: true }, decision });
