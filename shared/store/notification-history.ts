import type { Instant } from '../kernel/instant.ts';
import { journalPrefix, notificationPk } from './keys.ts';
import type { StoredNotification } from './notification-store.ts';
import type { Row, Table } from './table.ts';

/** One thing that happened to a notification. */
export type Happened = {
  readonly at: Instant;
  readonly what: string;
  readonly by?: string;
  readonly why?: string;
};

/** What happened to a notification, the oldest first: told, told again, and what its journal says. */
export async function notificationHistory(
  table: Table,
  notification: StoredNotification,
): Promise<readonly Happened[]> {
  const { id, createdAt, toldAgain = [] } = notification;
  const { rows } = await table.query({ pk: notificationPk(id), prefix: journalPrefix });
  const told = [createdAt, ...toldAgain].map((at, n) => ({ at, what: n === 0 ? 'told' : 'told-again' }));
  return [...told, ...rows.map(happened)].sort((a, b) => a.at - b.at);
}

function happened(row: Row): Happened {
  const { by, why } = (row['reason'] ?? {}) as { by?: string; why?: string };
  return {
    at: Number(row['recordedAt']),
    what: String(row['decision']),
    ...(by === undefined ? {} : { by }),
    ...(why === undefined ? {} : { why }),
  };
}
