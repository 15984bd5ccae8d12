import { describe, expect, test } from '@jest/globals';
import { importAccounts } from '../../functions/accounts/import-accounts.ts';
import { registrationCompleted, signedUp, trialStarted } from '../../shared/events/account-events.ts';
import type { Fact } from '../../shared/events/envelope.ts';
import { SECOND } from '../../shared/kernel/instant.ts';
import { followsOf } from '../../shared/store/journal.ts';
import { anAgent, seedTeam } from '../support/team.ts';
import { product } from './product.ts';
import { simulate, type Wiring, type World } from './world.ts';

const EQUALS = ['anna', 'bea', 'cleo', 'dora', 'elsa'];
const rowsOf = (world: World, type: string) => [...world.table.rows()].filter(row => row['type'] === type);
const wanted = (world: World) =>
  rowsOf(world, 'journal')
    .flatMap(followsOf)
    .filter(fact => fact.name === 'notification.wanted');

/** The product, with a count of how many facts the team had in hand at once. */
function watched(): { wiring: Wiring; most: () => number } {
  let inHand = 0;
  let most = 0;
  const { team } = product.facts;
  const watchedTeam: typeof team = async (ports, fact, run) => {
    inHand += 1;
    most = Math.max(most, inHand);
    try {
      return (await team?.(ports, fact, run)) ?? { decision: 'not-wired' };
    } finally {
      inHand -= 1;
    }
  };
  return { wiring: { ...product, facts: { ...product.facts, team: watchedTeam } }, most: () => most };
}

async function aTeamOfEquals(wiring: Wiring, seed: number): Promise<World> {
  const world = simulate({ seed, wiring });
  const agents = EQUALS.map(id => anAgent(id, { capacity: 10_000 }));
  await seedTeam(
    { table: world.table, clock: world.clock, ids: { random: prefix => `${prefix}_seed` } },
    agents,
  );
  return world;
}

/** Sends sign-ups and what follows from them in any order, three in ten of them twice. */
async function sendMixedUp(world: World, accounts: number): Promise<Fact[]> {
  const began = world.clock.now();
  const planned = Array.from({ length: accounts }, (_, n) => `acc-${n}`).flatMap(accountId => [
    { accountId, follow: signedUp.of({ product: 'repricer', language: 'de' }), occurredAt: began },
    { accountId, follow: registrationCompleted.of({ product: 'repricer' }), occurredAt: began + SECOND },
    {
      accountId,
      follow: trialStarted.of({ product: 'repricer', endsAt: '2026-12-07T09:00:00Z' }),
      occurredAt: began + 2 * SECOND,
    },
  ]);
  const sent: Fact[] = [];
  for (const { accountId, follow, occurredAt } of planned)
    world.clock.at(began + world.random.int(0, 120 * SECOND), () => {
      const fact = world.fact(follow, { accountId, occurredAt });
      sent.push(fact);
      if (world.random.int(0, 9) < 3)
        world.clock.after(world.random.int(1, 60 * SECOND), () =>
          world.produce({ ...fact, recordedAt: world.clock.now() }),
        );
    });
  await world.run({ until: began + 180 * SECOND });
  await world.settle();
  return sent;
}

describe('a thousand sign-ups with repeats and shuffled follow-ups', () => {
  test('make a thousand accounts with one owner each, tell of each change once and fill equal books equally', async () => {
    const { wiring, most } = watched();
    const world = await aTeamOfEquals(wiring, 11);
    await sendMixedUp(world, 1_000);
    expect(rowsOf(world, 'account')).toHaveLength(1_000);
    expect(rowsOf(world, 'account').filter(row => row['owner'] === undefined)).toEqual([]);
    expect(rowsOf(world, 'ownership').filter(row => row['state'] === 'owned')).toHaveLength(1_000);
    // The welcome calls that are due by then are told of too.
    const changes = wanted(world).filter(fact => fact.data['subjectKind'] !== 'call');
    const tellings = changes.map(fact => `${fact.accountId} ${fact.data['kind']}`);
    expect(tellings).toHaveLength(3_000);
    expect(new Set(tellings).size).toBe(3_000);
    const told = rowsOf(world, 'notification').map(
      row => `${row['accountId']} ${row['kind']} ${row['recipientId']}`,
    );
    expect(new Set(told).size).toBe(told.length);
    const books = [...world.table.rows()]
      .filter(row => row.sk.startsWith('book'))
      .map(row => Number(row['open']));
    expect(books.reduce((sum, book) => sum + book, 0)).toBe(1_000);
    const spread = Math.max(...books) - Math.min(...books);
    console.log(`books ${books.join(', ')}; spread ${spread}, at most ${most()} facts in hand at once`);
    expect(spread).toBeLessThanOrEqual(1 + most());
  });
});

describe('an import of five thousand accounts', () => {
  test('gives each an owner and pushes nothing to anybody', async () => {
    const world = await aTeamOfEquals(product, 12);
    const rows = Array.from({ length: 5_000 }, (_, n) => ({
      accountId: `old-${n}`,
      name: `Old ${n} GmbH`,
      language: 'de',
      product: 'repricer',
      status: 'active',
      since: '2024-05-01T00:00:00Z',
    }));
    for (let at = 0; at < rows.length; at += 200) {
      const text = JSON.stringify(rows.slice(at, at + 200));
      const given = {
        importId: 'i',
        contentType: 'application/json',
        text,
        firstLine: at + 1,
        principal: 'key',
      };
      const done = world.act('import', ports => importAccounts(ports, given));
      await world.settle();
      expect(await done).toMatchObject({ ended: 'well', value: { value: { imported: 200, rejected: 0 } } });
    }
    expect(rowsOf(world, 'account').filter(row => row['owner'] !== undefined)).toHaveLength(5_000);
    expect(wanted(world)).toEqual([]);
    expect(rowsOf(world, 'notification')).toEqual([]);
    expect(rowsOf(world, 'task')).toEqual([]);
  });
});
