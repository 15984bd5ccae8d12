import type { Sockets } from '../../shared/adapters/sockets.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { dropSocket, putSocket } from '../../shared/store/socket-store.ts';
import { readTicket, spendTicket } from '../../shared/store/ticket-store.ts';

export type SocketPorts = Ports & { readonly sockets: Sockets; readonly origin: string };
export type SocketCall = {
  readonly routeKey: string;
  readonly connectionId: string;
  readonly origin?: string | undefined;
  readonly ticket?: string | undefined;
  readonly text?: string | undefined;
};
export type SocketAnswer = { readonly statusCode: number; readonly decision: string };

/** What the live socket does with a new connection, an ended one and a message. */
export async function answerSocket(ports: SocketPorts, call: SocketCall): Promise<SocketAnswer> {
  switch (call.routeKey) {
    case '$connect':
      return open(ports, call);
    case '$disconnect':
      await ports.table.commit({
        commitId: ports.ids.random('cmt'),
        writes: [dropSocket(call.connectionId)],
      });
      return { statusCode: 200, decision: 'socket-closed' };
    default:
      return hear(ports, call);
  }
}

/** One commit uses the ticket up and notes the connection: two that come with one ticket, one gets in. */
async function open(
  ports: SocketPorts,
  { connectionId, origin, ticket = '' }: SocketCall,
): Promise<SocketAnswer> {
  if (origin !== undefined && origin !== ports.origin) return refuse('other-origin');
  const found = await readTicket(ports.table, ticket);
  if (!found) return refuse('no-such-ticket');
  const openedAt = ports.clock.now();
  if (found.goodUntil <= openedAt) return refuse('ticket-expired');
  const answer = await ports.table.commit({
    commitId: ports.ids.random('cmt'),
    writes: [spendTicket(ticket), putSocket({ connectionId, agentId: found.agentId, openedAt })],
  });
  return answer.done ? { statusCode: 200, decision: 'socket-opened' } : refuse('ticket-used');
}

const refuse = (decision: string): SocketAnswer => ({ statusCode: 401, decision });

/** A ping keeps the connection from being ended as idle; the console has nothing else to say here. */
async function hear(
  { sockets }: SocketPorts,
  { connectionId, text = '' }: SocketCall,
): Promise<SocketAnswer> {
  if (!isPing(text)) return { statusCode: 200, decision: 'not-understood' };
  await sockets.post(connectionId, { type: 'pong' });
  return { statusCode: 200, decision: 'pong' };
}

function isPing(text: string): boolean {
  try {
    return text.length <= 200 && (JSON.parse(text) as { type?: unknown } | null)?.type === 'ping';
  } catch {
    return false;
  }
}
