import { beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import ICAL from 'ical.js';
import { icalFile } from '../../functions/duty/ical-file.ts';
import * as contract from '../../shared/contracts/duty-contract.ts';
import { DAY, formatInstant, HOUR, MINUTE } from '../../shared/kernel/instant.ts';
import { agentDayWrite, loadAgentDays } from '../../shared/store/agent-day-store.ts';
import { callWrites } from '../../shared/store/call-store.ts';
import { agentKey } from '../../shared/store/keys.ts';
import { dutyApi, ORIGIN, weekly } from '../support/duty.ts';
import { NOW } from '../support/facts.ts';
import { testPorts } from '../support/ports.ts';
import { anAgent, seedTeam } from '../support/team.ts';
import { aCall } from '../support/written-calls.ts';

let ports: ReturnType<typeof testPorts>;
let call: ReturnType<typeof dutyApi>;
const berlin = (date: string) => Date.parse(`${date}T00:00+01:00`);

beforeEach(async () => {
  ports = testPorts();
  call = dutyApi(ports);
  const absences = {
    holiday: { from: berlin('2026-12-21'), to: berlin('2026-12-28') },
    dentist: { from: NOW + HOUR, to: NOW + 2 * HOUR },
  };
  await seedTeam(ports, [anAgent('anna', { absences }), anAgent('emil', { languages: ['fi'] })]);
  await call(contract.putSchedule, {
    ...{ path: { scheduleId: 'night' }, roles: ['lead'] },
    body: { ...weekly, name: 'Nights; the "late", ones \\ 🌙' },
  });
});

const make = async (who = 'anna'): Promise<string> => {
  const { answer } = await call(contract.postCalendarFeed, { body: {}, who });
  expect(contract.postCalendarFeed.answer.safeParse(answer).success).toBe(true);
  return String(answer.feed.url).replace(`${ORIGIN}/api/v1/calendar-feeds/`, '');
};
const read = (token: string) => call(contract.readCalendarFeed, { path: { token }, who: 'nobody' });

/** The file as another program reads it. */
function parsed(text: string) {
  const calendar = new ICAL.Component(ICAL.parse(text) as never);
  const value = (component: InstanceType<typeof ICAL.Component>, name: string) =>
    component.getFirstPropertyValue(name);
  const events = calendar.getAllSubcomponents('vevent').map(one => ({
    uid: String(value(one, 'uid')),
    from: value(one, 'dtstart') as InstanceType<typeof ICAL.Time>,
    to: value(one, 'dtend') as InstanceType<typeof ICAL.Time>,
    summary: String(value(one, 'summary')),
    category: String(value(one, 'categories')),
    busy: value(one, 'transp') === 'OPAQUE',
    stamped: value(one, 'dtstamp') !== null,
  }));
  return { calendar, events, text: (name: string) => String(value(calendar, name)) };
}

describe('a feed', () => {
  test('is an iCalendar file of one agent’s duty and absences, which asks to be read every hour', async () => {
    const answered = await read(await make());
    expect(answered).toMatchObject({
      statusCode: 200,
      headers: { 'content-type': 'text/calendar; charset=utf-8', 'cache-control': 'no-store' },
    });
    const { events, text, calendar } = parsed(answered.body);
    expect([text('version'), text('prodid'), calendar.getFirstPropertyValue('method')]).toEqual([
      '2.0',
      '-//Acorn//Firstcall//EN',
      null,
    ]);
    expect([text('refresh-interval'), text('x-published-ttl'), text('x-wr-calname')]).toEqual([
      'PT1H',
      'PT1H',
      'Acorn: mein Dienst',
    ]);
    const shifts = events.filter(({ category }) => category === 'DUTY');
    expect(shifts[0]).toMatchObject({
      ...{ summary: 'Dienst: Nights; the "late", ones \\ 🌙', busy: false, stamped: true },
    });
    expect(formatInstant((shifts[0]?.from.toUnixTime() ?? 0) * 1000)).toBe('2026-11-16T08:00:00.000Z');
    expect(formatInstant((shifts[0]?.to.toUnixTime() ?? 0) * 1000)).toBe('2026-11-23T08:00:00.000Z');
    expect(shifts.length).toBeGreaterThanOrEqual(8);
    const absences = events.filter(({ category }) => category === 'ABSENCE');
    expect(absences.map(({ from, to, summary }) => [`${from}`, `${to}`, summary])).toEqual([
      ['2026-12-21', '2026-12-28', 'Abwesend'],
      ['2026-11-23T10:00:00Z', '2026-11-23T11:00:00Z', 'Abwesend'],
    ]);
  });

  test('has an id for each event that stays the same, and no two the same', async () => {
    const token = await make();
    const before = parsed((await read(token)).body).events.map(({ uid }) => uid);
    ports.clock.set(NOW + 2 * DAY);
    const after = parsed((await read(token)).body).events.map(({ uid }) => uid);
    expect(after).toEqual(before);
    expect(new Set(before).size).toBe(before.length);
  });

  test('shows each booked call once, by the account’s id, and nothing that is only held', async () => {
    const midnight = Date.parse('2026-11-25T00:00Z');
    const booking = { id: 'b-1', is: 'booking' as const, callId: 'call_1', buffer: 0 };
    const at = { from: midnight - 10 * MINUTE, to: midnight + 20 * MINUTE };
    const hold = {
      id: 'h-1',
      is: 'hold' as const,
      buffer: 0,
      from: midnight + HOUR,
      to: midnight + 2 * HOUR,
    };
    const days = await loadAgentDays(ports.table, 'anna', at);
    await ports.table.commit({
      commitId: 'booked',
      writes: [
        ...days.map(day => agentDayWrite({ ...day, entries: [{ ...booking, ...at }, hold] }, day)),
        ...callWrites(aCall({ about: 'Acme is cross' }), undefined),
      ],
    });
    const { events } = parsed((await read(await make())).body);
    const calls = events.filter(({ category }) => category === 'CALL');
    expect(calls.map(({ from, to, summary, busy }) => [`${from}`, `${to}`, summary, busy])).toEqual([
      ['2026-11-24T23:50:00Z', '2026-11-25T00:20:00Z', 'Anruf: acme', true],
    ]);
  });

  test('says nothing of colleagues, and is in a language that the company writes', async () => {
    const body = { agentId: 'anna', from: formatInstant(NOW + DAY), to: formatInstant(NOW + 2 * DAY) };
    const path = { scheduleId: 'night', overrideId: 'o-1' };
    await call(contract.putOverride, { path, body: { ...body, reason: 'secret reason' }, who: 'anna' });
    const file = (await read(await make())).body.replaceAll('\r\n ', '');
    expect(file).toContain('DTSTART:20261124T090000Z');
    expect(file).not.toMatch(/emil|secret/i);
    expect((await read(await make('emil'))).body).toContain('On duty: Nights');
  });
});

describe('the address of a feed', () => {
  test('has a token of 256 bits or more that stands nowhere in the table, and that a path takes', async () => {
    const random = { ...ports, ids: (await import('../../shared/runtime/random-ids.ts')).randomIds };
    const { answer } = await dutyApi(random)(contract.postCalendarFeed, { body: {}, who: 'anna' });
    const token = answer.feed.url.split('/').at(-1);
    expect(token).toMatch(/^cal_[\w-]{54,}$/);
    expect(token.length).toBeLessThanOrEqual(64);
    expect(JSON.stringify([...ports.table.rows()])).not.toContain(token);
    expect((await read(token)).statusCode).toBe(200);
  });

  test('is shown once, replaced by the next one, and revoked', async () => {
    const view = async () => (await call(contract.getOwnCalendar, { who: 'anna' })).answer.feed;
    expect(await view()).toEqual({ live: false });
    const [first, second] = [await make(), await make()];
    expect(await view()).toEqual({ live: true, since: formatInstant(NOW) });
    expect([(await read(first)).statusCode, (await read(second)).statusCode]).toEqual([404, 200]);
    const revoked = await call(contract.deleteCalendarFeed, { who: 'anna' });
    expect(revoked.answer).toEqual({ feed: { live: false } });
    expect((await read(second)).statusCode).toBe(404);
    expect((await call(contract.deleteCalendarFeed, { who: 'anna' })).statusCode).toBe(200);
  });

  test('tells nothing when it is wrong, revoked, or of somebody who left', async () => {
    const [revoked, left] = [await make('emil'), await make()];
    await call(contract.deleteCalendarFeed, { who: 'emil' });
    await ports.table.commit({
      commitId: 'left',
      writes: [{ do: 'change', key: agentKey('anna'), set: { active: false } }],
    });
    const answers = [await read('cal_never'), await read(revoked), await read(left)];
    expect(new Set(answers.map(({ body }) => body)).size).toBe(1);
    expect(answers[0]).toMatchObject({ statusCode: 404, answer: { title: 'not found', status: 404 } });
  });
});

test('whatever texts say, every line is folded within 75 octets and reads back as it was', () => {
  const texts = fc.string({
    unit: fc.constantFrom(...'aß€🌙,;:\\"\n =', 'BEGIN:', 'END:VEVENT'),
    maxLength: 80,
  });
  fc.assert(
    fc.property(texts, texts, (summary, name) => {
      const at = { from: NOW, to: NOW + HOUR };
      const entry = { uid: 'u@firstcall', at, summary, category: 'DUTY', isBusy: false };
      const file = icalFile({ name, brand: name, now: NOW }, [entry]);
      const lines = file.split('\r\n');
      expect(lines.every(line => Buffer.byteLength(line) <= 75)).toBe(true);
      expect(file.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
      const read = parsed(file);
      expect(read.events.map(one => one.summary)).toEqual([summary]);
      expect(read.text('prodid')).toBe(`-//${name}//Firstcall//EN`);
    }),
    { numRuns: 300 },
  );
});
