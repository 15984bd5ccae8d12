import { describe, expect, test } from '@jest/globals';
import { HOUR, MINUTE } from '../../shared/kernel/instant.ts';
import { noFaults, twentyPercent } from './faults.ts';
import { clean, judge } from './oracle.ts';
import { sendBurst } from './scenario.ts';
import { toy, toyFact, toySums } from './toy.ts';
import { START, simulate } from './world.ts';

describe('the engine', () => {
  test('passes every fact on exactly once when nothing goes wrong', async () => {
    const world = simulate({ seed: 1, wiring: toy });
    await sendBurst(world, { facts: 200, accounts: 20, fact: toyFact });
    await world.settle();
    expect(judge(world)).toMatchObject({ injected: 200, facts: 600, effects: 600, ...clean });
    expect(toySums(world.table.rows())).toMatchObject({ counted: 200, tasks: 200, notes: 200 });
  });

  test('repeats a whole history from its seed', async () => {
    const history = async () => {
      const world = simulate({ seed: 7, wiring: toy, faults: twentyPercent });
      await sendBurst(world, { facts: 100, accounts: 10, fact: toyFact });
      await world.settle();
      return JSON.stringify([[...world.table.rows()], world.faults.injected, world.clock.now()]);
    };
    expect(await history()).toBe(await history());
  });

  test('does each state effect once although every fifth delivery goes wrong', async () => {
    const world = simulate({ seed: 11, wiring: toy, faults: twentyPercent });
    await sendBurst(world, { facts: 500, accounts: 50, fact: toyFact });
    await world.settle();
    await world.run({ until: world.clock.now() + 10 * MINUTE });
    await world.settle();
    expect(judge(world)).toMatchObject({ injected: 500, effects: 1500, ...clean });
    expect(toySums(world.table.rows())).toEqual({
      counted: 500,
      tasks: 500,
      notes: 500,
      fired: 500,
      mostFired: 1,
    });
    for (const fault of ['crash', 'lost-answer', 'refused', 'duplicate', 'late', 'refused-entry', 'poison'])
      expect(world.faults.injected[fault]).toBeGreaterThan(5);
  });

  test('quarantines what nobody can read and delivers the rest', async () => {
    const world = simulate({ seed: 5, wiring: toy, faults: { ...noFaults, poison: 0.2 } });
    await sendBurst(world, { facts: 100, accounts: 10, fact: toyFact });
    await world.settle();
    expect(world.quarantined).toHaveLength(world.faults.injected.poison ?? 0);
    expect(judge(world)).toMatchObject({ effects: 300, ...clean });
  });

  test('sets a fact that always fails aside, and takes it in after a redrive', async () => {
    let broken = true;
    const countFact = toy.facts.accounts;
    const world = simulate({
      seed: 6,
      wiring: {
        ...toy,
        facts: {
          ...toy.facts,
          accounts: async (ports, fact, run) => {
            if (broken && fact.accountId === 'account-3') throw new Error('always');
            return (await countFact?.(ports, fact, run)) ?? { decision: 'none' };
          },
        },
      },
    });
    await sendBurst(world, { facts: 100, accounts: 10, fact: toyFact });
    await world.settle();
    expect(world.queues.accounts?.dlq).toHaveLength(10);
    expect(judge(world).effects).toBe(270);
    broken = false;
    world.queues.accounts?.redrive();
    await world.settle();
    expect(judge(world)).toMatchObject({ effects: 300, ...clean });
  });

  test('loses nothing while relay and sweep are off for thirty hours', async () => {
    const world = simulate({ seed: 9, wiring: toy, faults: twentyPercent });
    world.stream.pause(true);
    world.off.sweep = true;
    await sendBurst(world, { facts: 200, accounts: 20, fact: toyFact });
    await world.run({ until: START + 30 * HOUR });
    expect(judge(world).effects).toBe(200);
    expect(world.awake()).toHaveLength(200);
    world.stream.pause(false);
    world.off.sweep = false;
    const back = world.clock.now();
    await world.settle();
    await world.run({ until: world.clock.now() + 10 * MINUTE });
    await world.settle();
    expect(world.stream.lost.trimmed).toBeGreaterThan(0);
    expect(judge(world)).toMatchObject({ effects: 600, ...clean });
    expect(toySums(world.table.rows())).toMatchObject({ fired: 200, mostFired: 1 });
    expect(world.clock.now() - back).toBeLessThan(HOUR);
  });
});
