import { describe, expect, test } from '@jest/globals';
import { damageKinds } from '../../shared/events/device-events.ts';
import { lengthParts, lengthText, timesIn } from '../../web/customer/times.ts';
import { words } from '../../web/device/words.ts';
import { languages } from '../../web/messages/languages.ts';
import { describePageWords } from '../support/page-words.ts';

/** What the heading has said already needs no second sentence. */
describePageWords(words, { maySayNothing: ['.heads.waits.text', '.heads.on-the-way.text'] });

test.each(languages)('each kind of damage can be told apart in %s', language => {
  const labels = damageKinds.map(kind => words[language].damages[kind].label);
  expect(new Set(labels).size).toBe(damageKinds.length);
});

describe('times', () => {
  const at = Date.parse('2026-11-25T13:20:59.999Z');

  test('are of the case’s zone, to the minute that has begun', () => {
    const times = timesIn('en-GB', 'Europe/Berlin', 'Europe/Berlin');
    expect(times.time(at)).toBe('14:20');
    expect(times.day(at).replace(',', '')).toBe('Wednesday 25 November');
    expect(timesIn('de', 'Europe/Berlin', 'Europe/Berlin').day(at)).toBe('Mittwoch, 25. November');
  });

  test('name their zone only where the reader’s own clock shows another time', () => {
    expect(timesIn('en-GB', 'Europe/Berlin', 'Europe/Vienna').zoneName(at)).toBeUndefined();
    expect(timesIn('en-GB', 'Europe/Berlin', 'Europe/London').zoneName(at)).toMatch(
      /Central European|Germany/,
    );
    expect(timesIn('de', 'Europe/Berlin', 'America/New_York').zoneName(at)).toMatch(
      /Mitteleuropäische|Deutschland/,
    );
  });

  test('of a zone that is not known are those of the reader', () => {
    const times = timesIn('en-GB', 'Nowhere/Land', 'Europe/London');
    expect(times.time(at)).toBe('13:20');
    expect(times.zoneName(at)).toBeUndefined();
  });

  test('what is left is told in its two largest units and is never less than nothing', () => {
    const minutes = 60_000;
    expect(lengthText('en-GB', 72 * minutes + 59_999)).toBe('1 hour 12 minutes');
    expect(lengthText('de', 26 * 60 * minutes)).toBe('1 Tag 2 Stunden');
    expect(lengthText('en-GB', 9 * minutes + 5_000)).toBe('9 minutes 5 seconds');
    expect(lengthText('en-GB', 24 * 60 * minutes + 5_000)).toBe('1 day');
    expect(lengthParts(-1)).toEqual([[0, 'second']]);
  });
});
