import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { answerTick } from '../../functions/duty/answer-tick.ts';
import type { CalendarAnswer, CalendarAsked } from '../../shared/adapters/outside-calendar.ts';
import { httpOutsideCalendars } from '../../shared/adapters/outside-calendar-http.ts';
import * as contract from '../../shared/contracts/duty-contract.ts';
import { DAY, formatInstant, MINUTE } from '../../shared/kernel/instant.ts';
import type { TimerRow } from '../../shared/store/journal.ts';
import { agentKey, agentPk, outsideCalendarKey, settingsKey, timerKey } from '../../shared/store/keys.ts';
import { dutyApi } from '../support/duty.ts';
import { NOW } from '../support/facts.ts';
import { testPorts } from '../support/ports.ts';
import { anAgent, exampleSettings, seedTeam } from '../support/team.ts';

const URL_ = 'https://calendar.example/private-1234/anna.ics';
const file = (...lines: string[]) =>
  ['BEGIN:VCALENDAR', 'BEGIN:VEVENT', 'UID:1', ...lines, 'END:VEVENT', 'END:VCALENDAR'].join('\r\n');
const daily = file('DTSTART:20261120T120000Z', 'DURATION:PT1H', 'RRULE:FREQ=DAILY');

let ports: ReturnType<typeof testPorts>;
let call: ReturnType<typeof dutyApi>;
let asked: CalendarAsked[];
let answers: CalendarAnswer[];
const settings = exampleSettings();

beforeEach(async () => {
  ports = testPorts();
  call = dutyApi(ports);
  [asked, answers] = [[], []];
  const notifications = { ...settings.notifications, calendarHosts: ['calendar.example'] };
  await seedTeam(ports, [anAgent('anna'), anAgent('emil')], { ...settings, notifications });
});

const put = (url = URL_) => call(contract.putOutsideCalendar, { body: { url }, who: 'anna' });
const own = async () => (await call(contract.getOwnCalendar, { who: 'anna' })).answer.outside;
const timer = async () =>
  (await ports.table.get(timerKey(agentPk('anna'), 'calendar.fetch'))) as TimerRow | undefined;
const calendars = {
  read: async (given: CalendarAsked) => {
    asked.push(given);
    return answers.shift() ?? ({ is: 'failed', why: 'unreachable' } as const);
  },
};
const tick = async (given?: TimerRow) => {
  const { pk, sk, kind, epoch, dueAt } = given ?? ((await timer()) as TimerRow);
  ports.clock.set(Math.max(ports.clock.now(), dueAt));
  return answerTick({ ...ports, calendars }, { pk, sk, kind, epoch, dueAt });
};
const next = async () => (((await timer())?.dueAt ?? 0) - ports.clock.now()) / MINUTE;

describe('a calendar elsewhere', () => {
  test('is read at once and every fifteen minutes, and makes its agent busy for the team to see', async () => {
    const { answer } = await put();
    expect(answer.outside).toEqual({ host: 'calendar.example', busy: [] });
    answers = [{ is: 'read', text: daily, etag: '"1"' }, { is: 'unchanged' }];
    expect(await tick()).toEqual({ decision: 'calendar-read', detail: { leftOut: 0 } });
    expect(await next()).toBe(15);
    const { busy, ...rest } = await own();
    expect(rest).toEqual({ host: 'calendar.example', fetchedAt: formatInstant(NOW) });
    expect([busy.length, busy[0].from]).toEqual([60, '2026-11-23T12:00:00.000Z']);
    expect((await tick()).decision).toBe('calendar-unchanged');
    expect(asked).toEqual([{ url: URL_ }, { url: URL_, etag: '"1"' }]);
    expect((await own()).busy).toEqual(busy);
    const duty = await call(contract.getDuty, { who: 'emil' });
    expect(duty.answer.busy[0]).toMatchObject({ agentId: 'anna', from: '2026-11-22T12:00:00.000Z' });
    expect(contract.getOwnCalendar.answer.safeParse((await put()).answer).success).toBe(true);
  });

  test('keeps no word of what its events are about, and shows its address to nobody', async () => {
    await put();
    answers = [{ is: 'read', text: file('SUMMARY:Secret', 'DTSTART:20261124T120000Z', 'DURATION:PT1H') }];
    await tick();
    expect(JSON.stringify([...ports.table.rows()])).not.toMatch(/Secret/);
    const shown = await call(contract.getOwnCalendar, { who: 'anna' });
    expect(shown.body).not.toContain('private');
    const journal = [...ports.table.rows()].filter(row => row.type === 'journal');
    expect(JSON.stringify(journal)).not.toContain('private');
  });

  test('that fails is shown with since when and why, asked for less and less, and leaves the old times', async () => {
    await put();
    answers = [{ is: 'read', text: daily, etag: '"1"' }];
    await tick();
    const { busy } = await own();
    const pauses: number[] = [];
    for (let n = 0; n < 8; n++) {
      answers = n === 2 ? [{ is: 'read', text: 'gone' }] : [{ is: 'failed', why: 'status-503' }];
      expect((await tick()).decision).toBe('calendar-failed');
      pauses.push(await next());
      if (n === 2) expect((await own()).failing.why).toBe('not-a-calendar');
    }
    expect(pauses).toEqual([15, 30, 60, 120, 240, 360, 360, 360]);
    const since = formatInstant(NOW + 15 * MINUTE);
    expect((await own()).failing).toEqual({ since, why: 'status-503' });
    expect((await own()).busy).toEqual(expect.arrayContaining(busy.slice(2)));
    answers = [{ is: 'read', text: daily }];
    await tick();
    expect([(await own()).failing, await next()]).toEqual([undefined, 15]);
  });

  test('is read in full again after a day, and when its agent moved to another zone', async () => {
    await put();
    answers = [{ is: 'read', text: daily, etag: '"1"' }];
    await tick();
    ports.clock.set(NOW + DAY);
    await tick();
    expect(asked.at(-1)).toEqual({ url: URL_ });
    answers = [{ is: 'read', text: daily, etag: '"2"' }];
    await tick();
    const moved = { do: 'change', key: agentKey('anna'), set: { zone: 'Asia/Tokyo' } } as const;
    await ports.table.commit({ commitId: 'moved', writes: [moved] });
    answers = [{ is: 'unchanged' }];
    expect(await tick()).toMatchObject({ detail: { why: 'nothing-sent' } });
    expect(asked.at(-1)).toEqual({ url: URL_ });
  });

  test('is not asked for when the company allows its host no more', async () => {
    await put();
    const change = { do: 'change', key: settingsKey, set: { settings } } as const;
    await ports.table.commit({ commitId: 'settings', writes: [change] });
    expect(await tick()).toMatchObject({ detail: { why: 'host-not-allowed' } });
    expect(asked).toEqual([]);
    expect((await put()).answer).toMatchObject({ refusal: 'calendar-host-not-allowed', field: 'body.url' });
  });

  test('is forgotten, with its times and its timer, when it is taken away or its agent leaves', async () => {
    await put();
    await call(contract.deleteOutsideCalendar, { who: 'anna' });
    expect([await own(), await timer()]).toEqual([undefined, undefined]);
    await put();
    const left = { do: 'change', key: agentKey('anna'), set: { active: false } } as const;
    await ports.table.commit({ commitId: 'left', writes: [left] });
    expect((await tick()).decision).toBe('calendar-forgotten');
    expect([await timer(), await ports.table.get(outsideCalendarKey('anna'))]).toEqual([
      undefined,
      undefined,
    ]);
    expect(asked).toEqual([]);
  });

  test('that never lets a try end is asked for once a tick, and its tick does not come back', async () => {
    await put();
    const first = (await timer()) as TimerRow;
    const dies = { read: () => Promise.reject(new Error('out of time')) };
    const { pk, sk, kind, epoch, dueAt } = first;
    const hint = { pk, sk, kind, epoch, dueAt };
    await expect(answerTick({ ...ports, calendars: dies }, hint)).rejects.toThrow('out of time');
    expect((await tick(first)).decision).toBe('moved');
    expect([asked.length, await next()]).toEqual([0, 15]);
    await tick();
    expect((await own()).failing.why).toBe('unreachable');
    expect(await next()).toBe(30);
  });

  test('that was replaced while it was read does not come back', async () => {
    await put();
    const slow = {
      read: async () => {
        await put(`${URL_}?other`);
        return { is: 'read', text: daily } as const;
      },
    };
    const { pk, sk, kind, epoch, dueAt } = (await timer()) as TimerRow;
    const done = await answerTick({ ...ports, calendars: slow }, { pk, sk, kind, epoch, dueAt });
    expect([done.decision, (await own()).busy]).toEqual(['calendar-replaced', []]);
    answers = [{ is: 'read', text: daily }];
    await tick();
    expect(asked).toEqual([{ url: `${URL_}?other` }]);
  });
});

describe('reading by http', () => {
  let server: Server;
  let answer: (response: ServerResponse, headers: Record<string, unknown>) => void;
  const read = (etag?: string, given: { timeoutMs?: number } = {}) => {
    const { port } = server.address() as AddressInfo;
    return httpOutsideCalendars(given).read({ url: `http://127.0.0.1:${port}/a.ics`, etag });
  };
  beforeAll(done => {
    server = createServer((request, response) => answer(response, request.headers)).listen(
      0,
      '127.0.0.1',
      done,
    );
  });
  afterAll(done => {
    server.closeAllConnections();
    server.close(() => done());
  });

  test('hands the file over, says what was read last, and understands that nothing changed', async () => {
    answer = (response, { 'if-none-match': known, cookie, referer }) => {
      response.writeHead(known === '"1"' ? 304 : 200, { etag: '"1"' });
      response.end(`${cookie}${referer}`);
    };
    expect(await read()).toEqual({ is: 'read', text: 'undefinedundefined', etag: '"1"' });
    expect(await read('"1"')).toEqual({ is: 'unchanged' });
  });

  test.each<[string, (response: ServerResponse) => unknown]>([
    ['redirected', response => response.writeHead(302, { location: 'http://169.254.169.254/' }).end()],
    ['status-404', response => response.writeHead(404).end()],
    ['status-503', response => response.writeHead(503).end('x'.repeat(100_000))],
    ['timeout', () => undefined],
    ['timeout', response => response.writeHead(200).write('BEGIN')],
    ['too-large', response => response.writeHead(200).end('x'.repeat(1_000_001))],
    [
      'too-large',
      response => response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('x'.repeat(2e6))),
    ],
    ['unreachable', response => response.destroy()],
  ])('says why there is none: %s', async (why, answered) => {
    answer = answered;
    const given = why === 'timeout' ? { timeoutMs: 100 } : {};
    expect(await read(undefined, given)).toEqual({ is: 'failed', why });
  });
});
