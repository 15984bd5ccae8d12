import { beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { startEscalation } from '../../functions/notifications/start-escalation.ts';
import { stepEscalation } from '../../functions/notifications/step-escalation.ts';
import { type DryLine, type DryRun, dryRun } from '../../shared/domain/notifications/dry-run-chain.ts';
import type { Chain, Gate } from '../../shared/domain/notifications/escalation-chain.ts';
import type { Agent } from '../../shared/domain/team/agent.ts';
import { followsOf } from '../../shared/store/journal.ts';
import { ownershipKey, promiseKey } from '../../shared/store/keys.ts';
import {
  aChain,
  aRun,
  escalationRoom,
  notify,
  repeat,
  team,
  wait,
  wantedEscalation,
} from '../support/escalation.ts';
import { chains, rosters } from '../support/escalation-chains.ts';
import { NOW } from '../support/facts.ts';
import { anAgent } from '../support/team.ts';

const given = (agents: readonly Agent[]) => (now: number) => ({
  agents,
  now,
  ownerId: 'anna',
  zone: 'Europe/Berlin',
  isHoliday: (day: string, { calendar }: Gate) => calendar === 'office' && closed.includes(day),
});
const closed = ['2026-12-25', '2026-12-26'];
const toldIn = (line: DryLine) => line.told.map(({ agentId }) => agentId);

describe('a dry run', () => {
  test('says who would be told and woken, who waits for their hours until when, what is closed, and what rings', () => {
    const chain = aChain(
      notify({ agent: 'bert' }),
      wait(5),
      notify('lead', { wake: true }),
      wait(10),
      notify('cover', { when: { days: ['sun'] } }),
      wait(5),
      notify({ agent: 'gone' }),
    );
    const office = { mon: [['11:30', '17:00']] } as const;
    const agents = [anAgent('bert', { hours: office }), anAgent('lena', { roles: ['lead'], hours: {} })];
    const { lines, endsAt } = dryRun(aRun(chain), given(agents));
    expect(lines).toEqual([
      {
        ...{ at: NOW, step: 0, cycle: 0, why: 'nobody-on-duty', told: [], alarms: ['nobody-on-duty'] },
        held: [{ agentId: 'bert', until: Date.parse('2026-11-23T10:30:00Z') }],
      },
      {
        ...{ at: NOW, step: 2, cycle: 0, why: 'told', held: [], alarms: [] },
        told: [{ agentId: 'lena', reason: 'lead', wake: true }],
      },
      { at: NOW + 600_000, step: 4, cycle: 0, why: 'gate-closed', told: [], held: [], alarms: [] },
      {
        ...{ at: NOW + 600_000, step: 6, cycle: 0, why: 'nobody-on-duty', told: [], held: [] },
        alarms: ['nobody-on-duty'],
      },
      {
        ...{ at: NOW + 600_000, step: 7, cycle: 0, why: 'exhausted', told: [], held: [] },
        alarms: ['escalation-exhausted'],
      },
    ]);
    expect(endsAt).toBe(NOW + 600_000);
  });

  test('has at most 200 lines, and no end when there would be more', () => {
    const { lines, ...rest } = dryRun(
      aRun(aChain(notify('owner'), notify('lead'), wait(5), repeat(100))),
      given(team),
    );
    expect(lines).toHaveLength(200);
    expect(rest).toEqual({});
    const just = dryRun(aRun(aChain(notify('owner'), notify('lead'), wait(5), repeat(98))), given(team));
    expect(just.lines).toHaveLength(199);
    expect(just.endsAt).toBe(NOW + 99 * 5 * 60_000);
  });

  test('tells people who wait for their hours the same instant as long as it has not come', () => {
    const chain = aChain(notify({ agent: 'bert' }), wait(7 * 60), repeat(6));
    const agents = [anAgent('bert', { hours: { tue: [['08:00', '09:00']], thu: [['08:00', '09:00']] } })];
    const untils = dryRun(aRun(chain), given(agents)).lines.flatMap(({ held }) =>
      held.map(({ until }) => until),
    );
    const tuesday = Date.parse('2026-11-24T07:00:00Z');
    const thursday = Date.parse('2026-11-26T07:00:00Z');
    expect(untils).toEqual([tuesday, tuesday, tuesday, tuesday, thursday, thursday, thursday]);
  });
});

let here: Awaited<ReturnType<typeof escalationRoom>>;
beforeEach(async () => {
  here = await escalationRoom(aChain(notify('owner')));
  const closedDays = closed.map(date => ({ date, name: 'Christmas', source: 'holiday' }));
  await here.put(
    { ...promiseKey('calendar', 'office'), type: 'promise', id: 'office', closedDays },
    { ...ownershipKey('acme'), type: 'ownership', accountId: 'acme', state: 'owned', ownerId: 'anna' },
  );
});

/** What the use cases do from an instant on when nobody answers and each timer rings when it is due. */
async function inSimulatedTime(
  chain: Chain,
  agents: readonly Agent[],
  from: number,
): Promise<DryRun['lines']> {
  for (const id of ['anna', 'bruno', 'carmen', 'denise', 'emil', 'fatima', 'lena'])
    await here.setAgent(id, { active: false });
  for (const { book: _, ...agent } of agents) await here.setAgent(agent.id, agent);
  await here.setChain(chain);
  here.moveTo(from);
  await startEscalation(here.ports, wantedEscalation() as Parameters<typeof startEscalation>[1]);
  for (let timer = here.timerOf('escalation.step'); timer; timer = here.timerOf('escalation.step')) {
    here.moveTo(timer.dueAt);
    await stepEscalation(here.ports, { ...timer, kind: 'escalation.step' });
  }
  const wanted = here
    .rowsOf('journal')
    .flatMap(followsOf)
    .filter(({ name }) => name === 'notification.wanted');
  return here.run().log.map(({ at, step, cycle, why, told, held = [] }) => {
    const sent = new Map(
      wanted
        .filter(fact => fact.recordedAt === at)
        .map(({ data }) => [String((data as Wanted).recipientId), data as Wanted]),
    );
    return {
      ...{ at, step, cycle, why },
      told: told.map(agentId => {
        const { reason, critical = false } = sent.get(agentId) as Wanted;
        return { agentId, reason, wake: critical };
      }),
      held: held.filter(agentId => sent.has(agentId)).map(agentId => ({ agentId })),
      alarms: [],
    };
  });
}
type Wanted = { recipientId: string; reason: DryLine['told'][number]['reason']; critical?: boolean };

const withoutOutlook = (lines: DryRun['lines']) =>
  lines.map(line => ({ ...line, alarms: [], held: line.held.map(({ agentId }) => ({ agentId })) }));

describe('what the product does when nobody answers', () => {
  const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri'] as const;
  const hours = (from: string, to: string) => Object.fromEntries(weekdays.map(day => [day, [[from, to]]]));
  const people = [
    anAgent('anna', { hours: hours('09:00', '17:00') }),
    anAgent('bruno', { zone: 'America/New_York', hours: hours('09:00', '17:00') }),
    anAgent('lena', { roles: ['lead'], hours: hours('08:00', '18:00') }),
  ];
  const chain = aChain(
    notify('owner'),
    wait(30),
    notify('lead', { when: { holidays: 'skip', calendar: 'office', from: '07:00', to: '20:00' } }),
    wait(30),
    notify('everyone-on-duty'),
    wait(60),
    notify(
      { role: 'lead' },
      { wake: true, when: { holidays: 'only', calendar: 'office', zone: 'America/New_York' } },
    ),
    wait(360),
    repeat(14),
  );
  const christmasEve = Date.parse('2026-12-24T14:30:00Z');

  test('is to go on over days: the next one, the lead, all on duty, round by round, past holidays and through zones', async () => {
    const lines = await inSimulatedTime(chain, people, christmasEve);
    const days = lines.map(line => {
      const at = new Date(line.at).toISOString().slice(8, 16);
      return [at, line.step, toldIn(line).join('+') || line.why].join(' ');
    });
    expect(days.slice(0, 20)).toEqual([
      ...['24T14:30 0 anna', '24T15:00 2 lena', '24T15:30 4 anna+bruno+lena', '24T16:30 6 gate-closed'],
      // The night: nobody works, no gate is open, and the next round waits.
      ...['24T22:30 0 nobody-on-duty', '24T22:30 2 gate-closed', '24T22:30 4 nobody-on-duty'],
      ...['24T22:30 6 gate-closed', '25T06:30 0 nobody-on-duty', '25T06:30 2 gate-closed'],
      // A holiday, which has begun in New York as well: the lead is woken.
      ...['25T06:30 4 nobody-on-duty', '25T06:30 6 lena', '25T12:30 0 anna', '25T13:00 2 gate-closed'],
      ...['25T13:00 4 anna+lena', '25T14:00 6 lena', '25T20:00 0 nobody-on-duty', '25T20:00 2 gate-closed'],
      ...['25T20:00 4 bruno', '25T21:00 6 lena'],
    ]);
    expect(days.slice(-6)).toEqual([
      ...['28T11:00 6 gate-closed', '28T17:00 0 nobody-on-duty', '28T17:00 2 nobody-on-duty'],
      ...['28T17:00 4 bruno', '28T18:00 6 gate-closed', '28T18:00 9 exhausted'],
    ]);
  });

  test('is what the dry run said', async () => {
    const lines = await inSimulatedTime(chain, people, christmasEve);
    const said = dryRun(aRun(chain, { now: christmasEve }), given(people));
    expect(withoutOutlook(said.lines)).toEqual(lines);
    expect(said.endsAt).toBe(lines.at(-1)?.at);
    expect((said.endsAt ?? 0) - christmasEve).toBeGreaterThan(3 * 24 * 3_600_000);
  });

  test('is what the dry run said, whatever the chain and whoever works when', async () => {
    await fc.assert(
      fc.asyncProperty(chains, rosters, fc.nat({ max: 10_000 }), async (some, roster, minutes) => {
        const room = here;
        here = await escalationRoom(some);
        await here.put({
          ...ownershipKey('acme'),
          type: 'ownership',
          accountId: 'acme',
          state: 'owned',
          ownerId: 'anna',
        });
        const from = NOW + minutes * 60_000;
        const lines = await inSimulatedTime(some, roster, from);
        here = room;
        expect(withoutOutlook(dryRun(aRun(some, { now: from }), given(roster)).lines)).toEqual(lines);
      }),
      { numRuns: 150 },
    );
  });
});
