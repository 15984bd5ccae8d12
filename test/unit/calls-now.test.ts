import { beforeEach, describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { askCallback } from '../../functions/calls/ask-callback.ts';
import { listCalls } from '../../functions/calls/list-calls.ts';
import { answerFact as answerNotifications } from '../../functions/notifications/answer-fact.ts';
import {
  chooseFreeAgents,
  type FreeQuestion,
  isFree,
  type Load,
} from '../../shared/domain/calls/choose-free-agents.ts';
import { MINUTE, SECOND } from '../../shared/kernel/instant.ts';
import { callPk, journalPrefix } from '../../shared/store/keys.ts';
import {
  act,
  anOfficer,
  askNow,
  type CallPorts,
  followed,
  messages,
  noticed,
  passTo,
  seedCalls,
  theCall,
  theOpenCall,
  wish,
} from '../support/call-room.ts';
import { NOW } from '../support/facts.ts';
import { interleaved } from '../support/interleaved.ts';
import { testPorts } from '../support/ports.ts';

let ports: CallPorts;
const berlin = (time: string, day = '2026-11-23') => Date.parse(`${day}T${time}:00+01:00`);
const START = berlin('10:00');
const ids = ['anna', 'bruno', 'carla', 'dora', 'emil'];
const five = ids.map(id => anOfficer(id));

beforeEach(() => {
  ports = testPorts();
  ports.clock.set(START);
});

describe('a call that is wanted now', () => {
  test('is offered at once to the best three of the free, the owner among them', async () => {
    await seedCalls(ports, { agents: five, owner: 'emil' });
    const { id } = await askNow(ports, START);
    await passTo(ports, id, START);
    expect(noticed(ports, 'call-asked')).toEqual(['anna', 'bruno', 'emil']);
    const { rows } = await ports.table.query({ pk: callPk(id), prefix: journalPrefix, limit: 10 });
    const offered = rows.find(row => row['decision'] === 'offer')?.['reason'] as { ranking: object[] };
    expect(offered.ranking[0]).toMatchObject({ agentId: 'emil', reason: 'owner' });
    expect(offered.ranking).toHaveLength(5);
  });

  test.each([1, 2, 3, 4, 5, 6, 7, 8])(
    'and accepted by three at the same moment has one taker; the others learn who (order %i)',
    async seed => {
      await seedCalls(ports, { agents: five });
      const { id } = await askNow(ports, START);
      await passTo(ports, id, START + SECOND);
      const { table, run } = interleaved(ports.table, seed);
      const racing = { ...ports, table };
      const answers = await run(
        ['anna', 'bruno', 'carla'].map(by => () => act(racing, id, { do: 'accept' }, by)),
      );
      const winner = (await theCall(ports, id)).agentId;
      expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
      const losers = answers.flatMap(answer => (answer.ok ? [] : [answer]));
      for (const loser of losers)
        expect(loser).toMatchObject({ refusal: 'already-claimed', detail: { by: winner } });
    },
  );

  test('is off everybody’s list as soon as one has it', async () => {
    await seedCalls(ports, { agents: five });
    const { id } = await askNow(ports, START);
    await passTo(ports, id, START + SECOND);
    for (const fact of followed(ports, 'notification.wanted')) await answerNotifications(ports, fact);
    await act(ports, id, { do: 'accept' }, 'bruno');
    for (const fact of followed(ports, 'call.settled')) await answerNotifications(ports, fact);
    const told = [...ports.table.rows()].filter(row => row['type'] === 'notification');
    expect(told.map(row => row['state'])).toEqual(['done', 'done', 'done']);
  });

  test('is on the list of all who may take it, also when it was somebody’s before, and then of the one who has it', async () => {
    await seedCalls(ports, { agents: five });
    await wish(ports, { itemId: 'welcome', kind: 'welcome' });
    const { id } = await theOpenCall(ports);
    const principal = { kind: 'machine', id: 'shop', scopes: ['callbacks:write'] } as const;
    await askCallback(ports, { principal, input: { accountId: 'acme', contactId: 'c-1', want: 'now' } });
    await passTo(ports, id, START + SECOND);
    const listed = async (agentId: string) =>
      (await listCalls(ports, { of: 'me', agentId, limit: 10 })).calls.map(({ state }) => state);
    for (const agentId of ids) expect(await listed(agentId)).toEqual(['asked']);
    await act(ports, id, { do: 'accept' }, 'bruno');
    for (const agentId of ids) expect(await listed(agentId)).toEqual(agentId === 'bruno' ? ['accepted'] : []);
  });

  test('is offered to all who are free after 90 seconds', async () => {
    await seedCalls(ports, { agents: five });
    const { id } = await askNow(ports, START);
    await passTo(ports, id, START + 89 * SECOND);
    expect(noticed(ports, 'call-asked')).toHaveLength(3);
    await passTo(ports, id, START + 90 * SECOND);
    expect(noticed(ports, 'call-asked')).toEqual(ids);
  });

  test('while everybody is busy waits, and goes to whoever becomes free', async () => {
    await seedCalls(ports, { agents: five.slice(0, 2) });
    const { id: other } = await busyCall('anna', 'one');
    await busyCall('bruno', 'two');
    const { id } = await askNow(ports, START);
    await passTo(ports, id, START + 80 * SECOND);
    expect(noticed(ports, 'call-asked')).toEqual([]);
    await act(ports, other, {
      do: 'end',
      outcome: 'reached',
      results: [{ itemId: 'one', result: 'helped' }],
    });
    await passTo(ports, id, START + 90 * SECOND);
    expect(noticed(ports, 'call-asked')).toEqual(['anna']);
  });

  test('accepted and not started in 3 minutes is offered again, to all the others', async () => {
    await seedCalls(ports, { agents: five });
    const { id } = await askNow(ports, START);
    await passTo(ports, id, START);
    await act(ports, id, { do: 'accept' }, 'anna');
    await passTo(ports, id, START + 3 * MINUTE - 1);
    expect((await theCall(ports, id)).state).toBe('accepted');
    await passTo(ports, id, START + 3 * MINUTE);
    const again = await theCall(ports, id);
    expect([again.state, again.agentId]).toEqual(['asked', undefined]);
    const asked = noticed(ports, 'call-asked');
    expect(asked).toEqual(['anna', 'bruno', 'bruno', 'carla', 'carla', 'dora', 'emil']);
  });

  test('given back is asked of the others anew, at once', async () => {
    await seedCalls(ports, { agents: five.slice(0, 3) });
    const { id } = await askNow(ports, START);
    await passTo(ports, id, START);
    await act(ports, id, { do: 'accept' }, 'anna');
    await act(ports, id, { do: 'give-back' }, 'anna');
    await passTo(ports, id, START + SECOND);
    expect(noticed(ports, 'call-asked').filter(one => one === 'bruno')).toHaveLength(2);
  });

  test('outside hours is offered at the next opening and so keeps the promise', async () => {
    await seedCalls(ports, { agents: five });
    ports.clock.set(berlin('20:00'));
    const opening = berlin('09:00', '2026-11-24');
    const { id, dueAt } = await askNow(ports, opening);
    await passTo(ports, id, opening - 1);
    expect(noticed(ports, 'call-asked')).toEqual([]);
    await passTo(ports, id, opening);
    expect(noticed(ports, 'call-asked')).toHaveLength(3);
    await act(ports, id, { do: 'accept' }, 'carla');
    await act(ports, id, { do: 'start' }, 'carla');
    expect((await theCall(ports, id)).attempts[0]?.at).toBeLessThan(dueAt);
    expect(messages(ports)).toEqual(['queued']);
  });

  test('that nobody takes in the promised time rings, tells agents and leads, and says so to the customer', async () => {
    await seedCalls(ports, { agents: [...five, anOfficer('lea', { roles: ['lead'] })] });
    const { id } = await askNow(ports, START);
    const decided = await passTo(ports, id, START + 31 * MINUTE);
    expect(decided.filter(word => word === 'callback-late')).toHaveLength(1);
    expect(noticed(ports, 'call-late')).toContain('lea');
    expect(messages(ports)).toEqual(['queued', 'running-late']);
    await act(ports, id, { do: 'accept' }, 'dora');
    expect((await theCall(ports, id)).agentId).toBe('dora');
  });
});

/** Somebody speaks with a customer. */
async function busyCall(agentId: string, itemId: string) {
  const contactId = `c-${agentId}`;
  await wish(ports, { itemId, kind: 'help', contactId });
  const row = [...ports.table.rows()].find(one => one['type'] === 'call' && one['contactId'] === contactId);
  const id = String(row?.['id']);
  await act(ports, id, { do: 'start' }, agentId, ['agent', 'lead']);
  return { id };
}

const load = (given: Partial<Load> = {}): Load => ({
  ...{ entries: [], busy: [], open: 0, inCall: false },
  ...given,
});
const question = (given: Partial<FreeQuestion>): FreeQuestion => ({
  ...{ language: 'de', fallbackLanguages: ['en'], agents: five, loads: new Map(), now: START },
  ...{ span: 15 * MINUTE },
  ...given,
});
const order = (given: Partial<FreeQuestion>) =>
  chooseFreeAgents(question(given)).map(({ agentId, reason }) => `${agentId} ${reason}`);

describe('who is free', () => {
  test('the owner first, then the smallest share, the fewest calls, the longest idle; others last, with why not', () => {
    const agents = [
      anOfficer('away', { absences: { a: { from: START, to: START + 1 } } }),
      anOfficer('few', { book: 5 }),
      anOfficer('idle', { book: 5 }),
      anOfficer('late', { hours: {} }),
      anOfficer('many', { book: 5 }),
      anOfficer('owner', { book: 90 }),
      anOfficer('paula', { languages: ['pt'] }),
      anOfficer('small', { book: 1 }),
      anOfficer('speaks', {}),
      anOfficer('taken', {}),
    ];
    const booking = { id: 'b', is: 'booking', from: START + 18 * MINUTE, to: START + 60 * MINUTE } as const;
    const loads = new Map([
      ['few', load({ idleSince: START - MINUTE })],
      ['idle', load({ idleSince: START - 60 * MINUTE })],
      ['many', load({ open: 3 })],
      ['speaks', load({ inCall: true })],
      ['taken', load({ entries: [{ ...booking, buffer: 5 * MINUTE }] })],
    ]);
    expect(order({ agents, loads, ownerId: 'owner' })).toEqual([
      ...['owner owner', 'small free', 'idle free', 'few free', 'many free'],
      ...['away absent', 'late off-duty', 'paula other-language', 'speaks in-call', 'taken booked-soon'],
    ]);
  });

  test('a fallback language counts only while nobody on the roster speaks the first', () => {
    const english = anOfficer('ed', { languages: ['en'] });
    const away = anOfficer('gus', { absences: { a: { from: 0, to: START * 2 } } });
    expect(order({ agents: [english] })).toEqual(['ed free']);
    expect(order({ agents: [english, away] })).toEqual(['ed other-language', 'gus absent']);
  });

  test('nobody is free whom a booking, a block or a live hold meets in the span; an expired hold meets nobody', () => {
    fc.assert(
      fc.property(fc.integer({ min: -60, max: 60 }), fc.integer({ min: 1, max: 60 }), (begin, length) => {
        const [from, to] = [NOW + begin * MINUTE, NOW + (begin + length) * MINUTE];
        const free = (until?: number) => {
          const entry = { id: 'x', is: 'hold', from, to, buffer: 0, ...(until ? { until } : {}) } as const;
          const loads = new Map([['anna', load({ entries: [entry] })]]);
          return chooseFreeAgents(question({ agents: five.slice(0, 1), loads, now: NOW })).some(isFree);
        };
        expect(free()).toBe(to <= NOW || from >= NOW + 15 * MINUTE);
        expect(free(NOW)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});
