import { isOpenCall } from '../../shared/domain/calls/call.ts';
import { decideCall } from '../../shared/domain/calls/decide-call.ts';
import type { callUnwanted } from '../../shared/events/call-events.ts';
import type { DataOf } from '../../shared/events/define-event.ts';
import type { Fact } from '../../shared/events/envelope.ts';
import { callIdOfItem, loadCall, type StoredCall } from '../../shared/store/call-store.ts';
import type { Handled, Ports } from '../../shared/store/ports.ts';
import type { Put } from '../../shared/store/table.ts';
import { type Attempt, untilFresh } from '../../shared/store/until-fresh.ts';
import { loadWish, stillLeadsTo, wishWrite } from '../../shared/store/wish-store.ts';
import { freeSlot } from './book-slot.ts';
import { commitCall } from './commit-call.ts';

type Unwanted = Fact<DataOf<typeof callUnwanted>>;

/**
 * A wish has lost its reason: it leaves the agenda of whichever call has it by now, and a call without another ends, but
 * for one that goes on. The time that was agreed for it is free again. What was wished before is not taken up when it
 * comes; what was wished since stays.
 */
export const withdrawWish = (ports: Ports, fact: Unwanted): Promise<Handled> =>
  untilFresh(() => tryToWithdraw(ports, fact));

async function tryToWithdraw(ports: Ports, fact: Unwanted): Promise<Attempt> {
  const { table, ids } = ports;
  const { itemId } = fact.data;
  const said = await loadWish(table, itemId);
  if ((said?.saidAt ?? 0) > fact.recordedAt) return quiet('wished-again');
  if ((said?.withdrawnAt ?? 0) >= fact.recordedAt) return quiet('withdrawn-before');
  const mark = wishWrite(itemId, { withdrawnAt: fact.recordedAt }, said);
  const callId = await callIdOfItem(table, itemId);
  const call = callId === undefined ? undefined : await loadCall(table, callId);
  if (call && isOpenCall(call)) return takeOff(ports, call, { fact, mark });
  const writes = [mark, stillLeadsTo(itemId, callId)];
  const answer = await table.commit({ commitId: ids.random('cmt'), writes });
  return { answer, decision: call ? 'call-over' : 'withdrawn-before' };
}

const quiet = (decision: string): Attempt => ({ answer: { done: true }, decision });

async function takeOff(
  ports: Ports,
  before: StoredCall,
  { fact, mark }: { readonly fact: Unwanted; readonly mark: Put },
): Promise<Attempt> {
  const { itemId, why } = fact.data;
  const { version: _read, ...call } = before;
  const decided = decideCall(call, { do: 'withdraw', itemId }, ports.clock.now());
  if (!decided.ok) throw new TypeError(decided.refusal);
  const { writes = [], follows = [] } = isOpenCall(decided.value.call) ? {} : await freeSlot(ports, before);
  const { answer } = await commitCall(ports, {
    ...{ before, decided: decided.value, cause: fact, decision: 'wish-withdrawn' },
    ...{ reason: { item: itemId, why }, writes: [mark, ...writes], follows },
  });
  return { answer, decision: 'wish-withdrawn', detail: { call: before.id } };
}
