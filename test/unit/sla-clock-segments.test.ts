import { describe, expect, test } from '@jest/globals';
import { type Mark, segmentsOf } from '../../shared/domain/time/sla-clock.ts';
import { HOUR } from '../../shared/kernel/instant.ts';
import { clockMarks } from '../support/clock-marks.ts';

const START = Date.parse('2026-11-23T09:00:00Z');
const { started, stopped, reopened, waiting, working, leg } = clockMarks(START);

describe('segments', () => {
  test('follow what happened, whatever the order in which it was heard', () => {
    const marks = [stopped(6), waiting(2, 'customer'), leg(4, 'ship'), started(0), working(3)];
    expect(segmentsOf(marks)).toEqual([
      { from: START, to: START + 2 * HOUR },
      { from: START + 2 * HOUR, to: START + 3 * HOUR, waitingOn: 'customer', reason: 'asked-customer' },
      { from: START + 3 * HOUR, to: START + 4 * HOUR },
      { from: START + 4 * HOUR, to: START + 6 * HOUR, leg: 'ship' },
    ]);
    expect(segmentsOf([...marks].reverse())).toEqual(segmentsOf(marks));
  });

  test('begin at the earliest start, and without one there are none', () => {
    expect(segmentsOf([started(3), started(1)])).toEqual([{ from: START + HOUR }]);
    expect(segmentsOf([waiting(1, 'customer'), stopped(2)])).toEqual([]);
  });

  test('take what happened before the start as it stood at the start', () => {
    const open = { from: START + 2 * HOUR, waitingOn: 'customer', reason: 'asked-customer', leg: 'ship' };
    expect(segmentsOf([waiting(0, 'customer'), leg(1, 'ship'), started(2)])).toEqual([open]);
    expect(segmentsOf([waiting(0, 'customer'), working(1), started(2)])).toEqual([
      { from: START + 2 * HOUR },
    ]);
    expect(segmentsOf([stopped(0), started(1)])).toEqual([{ from: START + HOUR, to: START + HOUR }]);
  });

  test('do not exist between a stop and a reopening, and a stop ends the wait and the leg', () => {
    const marks = [started(0), leg(0, 'ship'), waiting(1, 'carrier'), stopped(2), reopened(5)];
    expect(segmentsOf(marks).slice(-2)).toEqual([
      {
        from: START + HOUR,
        to: START + 2 * HOUR,
        waitingOn: 'carrier',
        reason: 'asked-carrier',
        leg: 'ship',
      },
      { from: START + 5 * HOUR },
    ]);
  });

  test('are not changed by what says nothing new', () => {
    const marks = [started(0), waiting(1, 'customer'), working(2), stopped(3)];
    const idle = [
      working(0.5),
      waiting(1.5, 'customer'),
      working(2.5),
      reopened(2.7),
      stopped(4),
      working(5),
    ];
    expect(segmentsOf([...marks, ...idle])).toEqual(segmentsOf(marks));
    expect(segmentsOf([...marks, ...marks])).toEqual(segmentsOf(marks));
  });

  test('change with the one or the reason that is waited for', () => {
    const marks = [
      started(0),
      waiting(1, 'customer'),
      { ...waiting(2, 'customer'), reason: 'photo' } as Mark,
    ];
    expect(segmentsOf(marks).map(({ reason }) => reason)).toEqual([undefined, 'asked-customer', 'photo']);
  });

  test('at one instant a stop comes before a reopening, a question before an answer, and the later id wins', () => {
    expect(segmentsOf([started(0), reopened(1), stopped(1)])).toEqual([{ from: START }]);
    expect(segmentsOf([started(0), working(1), waiting(1, 'customer')])).toEqual([{ from: START }]);
    const [first, second] = [leg(1, 'install'), leg(1, 'ship')];
    expect(segmentsOf([started(0), second, first]).at(-1)?.leg).toBe('ship');
  });

  test('are the same in any order when a repeated mark contradicts itself', () => {
    const ask = waiting(1, 'customer');
    const marks = [started(0), ask, { ...ask, reason: 'photo' } as Mark, { ...ask, on: 'carrier' } as Mark];
    expect(segmentsOf([...marks].reverse())).toEqual(segmentsOf(marks));
    const go = leg(2, 'ship');
    const legs = [started(0), go, { ...go, leg: 'install' } as Mark];
    expect(segmentsOf([...legs].reverse())).toEqual(segmentsOf(legs));
  });

  test('count a mark that is repeated with another instant once, at the earlier', () => {
    const late = { ...stopped(2), id: 'evt_same' };
    const early = { ...stopped(1), id: 'evt_same' };
    const marks = [started(0), reopened(1.5), late, early];
    expect(segmentsOf(marks).at(-1)).toEqual({ from: START + 1.5 * HOUR });
  });
});
