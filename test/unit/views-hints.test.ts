import { describe, expect, test } from '@jest/globals';
import { hintConsoles } from '../../functions/views/hint-consoles.ts';
import { hintOf } from '../../functions/views/hints.ts';
import { type LiveFrame, liveFrame } from '../../shared/contracts/session-contract.ts';
import { catalog, namesFor } from '../../shared/events/catalog.ts';
import type { Fact } from '../../shared/events/envelope.ts';
import { SECOND } from '../../shared/kernel/instant.ts';
import { putSocket } from '../../shared/store/socket-store.ts';
import { memoryTable } from '../../tools/memory/memory-table.ts';

const START = Date.parse('2026-11-22T09:00:00Z');

function factOf(name: string, more: Record<string, unknown> = {}): Fact {
  const definition = catalog.find(one => one.name === name);
  if (!definition) throw new Error(name);
  return {
    id: 'evt_1',
    name,
    version: definition.version,
    occurredAt: START,
    recordedAt: START,
    accountId: 'acme',
    correlation: 'evt_1',
    depth: 1,
    producer: 'firstcall',
    origin: 'live',
    data: definition.sample,
    ...more,
  } as unknown as Fact;
}

async function room(
  agents: readonly string[],
  post: (connectionId: string) => 'sent' | 'gone' | Error = () => 'sent',
) {
  let now = START;
  let counter = 0;
  let busy = 0;
  let most = 0;
  const clock = { now: () => now };
  const table = memoryTable({ clock });
  const ids = { random: (prefix: string) => `${prefix}_${counter++}` };
  const got = new Map<string, LiveFrame[]>();
  for (const [n, agentId] of agents.entries())
    await table.commit({
      commitId: `s-${n}`,
      writes: [putSocket({ connectionId: `c-${n}`, agentId, openedAt: now })],
    });
  now += 60 * SECOND;
  const sockets = {
    async post(connectionId: string, frame: LiveFrame) {
      most = Math.max(most, ++busy);
      await Promise.resolve();
      busy--;
      const answer = post(connectionId);
      if (answer instanceof Error) throw answer;
      if (answer === 'sent') got.set(connectionId, [...(got.get(connectionId) ?? []), frame]);
      return answer;
    },
  };
  return { table, clock, ids, sockets, got, most: () => most };
}
const kept = (ports: Awaited<ReturnType<typeof room>>) => [...ports.table.rows()].map(({ sk }) => sk).sort();

describe('which consoles are told what', () => {
  test.each([
    ['notification.queued', 'anna', ['notification']],
    ['notification.changed', 'anna', ['notification']],
    ['account.changed', undefined, ['feed', 'account']],
    ['account.owner-assigned', undefined, ['feed', 'account']],
    ['account.merged', undefined, ['feed', 'account', 'account']],
    ['task.opened', undefined, ['tasks']],
    ['task.done', undefined, ['tasks']],
    ['agent.changed', undefined, ['roster']],
    ['call.changed', undefined, ['calls']],
    ['call.ended', undefined, ['calls', 'account']],
    ['feedback.received', undefined, ['calls', 'account']],
    ['journey.moved', undefined, ['account']],
    ['person.erased', undefined, ['account', 'calls']],
  ])('%s', (name, to, types) => {
    const hint = hintOf(factOf(name));
    expect(hint?.to).toBe(to);
    expect(hint?.frames.map(({ type }) => type)).toEqual(types);
    for (const frame of hint?.frames ?? []) expect(liveFrame.safeParse(frame).success).toBe(true);
  });

  test('every fact that the catalog sends to the views makes a hint', () => {
    expect(namesFor('views').filter(name => hintOf(factOf(name)) === undefined)).toEqual([]);
  });

  test('a merge makes both accounts old', () => {
    expect(hintOf(factOf('account.merged'))?.frames).toContainEqual({ type: 'account', accountId: 'acme' });
  });
});

describe('hinting', () => {
  test('a notification goes to every console of its recipient and to nobody else’s', async () => {
    const ports = await room(['anna', 'bruno', 'anna']);
    const handled = await hintConsoles(ports, factOf('notification.queued'));
    expect(handled).toEqual({ decision: 'hinted', detail: { consoles: 2, gone: 0 } });
    expect([...ports.got.keys()].sort()).toEqual(['c-0', 'c-2']);
    expect(ports.got.get('c-0')).toEqual([{ type: 'notification', id: 'ntf_1', version: 1 }]);
  });

  test('an account’s change goes to all, a few at a time', async () => {
    const ports = await room(Array.from({ length: 150 }, (_, n) => `agent-${n}`));
    await hintConsoles(ports, factOf('account.changed'));
    expect(ports.got.size).toBe(150);
    expect(ports.most()).toBeLessThanOrEqual(20);
  });

  test('consoles that are gone are forgotten', async () => {
    const ports = await room(['anna', 'bruno'], connectionId => (connectionId === 'c-0' ? 'gone' : 'sent'));
    expect(await hintConsoles(ports, factOf('agent.changed'))).toMatchObject({
      detail: { consoles: 1, gone: 1 },
    });
    expect(kept(ports)).toEqual(['c-1']);
  });

  test('one that is just being opened is not', async () => {
    const ports = await room([], () => 'gone');
    const socket = putSocket({
      connectionId: 'new',
      agentId: 'anna',
      openedAt: ports.clock.now() - 9 * SECOND,
    });
    await ports.table.commit({ commitId: 'new', writes: [socket] });
    await hintConsoles(ports, factOf('agent.changed'));
    expect(kept(ports)).toEqual(['new']);
  });

  test('trouble with one console is tried again, after the others were told', async () => {
    const ports = await room(['anna', 'bruno', 'carla'], id =>
      id === 'c-0' ? new Error('throttled') : 'sent',
    );
    await expect(hintConsoles(ports, factOf('agent.changed'))).rejects.toThrow('1 consoles were not told');
    expect([...ports.got.keys()].sort()).toEqual(['c-1', 'c-2']);
  });

  test('an import of the past, and a fact that no console shows, are not hinted', async () => {
    const ports = await room(['anna']);
    for (const fact of [factOf('account.changed', { origin: 'backfill' }), factOf('account.signed-up')])
      expect(await hintConsoles(ports, fact)).toEqual({ decision: 'nothing-to-hint' });
    expect(ports.got.size).toBe(0);
  });
});
