import { describe, expect, test } from '@jest/globals';
import { MINUTE } from '../../shared/kernel/instant.ts';
import { faultsOfBooks, sendCustomers } from './customers.ts';
import { twentyPercent } from './faults.ts';
import { clean, judge } from './oracle.ts';
import { agentIds, product, seedCompany, wired } from './product.ts';
import { simulate } from './world.ts';

const FACTS = 1000;
const SEEDS = Number(process.env.SIM_SEEDS ?? 20);

describe('the main way under faults', () => {
  const figures: Record<string, number> = {};
  const add = (more: Record<string, number>) => {
    for (const [name, n] of Object.entries(more)) figures[name] = (figures[name] ?? 0) + n;
  };

  test.each(Array.from({ length: SEEDS }, (_, n) => n + 1))(
    'loses and doubles nothing of 1,000 facts with every fifth delivery going wrong, seed %i',
    async seed => {
      const world = simulate({ seed, wiring: product, faults: twentyPercent });
      await seedCompany(world.table);
      await sendCustomers(world, { facts: FACTS });
      await world.settle();
      await world.run({ until: world.clock.now() + 20 * MINUTE });
      await world.settle();
      const verdict = judge(world, wired);
      add({ facts: verdict.facts, effects: verdict.effects, ...world.faults.injected });
      expect(verdict).toMatchObject({ injected: FACTS, ...clean });
      expect(faultsOfBooks(world, agentIds)).toEqual([]);
    },
    60_000,
  );

  test('and the faults were really there', () => {
    const { facts = 0, effects = 0, ...injected } = figures;
    const faults = Object.values(injected).reduce((sum, n) => sum + n, 0);
    console.info(`${SEEDS} seeds × ${FACTS} facts: ${facts} facts, ${effects} effects, ${faults} faults`, injected);
    expect(faults).toBeGreaterThan(SEEDS * FACTS * 0.2);
  });
});
