import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import ICAL from 'ical.js';
import { busyTimes } from '../../functions/duty/busy-times.ts';
import { busyWindow } from '../../shared/domain/team/outside-calendar.ts';
import { DAY, formatInstant } from '../../shared/kernel/instant.ts';

const NOW = Date.parse('2026-10-20T08:00Z');
const range = busyWindow(NOW);
const file = (...lines: string[]) =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', ...lines, 'END:VCALENDAR'].join('\r\n');
const event = (...lines: string[]) =>
  ['BEGIN:VEVENT', 'UID:one', 'SUMMARY:Secret', ...lines, 'END:VEVENT'].join('\r\n');
const read = (text: string, zone = 'Europe/Berlin') => {
  const found = busyTimes(text, { zone, range });
  return found.ok ? found.value : { busy: [], leftOut: -1, refusal: found.refusal };
};
const short = (at: number) => formatInstant(at).slice(5, 16).replace('T', ' ');
const busy = (...lines: string[]) =>
  read(file(event(...lines))).busy.map(([from, to]) => `${short(from)} ${short(to)}`);
const refusal = (text: string) => read(text);

/** As Outlook writes its zones: under a name of its own, by rules from the year 1601 on. */
const windowsZone = [
  ...['BEGIN:VTIMEZONE', 'TZID:W. Europe Standard Time', 'BEGIN:STANDARD', 'DTSTART:16010101T030000'],
  ...['TZOFFSETFROM:+0200', 'TZOFFSETTO:+0100', 'RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10', 'END:STANDARD'],
  ...['BEGIN:DAYLIGHT', 'DTSTART:16010101T020000', 'TZOFFSETFROM:+0100', 'TZOFFSETTO:+0200'],
  ...['RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3', 'END:DAYLIGHT', 'END:VTIMEZONE'],
];

describe('times in which a calendar makes somebody busy', () => {
  test('are those of events in UTC, in a zone by name, in one that the file describes, and in one’s own', () => {
    const first = ['10-21 08:00 10-21 09:30'];
    expect(busy('DTSTART:20261021T080000Z', 'DTEND:20261021T093000Z')).toEqual(first);
    expect(busy('DTSTART;TZID=America/New_York:20261021T040000', 'DURATION:PT90M')).toEqual(first);
    expect(busy('DTSTART:20261021T100000', 'DTEND:20261021T113000')).toEqual(first);
    const zoned = (date: string) =>
      event(`DTSTART;TZID=W. Europe Standard Time:${date}T100000`, 'DURATION:PT1H');
    const { busy: described } = read(
      file(...windowsZone, zoned('20261024'), zoned('20261025')),
      'Asia/Kolkata',
    );
    expect(described.map(([from]) => short(from))).toEqual(['10-24 08:00', '10-25 09:00']);
  });

  test('are whole days from midnight to midnight in one’s own zone, also where the clocks change', () => {
    expect(busy('DTSTART;VALUE=DATE:20261025')).toEqual(['10-24 22:00 10-25 23:00']);
    expect(busy('DTSTART;VALUE=DATE:20261024', 'DTEND;VALUE=DATE:20261027')).toEqual([
      '10-23 22:00 10-26 23:00',
    ]);
  });

  test('are one where events overlap or touch, and end where the window ends', () => {
    const lines = ['09', '10', '11'].map((hour, i) =>
      event(`UID:${i}`, `DTSTART:20261021T${hour}0000Z`, `DURATION:PT${i === 0 ? 90 : 60}M`),
    );
    expect(read(file(...lines)).busy).toHaveLength(1);
    const always = read(file(event('DTSTART:20200101T000000Z', 'DTEND:20300101T000000Z'))).busy;
    expect(always).toEqual([]);
    const long = read(file(event('DTSTART:20260101T000000Z', 'DTEND:20270101T000000Z'))).busy;
    expect(long).toEqual([[range.from, range.to]]);
  });

  test('are not those of events that are cancelled, free, without length, or long over', () => {
    const time = ['DTSTART:20261021T080000Z', 'DTEND:20261021T090000Z'];
    expect(busy(...time, 'STATUS:CANCELLED')).toEqual([]);
    expect(busy(...time, 'TRANSP:TRANSPARENT')).toEqual([]);
    expect(busy('DTSTART:20261021T080000Z')).toEqual([]);
    expect(busy('DTSTART:20250101T080000Z', 'DURATION:PT1H')).toEqual([]);
  });

  test('come again by the rule, on the clocks of the event’s zone, but for exceptions', () => {
    const lines = ['DTSTART;TZID=Europe/Berlin:20240101T090000', 'DURATION:PT1H'];
    const weekly = busy(
      ...lines,
      'RRULE:FREQ=WEEKLY;UNTIL=20261102T080000Z',
      'EXDATE;TZID=Europe/Berlin:20261026T090000',
      'RDATE:20261028T120000Z',
    );
    expect(weekly).toEqual([
      ...['10-19 07:00 10-19 08:00', '10-28 12:00 10-28 13:00', '11-02 08:00 11-02 09:00'],
    ]);
    const ended = busy(...lines, 'RRULE:FREQ=WEEKLY;UNTIL=20261102T075959Z');
    expect(ended.at(-1)).toBe('10-26 08:00 10-26 09:00');
  });

  test('are those of an occurrence that was moved, in its place; one that was cancelled is gone', () => {
    const master = event('DTSTART:20261020T100000Z', 'DURATION:PT1H', 'RRULE:FREQ=DAILY;COUNT=4');
    const moved = event('RECURRENCE-ID:20261021T100000Z', 'DTSTART:20261021T150000Z', 'DURATION:PT2H');
    const gone = event('RECURRENCE-ID:20261022T100000Z', 'DTSTART:20261022T100000Z', 'STATUS:CANCELLED');
    expect(read(file(master, moved, gone)).busy.map(([from]) => short(from))).toEqual([
      ...['10-20 10:00', '10-21 15:00', '10-23 10:00'],
    ]);
  });

  test('leave out events that cannot be read, and count them', () => {
    const good = event('DTSTART:20261021T080000Z', 'DURATION:PT1H');
    const hourly = event('DTSTART:20261021T080000Z', 'DURATION:PT1M', 'RRULE:FREQ=HOURLY');
    const { busy, leftOut } = read(file(good, hourly, event('SUMMARY:no start')));
    expect([busy.length, leftOut]).toEqual([1, 2]);
  });
});

const berlin = windowsZone.join('\r\n').replace('W. Europe Standard Time', 'Home').replaceAll('1601', '1970');
const rules = fc
  .record({
    rule: fc.constantFrom(
      ...['DAILY', 'DAILY;INTERVAL=3', 'WEEKLY;BYDAY=MO,TH', 'WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=SU'],
      ...['MONTHLY;BYMONTHDAY=-1', 'MONTHLY;BYDAY=2TU,-1FR', 'WEEKLY', 'MONTHLY', 'YEARLY;BYMONTH=11'],
      'MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1',
    ),
    end: fc.constantFrom('', ';COUNT=5', ';COUNT=90', ';UNTIL=20261115T083000Z'),
    // The library does not take a first day that the rule leaves out for an occurrence: both are asked for its own.
    start: fc.integer({ min: 1, max: 28 }).map(day => `202609${String(day).padStart(2, '0')}`),
    time: fc.constantFrom('T000000', 'T033000', 'T093000', 'T235900'),
    tzid: fc.constantFrom(';TZID=Home:', ':'),
  })
  // A first day that the rule leaves out is counted by us, as RFC 5545 has it, and not by the library.
  .filter(({ rule, end }) => !end.includes('COUNT') || !rule.includes('BY'));

test('repeated events are where another library finds them', () => {
  fc.assert(
    fc.property(rules, ({ rule, end, start, time, tzid }) => {
      const utc = tzid === ':' ? 'Z' : '';
      const lines = [`DTSTART${tzid}${start}${time}${utc}`, 'DURATION:PT10M', `RRULE:FREQ=${rule}${end}`];
      const text = file(berlin, event(...lines));
      const root = new ICAL.Component(ICAL.parse(text) as never);
      ICAL.TimezoneService.register(new ICAL.Timezone(root.getFirstSubcomponent('vtimezone') as never));
      const found: number[] = [];
      const vevent = root.getFirstSubcomponent('vevent') as never;
      const iterator = new ICAL.Event(vevent).iterator();
      for (let next = iterator.next(); next; next = iterator.next()) {
        const at = next.toUnixTime() * 1000;
        if (at >= range.to) break;
        if (at >= range.from) found.push(at);
      }
      const first = Date.parse(`2026-09-${start.slice(6)}T00:00Z`);
      const ours = read(text).busy.map(([from]) => from);
      expect(ours.filter(at => at - first > 2 * DAY)).toEqual(found.filter(at => at - first > 2 * DAY));
    }),
    { numRuns: 100 },
  );
});

describe('a file that means harm', () => {
  const many = (count: number, ...lines: string[]) =>
    file(...Array.from({ length: count }, (_, i) => event(`UID:${i}`, ...lines)));

  test.each([
    ['nothing', ''],
    ['a page', '<html></html>'],
    ['a part', 'BEGIN:VCALENDAR\r\nBEGIN:VEVENT'],
    ['a card', 'BEGIN:VCARD\r\nEND:VCARD'],
  ])('is no calendar when it is %s', (_, text) => {
    expect(refusal(text)).toMatchObject({ refusal: 'not-a-calendar' });
  });

  test.each([
    ['more than a megabyte', () => 'A'.repeat(1_000_001)],
    [
      'more rules than anybody has',
      () => many(4_000, 'DTSTART:20261001T080000Z', 'RRULE:FREQ=DAILY', 'DURATION:PT1M'),
    ],
    [
      'rules counted from long ago',
      () => many(100, 'DTSTART:19000101T080000Z', 'RRULE:FREQ=DAILY;COUNT=99999'),
    ],
    [
      'a thousand times and one',
      () =>
        file(
          event(
            'DTSTART:20261021T080000Z',
            'DURATION:PT1S',
            ...Array.from(
              { length: 1_100 },
              (_, i) => `RDATE:${formatInstant(NOW + i * 60_000).replace(/[-:]|\.000/g, '')}`,
            ),
          ),
        ),
    ],
  ])('has too many events when it has %s', (_, text) => {
    expect(refusal(text())).toMatchObject({ refusal: 'too-many-events' });
  });

  test.each([
    ['a rule that never comes again', 'RRULE:FREQ=DAILY;INTERVAL=7;BYDAY=TU', 1],
    ['a rule that cannot be met', 'RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30', 1],
    ['an endless interval', 'RRULE:FREQ=DAILY;INTERVAL=999999999', 0],
    ['a zone that nobody explains', 'X-A;TZID=Moon/Crater:1', 1],
  ])('is read to its end with %s', (_, line, times) => {
    expect(busy('DTSTART:20261021T080000Z', 'DURATION:PT1H', line)).toHaveLength(times);
  });

  test('describes its zones by rules without end, by each other, or by nonsense, and is read all the same', () => {
    const hostile = windowsZone.join('\r\n').replaceAll('FREQ=YEARLY', 'FREQ=DAILY;COUNT=9999999');
    const lines = ['DTSTART;TZID=W. Europe Standard Time:20261021T100000', 'DURATION:PT1H'];
    for (const zone of [hostile, windowsZone.join('\r\n').replaceAll('+0', 'x0'), ''])
      expect(read(file(zone, event(...lines)).replaceAll('\r\n\r\n', '\r\n')).busy).toHaveLength(1);
  });
});
