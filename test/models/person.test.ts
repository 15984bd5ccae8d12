import fc from 'fast-check';
import type { Call } from '../../shared/domain/calls/call.ts';
import { HOUR, MINUTE, SECOND } from '../../shared/kernel/instant.ts';
import { isTombstone } from '../../shared/store/person-store.ts';
import type { Row } from '../../shared/store/table.ts';
import type { MemoryTable } from '../../tools/memory/memory-table.ts';
import { type Deed, deeds, perform } from './person-deeds.ts';
import { callsOf, ears, forgetUnheard, marksIn, type PersonWorld, personWorld } from './person-world.ts';
import { comesAgain } from './support/comes-again.ts';
import type { Model, Rules } from './support/model.ts';
import { prove } from './support/prove.ts';
import { comeIn, passWithTicks } from './support/table-world.ts';

const upTo = (max: number) => fc.nat({ max });
const find = <T>(list: readonly T[], wrong: (one: T) => boolean): string | undefined => {
  const one = list.find(wrong);
  return one === undefined ? undefined : JSON.stringify(one);
};
const stonesOf = (world: PersonWorld) => world.rowsOf('contact').filter(isTombstone);
const isTheirs = (stones: readonly Row[], { accountId, contactId }: Call): boolean =>
  stones.some(({ pk, sk }) => pk === `account#${accountId}` && sk === `contact#${contactId}`);

const always: Rules<PersonWorld> = {
  '2: an erasure that goes on has its next step': world =>
    find(
      stonesOf(world).filter(stone => stone['lookAt'] !== undefined),
      ({ pk, sk }) => !world.table.peek({ pk, sk: `timer#person.erase#${sk.slice('contact#'.length)}` }),
    ),
};
const atRest: Rules<PersonWorld> = {
  '1: nothing stands anywhere of whoever was erased': world =>
    find([...world.table.rows()], row => marksIn(row).some(mark => world.erased.has(mark))),
  '2: every erasure comes to its end': world => find(stonesOf(world), stone => stone['lookAt'] !== undefined),
  '3: no call with them is open, and no timer of one stands': world => {
    const stones = stonesOf(world);
    return find(
      callsOf(world).filter(call => isTheirs(stones, call)),
      ({ id, state, erased }) =>
        state === 'ended'
          ? world.table.peek({ pk: `call#${id}`, sk: 'timer#call.due#-' }) !== undefined
          : state !== 'running' || erased !== true,
    );
  },
};

const personModel = (sabotage?: (table: MemoryTable) => MemoryTable): Model<PersonWorld, Deed> => ({
  name: 'person',
  setup: which => personWorld(which, sabotage),
  deeds,
  perform,
  pass: (world, ms, table) => passWithTicks(world, ms, { ...ears, table }),
  // A call that somebody waits for is looked at every few minutes: days of it would say nothing new.
  steps: fc.oneof(upTo(2 * SECOND), upTo(30 * MINUTE), upTo(12 * HOUR)),
  always,
  atRest,
  settle: async world => {
    forgetUnheard(world);
    await comeIn(world, ears);
    // The last look comes when nothing happens any more.
    await passWithTicks(world, 3 * HOUR, { ...ears, table: world.table });
    forgetUnheard(world);
    await comeIn(world, ears);
  },
  mayFail: comesAgain,
});

type Writes = Parameters<MemoryTable['commit']>[0]['writes'];
const changing =
  (change: (writes: Writes) => Writes) =>
  (table: MemoryTable): MemoryTable => ({
    ...table,
    commit: set => table.commit({ ...set, writes: change(set.writes) }),
  });

/** Whoever writes a contact does not see that they were erased, and does not ask. */
const blind = (table: MemoryTable): MemoryTable =>
  changing(writes =>
    writes.map(write =>
      write.do === 'put' && write.row['type'] === 'contact' && write.row['contact']
        ? { do: 'put', row: write.row }
        : write,
    ),
  )({
    ...table,
    get: async key => {
      const row = await table.get(key);
      return row && isTombstone(row) && row['lookAt'] === undefined ? undefined : row;
    },
  });

/** The words of customers about calls are forgotten. */
const forgetful = changing(writes => {
  const left = writes.filter(write => !(write.do === 'change' && write.key.sk === 'feedback'));
  return left.length > 0 ? left : [{ do: 'put', row: { pk: 'nothing', sk: '-' } }];
});

/** The count of what was said goes with the words. */
const thorough = changing(writes =>
  writes.map(write =>
    write.do === 'change' && write.key.sk === 'feedback' ? { ...write, remove: ['text', 'list'] } : write,
  ),
);

prove({
  model: personModel(),
  runs: 40,
  planted: [
    {
      bug: 'a contact that is written whoever was erased',
      breaks: /person [14]:/,
      model: personModel(blind),
    },
    {
      bug: 'an erasure that forgets a kind of row',
      breaks: /person [12]:|0:/,
      model: personModel(forgetful),
    },
    { bug: 'an erasure that takes counts along', breaks: /person 5:/, model: personModel(thorough) },
  ],
});
