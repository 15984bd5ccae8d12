import { describe, expect, test } from '@jest/globals';
import { DAY, HOUR, MINUTE } from '../../shared/kernel/instant.ts';
import { snoozeTimes, snoozing } from '../../web/rooms/inbox/snooze-times.ts';
import { colleaguesFor } from '../../web/rooms/tasks/colleagues.ts';
import { winnerIn, withLost } from '../../web/rooms/tasks/lost-tasks.ts';

const at = (text: string) => Date.parse(text);
const berlin = 'Europe/Berlin';
const iso = (ms: number) => new Date(ms).toISOString();

describe('the usual times to come back', () => {
  const times = (now: string, zone = berlin) =>
    Object.fromEntries(snoozeTimes(at(now), zone).map(time => [time.choice, iso(time.at)]));

  test('are on the reader’s wall clock', () => {
    expect(times('2026-11-24T09:00:00Z')).toEqual({
      hour: '2026-11-24T10:00:00.000Z',
      afternoon: '2026-11-24T14:00:00.000Z',
      tomorrow: '2026-11-25T08:00:00.000Z',
      monday: '2026-11-30T08:00:00.000Z',
    });
  });

  test('leave out an afternoon that is here already, and a Monday that is tomorrow', () => {
    expect(Object.keys(times('2026-11-29T13:30:00Z'))).toEqual(['hour', 'tomorrow']);
    expect(times('2026-11-23T21:00:00Z')['monday']).toBe('2026-11-30T08:00:00.000Z');
  });

  test('count the day where the reader is, and keep 09:00 over a change of the clocks', () => {
    expect(times('2026-11-24T23:30:00Z')['tomorrow']).toBe('2026-11-26T08:00:00.000Z');
    expect(times('2027-03-27T12:00:00Z')['tomorrow']).toBe('2027-03-28T07:00:00.000Z');
  });
});

describe('what comes of a snooze', () => {
  const now = at('2026-11-24T09:00:00Z');
  const due = (ms: number) => ({ dueAt: iso(now + ms) });
  test('never goes past a promise, and says for how many that is so', () => {
    expect(snoozing([{}, due(HOUR), due(3 * HOUR)], now + 2 * HOUR, now)).toEqual({
      until: now + HOUR,
      capped: 1,
    });
  });

  test('is refused before 3 minutes, after 90 days, and when the promise ends before that', () => {
    expect(snoozing([{}], now + 3 * MINUTE - 1, now).refused).toBe('too-short');
    expect(snoozing([{}], now + 3 * MINUTE, now).refused).toBeUndefined();
    expect(snoozing([{}], now + 90 * DAY, now).refused).toBeUndefined();
    expect(snoozing([{}], now + 90 * DAY + 1, now).refused).toBe('too-long');
    expect(snoozing([due(2 * MINUTE)], now + HOUR, now).refused).toBe('promise-too-close');
    expect(snoozing([due(2 * MINUTE), {}], now + HOUR, now).refused).toBeUndefined();
  });
});

describe('tasks of several people', () => {
  const agent = (id: string, more: object) =>
    ({ id, name: id, active: true, roles: ['agent'], languages: ['en'], onDuty: true, ...more }) as never;
  const team = [
    agent('anna', {}),
    agent('zoe', { languages: ['en', 'de-AT'] }),
    agent('bruno', { languages: ['de'] }),
    agent('emil', { languages: ['de'], onDuty: false }),
    agent('fiona', { active: false }),
    agent('ops', { roles: ['ops'] }),
    agent('carl', {}),
  ];

  test('go to colleagues who work here, those first who speak the language, on duty before off duty', () => {
    const { speaking, others } = colleaguesFor(team, { language: 'de', me: 'anna' });
    expect(speaking.map(one => one.id)).toEqual(['bruno', 'zoe', 'emil']);
    expect(others.map(one => one.id)).toEqual(['carl']);
  });

  test('that somebody else was faster at stay where they were, with who', () => {
    const people = [
      { id: 'bruno', name: 'Bruno Conti' },
      { id: 'bru', name: 'Bru' },
    ];
    expect(winnerIn('Bruno Conti has it already.', people)).toBe('Bruno Conti');
    expect(winnerIn('taken by bruno', people)).toBe('Bruno Conti');
    expect(winnerIn('', people)).toBe('');
    const task = (id: string) => ({ id }) as never;
    const lost = [{ task: task('b'), at: 1, to: 'Bruno' }];
    expect(withLost([task('a'), task('c')], lost).map(one => one.id)).toEqual(['a', 'b', 'c']);
    expect(withLost([task('a'), task('b')], lost).map(one => one.id)).toEqual(['a', 'b']);
  });
});
