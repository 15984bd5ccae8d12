import { describe, expect, test } from '@jest/globals';
import type { TimerRow } from '../../shared/store/journal.ts';
import { accountIdOf, journalPrefix, timelineOf } from '../../shared/store/keys.ts';
import type { Key, Put, Table, Write } from '../../shared/store/table.ts';
import { complaintsOf } from '../simulation/complaints.ts';
import { twentyPercent } from '../simulation/faults.ts';
import { answerNotifications } from '../simulation/main-way.ts';
import { callAll } from '../simulation/outreach-storm.ts';
import { product } from '../simulation/product.ts';
import type { Wiring, WorldSettings } from '../simulation/world.ts';
import { show } from '../support/shown.ts';
import { endEverything } from './storm/end-everything.ts';
import { aCompany, sayEverything } from './storm/everything.ts';
import { pushesLookUnsent } from './unsent-pushes.ts';

const FACTS = 100;
const SEEDS = [1, 2, 3];

const withTable = (change: (table: Table) => Partial<Table>): Partial<WorldSettings> => ({
  sabotage: ports => ({ ...ports, table: { ...ports.table, ...change(ports.table) } }),
});
type OnFact = NonNullable<Wiring['facts']['accounts']>;
type OnTick = NonNullable<Wiring['ticks']['team-clock']>;
const each = <T>(all: object, change: (one: T) => T) =>
  Object.fromEntries(Object.entries(all).map(([name, one]) => [name, change(one)]));
const withFacts = (change: (answer: OnFact) => OnFact): Partial<WorldSettings> => ({
  wiring: { ...product, facts: each(product.facts, change) },
});
const withTicks = (change: (answer: OnTick) => OnTick): Partial<WorldSettings> => ({
  wiring: { ...product, ticks: each(product.ticks, change) },
});

/** A journal row that a timeline shows, which an index can be asked about. */
const isShown = (write: Write): write is Put =>
  write.do === 'put' && write.row.type === 'journal' && write.row['timeline'] !== undefined;
function unguarded(write: Write): Write {
  if (!isShown(write)) return write;
  const { when, orElse, ...put } = write;
  return put;
}

const isJournalKey = ({ pk, sk }: Key): boolean =>
  accountIdOf(pk) !== undefined && sk.startsWith(journalPrefix);
async function shownIn(table: Table, { pk, sk }: Key) {
  const { rows } = await table.query({ index: 'timeline', pk: timelineOf(accountIdOf(pk) ?? '') });
  return rows.find(row => row.sk === sk);
}

type Bug = { readonly bug: string; readonly plant: Partial<WorldSettings>; readonly says: RegExp };
const bugs: readonly Bug[] = [
  {
    bug: 'a fact is acknowledged before it is committed',
    says: /^lost: /,
    plant: withFacts(answer => async (ports, fact, run) => {
      void answer(ports, fact, run).catch(() => {});
      return { decision: 'done' };
    }),
  },
  {
    bug: 'an error is logged and the message acknowledged',
    says: /^lost: /,
    plant: withFacts(
      answer => (ports, fact, run) => answer(ports, fact, run).catch(() => ({ decision: 'failed' })),
    ),
  },
  {
    bug: 'an index is asked whether the fact was handled',
    says: /^twice: /,
    plant: withTable(table => ({
      get: key => (isJournalKey(key) ? shownIn(table, key) : table.get(key)),
      async commit(set) {
        const entry = set.writes.find(isShown)?.row;
        if (!entry) return table.commit(set);
        if (await shownIn(table, entry))
          return { done: false, refusal: 'already-done', at: 0, row: undefined };
        return table.commit({ ...set, writes: set.writes.map(unguarded) });
      },
    })),
  },
  {
    bug: 'the epoch of a tick is not compared',
    // What was moved to a later instant is too early for an old tick, again and again.
    says: / messages dead$/,
    plant: withTicks(answer => async (ports, tick, run) => {
      const row = (await ports.table.get({ pk: tick.pk, sk: tick.sk })) as TimerRow | undefined;
      return answer(ports, { ...tick, epoch: row?.epoch ?? tick.epoch }, run);
    }),
  },
  {
    bug: 'a push is sent without a look whether it left before',
    says: /^sent again though its answer had come/,
    plant: withTable(pushesLookUnsent),
  },
];

/** Everything that systems say within seconds, under the 20 % mix, until all has come to rest: what is wrong then. */
async function complaintsOfDay(seed: number, plant: Partial<WorldSettings>): Promise<string[]> {
  const world = await aCompany({ seed, facts: FACTS, faults: twentyPercent, ...plant });
  answerNotifications(world);
  await sayEverything(world, { facts: FACTS });
  const rested = await rest(world).then(
    () => [],
    error => [`it never comes to rest: ${error}`],
  );
  return [...rested, ...complaintsOf(world)];
}

async function rest(world: Parameters<typeof endEverything>[0]): Promise<void> {
  await world.settle();
  await callAll(world);
  await endEverything(world);
}

describe('under faults the complaints notice in the product itself', () => {
  test('nothing, where no bug is planted', async () => {
    for (const seed of SEEDS) expect(await complaintsOfDay(seed, {})).toEqual([]);
  }, 120_000);

  test.each(bugs)(
    'that $bug',
    async ({ bug, plant, says }) => {
      let found: string[] = [];
      for (const seed of SEEDS) {
        found = (await complaintsOfDay(seed, plant)).filter(one => says.test(one));
        if (found.length > 0) break;
      }
      show({
        ...{
          goal: 12,
          name: `planted in the product: ${bug}, under faults`,
          failed: found.length > 0 ? 0 : 1,
        },
        runs: `test/proof/planted-under-faults: ${FACTS} facts of systems under faults`,
        figure: `${found.length} said so, such as ${found[0]?.slice(0, 80)}`,
      });
      expect(found).not.toEqual([]);
    },
    120_000,
  );
});
