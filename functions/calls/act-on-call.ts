import type { CallAction } from '../../shared/contracts/calls-contract.ts';
import type { CallRefusal } from '../../shared/domain/calls/call-commands.ts';
import { type Actor, mayAct } from '../../shared/domain/calls/may-act.ts';
import { command } from '../../shared/events/envelope.ts';
import { type AccountId, derivedId, type EventId } from '../../shared/kernel/id.ts';
import { accepted, type Outcome, refused } from '../../shared/kernel/outcome.ts';
import { loadCall, type StoredCall } from '../../shared/store/call-store.ts';
import { requestId, wasDone } from '../../shared/store/done-before.ts';
import { callPk } from '../../shared/store/keys.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { loadRoster } from '../../shared/store/roster-store.ts';
import { changeCall } from './change-call.ts';
import { CAPABILITY } from './commit-call.ts';
import { type ActionRefusal, planAction } from './plan-action.ts';

export type ActRefusal = CallRefusal | ActionRefusal | 'not-found' | 'forbidden' | 'already-claimed';
type Given = { readonly callId: string; readonly action: CallAction; readonly who: Actor } & {
  /** The same key is the same request: done once, and answered with the call as it is then. */
  readonly key?: string | undefined;
};

/**
 * What a person does with a call; who may is decided on the call as it stands at the commit. A call that goes on at once
 * as a session answers as that one.
 */
export async function actOnCall(
  ports: Ports,
  { callId, action, who, key }: Given,
): Promise<Outcome<StoredCall, ActRefusal>> {
  const held = await loadCall(ports.table, callId);
  if (!held) return refused('not-found');
  const request = { principal: who.id, route: 'act-on-call', subject: callId, key };
  const factId = requestId(ports.ids, request);
  const place = { pk: callPk(callId), factId, capability: CAPABILITY };
  if (key !== undefined && (await wasDone(ports.table, place)))
    return accepted(await nowOf(ports, held, factId));
  const now = ports.clock.now();
  const agents = await loadRoster(ports.table);
  const cause = command({
    id: factId,
    name: 'call.acted-on',
    accountId: held.accountId as AccountId,
    principal: who.id,
    now,
  });
  const changed = await changeCall<ActRefusal>(ports, {
    callId,
    cause,
    plan: async call => {
      const may = mayAct(call, action.do, { who, agents, now });
      return may.ok ? planAction(ports, call, { action, who, agents, cause }) : may;
    },
  });
  if (!changed.ok) return changed;
  const { call, next } = changed.value;
  return accepted(next?.state === 'running' ? next : call);
}

/** The call, or the one that it went on as. */
async function nowOf({ table }: Ports, held: StoredCall, factId: EventId): Promise<StoredCall> {
  const next = await loadCall(table, derivedId('call', factId));
  return next?.state === 'running' ? next : held;
}
