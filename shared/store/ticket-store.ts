import { digest } from '../kernel/id.ts';
import type { Instant } from '../kernel/instant.ts';
import { ticketKey } from './keys.ts';
import type { Delete, Put, Table } from './table.ts';

/** What a ticket may look like; anything else is not looked up. */
export const ticketPattern = /^tkt_[A-Za-z0-9_-]{8,64}$/;

const keyOf = (ticket: string) => ticketKey(digest(ticket));

/** A new ticket, kept by its digest. */
export const putTicket = (ticket: string, given: { agentId: string; goodUntil: Instant }): Put => ({
  do: 'put',
  row: {
    ...keyOf(ticket),
    type: 'ticket',
    agentId: given.agentId,
    goodUntil: given.goodUntil,
    expiresAt: Math.ceil(given.goodUntil / 1000) + 60,
  },
  when: { is: 'absent' },
  orElse: 'taken',
});

/** Whose ticket this is and until when it is good; nothing when there is none or it was used. */
export async function readTicket(table: Table, ticket: string) {
  if (!ticketPattern.test(ticket)) return undefined;
  const row = await table.get(keyOf(ticket));
  return row && { agentId: row['agentId'] as string, goodUntil: row['goodUntil'] as Instant };
}

/** Takes the ticket out of the world; of several that try, one does. */
export const spendTicket = (ticket: string): Delete => ({
  do: 'delete',
  key: keyOf(ticket),
  when: { is: 'present' },
  orElse: 'used',
});
