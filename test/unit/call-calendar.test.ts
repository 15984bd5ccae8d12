import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { DateTime } from 'luxon';
import { formatInstant, HOUR, MINUTE } from '../../shared/kernel/instant.ts';
import { type Appointment, callCalendar } from '../../shared/messages/call-calendar.ts';
import { callMail } from '../../shared/messages/customer/call-mail.ts';
import { messageLanguages } from '../../shared/messages/languages.ts';
import { NOW } from '../support/facts.ts';
import { readCalendar } from '../support/written-calls.ts';

const appointment: Appointment = {
  ...{ method: 'REQUEST', uid: 'call_1@care.example', sequence: 0, now: NOW },
  ...{ from: NOW + 26 * HOUR, to: NOW + 26 * HOUR + 15 * MINUTE },
  ...{ brand: 'Acorn', organizer: 'care@acorn.example', attendee: 'user+shop@mall.example' },
  ...{ language: 'de', summary: 'Gespräch mit Acorn', description: 'Acorn ruft Sie an.' },
  url: 'https://care.example/book/#lnk_1',
};
const read = (given: Partial<Appointment> = {}) => readCalendar(callCalendar({ ...appointment, ...given }));

describe('an invitation', () => {
  test('says who invites whom to what, when, and where to change it', () => {
    expect(read()).toEqual({
      ...{ method: 'REQUEST', sequence: 0, uid: 'call_1@care.example', events: 1 },
      ...{ from: appointment.from, to: appointment.to, stamp: NOW, status: 'CONFIRMED' },
      ...{ summary: 'Gespräch mit Acorn', url: 'https://care.example/book/#lnk_1' },
      description: 'Acorn ruft Sie an.\nhttps://care.example/book/#lnk_1',
      ...{ organizer: 'mailto:care@acorn.example', brand: 'Acorn' },
      ...{ attendee: 'mailto:user+shop@mall.example', rsvp: 'TRUE' },
    });
  });

  test('gives times in UTC, so that no program needs to know a zone', () => {
    const text = callCalendar(appointment);
    expect(text).toContain('\r\nDTSTART:20261124T110000Z\r\nDTEND:20261124T111500Z\r\n');
    expect(text).not.toMatch(/TZID|VTIMEZONE/);
  });

  test('is taken back under the same id and a higher number, with nothing left to follow', () => {
    const cancelled = callCalendar({
      ...appointment,
      method: 'CANCEL',
      sequence: 1,
      url: undefined as never,
    });
    expect(readCalendar(cancelled)).toMatchObject({
      ...{
        method: 'CANCEL',
        sequence: 1,
        uid: read().uid,
        status: 'CANCELLED',
        description: null,
        url: null,
      },
    });
  });

  test('survives whatever stands in it, in lines of at most 75 octets', () => {
    const words = fc.string({ unit: fc.constantFrom(...'aß€🌙,;:\\"\n =', 'END:VEVENT'), maxLength: 60 });
    fc.assert(
      fc.property(words, words, (summary, brand) => {
        const text = callCalendar({ ...appointment, summary, brand });
        expect(text.split('\r\n').every(line => Buffer.byteLength(line) <= 75)).toBe(true);
        expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
        expect(readCalendar(text)).toMatchObject({ summary, events: 1, attendee: read().attendee });
      }),
      { numRuns: 200 },
    );
  });

  test.each(['a?b@x.example', 'a&b@x.example', 'a#b@x.example', 'a%b@x.example', '"a b"@x.example'])(
    'to %s names that address and no other',
    attendee => {
      const uri = new URL(read({ attendee }).attendee);
      expect([uri.protocol, uri.search, uri.hash]).toEqual(['mailto:', '', '']);
      expect(decodeURIComponent(uri.pathname)).toBe(attendee);
    },
  );
});

/** Wall times as another library of time zones has them. */
const wall = (at: number, zone: string) => DateTime.fromMillis(at, { zone });
/** The hour and minute in a mail, on a clock of 24 hours. */
function shownTime(text: string): string {
  const [, hour = '', minute = '', half] = /(\d{2}):(\d{2})(?:\s(AM|PM))?/.exec(text) ?? [];
  const turned = half === undefined ? Number(hour) : (Number(hour) % 12) + (half === 'PM' ? 12 : 0);
  return `${String(turned).padStart(2, '0')}:${minute}`;
}

describe('a visitor in Kathmandu who books an agent in Madrid', () => {
  /** Ten in the morning in Madrid, the days around both changes of its clocks. */
  const days = ['2026-03-28', '2026-03-29', '2026-03-30', '2026-10-24', '2026-10-25', '2026-10-26'];
  const starts = days.map(day => DateTime.fromISO(`${day}T10:00`, { zone: 'Europe/Madrid' }).toMillis());

  test.each(messageLanguages)('reads the same instant in mail and calendar, in %s', language => {
    const shown = starts.map(when => {
      const [kathmandu, madrid] = ['Asia/Kathmandu', 'Europe/Madrid'].map(
        zone =>
          callMail({ kind: 'booked', language, brand: 'Acorn', zone, when, link: 'https://c.example' }).text,
      );
      expect(shownTime(String(kathmandu))).toBe(wall(when, 'Asia/Kathmandu').toFormat('HH:mm'));
      expect(shownTime(String(madrid))).toBe('10:00');
      expect(kathmandu).toMatch(/N[eé]pal/);
      const entry = read({ from: when, to: when + 45 * MINUTE });
      expect(wall(entry.from, 'Asia/Kathmandu').toMillis()).toBe(when);
      expect(wall(entry.from, 'Europe/Madrid').toFormat('HH:mm')).toBe('10:00');
      expect(entry.to - entry.from).toBe(45 * MINUTE);
      return wall(when, 'Asia/Kathmandu').toFormat('HH:mm');
    });
    expect(shown).toEqual(['14:45', '13:45', '13:45', '13:45', '14:45', '14:45']);
  });

  test('is shown the day that it is there', () => {
    const late = DateTime.fromISO('2026-11-24T20:00', { zone: 'Europe/Madrid' }).toMillis();
    expect(formatInstant(late).slice(0, 10)).toBe('2026-11-24');
    const mail = callMail({
      ...{ kind: 'booked', language: 'es', brand: 'Acorn', zone: 'Asia/Kathmandu' },
      ...{ when: late, link: 'https://c.example' },
    });
    expect(mail.text).toContain('miércoles, 25 de noviembre, 00:45 hora de Nepal');
  });
});
