import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { dayWith, emptyDay, emptyTeam, quartersIn, teamWith } from '../../shared/domain/calls/slot-board.ts';
import { searchSlots } from '../../shared/domain/calls/slot-search.ts';
import { formatInstant, HOUR, type Instant, MINUTE } from '../../shared/kernel/instant.ts';
import { dateSlots } from '../../tools/bench/date-slots.ts';
import { naiveSlots } from '../../tools/bench/naive-slots.ts';
import { boardOf, drawTeam, namedSlots, windowFrom } from '../../tools/bench/slot-cases.ts';

const DAYS = ['2026-11-23', '2026-11-24'];
const MONDAY = Date.parse('2026-11-23T00:00Z');
const clock = (at: Instant) => formatInstant(at).slice(11, 16);
const hours = (from: number, to: number) => ({ from: MONDAY + from * HOUR, to: MONDAY + to * HOUR });

const people = {
  anna: { languages: ['de'], products: ['repricer'], free: [hours(9, 10)] },
  emil: { languages: ['de-AT', 'en'], products: ['analytics'], free: [hours(9.5, 10.5)] },
  noor: { languages: ['en'], products: ['repricer'], free: [hours(23, 25)] },
};
type Person = keyof typeof people;
const team = teamWith(
  emptyTeam,
  Object.entries(people).map(([id, one]) => ({ id, ...one })),
);
const days = DAYS.map(day =>
  dayWith(
    emptyDay(day),
    (['anna', 'emil', 'noor'] as Person[]).map((id, place) => ({
      ...{ place, bits: quartersIn(people[id].free, day) },
      held: id === 'anna' && day === DAYS[0] ? [[36, 38, MONDAY + HOUR] as const] : [],
    })),
    MONDAY,
  ),
);
const question = {
  team,
  days,
  language: 'de',
  minutes: 30,
  from: MONDAY,
  to: MONDAY + 48 * HOUR,
  now: MONDAY,
};
const starts = (given: Partial<typeof question> & Record<string, unknown> = {}) =>
  searchSlots({ ...question, ...given }).map(({ from }) => clock(from));

describe('the board answers what plain numbers and date objects answer', () => {
  test('for teams of any size, any length of a call, holds, blocks and nights included', () => {
    const drawn = fc.record({
      seed: fc.integer({ min: 1, max: 1_000_000 }),
      agents: fc.integer({ min: 1, max: 8 }),
      minutes: fc.constantFrom(5, 15, 20, 30, 45, 60, 90, 240),
      buffer: fc.constantFrom(0, 5, 20).map(minutes => minutes * MINUTE),
      at: fc.integer({ min: 0, max: 7 * 24 * 60 }),
      language: fc.constantFrom('de', 'en', 'fr-BE', 'xx'),
    });
    fc.assert(
      fc.property(drawn, ({ at, agents: size, seed, ...asked }) => {
        const window = windowFrom(MONDAY + at * MINUTE, 3);
        const agents = drawTeam({ seed, agents: size, window });
        const wish = { ...window, ...asked };
        const board = { ...boardOf(agents, { window, buffer: asked.buffer }), ...wish };
        const found = namedSlots(board);
        expect(found).toEqual(naiveSlots(agents, wish)());
        if (seed % 10 === 0) expect(found).toEqual(dateSlots(agents, wish)());
      }),
      { numRuns: 80 },
    );
  });
});

describe('a search', () => {
  test('asks those who speak the language, whatever the region, and among them those who know the product', () => {
    expect(starts({ now: MONDAY + HOUR })).toEqual(['09:00', '09:15', '09:30', '09:45', '10:00']);
    expect(starts({ language: 'de-CH', product: 'analytics' })).toEqual(['09:30', '09:45', '10:00']);
    expect(starts({ product: 'nobody-knows-it' })).toHaveLength(3);
    expect(starts({ agentIds: ['emil', 'noor'] })).toEqual(['09:30', '09:45', '10:00']);
    expect(starts({ language: 'fr' })).toEqual([]);
  });

  test('takes a hold for taken until its time is over, and for free from then on, though nobody wrote so', () => {
    expect(starts({ agentIds: ['anna'] })).toEqual(['09:30']);
    expect(starts({ agentIds: ['anna'], now: MONDAY + HOUR })).toEqual(['09:00', '09:15', '09:30']);
  });

  test('goes on over midnight into the next day, and not where that day is missing', () => {
    const night = { language: 'en', agentIds: ['noor'], minutes: 45 };
    expect(starts(night)).toEqual(['23:00', '23:15', '23:30', '23:45', '00:00', '00:15']);
    expect(starts({ ...night, days: days.slice(0, 1) })).toEqual(['23:00', '23:15']);
    expect(starts({ ...night, days: [] })).toEqual([]);
  });

  test('keeps to its window and its limit', () => {
    const from = MONDAY + 9 * HOUR + 31 * MINUTE;
    expect(starts({ from })).toEqual(['09:45', '10:00']);
    expect(starts({ to: MONDAY + 9.75 * HOUR })).toEqual(['09:30']);
    expect(starts({ limit: 2 })).toEqual(['09:30', '09:45']);
    expect(() => starts({ minutes: 0 })).toThrow(RangeError);
    expect(starts({ minutes: 8 * 60 })).toEqual([]);
  });
});

describe('the board', () => {
  test('leaves everybody’s place as it is when others come, and their time untouched', () => {
    const more = teamWith(team, [
      { id: 'zoe', languages: ['de'], products: [] },
      { id: 'emil', languages: ['en'], products: [] },
    ]);
    expect(more.ids).toEqual(['anna', 'emil', 'noor', 'zoe']);
    const bits = quartersIn([hours(0, 24)], DAYS[0] as string);
    const first = dayWith(days[0] ?? emptyDay(''), [{ place: 3, bits, held: [] }], MONDAY);
    expect(searchSlots({ ...question, days: [first], agentIds: ['anna'] })).toEqual(
      searchSlots({ ...question, days: days.slice(0, 1), agentIds: ['anna'] }),
    );
    const all = { ...question, team: more, days: [first], agentIds: ['zoe'], minutes: 15 };
    expect(searchSlots(all)).toHaveLength(96);
  });

  test('forgets holds whose time is over as soon as anything is written', () => {
    const bits = quartersIn([], DAYS[0] as string);
    const again = dayWith(days[0] ?? emptyDay(''), [{ place: 2, bits, held: [] }], MONDAY + HOUR);
    expect([days[0]?.held.length, again.held.length]).toEqual([1, 0]);
  });

  test('counts only quarters that are free from end to end', () => {
    const quarters = (from: number, to: number) => {
      const bits = quartersIn(
        [{ from: MONDAY + from * MINUTE, to: MONDAY + to * MINUTE }],
        DAYS[0] as string,
      );
      return bits.reduce((sum, byte) => sum + byte.toString(2).replaceAll('0', '').length, 0);
    };
    expect([quarters(0, 15), quarters(1, 30), quarters(1, 29), quarters(-60, 1500)]).toEqual([1, 1, 0, 96]);
  });
});
