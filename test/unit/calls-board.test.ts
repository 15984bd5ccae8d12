import { describe, expect, test } from '@jest/globals';
import { findSlots } from '../../functions/calls/find-slots.ts';
import { keepBoard, rollBoard } from '../../functions/calls/keep-board.ts';
import type { DayEntry } from '../../shared/domain/calls/agent-day.ts';
import { takeTime } from '../../shared/domain/calls/take-time.ts';
import type { Agent } from '../../shared/domain/team/agent.ts';
import { DAY, formatInstant, HOUR, type Instant, MINUTE } from '../../shared/kernel/instant.ts';
import { agentDayWrite, loadAgentDays } from '../../shared/store/agent-day-store.ts';
import type { TimerRow } from '../../shared/store/journal.ts';
import { slotBoardPk, timerKey } from '../../shared/store/keys.ts';
import { outsideCalendarWrite } from '../../shared/store/outside-calendar-store.ts';
import { agentWrites, loadAgent } from '../../shared/store/roster-store.ts';
import { loadBoard } from '../../shared/store/slot-board-store.ts';
import type { Query, Write } from '../../shared/store/table.ts';
import { aFact, NOW } from '../support/facts.ts';
import { testPorts } from '../support/ports.ts';
import { anAgent, seedTeam } from '../support/team.ts';

const office = [['09:00', '12:00']] as const;
const hours = { mon: office, tue: office, wed: office, thu: office, fri: office };
const wish = { language: 'de', minutes: 60, notice: 0, days: 14, zone: 'Europe/Berlin' };
const at = (hour: number, day = 0) => NOW - 9 * HOUR + day * DAY + hour * HOUR;

async function room(...agents: readonly Agent[]) {
  const ports = testPorts();
  await seedTeam(ports, agents.length > 0 ? agents : [anAgent('anna', { hours })]);
  const commit = async (...writes: Write[]) => {
    const answer = await ports.table.commit({ commitId: ports.ids.random('cmt'), writes });
    if (!answer.done) throw new Error(answer.refusal);
  };
  const tell = (name: string, data: Record<string, unknown>) =>
    keepBoard(ports, aFact(name, { id: ports.ids.random('fct'), at: ports.clock.now(), data }));
  return {
    ports,
    find: (given: Partial<typeof wish> & { from?: Instant; agentIds?: string[]; limit?: number } = {}) =>
      findSlots(ports, { ...wish, ...given }),
    starts: async (given: Partial<typeof wish> & { from?: Instant; agentIds?: string[] } = {}) =>
      (await findSlots(ports, { ...wish, ...given })).map(({ from }) => formatInstant(from).slice(5, 16)),
    take: async (given: Pick<DayEntry, 'id' | 'is' | 'from' | 'to'> & { until?: Instant }) => {
      const days = await loadAgentDays(ports.table, 'anna', given);
      const limits = { perDay: 16, capacityMinutes: 180 };
      const taken = takeTime(days, { buffer: 5 * MINUTE, ...given }, { now: ports.clock.now(), limits });
      if (!taken.ok) throw new Error(taken.refusal);
      await commit(...taken.value.map((day, n) => agentDayWrite(day, days[n] as (typeof days)[number])));
      for (const { day } of days) await tell('agent.day-changed', { agentId: 'anna', day });
    },
    edit: async (agentId: string, changed: Partial<Agent>) => {
      const held = await loadAgent(ports.table, agentId);
      const { version: _read, ...agent } = held ?? {
        ...anAgent(agentId, { hours }),
        email: `${agentId}@acorn.example`,
        version: 0,
      };
      await commit(...agentWrites({ ...agent, ...changed }, held));
      await tell('agent.changed', { agentId, agentVersion: (held?.version ?? 0) + 1 });
    },
    commit,
    tell,
    roll: async () => {
      const { pk, sk, kind, epoch, dueAt } = (await ports.table.get(
        timerKey(slotBoardPk, 'board.roll'),
      )) as TimerRow;
      ports.clock.set(dueAt);
      return rollBoard(ports, { pk, sk, kind, epoch, dueAt });
    },
  };
}

describe('the board of free slots', () => {
  test('makes itself when the first one asks, with a timer that adds a day every night', async () => {
    const { ports, find } = await room();
    const slots = await find();
    // What is left of today, nine mornings, and the last one until as late as it is now.
    expect(slots).toHaveLength(5 + 9 * 9 + 4);
    expect(ports.table.peek(timerKey(slotBoardPk, 'board.roll'))).toMatchObject({
      dueAt: at(24) + 5 * MINUTE,
    });
    expect((await loadBoard(ports.table, '2026-11-23')).days).toHaveLength(16);
  });

  test('makes itself, too, when the first fact of an agent comes, for the whole team', async () => {
    const { starts, edit } = await room(anAgent('anna', { hours }), anAgent('emil', { hours }));
    await edit('anna', { active: false });
    expect(await starts({ days: 1 })).toEqual([
      '11-23T09:00',
      '11-23T09:15',
      '11-23T09:30',
      '11-23T09:45',
      '11-23T10:00',
      '11-24T08:00',
      '11-24T08:15',
      '11-24T08:30',
      '11-24T08:45',
    ]);
    expect(await starts({ agentIds: ['anna'] })).toEqual([]);
  });

  test('follows bookings with their buffers, and holds until they end by themselves', async () => {
    const { ports, starts, take } = await room();
    const tomorrow = { from: at(0, 1), days: 1 };
    await starts();
    await take({ id: 'b', is: 'booking', from: at(8, 1), to: at(8.5, 1) });
    expect(await starts(tomorrow)).toEqual([
      ...['45', '60', '75', '90', '105', '120'].map(m =>
        formatInstant(at(8, 1) + Number(m) * MINUTE).slice(5, 16),
      ),
    ]);
    await take({ id: 'h', is: 'hold', from: at(10, 1), to: at(10.5, 1), until: NOW + 5 * MINUTE });
    expect(await starts(tomorrow)).toEqual(['11-24T08:45']);
    ports.clock.set(NOW + 5 * MINUTE);
    expect(await starts(tomorrow)).toHaveLength(6);
  });

  test('follows who comes, leaves, is away, or speaks another language', async () => {
    const { find, edit } = await room();
    const count = async (given = {}) => (await find({ from: at(0, 1), days: 1, ...given })).length;
    expect(await count()).toBe(9);
    await edit('anna', { absences: { a: { from: at(9, 1), to: at(20, 1) } } });
    expect(await count()).toBe(1);
    await edit('noor', { languages: ['fr'], roles: ['agent'] });
    expect([await count({ language: 'fr-BE' }), await count({ agentIds: ['noor'] })]).toEqual([9, 0]);
    await edit('noor', { roles: ['clerk'] });
    expect(await count({ language: 'fr' })).toBe(0);
  });

  test('takes in at night what nobody announced, such as a calendar elsewhere', async () => {
    const { ports, find, commit, roll } = await room();
    const count = async () => (await find({ from: at(0, 2), days: 1 })).length;
    expect(await count()).toBe(9);
    const busy = [[at(8, 2), at(10, 2)]] as const;
    const host = { agentId: 'anna', url: 'https://cal.example/x', host: 'cal.example' };
    await commit(outsideCalendarWrite({ ...host, since: NOW, tries: 0, busy }, undefined));
    expect(await count()).toBe(9);
    expect(await roll()).toMatchObject({ decision: 'board-rolled' });
    expect(await count()).toBe(1);
    const { days } = await loadBoard(ports.table, '2026-11-24');
    expect([days[0]?.day, days.at(-1)?.day, days.length]).toEqual(['2026-11-24', '2026-12-09', 16]);
    expect(await roll()).toMatchObject({ decision: 'board-rolled' });
  });

  test('is mended by the next search when nights went by without it', async () => {
    const { ports, find } = await room();
    await find();
    ports.clock.set(NOW + 10 * DAY);
    expect((await find({ from: at(0, 21), days: 1 })).length).toBe(9);
  });

  test('reads one query for a search, which may be a moment old', async () => {
    const { ports, find } = await room();
    await find();
    const asked: Query[] = [];
    const { table } = ports;
    const counted = {
      ...table,
      get: () => Promise.reject(new Error('a second read')),
      query: (query: Query) => {
        asked.push(query);
        return table.query(query);
      },
    };
    await findSlots({ ...ports, table: counted }, wish);
    expect(asked).toMatchObject([{ pk: slotBoardPk, mayLag: true }]);
  });

  test('has everybody, however many workers make it while the team comes in', async () => {
    const { ports, find, edit } = await room();
    const ids = ['anna', 'emil', 'ines', 'noor', 'omar', 'zoe'];
    await Promise.all(ids.map(id => edit(id, {})));
    const { team, days } = await loadBoard(ports.table, '2026-11-23');
    expect([team?.ids.toSorted(), days.length]).toEqual([ids, 16]);
    for (const id of ids) expect(await find({ agentIds: [id] })).toHaveLength(90);
  });
});

describe('a search', () => {
  test('begins after the notice at the next quarter on the visitor’s wall, and ends with the window', async () => {
    const { ports, starts } = await room();
    ports.clock.set(NOW + 7 * MINUTE);
    const asked = { notice: 20, days: 1, zone: 'Asia/Kathmandu' };
    expect((await starts(asked)).at(0)).toBe('11-23T09:30');
    expect((await starts({ ...asked, days: 0 })).length).toBe(0);
  });
});
