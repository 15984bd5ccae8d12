import { type AgendaItem, openItems } from '../../shared/domain/calls/call.ts';
import { callWanted } from '../../shared/events/call-events.ts';
import { command, type Fact } from '../../shared/events/envelope.ts';
import { type AccountId, derivedId } from '../../shared/kernel/id.ts';
import { accepted } from '../../shared/kernel/outcome.ts';
import { loadOpenCalls, type StoredCall } from '../../shared/store/call-store.ts';
import { loadContact } from '../../shared/store/contact-store.ts';
import type { Handled, Ports } from '../../shared/store/ports.ts';
import { contactOf } from './call-view.ts';
import { changeCall } from './change-call.ts';
import { wishCall } from './wish-call.ts';
import { survivorOf } from './wished-item.ts';

/**
 * A merged account's due calls are wished for anew with the account it lives on as, where they join what is open there;
 * then the old ones end. A call that its customer waits for, or has a time for, goes on as it is.
 */
export async function moveMerged(ports: Ports, fact: Fact): Promise<Handled> {
  const into = await survivorOf(ports.table, fact.accountId);
  const calls = (await loadOpenCalls(ports.table, fact.accountId)).filter(({ state }) => state === 'due');
  for (const call of calls)
    for (const item of openItems(call)) await moveItem(ports, { call, item, into, fact });
  return { decision: 'calls-merged', detail: { account: fact.accountId, calls: calls.length } };
}

type Moving = {
  readonly call: StoredCall;
  readonly item: AgendaItem;
  readonly into: string;
  readonly fact: Fact;
};

async function moveItem(ports: Ports, { call, item, into, fact }: Moving): Promise<void> {
  const cause = (name: string, accountId: string) =>
    command({
      id: derivedId('evt', name, fact.id, item.id),
      ...{ name, accountId: accountId as AccountId, principal: 'firstcall', now: ports.clock.now() },
    });
  const { id: itemId, kind, product, readyAt, dueAt } = item;
  const known = await loadContact(ports.table, into, call.contactId);
  const { data } = callWanted.of({
    ...{ itemId, kind, language: call.language, readyAt, dueAt },
    ...(product === undefined ? {} : { product }),
    ...(call.contactId === '-' ? {} : { contactId: call.contactId }),
  });
  const phone = known ? undefined : (call.phone ?? (await contactOf(ports.table, call))?.phone);
  await wishCall(ports, {
    fact: { ...cause('call.merged', into), data: data as Parameters<typeof wishCall>[1]['fact']['data'] },
    phone,
  });
  await changeCall<never>(ports, {
    ...{ callId: call.id, cause: cause('call.merged-away', call.accountId) },
    plan: async () =>
      accepted({ command: { do: 'withdraw', itemId }, decision: 'wish-moved', reason: { into } }),
  });
}
