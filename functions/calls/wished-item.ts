import type { AgendaItem, Call } from '../../shared/domain/calls/call.ts';
import { timesInWindow } from '../../shared/domain/calls/call-times.ts';
import type { callWanted } from '../../shared/events/call-events.ts';
import type { DataOf } from '../../shared/events/define-event.ts';
import { HOUR, type Instant } from '../../shared/kernel/instant.ts';
import { loadAccount } from '../../shared/store/account-store.ts';
import { loadContacts } from '../../shared/store/contact-store.ts';
import { lists } from '../../shared/store/keys.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { bare, type Table } from '../../shared/store/table.ts';
import type { Terms } from './call-terms.ts';
import { timesFor } from './times-for.ts';

export type Wish = DataOf<typeof callWanted>;

/** What only customers wish for. */
export const ASKED: readonly string[] = ['callback', 'help'];

/** The account's first contact with a number; nobody by name when there is none. */
export const anyContact = async (table: Table, accountId: string): Promise<string> =>
  (await loadContacts(table, accountId)).find(({ phone }) => phone !== undefined)?.id ?? '-';

const MOST_MERGES = 10;

/** The account that a merged one lives on as. */
export async function survivorOf(table: Table, accountId: string): Promise<string> {
  let id = accountId;
  for (let merges = 0; merges < MOST_MERGES; merges++) {
    const into = (await loadAccount(table, id))?.mergedInto;
    if (into === undefined) return id;
    id = into;
  }
  return id;
}

type Of = {
  readonly accountId: string;
  readonly contactId: string;
  readonly terms: Terms;
  /** Agreed with the customer, whatever kind it is. */
  readonly asked?: boolean | undefined;
  readonly agreedAt?: Instant | undefined;
};

/** What is wished for as it goes on the agenda: from now on, in the window, and after the pause unless the customer asked. */
export async function wishedItem(
  ports: Ports,
  wish: Wish,
  { accountId, contactId, terms, asked: agreed = false, agreedAt }: Of,
): Promise<Wished> {
  const asked = agreed || ASKED.includes(wish.kind);
  const { itemId: id, kind, product, purpose, dueAt } = wish;
  const after = asked ? 0 : await lastCall(ports.table, accountId, contactId);
  const pausedUntil = after + terms.rules.gapHours * HOUR * Number(after > 0);
  const readyAt = Math.max(wish.readyAt, pausedUntil, ports.clock.now());
  const times = await timesFor(ports, accountId, terms);
  const item: AgendaItem = {
    ...{ id, kind, state: 'open', ...timesInWindow(times, { readyAt, dueAt }) },
    ...(product === undefined ? {} : { product }),
    ...(purpose === undefined ? {} : { purpose }),
    ...(asked ? { asked: true } : {}),
    ...(agreedAt === undefined ? {} : { agreedAt }),
  };
  const wanted = { wantedFrom: wish.readyAt, wantedBy: dueAt };
  return { item, reason: { ...wanted, ...(readyAt === pausedUntil ? { pausedUntil } : {}) } };
}

/** What goes on the agenda, and from what its times follow: what was wanted, and the pause after the last call. */
type Wished = { readonly item: AgendaItem; readonly reason: Readonly<Record<string, number>> };

const LOOKED_AT = 20;

/** When the contact was last called, as far as the list of calls that are over knows; 0 for never. */
async function lastCall(table: Table, accountId: string, contactId: string): Promise<Instant> {
  const { rows } = await table.query({
    ...{ index: 'list', pk: lists.callsOf(accountId), limit: LOOKED_AT, descending: true },
  });
  const calls = rows.map(row => bare(row) as unknown as Call).filter(call => call.contactId === contactId);
  return Math.max(0, ...calls.flatMap(({ attempts }) => attempts.flatMap(({ endedAt }) => endedAt ?? [])));
}
