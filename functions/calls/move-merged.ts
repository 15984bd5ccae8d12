import { type AgendaItem, isOpenCall, openItems } from '../../shared/domain/calls/call.ts';
import { decideCall } from '../../shared/domain/calls/decide-call.ts';
import { callWanted } from '../../shared/events/call-events.ts';
import { command, type Fact } from '../../shared/events/envelope.ts';
import { type AccountId, derivedId } from '../../shared/kernel/id.ts';
import { loadCall, loadOpenCalls, type StoredCall } from '../../shared/store/call-store.ts';
import type { Handled, Ports } from '../../shared/store/ports.ts';
import type { Write } from '../../shared/store/table.ts';
import { freeSlot } from './book-slot.ts';
import { contactOf } from './call-view.ts';
import { changeWrites } from './commit-call.ts';
import { survivingContact } from './surviving-contact.ts';
import { wishCall } from './wish-call.ts';
import { anyContact, survivorOf } from './wished-item.ts';

/**
 * A merged account's due calls are wished for anew with the account it lives on as, where they join what is open there;
 * then the old ones end. A call that its customer waits for, or has a time for, goes on as it is.
 */
export async function moveMerged(ports: Ports, fact: Fact): Promise<Handled> {
  const into = await survivorOf(ports.table, fact.accountId);
  const calls = (await loadOpenCalls(ports.table, fact.accountId)).filter(({ state }) => state === 'due');
  for (const call of calls) await moveItems(ports, { call, into, fact });
  return { decision: 'calls-merged', detail: { account: fact.accountId, calls: calls.length } };
}

/**
 * A call that is due with an account that lives on as another: a conversation went on while it was merged, and left
 * something. False where nothing moves, as where the account lives on as itself.
 */
export async function moveToSurvivor(ports: Ports, call: StoredCall, fact: Fact): Promise<boolean> {
  const into = await survivorOf(ports.table, call.accountId);
  if (call.state !== 'due' || into === call.accountId) return false;
  await moveItems(ports, { call, into, fact });
  return (await loadCall(ports.table, call.id))?.version !== call.version;
}

async function moveItems(ports: Ports, moving: Omit<Moving, 'item'>): Promise<void> {
  for (const item of openItems(moving.call)) await moveItem(ports, { ...moving, item });
}

type Moving = {
  readonly call: StoredCall;
  readonly item: AgendaItem;
  readonly into: string;
  readonly fact: Fact;
};

/** It joins the call there and leaves the old one in one commit, if that is still due and has it. */
async function moveItem(ports: Ports, { call, item, into, fact }: Moving): Promise<void> {
  const cause = (name: string, accountId: string) =>
    command({
      id: derivedId('evt', name, fact.id, item.id),
      ...{ name, accountId: accountId as AccountId, principal: 'firstcall', now: ports.clock.now() },
    });
  const { id: itemId, kind, product, purpose, readyAt, dueAt } = item;
  const there = call.contactId === '-' ? {} : { contactId: (await survivingContact(ports, call)).contactId };
  const { data } = callWanted.of({
    ...{ itemId, kind, language: call.language, readyAt, dueAt, ...there },
    ...(product === undefined ? {} : { product }),
    ...(purpose === undefined ? {} : { purpose }),
  });
  await wishCall(ports, {
    fact: { ...cause('call.merged', into), data: data as Parameters<typeof wishCall>[1]['fact']['data'] },
    ...{ phone: await phoneOf(ports, call, into), asked: item.asked === true, agreedAt: item.agreedAt },
    leave: () => leave(ports, call, { itemId, into, cause: cause('call.merged-away', call.accountId) }),
  });
}

/** A number typed in for the call goes with it; so does that of whichever contact, where nobody there has one. */
async function phoneOf({ table }: Ports, call: StoredCall, into: string): Promise<string | undefined> {
  if (call.phone !== undefined || call.contactId !== '-') return call.phone;
  return (await anyContact(table, into)) === '-' ? (await contactOf(table, call))?.phone : undefined;
}

type Leaving = { readonly itemId: string; readonly into: string; readonly cause: Fact };

async function leave(
  ports: Ports,
  { id }: StoredCall,
  { itemId, into, cause }: Leaving,
): Promise<readonly Write[] | undefined> {
  const before = await loadCall(ports.table, id);
  if (before?.state !== 'due' || !openItems(before).some(item => item.id === itemId)) return undefined;
  const { version: _read, ...call } = before;
  const decided = decideCall(call, { do: 'withdraw', itemId }, ports.clock.now());
  if (!decided.ok) throw new TypeError(decided.refusal);
  const freed = isOpenCall(decided.value.call) ? {} : await freeSlot(ports, before);
  return changeWrites(ports, {
    ...{ before, decided: decided.value, cause, decision: 'wish-moved', reason: { into } },
    ...freed,
  });
}
