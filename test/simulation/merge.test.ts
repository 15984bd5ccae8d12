import { describe, expect, test } from '@jest/globals';
import { mergeAccounts } from '../../functions/accounts/merge-accounts.ts';
import { cancelled, signedUp } from '../../shared/events/account-events.ts';
import { DAY, formatInstant, MINUTE, SECOND } from '../../shared/kernel/instant.ts';
import { agentKey, bookKey, ownershipKey } from '../../shared/store/keys.ts';
import { anAgent, seedTeam } from '../support/team.ts';
import { twentyPercent } from './faults.ts';
import { judge } from './oracle.ts';
import { product } from './product.ts';
import { START, simulate, type World } from './world.ts';

const seeding = (world: World) => {
  let n = 0;
  return { table: world.table, clock: world.clock, ids: { random: (prefix: string) => `${prefix}_s${n++}` } };
};

async function merge(world: World, accountId: string, into: string): Promise<void> {
  const given = { accountId, into, why: 'duplicate', principal: 'lena', roles: ['lead'] };
  const done = await world.act('lead', ports => mergeAccounts(ports, given));
  const merged = done.ended === 'well' && (done.value.ok || done.value.refusal === 'already-merged');
  if (!merged) world.clock.after(5 * SECOND, () => void merge(world, accountId, into));
}
const ownedBy = (world: World) =>
  [...world.table.rows()].filter(row => row.type === 'ownership' && row.state === 'owned').length;

describe('merged accounts', () => {
  test.each([31, 32, 33])(
    'give their places back although facts about them come before, with and after the merge, seed %i',
    async seed => {
      const world = simulate({ seed, wiring: product, faults: twentyPercent });
      await seedTeam(seeding(world), [anAgent('anna', { capacity: 1_000 })]);
      const about = (n: number) => ({ accountId: `dup-${n}` });
      for (let n = 0; n < 60; n++) {
        world.fact(signedUp.of({ product: 'repricer', language: 'de' }), about(n));
        world.fact(signedUp.of({ product: 'repricer', language: 'de' }), { accountId: `acme-${n}` });
      }
      await world.run({ until: START + 2 * MINUTE });
      for (let n = 0; n < 60; n++) {
        const effectiveAt = formatInstant(START + 30 * DAY);
        world.fact(cancelled.of({ product: 'repricer', effectiveAt }), about(n));
        world.clock.after(world.random.int(0, 2 * SECOND), () => void merge(world, `dup-${n}`, `acme-${n}`));
      }
      await world.run({ until: START + 30 * MINUTE });
      await world.settle();
      const states = Array.from({ length: 60 }, (_, n) => world.table.peek(ownershipKey(`dup-${n}`))?.state);
      expect(judge(world)).toMatchObject({ lost: [], doubled: [] });
      expect(states.filter(state => state !== 'released')).toEqual([]);
      expect(world.table.peek(bookKey('anna'))?.open).toBe(60);
      expect(ownedBy(world)).toBe(60);
    },
  );

  test('leave no timer behind when they were waiting for an owner', async () => {
    const world = simulate({ seed: 34, wiring: product });
    await seedTeam(seeding(world), [anAgent('anna', { active: false })]);
    world.fact(signedUp.of({ product: 'repricer', language: 'de' }), { accountId: 'dup' });
    world.fact(signedUp.of({ product: 'repricer', language: 'de' }), { accountId: 'acme' });
    await world.settle();
    expect(world.awake()).toHaveLength(2);
    void merge(world, 'dup', 'acme');
    await world.run({ until: START + 20 * MINUTE });
    const waiting = world.awake().filter(row => row.kind !== 'outreach.round');
    expect(waiting.map(row => row.pk)).toEqual(['account#acme']);
    expect(world.table.peek(agentKey('anna'))).toBeDefined();
  });
});
