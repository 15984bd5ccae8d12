import type { Sockets } from '../../shared/adapters/sockets.ts';
import type { LiveFrame } from '../../shared/contracts/session-contract.ts';
import type { Fact } from '../../shared/events/envelope.ts';
import { SECOND } from '../../shared/kernel/instant.ts';
import type { Handled, Ports } from '../../shared/store/ports.ts';
import type { Socket } from '../../shared/store/socket-store.ts';
import { dropSocket, openSockets } from '../../shared/store/socket-store.ts';
import { hintOf } from './hints.ts';

/** Connections told at the same time. */
const ABREAST = 20;
/** A connection is noted while it is being opened; until it stands, the service calls it gone. */
const OPENING = 10 * SECOND;

export type ViewPorts = Ports & { readonly sockets: Sockets };
type Told = { readonly frames: readonly LiveFrame[]; sent: number; gone: number; readonly failed: unknown[] };

/**
 * Tells open consoles what to read again. There is no journal row: a hint carries no state, so a second one only
 * makes a console read what it has. An import of the past is not hinted; nobody waits for it live.
 */
export async function hintConsoles(ports: ViewPorts, fact: Fact): Promise<Handled> {
  const hint = fact.origin === 'live' ? hintOf(fact) : undefined;
  if (!hint) return { decision: 'nothing-to-hint' };
  const open = await openSockets(ports.table, ports.clock.now());
  const sockets = open.filter(({ agentId }) => hint.to === undefined || agentId === hint.to);
  const told: Told = { frames: hint.frames, sent: 0, gone: 0, failed: [] };
  const waiting = [...sockets];
  const lane = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await tell(ports, next, told);
  };
  await Promise.all(Array.from({ length: Math.min(ABREAST, waiting.length) }, lane));
  if (told.failed.length > 0)
    throw new AggregateError(told.failed, `${told.failed.length} consoles were not told`);
  return { decision: 'hinted', detail: { consoles: told.sent, gone: told.gone } };
}

/** One console's trouble does not keep the hint from the others. */
async function tell(ports: ViewPorts, socket: Socket, told: Told): Promise<void> {
  try {
    for (const frame of told.frames) {
      if ((await ports.sockets.post(socket.connectionId, frame)) === 'sent') continue;
      await forget(ports, socket);
      told.gone++;
      return;
    }
    told.sent++;
  } catch (error) {
    told.failed.push(error);
  }
}

async function forget({ table, clock, ids }: Ports, { connectionId, openedAt }: Socket): Promise<void> {
  if (clock.now() - openedAt < OPENING) return;
  await table.commit({ commitId: ids.random('cmt'), writes: [dropSocket(connectionId)] });
}
