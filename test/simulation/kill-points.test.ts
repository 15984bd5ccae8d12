import { describe, expect, test } from '@jest/globals';
import { signedUp } from '../../shared/events/account-events.ts';
import { handoverConfirmed } from '../../shared/events/device-events.ts';
import { derivedId } from '../../shared/kernel/id.ts';
import { HOUR, MINUTE } from '../../shared/kernel/instant.ts';
import { everyNth, show } from '../support/shown.ts';
import { complaintsOf, repeatedSends } from './complaints.ts';
import { casesIn } from './device-complaints.ts';
import { aClient, reported } from './device-world.ts';
import type { CallFault, Faults } from './faults.ts';
import { oneFault } from './faults.ts';
import { product, seedCompany } from './product.ts';
import { looseIn } from './sends.ts';
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
const ofTheWay = (calls: readonly { run: string; inWorld: number; what: string }[]) =>
  calls.filter(call => call.run !== 'sweep' && call.run !== 'audit');

describe('kill points of a sign-up', () => {
  test('every outside call may fail, lose its answer or be the last: nothing is lost, nothing happens twice', async () => {
    const healthy = await signUp();
    let [repeats, loose] = [0, 0];
    const all = ofTheWay(healthy.runs.calls);
    const calls = everyNth('KILL_EVERY', all);
    const wrong: string[] = [];
    for (const { inWorld, run, what } of calls)
      for (const fault of faults) {
        const world = await signUp(oneFault(fault, inWorld));
        const found = complaintsOf(world);
        if (found.length > 0 || world.faults.injected[fault] !== 1)
          wrong.push(`${run} ${what} (call ${inWorld}) ${fault}: ${found.join('; ')}`);
        repeats += repeatedSends(world);
        loose += looseIn(world.runs.sends);
      }
    show({
      ...{ goal: 2, name: 'life of a sign-up', failed: wrong.length },
      runs: `K = ${calls.length} calls × ${faults.length} faults`,
      figure: `${wrong.length} wrong; ${repeats} sends repeated, after ${loose} answers lost or not written down`,
    });
    expect(complaintsOf(healthy)).toEqual([]);
    expect(repeatedSends(healthy)).toBe(0);
    expect(repeats).toBeLessThanOrEqual(loose);
    expect(wrong).toEqual([]);
    expect(all.length).toBeGreaterThan(50);
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
    const all = healthy.runs.calls.filter(call => call.run === 'sweep' && !call.what.includes('query'));
    const commits = everyNth('KILL_EVERY', all);
    const wrong: string[] = [];
    for (const { inWorld, what } of commits)
      for (const fault of faults) {
        const world = await swept(oneFault(fault, inWorld));
        const found = complaintsOf(world);
        if (found.length > 0) wrong.push(`sweep ${what} (call ${inWorld}) ${fault}: ${found.join('; ')}`);
      }
    show({
      ...{ goal: 2, name: 'sweep that does all the work alone', failed: wrong.length },
      runs: `K = ${commits.length} leases, marks and sends × ${faults.length} faults`,
      figure: `${wrong.length} wrong`,
    });
    expect(complaintsOf(healthy)).toEqual([]);
    expect(wrong).toEqual([]);
  }, 60_000);
});

describe('kill points of a device case', () => {
  /** Reported, warned once, handed over by the scanner; everything that follows comes to rest. */
  const swapped = async (fault?: Faults) => {
    const world = await aClient(
      { seed: 3, recordCalls: true, ...(fault ? { faults: fault } : {}) },
      { devices: 1, units: 1 },
    );
    const before = world.runs.calls.length;
    const { id } = reported(world, 'D-0');
    await world.settle();
    await world.run({ until: START + 75 * MINUTE });
    const caseId = derivedId('case', id);
    world.fact(handoverConfirmed.of({ caseId, serial: 'U-0' }), { accountId: 'mall-group' });
    await world.settle();
    await world.run({ until: START + 3 * HOUR });
    await world.settle();
    return { world, before };
  };

  test('every outside call may fail, lose its answer or be the last: one case, one unit, one warning, exact books', async () => {
    const healthy = await swapped();
    const all = ofTheWay(healthy.world.runs.calls.slice(healthy.before));
    const calls = everyNth('KILL_EVERY', all);
    const wrong: string[] = [];
    for (const { inWorld, run } of calls)
      for (const fault of faults) {
        const { world } = await swapped(oneFault(fault, inWorld));
        const [held, ...more] = casesIn(world);
        const found = [
          ...complaintsOf(world),
          ...(more.length > 0 ? ['two cases'] : []),
          ...(held?.state === 'handed-over' ? [] : [`the case is ${held?.state}`]),
          ...(held?.records.filter(({ is }) => is === 'warned').length === 2 ? [] : ['not warned twice']),
        ];
        if (found.length > 0) wrong.push(`${run} (call ${inWorld}) ${fault}: ${found.join('; ')}`);
      }
    show({
      ...{ goal: 2, name: 'life of a device case', failed: wrong.length },
      runs: `K = ${calls.length} calls × ${faults.length} faults`,
      figure: `${wrong.length} wrong`,
    });
    expect(complaintsOf(healthy.world)).toEqual([]);
    expect(wrong).toEqual([]);
    expect(all.length).toBeGreaterThan(50);
  }, 600_000);
});
