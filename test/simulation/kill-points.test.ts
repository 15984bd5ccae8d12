import { describe, expect, test } from '@jest/globals';
import { signedUp } from '../../shared/events/account-events.ts';
import { HOUR, MINUTE } from '../../shared/kernel/instant.ts';
import { faultsOfBooks } from './customers.ts';
import type { CallFault, Faults } from './faults.ts';
import { oneFault } from './faults.ts';
import { clean, judge } from './oracle.ts';
import { agentIds, product, seedCompany, wired } from './product.ts';
import { simulate, START } from './world.ts';

const faults: readonly CallFault[] = ['refused', 'lost-answer', 'crash'];

/** One customer signs up; everything that follows from it comes to rest. */
async function signUp(fault?: Faults) {
  const world = simulate({
    seed: 1,
    wiring: product,
    recordCalls: true,
    ...(fault ? { faults: fault } : {}),
  });
  await seedCompany(world.table);
  world.fact(signedUp.of({ product: 'repricer', language: 'de' }), { accountId: 'acme' });
  await world.settle();
  await world.run({ until: START + HOUR });
  await world.settle();
  return world;
}

/** Calls of the way itself: sweeps that find nothing belong to no fact. */
const ofTheWay = (calls: readonly { run: string; inWorld: number }[]) =>
  calls.filter(call => call.run !== 'sweep' && call.run !== 'audit');

describe('kill points of a sign-up', () => {
  test('every outside call may fail, lose its answer or be the last: nothing is lost, nothing happens twice', async () => {
    const healthy = await signUp();
    const expected = judge(healthy, wired);
    const calls = ofTheWay(healthy.runs.calls);
    const wrong: string[] = [];
    for (const { inWorld, run, what } of healthy.runs.calls.filter(call => calls.includes(call)))
      for (const fault of faults) {
        const world = await signUp(oneFault(fault, inWorld));
        const verdict = judge(world, wired);
        const books = faultsOfBooks(world, agentIds);
        const good = JSON.stringify(verdict) === JSON.stringify(expected) && books.length === 0;
        if (!good || world.faults.injected[fault] !== 1)
          wrong.push(`${run} ${what} (call ${inWorld}) ${fault}: ${JSON.stringify({ verdict, books })}`);
      }
    console.info(`${calls.length} calls × ${faults.length} faults: ${wrong.length} wrong`);
    expect(expected).toMatchObject({ injected: 1, ...clean });
    expect(wrong).toEqual([]);
    expect(calls.length).toBeGreaterThanOrEqual(15);
  }, 60_000);

  test('the sweep alone brings a sign-up to its end, whatever happens between lease and sending', async () => {
    const swept = async (fault?: Faults) => {
      const world = simulate({ seed: 2, wiring: product, recordCalls: true, ...(fault ? { faults: fault } : {}) });
      await seedCompany(world.table);
      world.stream.pause(true);
      world.fact(signedUp.of({ product: 'repricer', language: 'de' }), { accountId: 'acme' });
      await world.run({ until: START + 12 * MINUTE });
      return world;
    };
    const healthy = await swept();
    const expected = judge(healthy, wired);
    const commits = healthy.runs.calls.filter(call => call.run === 'sweep' && !call.what.includes('query'));
    const wrong: string[] = [];
    for (const { inWorld, what } of commits)
      for (const fault of faults) {
        const world = await swept(oneFault(fault, inWorld));
        const verdict = judge(world, wired);
        if (JSON.stringify(verdict) !== JSON.stringify(expected))
          wrong.push(`sweep ${what} (call ${inWorld}) ${fault}: ${JSON.stringify(verdict)}`);
      }
    console.info(`${commits.length} calls of the sweep × ${faults.length} faults: ${wrong.length} wrong`);
    expect(expected).toMatchObject({ injected: 1, ...clean });
    expect(wrong).toEqual([]);
  }, 60_000);
});
