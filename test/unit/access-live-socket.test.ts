import { describe, expect, test } from '@jest/globals';
import { issueLiveTicket } from '../../functions/access/issue-live-ticket.ts';
import { answerSocket } from '../../functions/access/live-socket.ts';
import type { LiveFrame } from '../../shared/contracts/session-contract.ts';
import { SECOND } from '../../shared/kernel/instant.ts';
import { randomIds } from '../../shared/runtime/random-ids.ts';
import { openSockets } from '../../shared/store/socket-store.ts';
import { memoryTable } from '../../tools/memory/memory-table.ts';

const origin = 'https://care.example.com';
const anna = { kind: 'staff', id: 'anna', roles: ['agent'] } as const;

function room() {
  let now = Date.parse('2026-11-22T09:00:00Z');
  const posted: { connectionId: string; frame: LiveFrame }[] = [];
  const clock = { now: () => now };
  const sockets = {
    post: async (connectionId: string, frame: LiveFrame) => {
      posted.push({ connectionId, frame });
      return 'sent' as const;
    },
  };
  const pass = (milliseconds: number) => {
    now += milliseconds;
  };
  return { table: memoryTable({ clock }), clock, ids: randomIds, sockets, origin, posted, pass };
}
type Room = ReturnType<typeof room>;
async function ticketOf(ports: Room): Promise<string> {
  const issued = await issueLiveTicket(ports, anna);
  if (!issued.ok) throw new Error(issued.refusal);
  return issued.value.body.ticket;
}
const connect = (ports: Room, ticket: string | undefined, { from = origin, connectionId = 'c-1' } = {}) =>
  answerSocket(ports, { routeKey: '$connect', connectionId, origin: from, ticket });
const open = (ports: Room) => openSockets(ports.table, ports.clock.now());

describe('a ticket for the live socket', () => {
  test('opens one connection, for the agent it was made for', async () => {
    const ports = room();
    expect(await connect(ports, await ticketOf(ports))).toEqual({
      statusCode: 200,
      decision: 'socket-opened',
    });
    expect(await open(ports)).toEqual([
      { connectionId: 'c-1', agentId: 'anna', openedAt: ports.clock.now() },
    ]);
  });

  test('is good once, also when fifty come with it at the same time', async () => {
    const ports = room();
    const ticket = await ticketOf(ports);
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, n) => connect(ports, ticket, { connectionId: `c-${n}` })),
    );
    expect(answers.filter(({ statusCode }) => statusCode === 200)).toHaveLength(1);
    expect(answers.filter(({ statusCode }) => statusCode === 401)).toHaveLength(49);
    expect(await open(ports)).toHaveLength(1);
  });

  test('is good for 30 seconds', async () => {
    const ports = room();
    const [early, late] = [await ticketOf(ports), await ticketOf(ports)];
    ports.pass(30 * SECOND - 1);
    expect((await connect(ports, early)).statusCode).toBe(200);
    ports.pass(1);
    expect(await connect(ports, late)).toEqual({ statusCode: 401, decision: 'ticket-expired' });
  });

  test.each(['https://evil.example', 'null', 'http://care.example.com'])(
    'is not used up from a page of %s',
    async other => {
      const ports = room();
      const ticket = await ticketOf(ports);
      expect(await connect(ports, ticket, { from: other })).toEqual({
        statusCode: 401,
        decision: 'other-origin',
      });
      expect((await connect(ports, ticket)).statusCode).toBe(200);
    },
  );

  test.each([undefined, '', 'tkt_', 'tkt_neverissued00', '../..', 'x'.repeat(10_000)])(
    'must be one: not %j',
    async ticket => {
      const ports = room();
      expect(await connect(ports, ticket)).toEqual({ statusCode: 401, decision: 'no-such-ticket' });
      expect(await open(ports)).toEqual([]);
    },
  );

  test('is in the table by its digest alone, and only staff get one', async () => {
    const ports = room();
    const ticket = await ticketOf(ports);
    expect(JSON.stringify([...ports.table.rows()])).not.toContain(ticket);
    expect(await issueLiveTicket(ports, { kind: 'machine', id: 'shop', scopes: [] })).toMatchObject({
      refusal: 'forbidden',
    });
  });
});

describe('an open connection', () => {
  test('is forgotten when it ends', async () => {
    const ports = room();
    await connect(ports, await ticketOf(ports));
    for (let n = 0; n < 2; n++)
      expect((await answerSocket(ports, { routeKey: '$disconnect', connectionId: 'c-1' })).statusCode).toBe(
        200,
      );
    expect(await open(ports)).toEqual([]);
  });

  test('is taken for closed after two hours, when the service has ended it', async () => {
    const ports = room();
    await connect(ports, await ticketOf(ports));
    ports.pass(2 * 3600 * SECOND);
    expect(await open(ports)).toEqual([]);
  });

  test('gets a pong for a ping and nothing for anything else', async () => {
    const ports = room();
    for (const text of [
      '{"type":"ping"}',
      'ping',
      'null',
      '{"type":"pong"}',
      '{',
      '',
      undefined,
      `{"type":"ping","x":"${'x'.repeat(300)}"}`,
    ])
      expect(
        (await answerSocket(ports, { routeKey: '$default', connectionId: 'c-1', text })).statusCode,
      ).toBe(200);
    expect(ports.posted).toEqual([{ connectionId: 'c-1', frame: { type: 'pong' } }]);
  });
});
