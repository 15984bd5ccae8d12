import type { Ids } from '../kernel/id.ts';
import { type EventId, eventIdOf } from '../kernel/id.ts';
import { journalKey } from './keys.ts';
import type { Table } from './table.ts';

/** What somebody asked for: who asks, for what of which subject, and the key by which a repeat is the same request. */
export type Request = {
  readonly principal: string;
  readonly route: string;
  readonly subject: string;
  readonly key?: string | undefined;
};

/** Id of the fact that a request makes: the same key of the same caller names the same one, so that a repeat finds it. */
export const requestId = (ids: Ids, { principal, route, subject, key }: Request): EventId =>
  key === undefined ? (ids.random('evt') as EventId) : eventIdOf(principal, route, [subject, key].join(' '));

/** True when a fact was answered for by a capability before: it stands in the subject's history. */
export const wasDone = async (
  table: Table,
  { pk, factId, capability }: { readonly pk: string; readonly factId: string; readonly capability: string },
): Promise<boolean> => (await table.get(journalKey(pk, factId, capability))) !== undefined;
