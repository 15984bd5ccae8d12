import { type Call, isOpenCall } from '../domain/calls/call.ts';
import { inParallel } from '../kernel/parallel.ts';
import { insightLists } from './insight-keys.ts';
import { replace } from './journal.ts';
import { accountPk, callItemKey, callKey, lists, openCallKey, openCallPrefix, timeKey } from './keys.ts';
import { notErased } from './person-store.ts';
import { bare, type Key, type Row, type Table, type Write } from './table.ts';

/** A call as the table keeps it. */
export type StoredCall = Call & { readonly version: number };

export async function loadCall(table: Table, callId: string): Promise<StoredCall | undefined> {
  const row = await table.get(callKey(callId));
  return row && (bare(row) as unknown as StoredCall);
}

/** The one open call with a contact; none where it ended after its place was read. */
export async function loadOpenCall(
  table: Table,
  accountId: string,
  contactId: string,
): Promise<StoredCall | undefined> {
  const row = await table.get(openCallKey(accountId, contactId));
  const call = row && (await loadCall(table, String(row['callId'])));
  return call && isOpenCall(call) ? call : undefined;
}

/** All open calls of an account, of all its contacts. */
export async function loadOpenCalls(table: Table, accountId: string): Promise<StoredCall[]> {
  const { rows } = await table.query({ pk: accountPk(accountId), prefix: openCallPrefix, limit: 100 });
  const calls = await inParallel(rows, 10, row => loadCall(table, String(row['callId'])));
  return calls.filter(call => call !== undefined && isOpenCall(call)) as StoredCall[];
}

/** The call on whose agenda a wish is. */
export async function callIdOfItem(table: Table, itemId: string): Promise<string | undefined> {
  const row = await table.get(callItemKey(itemId));
  return row && String(row['callId']);
}

/** What is wanted now is nobody's until somebody accepts it, whoever had the call before. */
const listOf = ({ state, agentId }: Call): string => lists.calls((state !== 'asked' && agentId) || '-');

/** One that is over is among its account's, and among all that ended in its month. */
const endedIn = (call: Call, key: string): Partial<Row> => ({
  ...{ list: lists.callsOf(call.accountId), listKey: key },
  ...{ timeline: insightLists.callsEnded(call.endedAt ?? call.dueAt), timelineKey: key },
});

const rowOf = (call: Call): Row => ({
  ...callKey(call.id),
  type: 'call',
  ...call,
  ...(isOpenCall(call)
    ? { list: listOf(call), listKey: timeKey(call.dueAt, call.id) }
    : endedIn(call, timeKey(call.endedAt ?? call.dueAt, call.id))),
});

/**
 * A call in its new state. One that is new, or with somebody by name from now on, is refused with `has-open-call` where the
 * contact has an open one, and with `stale` where they were erased meanwhile; with its end the contact is free for the
 * next, or has the one that takes over; what came on its agenda leads to it.
 */
export function callWrites(call: Call, held: StoredCall | undefined, successor?: Call): Write[] {
  const key = openCallKey(call.accountId, call.contactId);
  const before = held && openCallKey(held.accountId, held.contactId);
  const isTheirs = held?.contactId === call.contactId;
  const known = new Set(held?.agenda.map(({ id }) => id));
  const moved = new Set(successor?.agenda.map(({ id }) => id));
  const added = call.agenda.filter(({ id }) => !known.has(id) && !moved.has(id));
  const { version: _read, ...next } = call as StoredCall;
  return [
    replace(rowOf(next), held?.version),
    ...(isTheirs
      ? []
      : [...(before ? [freed(before, call.id)] : []), takes(key, call.id), ...notErased(call)]),
    ...(isTheirs && isOpenCall(held) && !isOpenCall(call) && !successor ? [freed(key, call.id)] : []),
    ...added.map(({ id }) => itemOf(id, call.id)),
    ...(successor ? successorWrites(successor, call.id) : []),
  ];
}

const takes = (key: Key, callId: string): Write => ({
  ...{ do: 'put', row: { ...key, type: 'open-call', callId } },
  ...{ when: { is: 'absent' }, orElse: 'has-open-call' },
});

/** The contact has no open call then, unless another one took its place. */
const freed = (key: Key, callId: string): Write => ({
  ...{ do: 'delete', key, orElse: 'stale' },
  when: { is: 'equal', field: 'callId', value: callId },
});

const itemOf = (itemId: string, callId: string): Write => ({
  do: 'put',
  row: { ...callItemKey(itemId), type: 'call-item', callId },
});

/** The call that takes over is the contact's open one from then on. */
const successorWrites = (call: Call, formerId: string): Write[] => [
  replace(rowOf(call), undefined),
  {
    do: 'put',
    row: { ...openCallKey(call.accountId, call.contactId), type: 'open-call', callId: call.id },
    when: { is: 'equal', field: 'callId', value: formerId },
    orElse: 'stale',
  },
  ...call.agenda.map(({ id }) => itemOf(id, call.id)),
];
