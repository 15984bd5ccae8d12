import { describe, expect, test } from '@jest/globals';
import { isKnownZone, isWithin, localTime } from '../../shared/domain/time/working-hours.ts';

const at = (text: string) => Date.parse(text);

describe('working hours', () => {
  const split = {
    mon: [
      ['09:00', '12:30'],
      ['13:30', '18:00'],
    ],
  } as const;

  test('include their first minute and exclude their last', () => {
    expect(isWithin(split, 'Europe/Berlin', at('2026-11-23T08:00:00Z'))).toBe(true);
    expect(isWithin(split, 'Europe/Berlin', at('2026-11-23T11:29:59Z'))).toBe(true);
    expect(isWithin(split, 'Europe/Berlin', at('2026-11-23T11:30:00Z'))).toBe(false);
    expect(isWithin(split, 'Europe/Berlin', at('2026-11-23T07:59:59Z'))).toBe(false);
  });

  test('follow the zone through the change of clocks', () => {
    const hours = { mon: [['09:00', '10:00']], sun: [['09:00', '10:00']] } as const;
    expect(isWithin(hours, 'Europe/Berlin', at('2026-10-18T07:00:00Z'))).toBe(true);
    expect(isWithin(hours, 'Europe/Berlin', at('2026-10-25T07:30:00Z'))).toBe(false);
    expect(isWithin(hours, 'Europe/Berlin', at('2026-10-25T08:30:00Z'))).toBe(true);
  });

  test('run past midnight into the next day', () => {
    const night = { fri: [['22:00', '06:00']], sun: [['20:00', '24:00']] } as const;
    expect(isWithin(night, 'UTC', at('2026-11-28T05:59:00Z'))).toBe(true);
    expect(isWithin(night, 'UTC', at('2026-11-28T06:00:00Z'))).toBe(false);
    expect(isWithin(night, 'UTC', at('2026-11-27T03:00:00Z'))).toBe(false);
    expect(isWithin(night, 'UTC', at('2026-11-29T23:59:00Z'))).toBe(true);
    expect(isWithin(night, 'UTC', at('2026-11-30T00:00:00Z'))).toBe(false);
  });

  test('know odd zones and refuse unknown ones', () => {
    expect(localTime('Asia/Kathmandu', at('2026-11-23T00:00:00Z'))).toEqual({ day: 0, minute: 345 });
    expect(isKnownZone('Europe/Berlin')).toBe(true);
    expect(isKnownZone('Europe/Atlantis')).toBe(false);
  });
});
