import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { nowAndNext, onDutyBy } from '../../shared/domain/team/duty-now.ts';
import { dutyPlan, gapsIn, plannedAt, withTrouble } from '../../shared/domain/team/duty-plan.ts';
import type { Rotation, Schedule } from '../../shared/domain/team/duty-schedule.ts';
import { checkSchedule } from '../../shared/domain/team/duty-schedule.ts';
import { DAY, formatInstant, HOUR, MINUTE } from '../../shared/kernel/instant.ts';
import { anAgent } from '../support/team.ts';

const at = (text: string) => Date.parse(text);
const weekly: Rotation = {
  agents: ['anna', 'emil'],
  every: 'week',
  turn: 1,
  from: '2026-03-16',
  handoverAt: '09:00',
};
const schedule = (given: Partial<Schedule> = {}): Schedule => ({
  id: 'night',
  name: 'Night',
  zone: 'Europe/Berlin',
  rotations: [weekly],
  overrides: [],
  ...given,
});
const told = (plan: readonly { from: number; to: number; agentId?: string }[]) =>
  plan.map(({ from, to, agentId }) => [formatInstant(from), formatInstant(to), agentId]);

describe('a rotation', () => {
  test('hands over at the same time on the wall before and after the clocks change', () => {
    const plan = dutyPlan(schedule(), { from: at('2026-03-10T00:00Z'), to: at('2026-04-06T07:00Z') });
    expect(told(plan)).toEqual([
      ['2026-03-16T08:00:00.000Z', '2026-03-23T08:00:00.000Z', 'anna'],
      ['2026-03-23T08:00:00.000Z', '2026-03-30T07:00:00.000Z', 'emil'],
      ['2026-03-30T07:00:00.000Z', '2026-04-06T07:00:00.000Z', 'anna'],
    ]);
  });

  test('hands over after the gap where its time does not exist, and at the first of two', () => {
    const daily = { ...weekly, every: 'day', from: '2026-03-27', handoverAt: '02:30' } as const;
    const [, second] = dutyPlan(schedule({ rotations: [daily] }), {
      from: at('2026-03-28T12:00Z'),
      to: at('2026-03-29T12:00Z'),
    });
    expect(second && formatInstant(second.from)).toBe('2026-03-29T01:30:00.000Z');
    const [, third] = dutyPlan(schedule({ rotations: [daily] }), {
      from: at('2026-10-24T12:00Z'),
      to: at('2026-10-25T12:00Z'),
    });
    expect(third && formatInstant(third.from)).toBe('2026-10-25T00:30:00.000Z');
  });

  test('leaves what lies outside its hours to those before it', () => {
    const nights = { ...weekly, agents: ['nora'], hours: { mon: [['22:00', '06:00']] } } as Rotation;
    const plan = dutyPlan(schedule({ rotations: [weekly, nights] }), {
      from: at('2026-03-23T12:00Z'),
      to: at('2026-03-24T12:00Z'),
    });
    expect(told(plan).map(([from, , who]) => [from, who])).toEqual([
      ['2026-03-23T12:00:00.000Z', 'emil'],
      ['2026-03-23T21:00:00.000Z', 'nora'],
      ['2026-03-24T05:00:00.000Z', 'emil'],
    ]);
  });
});

/** The same by other means: Temporal spells every turn and every opening out, and each instant is looked up in them. */
function oracle({ zone, rotations, overrides }: Schedule, day: Temporal.PlainDate) {
  const instant = (date: Temporal.PlainDate, time: string) =>
    time === '24:00'
      ? date.add({ days: 1 }).toZonedDateTime(zone).epochMilliseconds
      : date.toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from(time) }).epochMilliseconds;
  const names = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
  const dates = Array.from({ length: 11 }, (_, i) => day.add({ days: i - 5 }));
  const layers = rotations.map(({ agents, every, turn, from, handoverAt, hours }) => ({
    turns: Array.from({ length: 40 }, (_, k) => ({
      start: instant(Temporal.PlainDate.from(from).add({ [`${every}s`]: k * turn }), handoverAt),
      who: agents[k % agents.length],
    })),
    open:
      hours &&
      dates.flatMap(date =>
        (hours[names[date.dayOfWeek - 1] ?? 'mon'] ?? []).map(([opens, closes]) => [
          instant(date, opens),
          closes > opens ? instant(date, closes) : instant(date.add({ days: 1 }), closes),
        ]),
      ),
  }));
  return (now: number): string | undefined => {
    const stands = overrides.find(({ from, to }) => from <= now && now < to);
    if (stands) return stands.agentId;
    const present = layers.filter(
      ({ open }) => !open || open.some(([from = 0, to = 0]) => from <= now && now < to),
    );
    return present
      .map(({ turns }) => turns.findLast(({ start }) => start <= now)?.who)
      .findLast(who => who !== undefined);
  };
}

const time = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.constantFrom(0, 15, 30, 45))
  .map(([h, m]) => `${String(h).padStart(2, '0')}:${String(m).padStart(2, '0')}`);
const hours = fc.dictionary(
  fc.constantFrom('mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'),
  fc.array(
    fc.tuple(time, time).filter(([a, b]) => a !== b),
    { minLength: 1, maxLength: 2 },
  ),
  { minKeys: 3 },
);
/** Days on which clocks change, by an hour, by half of one, at midnight, not at all, and a day that there never was. */
const changes = fc.constantFrom(
  ['Europe/Berlin', '2026-03-29'],
  ['Europe/Berlin', '2026-10-25'],
  ['America/New_York', '2026-11-01'],
  ['Australia/Lord_Howe', '2026-04-05'],
  ['America/Santiago', '2026-09-06'],
  ['Asia/Kolkata', '2026-03-29'],
  ['Pacific/Apia', '2011-12-30'],
) as fc.Arbitrary<[string, string]>;
const schedules = changes.chain(([zone, day]) => {
  const date = Temporal.PlainDate.from(day);
  const rotation = fc.record({
    agents: fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1 }),
    every: fc.constantFrom('day' as const, 'week' as const),
    turn: fc.integer({ min: 1, max: 3 }),
    from: fc.integer({ min: -20, max: 2 }).map(off => date.add({ days: off }).toString()),
    handoverAt: time,
    hours: fc.option(hours, { nil: undefined }),
  });
  const noon = Date.parse(`${day}T12:00Z`);
  const override = fc.record({
    start: fc.integer({ min: 0, max: 40 }),
    length: fc.integer({ min: 1, max: 7 }),
    agentId: fc.constantFrom('x', 'y'),
  });
  return fc
    .tuple(fc.array(rotation, { minLength: 1, maxLength: 3 }), fc.array(override, { maxLength: 3 }))
    .map(([rotations, overrides]) => {
      const range = { from: noon - 40 * HOUR, to: noon + 40 * HOUR };
      const stands = overrides.map(({ start, length, agentId }, i) => {
        const from = range.from + (start + 40 * i) * 40 * MINUTE;
        return { id: `o${i}`, from, to: from + length * 40 * MINUTE, agentId };
      });
      const apart = stands.filter((one, i) => !stands.slice(0, i).some(other => other.to > one.from));
      return {
        range,
        day: date,
        schedule: schedule({ zone, rotations: rotations as Rotation[], overrides: apart }),
      };
    });
});

describe('a plan', () => {
  test('is what a slow count by another library says, minute by minute', () => {
    fc.assert(
      fc.property(schedules, ({ schedule, range, day }) => {
        const plan = dutyPlan(schedule, range);
        const whoAt = oracle(schedule, day);
        for (let now = range.from; now < range.to; now += 3 * MINUTE) {
          const found = plan.find(({ from, to }) => from <= now && now < to)?.agentId;
          if (found !== whoAt(now)) throw new Error(`${formatInstant(now)}: ${found}, not ${whoAt(now)}`);
        }
      }),
      { numRuns: 40 },
    );
  });

  test('is sorted, apart, merged, within its range, and the same at every instant as when asked for it alone', () => {
    fc.assert(
      fc.property(schedules, ({ schedule, range }) => {
        const plan = dutyPlan(schedule, range);
        for (const [i, shift] of plan.entries()) {
          const next = plan[i + 1];
          expect(shift.from).toBeLessThan(shift.to);
          expect(next === undefined || shift.to <= next.from).toBe(true);
          if (next?.from === shift.to) expect(next).not.toEqual({ ...shift, from: next.from, to: next.to });
          expect(plannedAt(schedule, shift.from)).toBe(shift.agentId);
          expect(plannedAt(schedule, shift.to - 1)).toBe(shift.agentId);
        }
        const covered = plan.reduce((sum, { from, to }) => sum + to - from, 0);
        const gaps = gapsIn(plan, range).reduce((sum, { from, to }) => sum + to - from, 0);
        expect(covered + gaps).toBe(range.to - range.from);
      }),
      { numRuns: 40 },
    );
  });
});

describe('people who will not be there', () => {
  const week = { from: at('2026-03-23T08:00Z'), to: at('2026-03-30T07:00Z') };
  const away = anAgent('emil', {
    absences: { a: { from: week.from + DAY, to: week.from + 2 * DAY } },
  });

  test('stay on the plan, and leave a gap that says why', () => {
    const plan = withTrouble(dutyPlan(schedule(), week), [anAgent('anna'), away]);
    expect(plan.map(({ trouble }) => trouble)).toEqual([undefined, 'absent', undefined]);
    expect(gapsIn(plan, week)).toEqual([{ from: week.from + DAY, to: week.from + 2 * DAY, why: 'absent' }]);
    expect(onDutyBy(schedule(), [away], week.from)).toBe('emil');
    expect(onDutyBy(schedule(), [away], week.from + DAY)).toBeUndefined();
  });

  test('are gone for all of it when they have left or were never there', () => {
    const gone = [anAgent('anna', { active: false })];
    const plan = withTrouble(dutyPlan(schedule(), { from: week.from - 7 * DAY, to: week.to }), gone);
    expect(plan.map(({ agentId, trouble }) => [agentId, trouble])).toEqual([
      ['anna', 'left'],
      ['emil', 'left'],
    ]);
    expect(gapsIn([], week)).toEqual([{ ...week, why: 'nobody' }]);
  });

  test('are not on duty now, and not next', () => {
    const agents = [anAgent('anna'), away];
    const { now, next } = nowAndNext(schedule(), agents, week.from + HOUR);
    expect(now).toEqual({ agentId: 'emil', until: week.from + DAY });
    expect(next).toEqual({ agentId: 'emil', from: week.from + 2 * DAY });
    const later = nowAndNext(schedule(), agents, week.from + DAY);
    expect(later.now).toBeUndefined();
    expect(later.next).toEqual({ agentId: 'emil', from: week.from + 2 * DAY });
  });

  test('are looked for more than a year ahead, and no further', () => {
    const alone = schedule({ rotations: [{ ...weekly, agents: ['anna'] }] });
    const { now, next } = nowAndNext(alone, [anAgent('anna')], week.from);
    expect([now, next]).toEqual([{ agentId: 'anna', until: week.from + 400 * DAY }, undefined]);
  });
});

test('a schedule that cannot be kept is refused with the field that is wrong', () => {
  const given = { agents: new Set(['anna', 'emil']), now: at('2026-03-23T08:00Z') };
  const fieldOf = (wrong: Partial<Schedule>) => {
    const checked = checkSchedule(schedule(wrong), given);
    return checked.ok ? 'kept' : [checked.refusal, checked.detail?.['field']];
  };
  const rotation = (wrong: Partial<Rotation>) => fieldOf({ rotations: [weekly, { ...weekly, ...wrong }] });
  expect(fieldOf({})).toBe('kept');
  expect(fieldOf({ zone: 'Mars/Olympus' })).toEqual(['unknown-zone', 'zone']);
  expect(rotation({ agents: ['anna', 'zoe'] })).toEqual(['unknown-agent', 'rotations.1.agents.1']);
  expect(rotation({ from: '2026-02-30' })).toEqual(['bad-date', 'rotations.1.from']);
  expect(rotation({ hours: {} })).toEqual(['never-open', 'rotations.1.hours']);
});
