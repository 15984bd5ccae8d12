import { describe, expect, test } from '@jest/globals';
import { previewCalendar } from '../../functions/promises/preview-calendar.ts';
import { putCalendar } from '../../functions/promises/put-calendar.ts';
import { readCalendars } from '../../functions/promises/read-promises.ts';
import { takeClosures } from '../../functions/promises/take-closures.ts';
import { calendarView } from '../../functions/promises/view.ts';
import type { CalendarInput } from '../../shared/contracts/promises-contract.ts';
import { isOpen } from '../../shared/domain/time/business-calendar.ts';
import { DAY, MINUTE } from '../../shared/kernel/instant.ts';
import { followsOf } from '../../shared/store/journal.ts';
import { promisePk } from '../../shared/store/keys.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { loadCalendar, loadCalendars, type StoredCalendar } from '../../shared/store/promise-store.ts';
import { NOW } from '../support/facts.ts';
import { testPorts } from '../support/ports.ts';
import { exampleSettings, seedTeam } from '../support/team.ts';

const shop: CalendarInput = {
  name: 'Shop',
  zone: 'Europe/Berlin',
  hours: { mon: [['09:00', '17:00']], tue: [['09:00', '17:00']] },
  holidays: [],
  closures: [],
  overrides: {},
};
const put = (ports: Ports, given: Partial<CalendarInput> = {}, calendarId = 'shop') =>
  putCalendar(ports, { calendarId, input: { ...shop, ...given }, principal: 'anna' });
const ical = (...events: string[]) =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:test', ...events, 'END:VCALENDAR', ''].join('\r\n');
const allDay = (uid: string, date: string, summary: string) =>
  `BEGIN:VEVENT\r\nUID:${uid}\r\nDTSTAMP:20260101T000000Z\r\nDTSTART;VALUE=DATE:${date}\r\nSUMMARY:${summary}\r\nEND:VEVENT`;
const take = (ports: Ports, text: string, given: { calendarId?: string; contentType?: string } = {}) =>
  takeClosures(ports, {
    calendarId: 'shop',
    contentType: 'text/calendar',
    text,
    principal: 'anna',
    ...given,
  });
const closedOn = (stored: StoredCalendar | undefined) =>
  stored?.closedDays.map(({ date, source }) => `${date} ${source}`);

describe('writing a calendar', () => {
  test('keeps each version, with who wrote it, and says so to open consoles', async () => {
    const ports = testPorts();
    await put(ports);
    ports.clock.set(NOW + DAY);
    expect(await put(ports, { name: 'Shop downtown' })).toMatchObject({
      ok: true,
      value: { id: 'shop', version: 2, changedAt: NOW + DAY, changedBy: 'anna' },
    });
    expect(await loadCalendar(ports.table, 'shop', 1)).toMatchObject({ name: 'Shop', changedAt: NOW });
    const { rows } = await ports.table.query({ pk: promisePk('calendar', 'shop'), prefix: 'journal' });
    expect(rows.map(row => [row['decision'], row['reason']])).toEqual([
      ['calendar-edited', { by: 'anna', version: 1 }],
      ['calendar-edited', { by: 'anna', version: 2 }],
    ]);
    expect(rows.flatMap(followsOf)).toMatchObject([
      { name: 'policy.changed', data: { kind: 'calendar', subjectId: 'shop', subjectVersion: 1 } },
      { name: 'policy.changed', data: { kind: 'calendar', subjectId: 'shop', subjectVersion: 2 } },
    ]);
  });

  test('resolves holidays once and for all, one day for two regions, in order with own closures', async () => {
    const ports = testPorts();
    await put(ports, {
      holidays: [
        { country: 'DE', region: 'BE' },
        { country: 'DE', region: 'BY' },
      ],
      closures: [{ date: '2026-12-28', name: 'Stock-taking' }],
    });
    const stored = await loadCalendar(ports.table, 'shop');
    const december = closedOn(stored)?.filter(day => day.startsWith('2026-12'));
    expect(december).toEqual(['2026-12-25 holiday', '2026-12-26 holiday', '2026-12-28 closure']);
    expect(closedOn(stored)).toContain('2027-03-08 holiday');
    expect(closedOn(stored)).toContain('2027-01-06 holiday');
    const calendars = await loadCalendars(ports.table, ['shop@1'], { from: NOW, to: NOW + 60 * DAY });
    const noon = (date: string) => isOpen(calendars('shop@1'), Date.parse(`${date}T12:00:00+01:00`));
    expect([noon('2026-12-21'), noon('2026-12-28'), noon('2026-12-29')]).toEqual([true, false, true]);
  });

  test.each([
    ['unknown-zone', 'body.zone', { zone: 'Mars/Olympus' }],
    ['never-open', 'body.hours', { hours: {} }],
    ['unknown-holidays', 'body.holidays.0.country', { holidays: [{ country: 'XX' }] }],
    ['unknown-holidays', 'body.holidays.0.region', { holidays: [{ country: 'DE', region: 'XX' }] }],
    ['bad-date', 'body.closures.1.date', { closures: [dated('2026-02-28'), dated('2026-02-29')] }],
    ['bad-date', 'body.overrides.2026-13-01', { overrides: { '2026-13-01': [] } }],
    ['too-many-closures', 'body.closures', { closures: manyDays() }],
  ] as const)('refuses %s and names %s', async (refusal, field, given) => {
    const ports = testPorts();
    const answer = await put(ports, given as Partial<CalendarInput>);
    expect(answer).toMatchObject({ ok: false, refusal, detail: { field, problem: expect.any(String) } });
    expect(await loadCalendar(ports.table, 'shop')).toBeUndefined();
  });

  test('leaves the name of the calendar that never closes alone', async () => {
    expect(await put(testPorts(), {}, 'always')).toMatchObject({ refusal: 'reserved-id' });
  });

  test('refuses one in which an active policy could not be kept any more', async () => {
    const ports = testPorts();
    await seedTeam(ports, []);
    const { office } = exampleSettings().calendars;
    const shorter = { hours: {}, overrides: { '2026-12-24': [['09:00', '09:30'] as [string, string]] } };
    const answer = await put(ports, { ...office, ...shorter }, 'office');
    expect(answer).toMatchObject({ refusal: 'never-met', detail: { field: 'body.hours' } });
    expect(JSON.stringify(answer)).toContain('four-days');
  });
});

describe('closures from a calendar file', () => {
  const picnic = allDay('1', '20261130', 'Company outing');

  test('close the days, stay when the calendar is edited, and go with the next file', async () => {
    const ports = testPorts();
    await put(ports, { closures: [{ date: '2026-12-28', name: 'Stock-taking' }] });
    expect(await take(ports, ical(picnic))).toMatchObject({
      ok: true,
      value: { taken: 1, calendar: { version: 2 } },
    });
    expect(await loadCalendar(ports.table, 'shop')).toMatchObject({
      closures: [{ date: '2026-12-28' }],
      closedDays: [
        { date: '2026-11-30', name: 'Company outing', source: 'ical', uid: '1' },
        { date: '2026-12-28', source: 'closure' },
      ],
    });
    await put(ports, { name: 'Shop downtown' });
    expect(closedOn(await loadCalendar(ports.table, 'shop'))).toEqual(['2026-11-30 ical']);
    await take(ports, ical(allDay('2', '20261207', 'Inventory')));
    expect(closedOn(await loadCalendar(ports.table, 'shop'))).toEqual(['2026-12-07 ical']);
    await take(ports, ical());
    expect(closedOn(await loadCalendar(ports.table, 'shop'))).toEqual([]);
  });

  test('are refused by what is wrong with them, and change nothing', async () => {
    const ports = testPorts();
    expect(await take(ports, ical(picnic))).toEqual({ ok: false, refusal: 'not-found' });
    await put(ports);
    expect(await take(ports, '[]', { contentType: 'application/json' })).toMatchObject({
      refusal: 'unsupported-media-type',
    });
    expect(await take(ports, 'date,name')).toMatchObject({ ok: false, refusal: 'not-a-calendar' });
    const daily = (until: string) =>
      allDay('1', '20251201', 'Closed').replace('\r\nEND', `\r\nRRULE:FREQ=DAILY;UNTIL=${until}\r\nEND`);
    expect(await take(ports, ical(daily('20291231')))).toMatchObject({
      refusal: 'never-open',
      detail: { field: 'body' },
    });
    const many = Array.from({ length: 3 }, () => daily('20361101'));
    expect(await take(ports, ical(...many))).toMatchObject({
      refusal: 'too-many-closures',
      detail: { field: 'body' },
    });
    expect(await loadCalendar(ports.table, 'shop')).toMatchObject({ version: 1 });
  });
});

describe('looking at calendars', () => {
  test('shows closed days from today on, where the calendar is', async () => {
    const ports = testPorts();
    const closures = [dated('2026-11-22'), dated('2026-11-23'), dated('2026-11-24')];
    const stored = await put(ports, { zone: 'Pacific/Auckland', closures });
    if (!stored.ok) throw new Error(stored.refusal);
    const shown = (at: string) =>
      calendarView(stored.value, Date.parse(at)).closedDays.map(({ date }) => date);
    expect(shown('2026-11-23T10:59:00Z')).toEqual(['2026-11-23', '2026-11-24']);
    expect(shown('2026-11-23T11:00:00Z')).toEqual(['2026-11-24']);
  });

  test('lists them by name, with the regions whose holidays are known', async () => {
    const ports = testPorts();
    await put(ports, { name: 'B' }, 'a');
    await put(ports, { name: 'A' }, 'b');
    const { calendars, regions } = await readCalendars(ports);
    expect(calendars.map(({ name }) => name)).toEqual(['A', 'B']);
    expect(regions).toContainEqual({ country: 'DE', regions: expect.arrayContaining(['BE', 'BY']) });
  });

  test('previews two weeks of openings and until when so many minutes last', async () => {
    const ports = testPorts();
    await put(ports);
    const preview = (minutes?: number) => previewCalendar(ports, { calendarId: 'shop', from: NOW, minutes });
    expect(await preview(8 * 60)).toMatchObject({
      value: {
        zone: 'Europe/Berlin',
        from: '2026-11-23T09:00:00.000Z',
        openings: [
          { from: '2026-11-23T09:00:00.000Z', to: '2026-11-23T16:00:00.000Z' },
          { from: '2026-11-24T08:00:00.000Z', to: '2026-11-24T16:00:00.000Z' },
          { from: '2026-11-30T08:00:00.000Z', to: '2026-11-30T16:00:00.000Z' },
          { from: '2026-12-01T08:00:00.000Z', to: '2026-12-01T16:00:00.000Z' },
          { from: '2026-12-07T08:00:00.000Z', to: '2026-12-07T16:00:00.000Z' },
        ],
        dueAt: '2026-11-24T09:00:00.000Z',
      },
    });
    expect(JSON.stringify([await preview(), await preview(999_999)])).not.toContain('dueAt');
    expect(await previewCalendar(ports, { calendarId: 'nowhere' })).toEqual({
      ok: false,
      refusal: 'not-found',
    });
  });

  test('previews any instant somebody asks for', async () => {
    const ports = testPorts();
    await put(ports, { zone: 'Africa/Casablanca' });
    for (const year of ['0001', '1883', '9999']) {
      const from = Date.parse(`${year}-06-01T00:00:00Z`);
      const preview = await previewCalendar(ports, { calendarId: 'shop', from, minutes: 1 });
      expect(preview).toMatchObject({ ok: true, value: { dueAt: expect.any(String) } });
      if (preview.ok) expect(Date.parse(preview.value.dueAt ?? '')).toBeGreaterThanOrEqual(from + MINUTE);
    }
  });
});

function dated(date: string) {
  return { date, name: 'Closed' };
}

function manyDays() {
  return Array.from({ length: 1000 }, (_, n) => ({
    date: new Date(NOW + n * 30 * DAY).toISOString().slice(0, 10),
    name: 'ä'.repeat(120),
  }));
}
