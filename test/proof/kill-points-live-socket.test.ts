import { expect, test } from '@jest/globals';
import { issueLiveTicket } from '../../functions/access/issue-live-ticket.ts';
import { answerSocket, type SocketAnswer } from '../../functions/access/live-socket.ts';
import { feedbackGiven } from '../../shared/events/call-events.ts';
import { MINUTE, SECOND } from '../../shared/kernel/instant.ts';
import { type Faults, oneFault } from '../simulation/faults.ts';
import { product, seedCompany } from '../simulation/product.ts';
import { simulate, type WorldPorts } from '../simulation/world.ts';
import { show } from '../support/shown.ts';
import { callFaults } from './kill-points.ts';

const bruno = { kind: 'staff', id: 'bruno', roles: ['agent'] } as const;
const OPENING_TIME = 15 * SECOND;
const MOST_TRIES = 5;

/**
 * Bruno's console opens the live socket, pings, hears of what happens and is closed. As the console does, it tries again
 * with a ticket and a connection of its own; as the service does, only a connection that was answered with 200 stands, and
 * what is sent to any other finds nobody there.
 */
async function aConsole(faults?: Faults) {
  const world = simulate({ seed: 1, wiring: product, recordCalls: true, ...(faults ? { faults } : {}) });
  await seedCompany(world, { expireHours: 24 });
  const seeded = [...world.table.rows()].flatMap(({ type, sk }) => (type === 'socket' ? [sk] : []));
  const standing = new Set(seeded);
  world.channels.socket = id => (standing.has(id) ? 'sent' : 'gone');
  const act = async <T>(name: string, work: (ports: WorldPorts) => Promise<T>): Promise<T | undefined> => {
    let ended: { ended: string; value?: T } | undefined;
    void world.act(name, work).then(done => {
      ended = done;
    });
    while (!ended) await world.run({ until: world.clock.now() + SECOND });
    return ended.value;
  };
  const call = (routeKey: string, connectionId: string, more: object = {}) =>
    act(`live-socket ${routeKey}`, ports => answerSocket(ports, { routeKey, connectionId, ...more }));
  const tickets: string[] = [];
  const connected = async (): Promise<string> => {
    for (let n = 1; n <= MOST_TRIES; n++) {
      const issued = await act('live-ticket', ports => issueLiveTicket(ports, bruno));
      if (!issued?.ok) continue;
      const { ticket } = issued.value.body;
      tickets.push(ticket);
      const answer = await call('$connect', `bruno-${n}`, { ticket, origin: 'https://care.example' });
      if (answer?.statusCode !== 200) continue;
      standing.add(`bruno-${n}`);
      return `bruno-${n}`;
    }
    throw new Error('never connected');
  };
  const hinted = async () => {
    const before = world.outbox.frames.length;
    world.fact(feedbackGiven.of({ callId: 'call_1', rating: 4 }), { accountId: 'acme' });
    await world.run({ until: world.clock.now() + MINUTE });
    await world.settle();
    return new Set(world.outbox.frames.slice(before).map(({ connectionId }) => connectionId));
  };
  const before = world.runs.calls.length;
  const own = await connected();
  const twice = await call('$connect', 'twice', { ticket: tickets.at(-1) });
  const pong = await call('$default', own, { text: '{"type":"ping"}' });
  if (!pong) await call('$default', own, { text: '{"type":"ping"}' });
  await world.run({ until: world.clock.now() + OPENING_TIME });
  const heard = await hinted();
  standing.delete(own);
  await call('$disconnect', own);
  const calls = world.runs.calls.slice(before).filter(({ run }) => /^live-|^views/.test(run));
  await hinted();
  const late: (SocketAnswer | undefined)[] = [];
  for (const ticket of tickets) late.push(await call('$connect', 'late', { ticket }));
  const left = [...world.table.rows()].flatMap(({ type, sk }) => (type === 'socket' ? [sk] : []));
  const pongs = world.outbox.frames.filter(({ frame }) => frame.type === 'pong').map(one => one.connectionId);
  const wrong = [
    ...(heard.has(own) ? [] : ['the open console heard nothing']),
    ...(pongs.length > 0 && pongs.every(id => id === own) ? [] : [`pongs to ${pongs.join(' ')}`]),
    ...(twice?.statusCode === 200 ? ['a ticket was good twice'] : []),
    ...(late.every(answer => answer?.statusCode === 401) ? [] : ['a ticket was good again']),
    ...(left.join() === seeded.join() ? [] : [`connections are left: ${left.join(' ')}`]),
  ];
  return { calls, wrong, injected: world.faults.injected };
}

test('the live socket: each call may fail, lose its answer or be the last, and the console is told what it must know', async () => {
  const healthy = await aConsole();
  expect(healthy.wrong).toEqual([]);
  const wrong: string[] = [];
  for (const { inWorld, run, what } of healthy.calls)
    for (const fault of callFaults) {
      const { wrong: found, injected } = await aConsole(oneFault(fault, inWorld));
      const missed = injected[fault] === 1 ? [] : ['the fault did not happen'];
      for (const one of [...found, ...missed])
        wrong.push(`${run}, ${what} (call ${inWorld}) ${fault}: ${one}`);
    }
  show({
    ...{ goal: 2, name: 'live socket: ticket, connecting, ping, hints, end', failed: wrong.length },
    runs: `K = ${healthy.calls.length} calls × ${callFaults.length} faults`,
    figure: `${wrong.length} wrong`,
  });
  expect(wrong).toEqual([]);
  expect(new Set(healthy.calls.map(({ run }) => run.split(' ')[0]))).toEqual(
    new Set(['live-ticket', 'live-socket', 'views']),
  );
}, 120_000);
