import { beforeEach, describe, expect, test } from '@jest/globals';
import * as contract from '../../shared/contracts/duty-contract.ts';
import { DAY, formatInstant, HOUR, MINUTE } from '../../shared/kernel/instant.ts';
import { chainWrites } from '../../shared/store/chain-store.ts';
import { dutyApi, dutyJournal, weekly } from '../support/duty.ts';
import { NOW } from '../support/facts.ts';
import { testPorts } from '../support/ports.ts';
import { anAgent, seedTeam } from '../support/team.ts';

let ports: ReturnType<typeof testPorts>;
let call: ReturnType<typeof dutyApi>;
const path = { scheduleId: 'night' };
const put = (body: object, scheduleId = 'night') =>
  call(contract.putSchedule, { path: { scheduleId }, body });
const over = (id: string, body: object, who = 'lea') =>
  call(contract.putOverride, { path: { ...path, overrideId: id }, body, who });
const hours = (from: number, to: number) => ({
  from: formatInstant(NOW + from * HOUR),
  to: formatInstant(NOW + to * HOUR),
});

beforeEach(async () => {
  ports = testPorts();
  call = dutyApi(ports);
  const away = { a1: { from: NOW + 2 * DAY, to: NOW + 3 * DAY, coverId: 'anna' } };
  await seedTeam(ports, [
    anAgent('anna'),
    anAgent('emil', { absences: away }),
    anAgent('lea', { roles: ['agent', 'lead'] }),
    anAgent('otto', { active: false }),
  ]);
});

describe('a schedule', () => {
  test('is kept, listed, changed over the version that was read, and no other', async () => {
    expect((await put(weekly)).answer).toMatchObject({ id: 'night', ...weekly, overrides: [], version: 1 });
    expect((await put({ ...weekly, name: 'Nights' })).answer).toMatchObject({
      status: 409,
      refusal: 'stale',
    });
    expect((await put({ ...weekly, version: 7 })).statusCode).toBe(409);
    const changed = { ...weekly, name: 'Nights', version: 1 };
    expect((await put(changed)).answer).toMatchObject({ name: 'Nights', version: 2 });
    const listed = await call(contract.listSchedules, { who: 'anna' });
    expect(listed.answer.schedules).toMatchObject([{ id: 'night', name: 'Nights', version: 2 }]);
    expect(contract.listSchedules.answer.safeParse(listed.answer).success).toBe(true);
    expect(dutyJournal(ports)).toMatchObject([
      { decision: 'schedule-edited', by: 'lea' },
      { decision: 'schedule-edited', by: 'lea' },
    ]);
  });

  test('that is written once more by the same person answers as before, for the answer may have been lost', async () => {
    const [first, again] = [await put(weekly), await put(weekly)];
    expect(again).toEqual(first);
    const changed = { ...weekly, name: 'Nights', version: 1 };
    expect(await put(changed)).toEqual(await put(changed));
    expect(dutyJournal(ports)).toHaveLength(2);
    // Who read another version did not write this one.
    expect((await put({ ...changed, version: 2 })).answer).toMatchObject({ version: 3 });
  });

  test.each([
    ['body.rotations.0.agents.1', { agents: ['anna', 'otto'] }, 'unknown-agent'],
    ['body.rotations.0.agents.0', { agents: ['zoe'] }, 'unknown-agent'],
    ['body.rotations.0.from', { from: '2026-11-31' }, 'bad-date'],
    ['body.rotations.0.hours', { hours: {} }, 'never-open'],
  ])('is refused with %s', async (field, wrong, refusal) => {
    const rotations = [{ ...weekly.rotations[0], ...wrong }];
    expect((await put({ ...weekly, rotations })).answer).toMatchObject({ field, refusal });
    expect((await put({ ...weekly, zone: 'Mars/Olympus' })).answer).toMatchObject({ field: 'body.zone' });
  });

  test('is a lead’s to write, and there are at most fifty', async () => {
    const asked = { path, body: weekly, who: 'anna' };
    expect((await call(contract.putSchedule, asked)).statusCode).toBe(403);
    for (let n = 0; n < 50; n++) expect((await put(weekly, `s-${n}`)).statusCode).toBe(200);
    expect((await put(weekly)).answer).toMatchObject({ refusal: 'too-many-schedules' });
    expect((await put({ ...weekly, version: 1 }, 's-7')).statusCode).toBe(200);
  });

  test('goes when no chain names it, and stays, with the chain named, while one does', async () => {
    await put(weekly);
    const steps = [{ do: 'notify' as const, who: { schedule: 'night' } }];
    const chain = { id: 'urgent', ackMinutes: 30, steps, changedAt: NOW };
    await ports.table.commit({ commitId: 'c', writes: chainWrites(chain, undefined) });
    const refused = await call(contract.deleteSchedule, { path });
    expect(refused.answer).toMatchObject({ refusal: 'in-use', detail: expect.stringContaining('urgent') });
    const other = { ...chain, steps: [{ do: 'notify' as const, who: 'lead' as const }] };
    await ports.table.commit({ commitId: 'd', writes: chainWrites(other, 1) });
    expect((await call(contract.deleteSchedule, { path })).statusCode).toBe(200);
    expect((await call(contract.deleteSchedule, { path })).statusCode).toBe(404);
    expect((await call(contract.listSchedules)).answer.schedules).toEqual([]);
  });
});

describe('the plan of a period', () => {
  const duty = async (query = {}) => (await call(contract.getDuty, { who: 'anna', query })).answer;
  beforeEach(() => put(weekly));

  test('begins yesterday, lasts four weeks, and says who is on duty now and next', async () => {
    const answer = await duty();
    expect(contract.getDuty.answer.safeParse(answer).error).toBeUndefined();
    const [night] = answer.schedules;
    expect(night.now).toEqual({ agentId: 'emil', until: formatInstant(NOW + 2 * DAY) });
    expect(night.next).toEqual({ agentId: 'emil', from: formatInstant(NOW + 3 * DAY) });
    expect(night.shifts[0].from).toBe(formatInstant(NOW - DAY));
    expect(night.shifts.at(-1).to).toBe(formatInstant(NOW + 28 * DAY));
  });

  test('has gaps where whoever is planned is absent, and the absences', async () => {
    const away = { from: formatInstant(NOW + 2 * DAY), to: formatInstant(NOW + 3 * DAY) };
    const answer = await duty();
    expect(answer.schedules[0].gaps).toEqual([{ ...away, why: 'absent' }]);
    expect(answer.schedules[0].shifts).toContainEqual({
      ...{ ...away, agentId: 'emil' },
      ...{ by: 'rotation', trouble: 'absent' },
    });
    expect(answer.absences).toEqual([{ agentId: 'emil', ...away, coverId: 'anna' }]);
    const before = { from: '2026-11-02T00:00:00Z', to: '2026-11-20T00:00:00Z' };
    const [{ gaps }] = (await duty(before)).schedules;
    expect(gaps).toEqual([
      { from: '2026-11-02T00:00:00.000Z', to: '2026-11-16T08:00:00.000Z', why: 'nobody' },
    ]);
  });

  test('may be 62 days long, and must end after it starts', async () => {
    const from = formatInstant(NOW);
    const until = (ms: number) => call(contract.getDuty, { query: { from, to: formatInstant(NOW + ms) } });
    expect((await until(62 * DAY)).statusCode).toBe(200);
    for (const wrong of [62 * DAY + 1, 0, -DAY])
      expect((await until(wrong)).answer).toMatchObject({ status: 400, field: 'query.to' });
  });

  test('shows the override and whose turn it is', async () => {
    await over('o-1', { ...hours(1, 3), agentId: 'anna', reason: 'Dentist' });
    const [night] = (await duty()).schedules;
    expect(night.shifts).toContainEqual({
      ...{ ...hours(1, 3), agentId: 'anna' },
      ...{ by: 'override', insteadOf: 'emil' },
    });
    expect(night.now).toEqual({ agentId: 'emil', until: formatInstant(NOW + HOUR) });
  });
});

test('an override is kept with who and why, and ends without touching what has passed', async () => {
  await put(weekly);
  await over('o-1', { ...hours(-2, 3), agentId: 'anna', reason: 'Dentist' });
  ports.clock.set(NOW + 30 * MINUTE);
  const ended = await call(contract.deleteOverride, { path: { ...path, overrideId: 'o-1' }, who: 'anna' });
  expect(ended.answer.overrides).toEqual([
    {
      ...{ id: 'o-1', agentId: 'anna', by: 'lea', reason: 'Dentist' },
      ...{ from: formatInstant(NOW), to: formatInstant(NOW + 30 * MINUTE) },
    },
  ]);
  expect(dutyJournal(ports).slice(1)).toMatchObject([
    { decision: 'override-put', by: 'lea', data: { overrideId: 'o-1', reason: 'Dentist' } },
    { decision: 'override-ended', by: 'anna', data: { overrideId: 'o-1' } },
  ]);
});

test('two people who arrange overrides at the same moment do not overwrite each other', async () => {
  await put(weekly);
  const [one, two] = await Promise.all([
    over('o-1', { ...hours(1, 3), agentId: 'anna' }),
    over('o-2', { ...hours(2, 4), agentId: 'lea' }),
  ]);
  expect([one.statusCode, two.statusCode].sort()).toEqual([200, 422]);
  const { schedules } = (await call(contract.listSchedules)).answer;
  expect(schedules[0].overrides).toHaveLength(1);
});
