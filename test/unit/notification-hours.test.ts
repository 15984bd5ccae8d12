import { beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { answerFact } from '../../functions/notifications/answer-fact.ts';
import { opensAt } from '../../shared/domain/notifications/pace.ts';
import { noPreferences } from '../../shared/domain/notifications/preferences.ts';
import { days, isWithin, type WorkingHours } from '../../shared/domain/time/working-hours.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../../shared/kernel/instant.ts';
import { escalationKey } from '../../shared/store/keys.ts';
import { type Clockwork, clockwork } from '../support/notification-clockwork.ts';
import { START, wanted } from '../support/notifications.ts';

const everyDay = (...intervals: (readonly [string, string])[]): WorkingHours =>
  Object.fromEntries(days.map(day => [day, intervals] as const));
const at = (text: string) => Date.parse(text);

let here: Clockwork;
beforeEach(async () => {
  here = await clockwork();
});
const instants = () => here.cameOut.map(pushed => pushed.at);
const isMany = () => here.cameOut.map(({ notificationId }) => notificationId.startsWith('bnd_'));

/** Saturday evening at 20:00 on the wall, and Sunday morning at 08:30, with a change of the clocks in between. */
const changes = [
  ['America/New_York', 'one hour is left out', '2027-03-14T01:00Z', '2027-03-14T12:30Z'],
  ['America/New_York', 'one hour comes twice', '2027-11-07T00:00Z', '2027-11-07T13:30Z'],
  ['Europe/Berlin', 'one hour is left out', '2027-03-27T19:00Z', '2027-03-28T06:30Z'],
  ['Europe/Berlin', 'one hour comes twice', '2027-10-30T18:00Z', '2027-10-31T07:30Z'],
  ['Australia/Lord_Howe', 'half an hour is left out', '2027-10-02T09:30Z', '2027-10-02T21:30Z'],
  ['Australia/Lord_Howe', 'half an hour comes twice', '2027-04-03T09:00Z', '2027-04-03T22:00Z'],
] as const;

describe.each(changes)('in %s, in the night in which %s', (zone, _, evening, morning) => {
  const hours = everyDay(['08:30', '12:00'], ['13:00', '19:00']);
  const mine = { quiet: 'windows', windows: hours } as const;

  test.each([
    ['hours of one’s own', { hours: everyDay(['00:00', '24:00']) }, mine, 'quiet'],
    ['working hours', { hours }, {}, 'off-duty'],
  ] as const)(
    '%s hold until the wall shows 08:30, and the mail waits for nothing',
    async (_w, agent, chosen, why) => {
      await here.setAgent('anna', { zone, ...agent });
      await here.prefer('anna', chosen);
      here.moveTo(at(evening));
      const { id } = await here.tell();
      expect(await here.note(id)).toMatchObject({ heldUntil: at(morning), heldWhy: why, state: 'queued' });
      await here.runFor(20 * SECOND);
      expect(here.mails.map(({ about }) => about)).toEqual([id]);
      await here.runTo(at(morning) - 1);
      expect(here.cameOut).toEqual([]);
      await here.runFor(DAY);
      expect(here.cameOut).toMatchObject([{ at: at(morning), notificationId: id }]);
    },
  );

  test('several that were held come as one message', async () => {
    await here.setAgent('anna', { zone, hours });
    for (const [n, kind] of (['signed-up', 'cancelled', 'cancelled'] as const).entries()) {
      here.moveTo(at(evening) + n * HOUR);
      await here.tell({ kind });
    }
    await here.runTo(at(morning));
    expect([instants(), isMany()]).toEqual([[at(morning)], [true]]);
    for (const { id } of (await here.inbox('unread')).notifications)
      expect(await here.note(id)).toMatchObject({ state: 'sent' });
  });
});

test('at any instant in any week, the hours open at their first minute and never before it', () => {
  const time = fc
    .integer({ min: 0, max: 95 })
    .map(n => `${String(Math.floor(n / 4)).padStart(2, '0')}:${String((n % 4) * 15).padStart(2, '0')}`);
  const [first, last] = [at('2027-01-01T00:00Z'), at('2027-12-31T00:00Z')];
  const given = fc.record({
    zone: fc.constantFrom('America/New_York', 'Europe/Berlin', 'Australia/Lord_Howe', 'Asia/Kathmandu'),
    now: fc.oneof(
      fc.integer({ min: first, max: last }),
      fc
        .tuple(fc.constantFrom(...changes), fc.integer({ min: 0, max: DAY }))
        .map(([one, more]) => at(one[2]) + more),
    ),
    interval: fc.tuple(time, time),
    on: fc.subarray([...days], { minLength: 1 }),
  });
  fc.assert(
    fc.property(given, ({ zone, now, interval, on }) => {
      const windows = Object.fromEntries(on.map(day => [day, [interval]] as const));
      const agent = {
        id: 'a',
        name: 'A',
        languages: [],
        roles: [],
        products: [],
        zone,
        hours: {},
        absences: {},
      };
      const opens = opensAt(
        {
          agent: { ...agent, capacity: 1, weight: 1, active: true },
          person: { ...noPreferences, windows },
          quiet: 'windows',
        },
        now,
      );
      const inside = (instant: number) => isWithin(windows, zone, instant);
      if (opens === undefined) throw new Error('never opens');
      expect(inside(opens)).toBe(true);
      if (opens === now) return;
      expect(opens % MINUTE).toBe(0);
      for (let before = opens - MINUTE; before > now; before -= 15 * MINUTE)
        expect(inside(before)).toBe(false);
    }),
    { numRuns: 50 },
  );
});

describe('at night', () => {
  const night = START + 12 * HOUR;
  const morning = at('2026-11-24T08:00Z');
  beforeEach(() => here.moveTo(night));

  test('what is critical comes at once, in an absence too', async () => {
    await here.company({ kinds: { cancelled: { critical: true } } });
    await here.setAgent('anna', { absences: { a: { from: START, to: START + 9 * DAY } } });
    await here.tell({ kind: 'cancelled' });
    await here.tell({ critical: true });
    expect(instants()).toEqual([night, night]);
  });

  test('what was seen meanwhile is not pushed in the morning, what is left comes as itself', async () => {
    const ids = [(await here.tell()).id, (await here.tell()).id];
    await here.act(String(ids[0]), 'seen');
    await here.runTo(morning);
    expect(here.cameOut).toMatchObject([{ at: morning, notificationId: ids[1] }]);
    await here.act(String(ids[1]), 'seen');
    here.moveTo(morning + 12 * HOUR);
    await here.act((await here.tell()).id, 'seen');
    await here.runFor(DAY);
    expect(here.cameOut).toHaveLength(1);
  });

  test('a kind that its recipient wants at any hour comes, every time', async () => {
    await here.prefer('anna', { kinds: { cancelled: { quiet: 'always' } } });
    await here.tell({ kind: 'signed-up' });
    await here.tell({ kind: 'cancelled' });
    await here.tell({ kind: 'cancelled' });
    await here.runFor(HOUR);
    expect(instants()).toEqual([night, night + MINUTE]);
    await here.runTo(morning);
    expect(instants()).toEqual([night, night + MINUTE, morning]);
  });

  test('several of the one kind whose pushes somebody wants come as one in the morning', async () => {
    await here.prefer('anna', { push: false, chat: false, kinds: { cancelled: { push: true } } });
    for (let n = 0; n < 3; n++) await here.tell({ kind: 'cancelled' });
    await here.runTo(morning);
    expect([instants(), isMany()]).toEqual([[morning], [true]]);
  });

  test('a step of an escalation that wakes nobody waits for working hours, whatever its recipient chose', async () => {
    await here.put({
      ...escalationKey('esc_1'),
      type: 'escalation',
      state: 'running',
      unanswered: 1,
      version: 1,
    });
    await here.prefer('anna', { quiet: 'always' });
    await answerFact(here.ports, wanted({ escalationId: 'esc_1' }));
    await here.runTo(morning - 1);
    expect(here.cameOut).toEqual([]);
    await here.runTo(morning);
    expect(instants()).toEqual([morning]);
  });

  test('and away, it comes with the first hours after the return', async () => {
    await here.setAgent('anna', { absences: { a: { from: START, to: at('2026-11-25T23:00Z') } } });
    await here.tell();
    await here.runTo(at('2026-11-26T08:00Z') - 1);
    expect(here.cameOut).toEqual([]);
    await here.runFor(1);
    expect(here.cameOut).toHaveLength(1);
  });

  test('and away for longer than it stays open, no push comes in between', async () => {
    await here.setAgent('anna', { absences: { a: { from: START, to: START + 40 * DAY } } });
    await here.tell();
    await here.tell();
    await here.runFor(30 * DAY);
    expect([here.cameOut, here.timers()]).toEqual([[], []]);
  });

  test('a message that is late in the morning still comes, and counts its use from when it was due', async () => {
    await here.tell();
    here.moveTo(morning + 3 * HOUR);
    await here.settle();
    await here.runFor(0);
    expect(instants()).toEqual([morning + 3 * HOUR]);
    expect(here.pushes[0]?.ttlSeconds).toBe(9 * 3_600);
  });

  test('what was held together just after closing is of use in the morning as any other', async () => {
    here.moveTo(at('2026-11-24T16:59:30Z'));
    await here.tell();
    const { id } = await here.tell();
    await here.runTo(at('2026-11-25T08:00Z'));
    expect(here.cameOut.at(-1)).toMatchObject({ at: at('2026-11-25T08:00Z'), notificationId: id });
    expect(here.pushes.at(-1)?.ttlSeconds).toBe(12 * 3_600);
  });
});
