import { describe, expect, test } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import { slotDays } from '../../web/book/slot-days.ts';
import { mailAddress, phoneNumber } from '../../web/book/typed.ts';
import { words } from '../../web/book/words.ts';
import { zoneText } from '../../web/customer/times.ts';
import { languages } from '../../web/messages/languages.ts';
import { freeInMadrid } from '../e2e/support/book-link-server.ts';
import { describePageWords } from '../support/page-words.ts';

describePageWords(words);

test.each(languages)('ratings can be told apart in %s', language => {
  expect(new Set(Object.values(words[language].feedback.ratings)).size).toBe(5);
});

const MINUTE = 60_000;
/** A slot every quarter of an hour from then on. */
const quarters = (from: string, n: number) =>
  Array.from({ length: n }, (_, at) => new Date(Date.parse(from) + at * 15 * MINUTE).toISOString()).map(
    at => ({ from: at, to: at }),
  );
const labelsOf = (slots: readonly { from: string; to: string }[], zone: string) =>
  slotDays(slots, 'en-GB', zone).flatMap(({ day, times }) => times.map(({ label }) => `${day} ${label}`));

describe('slots by day', () => {
  test.each([
    ['Europe/Berlin', '2026-03-28T12:00:00Z'],
    ['Europe/Berlin', '2026-10-24T12:00:00Z'],
    ['Europe/London', '2026-10-24T12:00:00Z'],
    ['America/New_York', '2026-03-07T12:00:00Z'],
    ['America/New_York', '2026-10-31T12:00:00Z'],
    ['Australia/Lord_Howe', '2026-04-04T00:00:00Z'],
    ['Australia/Lord_Howe', '2026-10-03T00:00:00Z'],
    ['America/Santiago', '2026-09-05T12:00:00Z'],
    ['Asia/Kathmandu', '2026-10-24T12:00:00Z'],
  ])('in %s from %s on show what a clock on the wall shows, each once', (zone, from) => {
    const slots = quarters(from, 4 * 36);
    const labels = labelsOf(slots, zone);
    const walls = slots.map(slot => {
      const wall = Temporal.Instant.from(slot.from).toZonedDateTimeISO(zone);
      return `${wall.toPlainDate()} ${wall.toPlainTime().toString({ smallestUnit: 'minute' })}`;
    });
    expect(labels.map(label => label.slice(0, 16))).toEqual(walls);
    expect(new Set(labels).size).toBe(slots.length);
  });

  test('a time that comes twice says how far it is from UTC, and no other does', () => {
    const labels = labelsOf(quarters('2026-10-25T00:00:00Z', 12), 'Europe/Berlin');
    expect(labels[0]).toBe('2026-10-25 02:00 (GMT+2)');
    expect(labels[4]).toBe('2026-10-25 02:00 (GMT+1)');
    expect(labels[8]).toBe('2026-10-25 03:00');
  });

  test('nine in Madrid is a quarter to two in Kathmandu', () => {
    const slots = freeInMadrid(1).map(from => ({ from, to: from }));
    expect(labelsOf(slots, 'Europe/Madrid')[0]).toBe('2026-11-26 09:00');
    expect(labelsOf(slots, 'Asia/Kathmandu')[0]).toBe('2026-11-26 13:45');
    expect(zoneText('en-GB', 'Asia/Kathmandu', Date.parse(slots[0]?.from ?? ''))).toMatch(
      /Nepal Time \(GMT\+5:45\)/,
    );
  });

  test('are in their order, whatever order they came in', () => {
    const slots = quarters('2026-11-26T22:30:00Z', 4).toReversed();
    expect(labelsOf(slots, 'Europe/Berlin').map(label => label.slice(8))).toEqual([
      '26 23:30',
      '26 23:45',
      '27 00:00',
      '27 00:15',
    ]);
  });
});

describe('what is typed', () => {
  test.each([
    ['+49 30 123456', '+4930123456'],
    ['0049 (30) 12-34.56', '+4930123456'],
    ['+34\u00a0911 234 567', '+34911234567'],
    ['030 123456', undefined],
    ['+49 30 12x', undefined],
    ['+0 30 123456', undefined],
    ['', undefined],
  ])('%p is called as %p', (typed, called) => {
    expect(phoneNumber(typed)).toBe(called);
  });

  test.each([
    [' ana@example.com ', 'ana@example.com'],
    ['ana@example', undefined],
    ['ana', undefined],
    ['a b@example.com', undefined],
  ])('%p is written to as %p', (typed, address) => {
    expect(mailAddress(typed)).toBe(address);
  });
});
