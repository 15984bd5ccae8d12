import { beforeEach, describe, expect, test } from '@jest/globals';
import { answerFact } from '../../functions/notifications/answer-fact.ts';
import { days } from '../../shared/domain/time/working-hours.ts';
import { DAY, HOUR, MINUTE } from '../../shared/kernel/instant.ts';
import { aroundTheClock, type Clockwork, clockwork } from '../support/notification-clockwork.ts';
import { START, wanted } from '../support/notifications.ts';

const workdays = Object.fromEntries(days.map(day => [day, [['09:00', '18:00']]] as const));
/** Tuesday, nine in the morning in Berlin. */
const MORNING = START + DAY - HOUR;

let here: Clockwork;
beforeEach(async () => {
  here = await clockwork();
  await here.setAgent('anna', { hours: workdays });
});
const pushes = () =>
  here.cameOut.map(({ at, notificationId }) => ({ at, many: notificationId.startsWith('bnd_') }));

/** Wanted, and nobody hears of it until somebody listens. */
const queueUp = async (count: number, data: Parameters<typeof wanted>[0] = {}) => {
  for (let n = 0; n < count; n++)
    await answerFact(here.ports, {
      ...wanted({ ...data, taskId: `tsk_${n}` }, { id: `late-${n}` }),
      accountId: `acme-${n}` as never,
    });
};

describe('pushes that could not leave for hours', () => {
  test('do not ring in the evening: they come as one when the hours begin', async () => {
    await queueUp(20);
    here.moveTo(START + 13 * HOUR);
    await here.runFor(DAY);
    expect(pushes()).toEqual([{ at: MORNING, many: true }]);
  });

  test('come as one at once while the hours last', async () => {
    await queueUp(20);
    here.moveTo(START + 3 * HOUR);
    await here.runFor(DAY);
    expect(pushes()).toEqual([{ at: START + 3 * HOUR + MINUTE, many: true }]);
  });

  test('ring all the same, each for itself, when they are critical', async () => {
    await queueUp(3, { critical: true });
    here.moveTo(START + 13 * HOUR);
    await here.settle();
    expect(pushes()).toEqual([1, 2, 3].map(() => ({ at: START + 13 * HOUR, many: false })));
  });
});

test('a further try that a push service asks for after the hours waits for the next ones', async () => {
  here.moveTo(START + 6 * HOUR);
  here.whenPushed(() => ({ status: 429, retryAfter: '10800' }));
  await here.tell();
  here.whenPushed(() => ({ status: 201 }));
  await here.runTo(MORNING - 1);
  expect(pushes()).toEqual([]);
  await here.runFor(MINUTE);
  expect(pushes()).toEqual([{ at: MORNING, many: false }]);
});

test.each([
  ['America/New_York', '2027-11-07T04:30Z'],
  ['Europe/Berlin', '2027-10-30T23:30Z'],
  ['Australia/Lord_Howe', '2027-04-03T14:00Z'],
])(
  'the cap of thirty holds in every hour of the night in which the clocks of %s go back',
  async (zone, from) => {
    await here.setAgent('anna', { zone, hours: aroundTheClock });
    await here.prefer('anna', { quiet: 'always', mail: 'never' });
    here.moveTo(Date.parse(from));
    for (let n = 0; n < 150; n++) {
      await here.tell({}, { accountId: `acme-${n}` });
      await here.runFor(MINUTE);
    }
    await here.runFor(3 * HOUR);
    const most = Math.max(
      ...here.cameOut.map(({ at }) => here.cameOut.filter(one => one.at > at - HOUR && one.at <= at).length),
    );
    expect(most).toBe(30);
    expect((await here.inbox('unread')).counts.unread).toBe(150);
  },
);
