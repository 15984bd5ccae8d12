import fc from 'fast-check';
import { stopEscalation } from '../../functions/notifications/stop-escalation.ts';
import { takeOn } from '../../functions/notifications/take-on-escalation.ts';
import { MINUTE, SECOND } from '../../shared/kernel/instant.ts';
import { chainWrites, readChainPlace } from '../../shared/store/chain-store.ts';
import type { MemoryTable } from '../../tools/memory/memory-table.ts';
import { aChain, endedEscalation, notify } from '../support/escalation.ts';
import { putAway, putBack } from '../support/escalation-snooze.ts';
import { factOf } from '../support/notifications.ts';
import {
  ahead,
  believed,
  careless,
  following,
  hasty,
  lagging,
  patient,
  rewritten,
  silent,
  sluggish,
  unarmed,
  uncounted,
  unheard,
  unrecorded,
  unreminded,
} from './escalation-bugs.ts';
import { escalationAlways, escalationAtRest } from './escalation-rules.ts';
import { type EscalationWorld, ears, escalationWorld, PEOPLE } from './escalation-world.ts';
import { comesAgain } from './support/comes-again.ts';
import type { Hands, Model } from './support/model.ts';
import { prove } from './support/prove.ts';
import { arrive, type Coming, comeIn, type Ears, passWithTicks, tickOf } from './support/table-world.ts';
import { faulty } from './support/trouble.ts';

type ByPerson = {
  readonly is: 'acknowledge' | 'snooze' | 'unsnooze';
  readonly who: number;
  readonly minutes: number;
};
type Deed =
  | ByPerson
  | { readonly is: 'ended' | 'edit' }
  /** The next step comes at its instant; somebody may do something between its reading and its commit. */
  | { readonly is: 'step'; readonly met?: ByPerson | undefined }
  | Coming;

const is = <T extends string>(...all: T[]) => fc.constantFrom(...all);
const byPerson: fc.Arbitrary<ByPerson> = fc.record({
  is: is('acknowledge', 'snooze', 'unsnooze'),
  who: fc.nat({ max: PEOPLE.length - 1 }),
  minutes: fc.constantFrom(6, 45, 600),
});
const deeds: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 5, arbitrary: byPerson },
  { weight: 1, arbitrary: fc.record({ is: is('edit', 'edit', 'edit', 'edit', 'edit', 'ended') }) },
  { weight: 2, arbitrary: fc.record({ is: is('step'), met: fc.option(byPerson, { nil: undefined }) }) },
  { weight: 6, arbitrary: fc.record({ is: is('fact'), n: fc.nat({ max: 5 }), again: fc.boolean() }) },
  { weight: 6, arbitrary: fc.record({ is: is('tick'), n: fc.nat({ max: 20 }), old: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ is: is('outage'), seconds: fc.nat({ max: 9_000 }) }) },
);

async function perform(world: EscalationWorld, deed: Deed, hands: Hands): Promise<void> {
  const ports = { ...world.ports, table: hands.table };
  const mine = { ports, notificationOf: world.notificationOf };
  switch (deed.is) {
    case 'ended':
      await stopEscalation(ports, endedEscalation(hands.key) as Parameters<typeof stopEscalation>[1]);
      return;
    case 'step': {
      const timer = world.race.timer('escalation.step');
      if (!timer) return;
      world.clock.set(timer.dueAt);
      const { met } = deed;
      const cut = met && (() => perform(world, met, { ...hands, table: world.table }));
      const { table } = faulty(hands.table, { at: 0, is: 'cut', cut });
      await earsOf(world).tick({ ...ports, table }, tickOf(timer));
      return;
    }
    case 'edit': {
      const { read } = await readChainPlace(ports.table, 'breach');
      const edited = {
        ...aChain(notify('lead')),
        ...{ ackMinutes: 5, id: 'breach', changedAt: world.clock.now() },
      };
      await ports.table.commit({ commitId: hands.key, writes: chainWrites(edited, read) });
      return;
    }
    case 'acknowledge': {
      const by = PEOPLE[deed.who] ?? '';
      const cause = () =>
        factOf({ name: 'notification.acknowledge-ordered', version: 1, data: {} } as never, {
          id: hands.key,
        });
      const command = { do: 'acknowledge', by } as const;
      const notificationId = world.notificationOf(by);
      if (notificationId !== 'none')
        await takeOn(ports, 'esc_1', { notificationId, command, at: world.clock.now(), cause });
      return;
    }
    case 'snooze':
    case 'unsnooze': {
      const by = PEOPLE[deed.who] ?? '';
      if (world.notificationOf(by) === 'none') return;
      if (deed.is === 'unsnooze') await putBack(mine, by);
      else await putAway(mine, by, world.clock.now() + deed.minutes * MINUTE);
      return;
    }
    default:
      return arrive(world, deed, { ...earsOf(world), hands });
  }
}

/** Ticks and facts with everything that a handler of notifications needs. */
const earsOf = (world: EscalationWorld): Ears => ({
  hear: (ports, fact) => ears.hear({ ...world.ports, ...ports }, fact),
  tick: (ports, tick) => world.tick({ ...world.ports, ...ports }, tick),
});

type Broken = {
  readonly sabotage?: (table: MemoryTable) => MemoryTable;
  readonly tick?: typeof ears.tick;
};
const escalationModel = ({ sabotage, tick }: Broken = {}): Model<EscalationWorld, Deed> => ({
  name: 'escalation',
  setup: () => ({ ...escalationWorld(sabotage), ...(tick ? { tick } : {}) }),
  deeds,
  perform,
  pass: (world, ms, table) => passWithTicks(world, ms, { ...earsOf(world), table }),
  steps: fc.oneof(
    fc.integer({ min: 0, max: 900 }).map(n => n * SECOND),
    fc.integer({ min: 1, max: 300 }).map(n => n * MINUTE),
  ),
  always: escalationAlways,
  atRest: escalationAtRest,
  settle: world => comeIn(world, earsOf(world)),
  mayFail: comesAgain,
});

const planted = (bug: string, breaks: RegExp, broken: Broken) => ({
  ...{ bug, breaks, model: escalationModel(broken) },
});

prove({
  model: escalationModel(),
  runs: 40,
  planted: [
    {
      ...planted('an escalation that is moved without a look at its version', /escalation [1-7]/, {
        sabotage: careless,
      }),
      among: 'actors',
    },
    planted('rounds that nobody counts', /escalation 1: levels only rise/, { sabotage: uncounted }),
    planted('a level that is not left behind', /escalation 2: each level comes/, { sabotage: lagging }),
    planted('a next step that nothing brings', /escalation 3: never stuck/, { sabotage: unarmed }),
    planted('somebody who is never asked whether they are still at it', /escalation 3: never stuck/, {
      sabotage: unreminded,
    }),
    planted('a chain that ends in vain and rings nobody', /escalation 3: never stuck/, { sabotage: silent }),
    planted('people who are told before it is moved', /escalation 4: acknowledged before/, {
      sabotage: hasty,
    }),
    {
      ...planted(
        'people who are told before it is moved among several',
        /escalation 4: acknowledged before/,
        {
          sabotage: hasty,
        },
      ),
      among: 'actors',
    },
    planted('somebody who takes it on and tells nobody', /escalation 4: whatever else/, {
      sabotage: unheard,
    }),
    planted('a step by a clock that is ahead', /escalation 5: no step/, { tick: ahead }),
    planted('a step that comes minutes late', /escalation 5: a step is done/, { tick: sluggish }),
    {
      ...planted('a step that comes minutes late among several', /escalation 5: a step is done/, {
        tick: sluggish,
      }),
      among: 'actors',
    },
    planted('a chain that is kept as it was edited', /escalation 6: an edit/, { sabotage: rewritten }),
    planted('a step that follows the edited chain', /escalation 6: whom it tells/, { sabotage: following }),
    planted('a level with nobody that is waited for', /escalation 7: an absent target/, {
      sabotage: patient,
    }),
    planted('whoever left and is believed to be there', /escalation 7: whoever is not there/, {
      sabotage: believed,
    }),
    planted('a level with nobody that leaves no word', /escalation 7: whoever is not there/, {
      sabotage: unrecorded,
    }),
  ],
});
