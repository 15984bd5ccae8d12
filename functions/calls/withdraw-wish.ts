import { isOpenCall, openItems } from '../../shared/domain/calls/call.ts';
import type { callUnwanted } from '../../shared/events/call-events.ts';
import type { DataOf } from '../../shared/events/define-event.ts';
import type { Fact } from '../../shared/events/envelope.ts';
import { accepted } from '../../shared/kernel/outcome.ts';
import { callIdOfItem, loadCall } from '../../shared/store/call-store.ts';
import { callItemKey } from '../../shared/store/keys.ts';
import type { Handled, Ports } from '../../shared/store/ports.ts';
import { type Attempt, ContentionError, untilFresh } from '../../shared/store/until-fresh.ts';
import { freeSlot } from './book-slot.ts';
import { changeCall } from './change-call.ts';

/**
 * A wish has lost its reason: it leaves the agenda, and a call without another ends, but for one that goes on. The time
 * that was agreed for it is free again. One that nobody has heard of yet is not taken up when it comes.
 */
export async function withdrawWish(ports: Ports, fact: Fact<DataOf<typeof callUnwanted>>): Promise<Handled> {
  const { itemId, why } = fact.data;
  const callId = await callIdOfItem(ports.table, itemId);
  const call = callId === undefined ? undefined : await loadCall(ports.table, callId);
  if (!call) return untilFresh(() => remember(ports, fact));
  if (!isOpenCall(call)) return { decision: 'call-over', detail: { call: call.id } };
  const changed = await changeCall<never>(ports, {
    ...{ callId: call.id, cause: fact },
    plan: async held => {
      const ends = openItems(held).every(({ id }) => id === itemId) && held.state !== 'running';
      const freed = ends ? await freeSlot(ports, held) : {};
      const reason = { item: itemId, why };
      return accepted({ command: { do: 'withdraw', itemId }, decision: 'wish-withdrawn', reason, ...freed });
    },
  });
  return { decision: changed.ok ? 'wish-withdrawn' : changed.refusal, detail: { call: call.id } };
}

async function remember({ table, ids }: Ports, fact: Fact<DataOf<typeof callUnwanted>>): Promise<Attempt> {
  const key = callItemKey(fact.data.itemId);
  const held = await table.get(key);
  if (held && held['callId'] !== '-') throw new ContentionError();
  const row = { ...key, type: 'call-item', callId: '-', withdrawnAt: fact.recordedAt };
  const answer = await table.commit({
    commitId: ids.random('cmt'),
    writes: [
      {
        do: 'put',
        row,
        when: held ? { is: 'equal', field: 'callId', value: '-' } : { is: 'absent' },
        orElse: 'stale',
      },
    ],
  });
  return { answer, decision: 'withdrawn-before' };
}
