import { describe, expect, test } from '@jest/globals';
import { aroundTheClock, deadline, isOpen } from '../../shared/domain/time/business-calendar.ts';
import { DAY, HOUR } from '../../shared/kernel/instant.ts';
import type { Ports } from '../../shared/store/ports.ts';
import {
  calendarKeyOf,
  listCalendars,
  loadCalendar,
  loadCalendars,
  loadPolicies,
  promiseWrites,
  type StoredCalendar,
  specOf,
  type Unkept,
  UnknownCalendarError,
} from '../../shared/store/promise-store.ts';
import type { Table } from '../../shared/store/table.ts';
import { NOW } from '../support/facts.ts';
import { testPorts } from '../support/ports.ts';
import { seedTeam } from '../support/team.ts';

const around = { from: NOW - DAY, to: NOW + 30 * DAY };
const office = (given: Partial<StoredCalendar> = {}): Unkept<'calendar'> & { changedAt: number } => ({
  id: 'office',
  name: 'Office',
  zone: 'Europe/Berlin',
  hours: { mon: [['09:00', '17:00']] },
  holidays: [],
  closures: [],
  overrides: {},
  closedDays: [],
  changedAt: NOW,
  ...given,
});
const write = ({ table, ids }: Ports, calendar: ReturnType<typeof office>, read?: number) =>
  table.commit({ commitId: ids.random('cmt'), writes: promiseWrites('calendar', calendar, read) });
/** The same table, counting its reads of single rows. */
const counted = (table: Table) => {
  const reads = { count: 0 };
  const get: Table['get'] = key => {
    reads.count += 1;
    return table.get(key);
  };
  return { reads, table: { ...table, get } };
};

describe('a version of a calendar', () => {
  test('stands for ever beside the calendar as it is now', async () => {
    const ports = testPorts();
    await write(ports, office());
    await write(ports, office({ name: 'Office, moved' }), 1);
    expect(await loadCalendar(ports.table, 'office')).toEqual({
      ...office({ name: 'Office, moved' }),
      version: 2,
    });
    expect(await loadCalendar(ports.table, 'office', 1)).toEqual({ ...office(), version: 1 });
    expect(await loadCalendar(ports.table, 'office', 2)).toMatchObject({ name: 'Office, moved' });
    expect(await loadCalendar(ports.table, 'office', 3)).toBeUndefined();
    expect(await listCalendars(ports.table)).toHaveLength(1);
  });

  test('is written by one of two who read the same', async () => {
    const ports = testPorts();
    await write(ports, office());
    expect(await write(ports, office({ name: 'One' }), 1)).toEqual({ done: true });
    expect(await write(ports, office({ name: 'Other' }), 1)).toMatchObject({ done: false, refusal: 'stale' });
    expect(await write(ports, office())).toMatchObject({ done: false, refusal: 'stale' });
    expect(await loadCalendar(ports.table, 'office', 2)).toMatchObject({ name: 'One' });
  });

  test('is closed on its closed days, but for those with hours of their own', () => {
    const closedDays = [
      { date: '2026-11-23', name: 'Moving', source: 'closure' as const },
      { date: '2026-12-24', name: 'Christmas Eve', source: 'holiday' as const },
    ];
    const overrides: StoredCalendar['overrides'] = { '2026-12-24': [['09:00', '12:00']] };
    expect(specOf({ ...office({ closedDays, overrides }), version: 1 })).toEqual({
      zone: 'Europe/Berlin',
      hours: office().hours,
      overrides: { '2026-11-23': [], '2026-12-24': [['09:00', '12:00']] },
    });
  });
});

describe('compiled calendars', () => {
  test('are those of the versions asked for, and always needs no row', async () => {
    const ports = testPorts();
    await write(ports, office());
    await write(ports, office({ hours: { tue: [['09:00', '17:00']] } }), 1);
    const calendars = await loadCalendars(ports.table, ['always', 'office@1', 'office@2'], around);
    expect(isOpen(calendars('office@1'), NOW)).toBe(true);
    expect(isOpen(calendars('office@2'), NOW)).toBe(false);
    expect(calendars('always')).toBe(aroundTheClock);
    expect(deadline(calendars('office@2'), NOW, HOUR)).toBe(NOW + DAY);
  });

  test('are read and compiled once while a function is warm', async () => {
    const ports = testPorts();
    await write(ports, office());
    const { table, reads } = counted(ports.table);
    const first = (await loadCalendars(table, ['office@1', 'office@1'], around))('office@1');
    expect((await loadCalendars(table, ['office@1'], around))('office@1')).toBe(first);
    expect(reads.count).toBe(1);
  });

  test('of two tables do not mix', async () => {
    const [here, there] = [testPorts(), testPorts()];
    await write(here, office());
    await write(there, office({ hours: { tue: [['09:00', '17:00']] } }));
    const open = async ({ table }: Ports) =>
      isOpen((await loadCalendars(table, ['office@1'], around))('office@1'), NOW);
    expect([await open(here), await open(there)]).toEqual([true, false]);
  });

  test('a version that was never written, or not asked for, is a machine failure', async () => {
    const ports = testPorts();
    await write(ports, office());
    await expect(loadCalendars(ports.table, ['office@2'], around)).rejects.toThrow(UnknownCalendarError);
    await expect(loadCalendars(ports.table, ['office'], around)).rejects.toThrow(UnknownCalendarError);
    const calendars = await loadCalendars(ports.table, [], around);
    expect(() => calendars('office@1')).toThrow(UnknownCalendarError);
  });
});

test('a seeded table has the example’s calendars and policies in their first version', async () => {
  const ports = testPorts();
  await seedTeam(ports, []);
  const calendars = await listCalendars(ports.table);
  expect(calendars.map(calendarKeyOf).sort()).toEqual(['mall-counter@1', 'office@1']);
  expect(calendars[0]?.closedDays).toContainEqual({
    date: '2026-12-25',
    name: expect.any(String),
    source: 'holiday',
  });
  expect((await loadPolicies(ports.table)).map(({ id }) => id).sort()).toEqual(['four-days', 'two-hours']);
});
