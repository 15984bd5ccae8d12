import { describe, expect, test } from '@jest/globals';
import { type CallFault, oneFault } from './faults.ts';
import { randomOf } from './random.ts';
import { type Run, runsOf } from './runs.ts';
import { looseIn, needlessRepeats, repeatsIn } from './sends.ts';
import { virtualClock } from './virtual-clock.ts';

const AT_ONCE = [0, 0] as const;
const send = (run: Run, key = 'mail a', isTaken = () => true) =>
  run.call('mail.send', AT_ONCE, () => true, { leaves: { key, isTaken } });
const commit = (run: Run) => run.call('table.commit', AT_ONCE, () => true);
const read = (run: Run) => run.call('table.get', AT_ONCE, () => true);

type Way = (run: Run) => Promise<unknown>;
const written: Way = async run => {
  await send(run);
  await commit(run);
};

/** Takes each way in a run of its own, one after the other; the fault hits one call of all. */
async function sent(ways: readonly Way[], fault: CallFault = 'refused', call = 0) {
  const clock = virtualClock(0);
  const runs = runsOf({ clock, random: randomOf(1), faults: oneFault(fault, call) });
  for (const way of ways) {
    void runs.start('run', way);
    await clock.runUntil(clock.now() + 1);
  }
  return runs.sends;
}

describe('a message that leaves twice', () => {
  test.each([
    ['its answer was lost', 'lost-answer', 1],
    ['the run died behind it', 'crash', 1],
    ['the commit right after it was refused', 'refused', 2],
  ] as const)('is right where %s', async (_, fault, call) => {
    const sends = await sent([written, written], fault, call);
    expect({ repeats: repeatsIn(sends), loose: looseIn(sends) }).toEqual({ repeats: 1, loose: 1 });
    expect(needlessRepeats(sends)).toEqual([]);
  });

  test.each([
    ['nothing went wrong', 'refused', 0],
    ['the answer to the commit was lost, which is made', 'lost-answer', 2],
    ['something else went wrong', 'refused', 3],
  ] as const)('is named where %s', async (_, fault, call) => {
    const thrice: Way = async run => {
      await written(run);
      await read(run);
    };
    const sends = await sent([thrice, thrice], fault, call);
    expect(needlessRepeats(sends)).toEqual(['sent again though its answer had come (written): mail a']);
  });

  test('is named where nobody wrote it down, or something else was done first', async () => {
    const forgets: Way = run => send(run);
    const late: Way = async run => {
      await send(run);
      await read(run);
      await commit(run);
    };
    const said = ['sent again though its answer had come (forgotten): mail a'];
    expect(needlessRepeats(await sent([forgets, forgets]))).toEqual(said);
    expect(needlessRepeats(await sent([late, late], 'refused', 2))).toEqual(said);
    expect(needlessRepeats(await sent([late, late], 'refused', 3))).toEqual(said);
  });

  test('is right where it died with another that left beside it', async () => {
    const both: Way = run => Promise.all([written(run), send(run, 'mail b').then(() => commit(run))]);
    const sends = await sent([both, both], 'crash', 2);
    expect({ repeats: repeatsIn(sends), loose: looseIn(sends) }).toEqual({ repeats: 2, loose: 2 });
    expect(needlessRepeats(sends)).toEqual([]);
  });

  test('is none where the receiver put the first one off', async () => {
    const refused: Way = run => send(run, 'mail a', () => false);
    expect(repeatsIn(await sent([refused, written]))).toBe(0);
  });

  test('is one too many where one answer was lost and two more left', async () => {
    const sends = await sent([written, written, written], 'lost-answer', 1);
    expect(needlessRepeats(sends)).toHaveLength(1);
  });
});
