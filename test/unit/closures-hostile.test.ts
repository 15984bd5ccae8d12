import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { closuresFromIcal } from '../../functions/promises/closures-from-ical.ts';

const given = {
  zone: 'Europe/Berlin',
  from: Date.parse('2026-01-01T00:00Z'),
  to: Date.parse('2036-12-31T12:00Z'),
};
const file = (...lines: string[]) => ['BEGIN:VCALENDAR', ...lines, 'END:VCALENDAR'].join('\n');
const event = (...lines: string[]) =>
  ['BEGIN:VEVENT', 'UID:one', 'SUMMARY:Closed', ...lines, 'END:VEVENT'].join('\n');
const answer = (text: string) => {
  const outcome = closuresFromIcal(text, given);
  return outcome.ok ? outcome.value.length : outcome.refusal;
};
const daily = (rule: string) => file(event('DTSTART;VALUE=DATE:20260105', `RRULE:${rule}`));

describe('a calendar file', () => {
  test('is read with folded lines, either end of line, a byte order mark and escapes', () => {
    const lines = ['DTSTART;VALUE=DA', ' TE:20261224', 'DESCRIPTION:long', '\t text', 'CATEGORIES:A,B'];
    const text = `\uFEFF${file(event(...lines)).replace('SUMMARY:Closed', 'SUMMARY:Inventory\\, all\n  day')}`;
    const expected = [{ date: '2026-12-24', name: 'Inventory, all day', uid: 'one' }];
    for (const one of [text, text.replaceAll('\n', '\r\n'), `${text}\n`])
      expect(closuresFromIcal(one, given)).toEqual({ ok: true, value: expected });
  });

  test('may hold several calendars, other things than events, and nothing at all', () => {
    const one = file(
      'BEGIN:VTODO',
      'DUE;VALUE=DATE:20261224',
      'END:VTODO',
      event('DTSTART;VALUE=DATE:20261224'),
    );
    expect(answer(`${one}\n${one}`)).toBe(2);
    expect(answer(file())).toBe(0);
  });

  test.each([
    ['nothing', ''],
    ['a page', '<html>\n<body></body></html>'],
    ['a table', 'date,name\n2026-12-24,closed'],
    ['a card', 'BEGIN:VCARD\nVERSION:4.0\nEND:VCARD'],
    ['a part', 'BEGIN:VCALENDAR\nBEGIN:VEVENT'],
    ['one that ends too often', `${file()}\nEND:VCALENDAR\nEND:X\nA:b`],
    ['an event without a start', file(event())],
    ['a date that does not exist', file(event('DTSTART;VALUE=DATE:20260230'))],
    ['a year far away', file(event('DTSTART;VALUE=DATE:00010101'))],
    ['a start that is text', file(event('DTSTART;VALUE=TEXT:soon'))],
    ['a rule that is text', file(event('DTSTART;VALUE=DATE:20260101', 'RRULE;VALUE=TEXT:often'))],
    ['a rule by the hour', daily('FREQ=HOURLY')],
    ['a rule by the week of the year', daily('FREQ=YEARLY;BYWEEKNO=20')],
    ['a rule with an endless interval', daily('FREQ=DAILY;INTERVAL=999999999999999')],
    ['a rule without a frequency', daily('COUNT=3')],
    ['a weekday that is none', daily('FREQ=WEEKLY;BYDAY=XX')],
  ])('is refused when it is %s', (_, text) => {
    expect(answer(text)).toBe('not-a-calendar');
  });

  test('says what is wrong, and nothing of what it says about people', () => {
    const text = file(event('DTSTART;VALUE=DATE:20260101', 'RRULE:FREQ=HOURLY'));
    expect(closuresFromIcal(text, given)).toMatchObject({
      detail: { field: 'body', problem: 'Days cannot repeat by HOURLY.' },
    });
  });
});

describe('a file that means harm', () => {
  test.each([
    ['never come again', 'FREQ=DAILY;INTERVAL=7;BYDAY=TU', 1],
    ['name a day that no month has', 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30', 1],
    ['cannot be met at all', 'FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;COUNT=2', 1],
    ['are counted for ever', 'FREQ=DAILY;COUNT=1000000', 4014],
  ])('has rules that %s, and is read to the end', (_, rule, days) => {
    expect(answer(daily(rule))).toBe(days);
  });

  test('is refused for its size, its rules, or the days that it closes', () => {
    expect(answer('A'.repeat(1_000_000))).toBe('too-many');
    const rule = event('DTSTART;VALUE=DATE:19000101', 'RRULE:FREQ=YEARLY;COUNT=1000');
    expect(answer(file(...Array(60).fill(rule)))).toBe('too-many');
    expect(answer(file(...Array(2).fill(event('DTSTART;VALUE=DATE:20260101', 'RRULE:FREQ=DAILY'))))).toBe(
      'too-many',
    );
    const long = event('DTSTART;VALUE=DATE:19000101', 'DTEND;VALUE=DATE:21990101', 'RRULE:FREQ=DAILY');
    expect(answer(file(long))).toBe('too-many');
  });

  test('never is a surprise: whatever its lines, it is read or refused', () => {
    const values = [
      '20260101',
      'FREQ=DAILY',
      'FREQ=DAILY;COUNT=x',
      'TRUE',
      '5',
      'P1D',
      '',
      ',',
      '20260101T000000Z/P1D',
    ];
    const line = fc
      .tuple(
        fc.constantFrom(
          'DTSTART',
          'DTEND',
          'DURATION',
          'RRULE',
          'RDATE',
          'EXDATE',
          'RECURRENCE-ID',
          'STATUS',
          'UID',
        ),
        fc.constantFrom(
          '',
          ';VALUE=DATE',
          ';VALUE=RECUR',
          ';VALUE=PERIOD',
          ';VALUE=BINARY',
          ';TZID=Mars/Base',
          ';X="',
        ),
        fc.oneof(fc.constantFrom(...values), fc.string()),
      )
      .map(parts => `${parts[0]}${parts[1]}:${parts[2]}`);
    fc.assert(
      fc.property(fc.array(fc.oneof(line, fc.string()), { maxLength: 8 }), lines => {
        expect([expect.any(Number), 'not-a-calendar']).toContainEqual(
          answer(file(event('DTSTART;VALUE=DATE:20260101', ...lines))),
        );
      }),
      { numRuns: 2_000 },
    );
  });

  test('does not make names long', () => {
    const text = file(event('DTSTART;VALUE=DATE:20260105').replace('Closed', 'x'.repeat(200_000)));
    expect(closuresFromIcal(text, given)).toMatchObject({ value: [{ name: 'x'.repeat(200) }] });
  });
});
