import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { scheduleInput } from '../../shared/contracts/duty-contract.ts';
import { HOUR } from '../../shared/kernel/instant.ts';
import { createFormat } from '../../web/app/format.ts';
import { pathTo, placeOf } from '../../web/app/routes.ts';
import { en } from '../../web/messages/en.ts';
import { markOn, minuteOn, periodOf, placedOn, stripDays } from '../../web/rooms/duty/day-strip.ts';
import {
  awayOf,
  gapsWithin,
  overrideOf,
  peopleOf,
  swappable,
  tonesOf,
} from '../../web/rooms/duty/duty-people.ts';
import { dayAfter, mondayOf } from '../../web/rooms/duty/duty-place.ts';
import { failureWords } from '../../web/rooms/duty/failure-words.ts';
import { fieldsOf, readSchedule, scheduleDraft } from '../../web/rooms/duty/schedule-draft.ts';
import { spanWords } from '../../web/rooms/duty/span-words.ts';

const at = (text: string) => Date.parse(text);
const one = (date: string, zone: string) => {
  const [day] = stripDays(date, 1, zone);
  if (!day) throw new Error('no day');
  return day;
};
const bar = (from: string, to: string) => ({ from, to });

describe('a day of the plan', () => {
  const plain = one('2026-11-23', 'Europe/Berlin');
  const spring = one('2026-03-29', 'Europe/Berlin');
  const autumn = one('2026-10-25', 'Europe/Berlin');

  test('is 24 hours long, 23 where the clocks go forward, 25 where they go back', () => {
    expect([plain, spring, autumn].map(day => (day.to - day.from) / HOUR)).toEqual([24, 23, 25]);
    expect([plain.change?.minutes, spring.change?.minutes, autumn.change?.minutes]).toEqual([
      undefined,
      60,
      -60,
    ]);
    expect(spring.change?.at).toBe(at('2026-03-29T01:00:00Z'));
    expect(autumn.change?.at).toBe(at('2026-10-25T01:00:00Z'));
  });

  test('has nine o’clock at the same place, whatever the clocks do in the night before', () => {
    expect(minuteOn(plain, at('2026-11-23T08:00:00Z'))).toBe(540);
    expect(minuteOn(spring, at('2026-03-29T07:00:00Z'))).toBe(540);
    expect(minuteOn(autumn, at('2026-10-25T08:00:00Z'))).toBe(540);
  });

  test('jumps over the hour that does not exist, so that a handover there leaves no gap', () => {
    expect(minuteOn(spring, at('2026-03-29T00:59:00Z'))).toBe(119);
    expect(minuteOn(spring, at('2026-03-29T01:00:00Z'))).toBe(180);
    const [before, after] = placedOn(spring, [
      bar('2026-03-28T23:00:00Z', '2026-03-29T01:00:00Z'),
      bar('2026-03-29T01:00:00Z', '2026-03-29T22:00:00Z'),
    ]);
    expect((before?.left ?? 0) + (before?.width ?? 0)).toBe(after?.left);
  });

  test('draws the hour that comes twice once, both rounds in it', () => {
    const minutes = ['00:00', '00:30', '01:00', '01:30', '02:00'].map(time =>
      minuteOn(autumn, at(`2026-10-25T${time}:00Z`)),
    );
    expect(minutes).toEqual([120, 135, 150, 165, 180]);
  });

  test('may change its clocks by half an hour, and by midnight itself', () => {
    const island = one('2026-04-05', 'Australia/Lord_Howe');
    expect((island.to - island.from) / HOUR).toBe(24.5);
    expect(minuteOn(island, island.to)).toBe(1440);
    const cairo = one('2026-04-24', 'Africa/Cairo');
    expect((cairo.to - cairo.from) / HOUR).toBe(23);
    expect([minuteOn(cairo, cairo.from), minuteOn(cairo, cairo.to)]).toEqual([60, 1440]);
  });

  test('cuts what is longer at its ends, and says that it goes on', () => {
    const [placed] = placedOn(plain, [bar('2026-11-22T12:00:00Z', '2026-11-23T11:00:00Z')]);
    expect(placed).toMatchObject({ left: 0, width: 50, fromBefore: true, goesOn: false });
    expect(placedOn(plain, [bar('2026-11-24T00:00:00Z', '2026-11-24T11:00:00Z')])).toEqual([]);
    expect(markOn(plain, at('2026-11-23T11:00:00Z'))).toBe(50);
    expect(markOn(plain, plain.to)).toBeUndefined();
  });

  test('never has later further left, in any zone on any day', () => {
    const zones = ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Africa/Cairo', 'UTC'];
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.integer({ min: 0, max: 364 }),
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 2, maxLength: 8 }),
        (zone, n, parts) => {
          const day = one(dayAfter('2026-01-01', n), zone);
          const places = parts
            .toSorted((a, b) => a - b)
            .map(part => minuteOn(day, day.from + part * (day.to - day.from)));
          expect(places).toEqual(places.toSorted((a, b) => a - b));
          expect(Math.min(...places)).toBeGreaterThanOrEqual(0);
          expect(Math.max(...places)).toBeLessThanOrEqual(1440);
        },
      ),
      { numRuns: 60 },
    );
  });

  test('begins where the one before it ends', () => {
    const days = stripDays('2026-10-19', 14, 'Europe/Berlin');
    expect(days.slice(1).map(({ from }) => from)).toEqual(days.slice(0, -1).map(({ to }) => to));
    expect(periodOf(days)).toEqual({ from: '2026-10-18T22:00:00.000Z', to: '2026-11-01T23:00:00.000Z' });
  });
});

describe('places of the plan', () => {
  test.each(['/duty', '/duty?weeks=4', '/duty?from=2026-11-23', '/duty?weeks=4&from=2026-11-23'])(
    '%s leads there and back',
    path => expect(pathTo(placeOf(path))).toBe(path),
  );

  test('a week begins on Monday, and a day that is none is this week', () => {
    expect([mondayOf('2026-11-23'), mondayOf('2026-11-29')]).toEqual(['2026-11-23', '2026-11-23']);
    expect(placeOf('/duty?from=2026-13-40&weeks=3')).toEqual({ room: 'duty', shown: { weeks: 1 } });
  });
});

describe('people and gaps', () => {
  const shift = (agentId: string, span: string, by: 'rotation' | 'override' = 'rotation') => {
    const [from = '', to = ''] = span.split('-');
    return { agentId, by, ...bar(`2026-11-23T${from}:00Z`, `2026-11-23T${to}:00Z`) };
  };

  test('each person has a colour of their own, the same in every plan', () => {
    const tones = tonesOf(['emil', 'anna', 'emil', 'bruno']);
    expect([...tones]).toEqual([
      ['anna', 0],
      ['bruno', 1],
      ['emil', 2],
    ]);
    expect(peopleOf([shift('emil', '08:00-09:00'), shift('anna', '09:00-10:00')])).toEqual(['emil', 'anna']);
  });

  test('only those on the plan are drawn as absent or busy beneath it', () => {
    const away = bar('2026-11-23T08:00:00Z', '2026-11-23T09:00:00Z');
    const duty = {
      absences: [
        { agentId: 'anna', ...away },
        { agentId: 'zoe', ...away },
      ],
      busy: [{ agentId: 'anna', ...away }],
    };
    expect(awayOf(duty, ['anna']).map(({ is }) => is)).toEqual(['absent', 'busy']);
  });

  test('gaps are cut to what is shown', () => {
    const gap = { ...bar('2026-11-22T00:00:00Z', '2026-11-25T00:00:00Z'), why: 'nobody' as const };
    const period = bar('2026-11-23T00:00:00.000Z', '2026-11-24T00:00:00.000Z');
    expect(gapsWithin([gap], period)).toEqual([{ ...period, why: 'nobody' }]);
    expect(gapsWithin([gap], bar('2026-11-25T00:00:00Z', '2026-11-26T00:00:00Z'))).toEqual([]);
  });

  test('a shift leads to the override it comes from; only what has not begun by the plan can be swapped', () => {
    const override = { id: 'ovr_1', agentId: 'anna', ...bar('2026-11-23T07:00:00Z', '2026-11-23T12:00:00Z') };
    expect(overrideOf(shift('anna', '08:00-09:00', 'override'), [override])?.id).toBe('ovr_1');
    expect(overrideOf(shift('anna', '08:00-09:00'), [override])).toBeUndefined();
    const shifts = [
      shift('anna', '08:00-09:00'),
      shift('emil', '12:00-13:00', 'override'),
      shift('bruno', '14:00-15:00'),
    ];
    expect(swappable(shifts, at('2026-11-23T10:00:00Z')).map(({ agentId }) => agentId)).toEqual(['bruno']);
  });

  test('a time within a day names the day once', () => {
    const format = createFormat('en', 'UTC');
    expect(spanWords(format, '2026-11-23T08:00:00Z', '2026-11-23T09:00:00Z')).toBe(
      'Mon 23 Nov, 08:00 – 09:00',
    );
    expect(spanWords(format, '2026-11-23T08:00:00Z', '2026-11-24T09:00:00Z')).toBe(
      'Mon 23 Nov, 08:00 – Tue 24 Nov, 09:00',
    );
  });
});

describe('a schedule’s form', () => {
  const input = {
    ...{ name: 'Nights', zone: 'Europe/Berlin' },
    rotations: [
      {
        ...{
          agents: ['anna', 'emil'],
          every: 'week' as const,
          turn: 2,
          from: '2026-11-23',
          handoverAt: '20:00',
        },
        hours: { mon: [['18:00', '24:00']] as [string, string][] },
      },
      { agents: ['bruno'], every: 'day' as const, turn: 1, from: '2026-11-24', handoverAt: '09:00' },
    ],
  };
  const view = { ...input, id: 'nights', overrides: [], version: 3 };
  const where = { zone: 'UTC', monday: '2026-11-23' };

  test('of a schedule that nobody changed writes it as it was, as the contract has it', () => {
    const read = readSchedule(scheduleDraft(view, where));
    expect(read.wrong.size).toBe(0);
    expect(read.input).toEqual(input);
    expect(scheduleInput.safeParse(read.input).success).toBe(true);
  });

  test('names what cannot be read by its path, which can show it', () => {
    const draft = scheduleDraft(undefined, where);
    const { wrong } = readSchedule({
      ...draft,
      rotations: draft.rotations.map(one_ => ({
        ...one_,
        ...{ turn: 'two', from: '', inHours: true, hours: { ...one_.hours, tue: 'noon' } },
      })),
    });
    expect([...wrong].map(([field, what]) => `${field} ${what}`).sort()).toEqual([
      'id missing',
      'name missing',
      'rotations.0.agents missing',
      'rotations.0.from day',
      'rotations.0.hours.tue hours',
      'rotations.0.turn number',
    ]);
    for (const field of wrong.keys()) expect(fieldsOf(draft)).toContain(field);
  });
});

test.each([
  ['timeout', 'the host takes too long'],
  ['status-404', 'there is nothing at this address'],
  ['status-401', 'the host refuses it'],
  ['status-503', 'the host answers with 503'],
  ['something-new', 'something new'],
])('why a calendar elsewhere cannot be read is told in words: %s', (why, words) =>
  expect(failureWords(why, en.duty)).toBe(words),
);
