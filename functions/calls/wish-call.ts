import { type AgendaItem, type Call, isOpenCall } from '../../shared/domain/calls/call.ts';
import { decideCall } from '../../shared/domain/calls/decide-call.ts';
import { newCall } from '../../shared/domain/calls/new-call.ts';
import type { Fact } from '../../shared/events/envelope.ts';
import { derivedId } from '../../shared/kernel/id.ts';
import { loadCall, loadOpenCall, type StoredCall } from '../../shared/store/call-store.ts';
import { journal } from '../../shared/store/journal.ts';
import { accountPk, callItemKey } from '../../shared/store/keys.ts';
import { loadOwnership } from '../../shared/store/ownership-store.ts';
import type { Handled, Ports } from '../../shared/store/ports.ts';
import type { Put, Table } from '../../shared/store/table.ts';
import { type Attempt, untilFresh } from '../../shared/store/until-fresh.ts';
import { type Terms, termsFor } from './call-terms.ts';
import { CAPABILITY, commitCall } from './commit-call.ts';
import { anyContact, survivorOf, type Wish, wishedItem } from './wished-item.ts';

/** A number for this call alone, where the account it moves to does not know the contact. */
type Wished = { readonly fact: Fact<Wish>; readonly phone?: string | undefined };

/**
 * Somebody is to be called about something: it joins the one open call with the contact, or begins one. It is moved into
 * the contact's window, and past the pause after the last call unless the customer asked for it.
 */
export const wishCall = (ports: Ports, wished: Wished): Promise<Handled> =>
  untilFresh(() => tryToWish(ports, wished), ['has-open-call']);

async function tryToWish(ports: Ports, { fact, phone }: Wished): Promise<Attempt> {
  const { table } = ports;
  const { itemId, language } = fact.data;
  const accountId = await survivorOf(table, fact.accountId);
  const known = await table.get(callItemKey(itemId));
  if (Number(known?.['withdrawnAt'] ?? 0) >= fact.recordedAt)
    return { answer: { done: true }, decision: 'withdrawn-before' };
  const contactId = fact.data.contactId ?? (await anyContact(table, accountId));
  const held =
    (await onAgenda(table, known?.['callId'], accountId)) ??
    (await loadOpenCall(table, accountId, contactId)) ??
    (await ofWhomever(table, accountId));
  const terms = await termsFor(ports, { accountId, contactId: held?.contactId ?? contactId });
  if (!terms.ok) throw new TypeError(terms.refusal);
  const spoken = { ...terms.value, language: held?.language ?? language };
  const item = await wishedItem(ports, fact.data, { accountId, contactId, terms: spoken });
  const inbox = inboxOf(ports, fact);
  return held
    ? joins(ports, { held, item, fact, inbox })
    : begins(ports, { accountId, contactId, item, fact, inbox, terms: spoken, phone });
}

type Joining = {
  readonly held: StoredCall;
  readonly item: AgendaItem;
  readonly fact: Fact;
  readonly inbox: Put;
};

async function joins(ports: Ports, { held, item, fact, inbox }: Joining): Promise<Attempt> {
  const { version: _read, ...call } = held;
  const decided = decideCall(call, { do: 'wish', item }, ports.clock.now());
  if (!decided.ok) throw new TypeError(decided.refusal);
  const { answer } = await commitCall(ports, {
    ...{ before: held, decided: decided.value, cause: fact, decision: 'call-joined' },
    ...{ reason: reasonOf(item), writes: [inbox] },
  });
  return { answer, decision: 'call-joined', detail: { call: held.id } };
}

type Beginning = Pick<Call, 'accountId' | 'contactId'> &
  Omit<Joining, 'held'> & { readonly terms: Terms; readonly phone: string | undefined };

async function begins(ports: Ports, { item, fact, inbox, terms, ...given }: Beginning): Promise<Attempt> {
  const owner = await loadOwnership(ports.table, given.accountId);
  const call = newCall({
    ...given,
    ...{ item, id: derivedId('call', fact.id), now: ports.clock.now() },
    ...{ language: terms.language, zone: terms.zone, reminders: terms.reminders, product: item.product },
    agentId: owner?.state === 'owned' ? owner.ownerId : undefined,
  });
  const { answer } = await commitCall(ports, {
    ...{ before: undefined, decided: { call, effects: [] }, cause: fact, decision: 'call-opened' },
    ...{ reason: reasonOf(item), writes: [inbox] },
  });
  return { answer, decision: 'call-opened', detail: { call: call.id } };
}

const reasonOf = ({ id, kind, readyAt, dueAt }: AgendaItem) => ({ item: id, kind, readyAt, dueAt });

/** The same wish once, whichever call it went to and whatever became of that. */
const inboxOf = ({ clock }: Ports, fact: Fact): Put =>
  journal({
    ...{ pk: accountPk(fact.accountId), capability: CAPABILITY, fact, decision: 'call-wanted' },
    now: clock.now(),
  });

/** A call with whichever contact can be called is the call with the one who can by now. */
const ofWhomever = (table: Table, accountId: string): Promise<StoredCall | undefined> =>
  loadOpenCall(table, accountId, '-');

async function onAgenda(table: Table, callId: unknown, accountId: string): Promise<StoredCall | undefined> {
  const call = typeof callId === 'string' ? await loadCall(table, callId) : undefined;
  return call && isOpenCall(call) && call.accountId === accountId ? call : undefined;
}
