import { type AgendaItem, type Call, isOpenCall } from '../../shared/domain/calls/call.ts';
import { decideCall } from '../../shared/domain/calls/decide-call.ts';
import { newCall } from '../../shared/domain/calls/new-call.ts';
import type { Fact } from '../../shared/events/envelope.ts';
import { derivedId } from '../../shared/kernel/id.ts';
import type { Instant } from '../../shared/kernel/instant.ts';
import { callIdOfItem, loadCall, type StoredCall } from '../../shared/store/call-store.ts';
import { journal } from '../../shared/store/journal.ts';
import { accountPk } from '../../shared/store/keys.ts';
import { loadOwnership } from '../../shared/store/ownership-store.ts';
import { isErased } from '../../shared/store/person-store.ts';
import type { Handled, Ports } from '../../shared/store/ports.ts';
import type { Put, Table, Write } from '../../shared/store/table.ts';
import { type Attempt, untilFresh } from '../../shared/store/until-fresh.ts';
import { loadWish, wishWrite } from '../../shared/store/wish-store.ts';
import { type Terms, termsFor } from './call-terms.ts';
import { CAPABILITY, commitCall } from './commit-call.ts';
import { openCallWith } from './open-call-with.ts';
import { type ContactPlace, survivingContact } from './surviving-contact.ts';
import { anyContact, survivorOf, type Wish, wishedItem } from './wished-item.ts';

/** A wish, or what moves here from the call of a merged account. */
type Wished = { readonly fact: Fact<Wish> } & Partial<Moved>;
export type Moved = {
  /** A number for this call alone. */
  readonly phone: string | undefined;
  /** Agreed with the customer, whatever kind it is. */
  readonly asked: boolean;
  readonly agreedAt: Instant | undefined;
  /** Takes it off the call that it leaves, in the same commit; nothing where it is not there any more. */
  readonly leave: () => Promise<readonly Write[] | undefined>;
};

/**
 * Somebody is to be called about something: it joins the one open call with the contact, or begins one. It is moved into
 * the contact's window, and past the pause after the last call unless the customer asked for it. What was said before
 * the last word on the wish changes nothing.
 */
export const wishCall = (ports: Ports, wished: Wished): Promise<Handled> =>
  untilFresh(() => tryToWish(ports, wished), ['has-open-call']);

async function tryToWish(ports: Ports, { fact, phone, leave, ...agreed }: Wished): Promise<Attempt> {
  const { table } = ports;
  const { itemId, language } = fact.data;
  const beside = leave ? await leave() : await sayNow(table, fact);
  if (!beside) return { answer: { done: true }, decision: leave ? 'gone-before' : 'withdrawn-before' };
  const { accountId, contactId, isAnother } = await withWhomOf(ports, fact);
  const leadsTo = await callIdOfItem(table, itemId);
  const held =
    (await onAgenda(table, leadsTo, accountId)) ?? (await openCallWith(table, accountId, contactId));
  const terms = await termsFor(ports, { accountId, contactId: held?.contactId ?? contactId });
  if (!terms.ok) throw new TypeError(terms.refusal);
  const spoken = { ...terms.value, language: held?.language ?? language };
  const wished = { accountId, contactId, terms: spoken, ...agreed };
  const { item, reason } = await wishedItem(ports, fact.data, wished);
  const given = { item, reason, fact, writes: [inboxOf(ports, fact), ...beside] };
  return held
    ? joins(ports, { held, ...given })
    : begins(ports, { accountId, contactId, ...given, terms: spoken, phone: isAnother ? undefined : phone });
}

/** The last word on the wish, unless a later one is known. */
async function sayNow(table: Table, { data, recordedAt }: Fact<Wish>): Promise<Write[] | undefined> {
  const said = await loadWish(table, data.itemId);
  if ((said?.withdrawnAt ?? 0) >= recordedAt || (said?.saidAt ?? 0) > recordedAt) return undefined;
  return [wishWrite(data.itemId, { saidAt: recordedAt }, said)];
}

/**
 * Whom it is wished with. In the place of somebody who was erased it is whoever of the account can be called, and never
 * on their number.
 */
async function withWhomOf(
  ports: Ports,
  { accountId, data }: Fact<Wish>,
): Promise<ContactPlace & { readonly isAnother?: boolean }> {
  const named = data.contactId === undefined ? undefined : { accountId, contactId: data.contactId };
  const place =
    named && !(await isErased(ports.table, named)) ? await survivingContact(ports, named) : undefined;
  if (place && !(await isErased(ports.table, place))) return place;
  const survivor = await survivorOf(ports.table, accountId);
  const contactId = await anyContact(ports.table, survivor);
  return { accountId: survivor, contactId, isAnother: named !== undefined };
}

type Joining = {
  readonly held: StoredCall;
  readonly item: AgendaItem;
  readonly reason: Readonly<Record<string, number>>;
  readonly fact: Fact;
  readonly writes: readonly Write[];
};

async function joins(ports: Ports, { held, item, reason, fact, writes }: Joining): Promise<Attempt> {
  const { version: _read, ...call } = held;
  const decided = decideCall(call, { do: 'wish', item }, ports.clock.now());
  if (!decided.ok) throw new TypeError(decided.refusal);
  const { answer } = await commitCall(ports, {
    ...{ before: held, decided: decided.value, cause: fact, decision: 'call-joined' },
    ...{ reason: { ...reasonOf(item), ...reason }, writes },
  });
  return { answer, decision: 'call-joined', detail: { call: held.id } };
}

type Beginning = Pick<Call, 'accountId' | 'contactId'> &
  Omit<Joining, 'held'> & { readonly terms: Terms; readonly phone: string | undefined };

async function begins(
  ports: Ports,
  { item, reason, fact, writes, terms, ...given }: Beginning,
): Promise<Attempt> {
  const owner = await loadOwnership(ports.table, given.accountId);
  const agentId = owner?.state === 'owned' ? owner.ownerId : undefined;
  const call = newCall({
    ...given,
    ...{ item, agentId, id: derivedId('call', fact.id), now: ports.clock.now() },
    ...{ language: terms.language, zone: terms.zone, reminders: terms.reminders, product: item.product },
  });
  const { answer } = await commitCall(ports, {
    ...{ before: undefined, decided: { call, effects: [] }, cause: fact, decision: 'call-opened' },
    ...{ reason: { ...reasonOf(item), ...reason, ...(agentId ? { to: agentId } : {}) }, writes },
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

async function onAgenda(
  table: Table,
  callId: string | undefined,
  accountId: string,
): Promise<StoredCall | undefined> {
  const call = callId === undefined ? undefined : await loadCall(table, callId);
  return call && isOpenCall(call) && call.accountId === accountId ? call : undefined;
}
