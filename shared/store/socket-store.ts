import type { Instant } from '../kernel/instant.ts';
import { HOUR } from '../kernel/instant.ts';
import { socketKey, socketPk } from './keys.ts';
import type { Delete, Put, Row, Table } from './table.ts';

/** The service ends every connection after two hours. */
export const SOCKET_LIFE = 2 * HOUR;

export type Socket = { readonly connectionId: string; readonly agentId: string; readonly openedAt: Instant };

/** An open connection of a console. */
export const putSocket = ({ connectionId, agentId, openedAt }: Socket): Put => ({
  do: 'put',
  row: {
    ...socketKey(connectionId),
    type: 'socket',
    agentId,
    openedAt,
    expiresAt: Math.ceil((openedAt + SOCKET_LIFE) / 1000),
  },
});

export const dropSocket = (connectionId: string): Delete => ({ do: 'delete', key: socketKey(connectionId) });

/** Every connection that may still be open. */
export async function openSockets(table: Table, now: Instant): Promise<Socket[]> {
  const rows: Row[] = [];
  let cursor: string | undefined;
  do {
    const page = await table.query({ pk: socketPk, ...(cursor === undefined ? {} : { cursor }) });
    rows.push(...page.rows);
    cursor = page.cursor;
  } while (cursor !== undefined);
  return rows.map(socketOf).filter(({ openedAt }) => openedAt + SOCKET_LIFE > now);
}

const socketOf = (row: Row): Socket => ({
  connectionId: row.sk,
  agentId: row['agentId'] as string,
  openedAt: row['openedAt'] as Instant,
});
