import { describe, expect, test } from '@jest/globals';
import type { NotificationView } from '../../shared/contracts/notifications-contract.ts';
import { coalesce } from '../../web/lists/coalesce.ts';
import { Heard } from '../../web/live/heard.ts';
import { LiveSocket, OPEN_WITHIN_MS } from '../../web/live/live-socket.ts';
import { LiveClock } from '../support/live-clock.ts';

const item = (version: number) => ({ id: 'n1', version }) as NotificationView;

describe('in a storm', () => {
  test('runs come at most once a second, and the last call is followed by one', async () => {
    const clock = new LiveClock(0);
    const runs: number[] = [];
    const call = coalesce(async () => void runs.push(clock.now), 120, clock.inThePage);
    for (let made = 0; made < 50 * 60; made++) {
      call();
      await clock.pass(20);
    }
    await clock.pass(2_000);
    expect(runs.length).toBeLessThan(66);
    expect(runs.at(-1)).toBeGreaterThanOrEqual(60_000 - 20);
  });

  test('is over after a quiet second: then a call is answered as fast as the first', async () => {
    const clock = new LiveClock(0);
    const runs: number[] = [];
    const call = coalesce(async () => void runs.push(clock.now), 120, clock.inThePage);
    for (let made = 0; made < 200; made++) {
      call();
      await clock.pass(20);
    }
    await clock.pass(3_000);
    const calledAt = clock.now;
    call();
    await clock.pass(500);
    expect(runs.at(-1)).toBe(calledAt + 120);
  });
});

test('a ticket that never comes does not end the tries', async () => {
  const clock = new LiveClock(0);
  let asked = 0;
  const live = new LiveSocket({
    ticket: () => {
      asked += 1;
      return new Promise(() => undefined);
    },
    connect: () => {
      throw new Error('without a ticket there is no line');
    },
    ...{ after: clock.inThePage, fraction: () => 1, online: () => true },
    ...{ onState: () => undefined, onFrame: () => undefined, onCatchUp: () => undefined },
  });
  live.start();
  await clock.pass(OPEN_WITHIN_MS + 500);
  expect(asked).toBe(2);
});

describe('what was heard', () => {
  test('is kept in its latest version, whatever comes later', () => {
    const heard = new Heard();
    heard.hear(item(3));
    expect(heard.hear(item(2)).version).toBe(3);
    expect(heard.latest(item(4)).version).toBe(4);
  });

  test('after a reading began is not judged by that reading, and what a reading told is as old as its beginning', async () => {
    const heard = new Heard();
    const [before, other] = await Promise.all([
      heard.inTurn('open', async reading => reading),
      heard.inTurn('all', async reading => reading),
    ]);
    heard.hear(item(1), other);
    expect(heard.isNewer('n1', before)).toBe(false);
    heard.hear(item(2));
    expect(heard.isNewer('n1', before)).toBe(true);
    expect(heard.isOvertaken(before)).toBe(true);
  });

  test('of one list by one reader at a time, in the order in which they came', async () => {
    const heard = new Heard();
    const done: string[] = [];
    let answer: () => void = () => undefined;
    const first = heard.inTurn('open', async () => {
      await new Promise<void>(go => {
        answer = go;
      });
      done.push('first');
    });
    const second = heard.inTurn('open', async () => void done.push('second'));
    await Promise.resolve();
    answer();
    await Promise.all([first, second]);
    expect(done).toEqual(['first', 'second']);
  });
});
