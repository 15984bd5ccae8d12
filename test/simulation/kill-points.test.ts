import { describe, expect, test } from '@jest/globals';
import { signedUp } from '../../shared/events/account-events.ts';
import { MINUTE } from '../../shared/kernel/instant.ts';
import { complaintsOf, repeatedSends } from './complaints.ts';
import type { CallFault, Faults } from './faults.ts';
import { oneFault } from './faults.ts';
import { product, seedCompany } from './product.ts';
import { START, simulate } from './world.ts';

/** After every timer of the sign-up has acted. */
const END = START + 25 * MINUTE;
const faults: readonly CallFault[] = ['refused', 'lost-answer', 'crash'];

/** One customer signs up; everything that follows from it comes to rest. */
async function signUp(fault?: Faults) {
  const world = simulate({
    seed: 1,
    wiring: product,
    recordCalls: true,
    ...(fault ? { faults: fault } : {}),
  });
  await seedCompany(world, { expireHours: 0.25 });
  world.fact(signedUp.of({ product: 'repricer', language: 'de' }), { accountId: 'acme' });
  await world.settle();
  await world.run({ until: END });
  await world.settle();
  return world;
}

/** Calls of the way itself: sweeps that find nothing belong to no fact. */
const ofTheWay = (calls: readonly { run: string; inWorld: number }[]) =>
  calls.filter(call => call.run !== 'sweep' && call.run !== 'audit');

describe('kill points of a sign-up', () => {
  test('every outside call may fail, lose its answer or be the last: nothing is lost, nothing happens twice', async () => {
    const healthy = await signUp();
    let repeats = 0;
    const calls = ofTheWay(healthy.runs.calls);
    const wrong: string[] = [];
    for (const { inWorld, run, what } of healthy.runs.calls.filter(call => calls.includes(call)))
      for (const fault of faults) {
        const world = await signUp(oneFault(fault, inWorld));
        const found = complaintsOf(world);
        if (found.length > 0 || world.faults.injected[fault] !== 1)
          wrong.push(`${run} ${what} (call ${inWorld}) ${fault}: ${found.join('; ')}`);
        repeats += repeatedSends(world);
      }
    console.info(
      `K = ${calls.length} calls × ${faults.length} faults: ${wrong.length} wrong, ${repeats} sends repeated`,
    );
    expect(complaintsOf(healthy)).toEqual([]);
    expect(repeatedSends(healthy)).toBe(0);
    expect(repeats).toBeLessThanOrEqual(calls.length * faults.length);
    expect(wrong).toEqual([]);
    expect(calls.length).toBeGreaterThan(50);
  }, 60_000);

  test('the sweep alone brings a sign-up to its end, whatever happens between lease and sending', async () => {
    const swept = async (fault?: Faults) => {
      const world = simulate({
        seed: 2,
        wiring: product,
        recordCalls: true,
        ...(fault ? { faults: fault } : {}),
      });
      await seedCompany(world, { expireHours: 0.25 });
      world.stream.pause(true);
      world.fact(signedUp.of({ product: 'repricer', language: 'de' }), { accountId: 'acme' });
      await world.run({ until: END });
      return world;
    };
    const healthy = await swept();
    const commits = healthy.runs.calls.filter(call => call.run === 'sweep' && !call.what.includes('query'));
    const wrong: string[] = [];
    for (const { inWorld, what } of commits)
      for (const fault of faults) {
        const world = await swept(oneFault(fault, inWorld));
        const found = complaintsOf(world);
        if (found.length > 0) wrong.push(`sweep ${what} (call ${inWorld}) ${fault}: ${found.join('; ')}`);
      }
    console.info(`${commits.length} calls of the sweep × ${faults.length} faults: ${wrong.length} wrong`);
    expect(complaintsOf(healthy)).toEqual([]);
    expect(wrong).toEqual([]);
  }, 60_000);
});
