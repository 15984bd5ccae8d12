import { describe, expect, test } from '@jest/globals';
import { checkCalendarUrl, fetchPause } from '../../shared/domain/team/outside-calendar.ts';
import { HOUR, MINUTE } from '../../shared/kernel/instant.ts';

const hosts = ['calendar.example', 'outlook.example', '10.0.0.1', 'metadata.internal'];
const answer = (url: string) => {
  const checked = checkCalendarUrl(url, hosts);
  return checked.ok ? checked.value : checked.refusal;
};

describe('the address of a calendar elsewhere', () => {
  test.each([
    ['https://calendar.example/anna.ics', 'calendar.example'],
    ['https://p17.eu.calendar.example/a/b%20c.ics?key=x&y=[1]', 'p17.eu.calendar.example'],
    ['https://outlook.example/', 'outlook.example'],
  ])('is let through when its host is allowed, or below one that is: %s', (url, host) => {
    expect(answer(url)).toBe(host);
  });

  test('of hosts of others is refused with those that are allowed named, and none is when none are', () => {
    expect(checkCalendarUrl('https://other.example/', hosts)).toMatchObject({
      refusal: 'calendar-host-not-allowed',
      detail: { field: 'body.url', problem: expect.stringContaining('calendar.example, outlook.example') },
    });
    expect(checkCalendarUrl('https://calendar.example/', []).ok).toBe(false);
  });
});

/** Other schemes, ports, users, spellings, look-alikes, addresses in every notation, and what parsers disagree on. */
const HOSTILE = [
  '',
  'calendar.example',
  '//calendar.example/a.ics',
  'http://calendar.example/a.ics',
  'webcal://calendar.example/a.ics',
  'ftp://calendar.example/a.ics',
  'file:///etc/passwd',
  'file://calendar.example/etc/passwd',
  'gopher://calendar.example/',
  'data:text/calendar,BEGIN:VCALENDAR',
  'javascript:alert(1)//calendar.example/',
  'blob:https://calendar.example/1',
  'https:calendar.example/a.ics',
  'https:/calendar.example/a.ics',
  'https:///calendar.example/a.ics',
  'https://calendar.example',
  'https://calendar.example?x=/',
  'https://calendar.example:443/a.ics',
  'https://calendar.example:80/a.ics',
  'https://calendar.example:8443/a.ics',
  'https://calendar.example:/a.ics',
  'https://calendar.example:0443/a.ics',
  'https://user@calendar.example/a.ics',
  'https://user:word@calendar.example/a.ics',
  'https://@calendar.example/a.ics',
  'https://calendar.example@evil.example/a.ics',
  'https://calendar.example%40evil.example/a.ics',
  'https://evil.example/calendar.example/',
  'https://evil.example#.calendar.example/',
  'https://evil.example\\.calendar.example/',
  'https://evil.example/?.calendar.example/',
  'https://evilcalendar.example/a.ics',
  'https://calendar.example.evil.example/a.ics',
  'https://calendar-example/a.ics',
  'https://calendar.examplе/a.ics',
  'https://ｃalendar.example/a.ics',
  'https://calendar。example/a.ics',
  'https://CALENDAR.example/a.ics',
  'https://calendar.example./a.ics',
  'https://.calendar.example/a.ics',
  'https://a..calendar.example/a.ics',
  'https://-a.calendar.example/a.ics',
  'https://a_b.calendar.example/a.ics',
  'https://*.calendar.example/a.ics',
  'https://calendar.example/a.ics#https://evil.example/',
  'https://calendar.example/a b.ics',
  'https://calendar.example/\ta.ics',
  'https://calendar.example/a.ics\n',
  '\nhttps://calendar.example/a.ics',
  ' https://calendar.example/a.ics',
  'https://calendar.example/a\r\nHost: evil.example',
  'https://calendar.example\\@evil.example/',
  'https://calendar.example/\u0000',
  'https://calendar.example/\u202Esci.a',
  'https://calendar.example/"><script>',
  'https://calendar.example/a|b',
  'https://calendar.example/{a}',
  'https://calendar.example/a^b',
  'https://calendar.example/`a`',
  `https://calendar.example/${'a'.repeat(2048)}`,
  'https://localhost/a.ics',
  'https://127.0.0.1/a.ics',
  'https://10.0.0.1/a.ics',
  'https://a.10.0.0.1/a.ics',
  'https://0x7f.0.0.1/a.ics',
  'https://0177.0.0.1/a.ics',
  'https://2130706433/a.ics',
  'https://127.1/a.ics',
  'https://[::1]/a.ics',
  'https://[::ffff:10.0.0.1]/a.ics',
  'https://[fd00:ec2::254]/latest/meta-data/',
  'https://169.254.169.254/latest/meta-data/',
  'https://169.254.169.254.nip.io/',
  'http://metadata.internal/',
  'https://xmetadata.internal/',
] as const;

test(`none of ${HOSTILE.length} hostile addresses is let through`, () => {
  expect(HOSTILE.length).toBeGreaterThanOrEqual(60);
  expect(new Set(HOSTILE).size).toBe(HOSTILE.length);
  expect(HOSTILE.filter(url => checkCalendarUrl(url, hosts).ok)).toEqual([]);
});

test('a calendar that fails is asked for twice as seldom each time, but every six hours', () => {
  const minutes = [0, 1, 2, 3, 4, 5, 6, 60].map(failures => fetchPause(failures) / MINUTE);
  expect(minutes).toEqual([15, 15, 30, 60, 120, 240, 360, (6 * HOUR) / MINUTE]);
});
