import fc from 'fast-check';
import { stopEscalation } from '../../functions/notifications/stop-escalation.ts';
import { takeOn } from '../../functions/notifications/take-on-escalation.ts';
import { MINUTE, SECOND } from '../../shared/kernel/instant.ts';
import { chainWrites, readChainPlace } from '../../shared/store/chain-store.ts';
import { escalationPk } from '../../shared/store/keys.ts';
import type { MemoryTable } from '../../tools/memory/memory-table.ts';
import { aChain, endedEscalation, notify } from '../support/escalation.ts';
import { rulesBroken } from '../support/escalation-race.ts';
import { putAway, putBack } from '../support/escalation-snooze.ts';
import { factOf, START } from '../support/notifications.ts';
import { type EscalationWorld, ears, escalationWorld, PEOPLE } from './escalation-world.ts';
import { comesAgain } from './support/comes-again.ts';
import type { Hands, Model, Rules } from './support/model.ts';
import { prove } from './support/prove.ts';
import { arrive, type Coming, comeIn, type Ears, passWithTicks } from './support/table-world.ts';

type Deed =
  | { readonly is: 'acknowledge' | 'snooze' | 'unsnooze'; readonly who: number; readonly minutes: number }
  | { readonly is: 'ended' | 'edit' }
  | Coming;

const is = <T extends string>(...all: T[]) => fc.constantFrom(...all);
const deeds: fc.Arbitrary<Deed> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      is: is('acknowledge', 'snooze', 'unsnooze'),
      who: fc.nat({ max: PEOPLE.length - 1 }),
      minutes: fc.constantFrom(6, 45, 600),
    }),
  },
  { weight: 1, arbitrary: fc.record({ is: is('edit', 'edit', 'edit', 'edit', 'edit', 'ended') }) },
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
    case 'edit': {
      const { read } = await readChainPlace(ports.table, 'breach');
      const edited = { ...aChain(notify('lead')), id: 'breach', changedAt: world.clock.now() };
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

/** The invariants, each with the rules of a race that make it. */
const RULES: readonly (readonly [string, readonly string[]])[] = [
  ['1, 2: levels only rise, each once a round', ['levels only rise, each at most once per round']],
  ['3: never stuck', ['it goes on, waits for somebody, or has rung']],
  [
    '4: acknowledged before due, the step is not done',
    [
      'nobody is told while somebody has it, or once it is solved',
      'one person has it at a time',
      'what is solved stays so',
    ],
  ],
  ['5: no step before it is due', ['no step comes before it is due']],
  ['6: an edit does not touch what runs', ['the chain is the one it started with']],
  ['7: an absent target is passed at once', ['where nobody is, the next one comes at once']],
];
const rule = (names: readonly string[]) => (world: EscalationWorld) =>
  rulesBroken(world.race).find(broken => names.includes(broken));

const always: Rules<EscalationWorld> = {
  ...Object.fromEntries(RULES.map(([name, names]) => [name, rule(names)])),
  '5: a step is done within 120 s of its instant': ({ race, outages }) => {
    const late = race.history.flatMap(({ before: { nextAt: due }, at, told }, n) => {
      if (told === 0 || due === undefined) return [];
      // It cannot be done before it was decided that it is to come, nor while nothing rings or something else rings again.
      const decidedAt = race.history[n - 1]?.at ?? START;
      const endings = outages.flatMap(({ to, but }) =>
        but !== escalationPk('esc_1') && to >= due && to <= at ? to : [],
      );
      return at - Math.max(due, decidedAt, ...endings);
    });
    const most = Math.max(0, ...late);
    return most > 120 * SECOND ? `${most} ms late` : undefined;
  },
};
const atRest: Rules<EscalationWorld> = {
  '4: whatever else was told of it is done': world => rulesBroken(world.race)[0],
};

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
  always,
  atRest,
  settle: world => comeIn(world, earsOf(world)),
  mayFail: comesAgain,
});

/** Whoever comes last wins the escalation. */
const careless = (table: MemoryTable): MemoryTable => ({
  ...table,
  commit: set =>
    table.commit({
      ...set,
      writes: set.writes.flatMap(write => {
        if (write.do === 'put' && write.row['type'] === 'escalation') return { do: 'put', row: write.row };
        return write;
      }),
    }),
});

/** A step that waits for the sweep's third round. */
const sluggish: typeof ears.tick = async (ports, tick) =>
  tick.kind === 'escalation.step' && ports.clock.now() < tick.dueAt + 3 * MINUTE
    ? undefined
    : ears.tick(ports, tick);

prove({
  model: escalationModel(),
  runs: 40,
  planted: [
    {
      bug: 'an escalation that is moved without a look at its version',
      breaks: /escalation [1-7]/,
      model: escalationModel({ sabotage: careless }),
      among: 'actors',
    },
    {
      bug: 'a step that comes minutes late',
      breaks: /escalation 5: a step is done/,
      model: escalationModel({ tick: sluggish }),
    },
    {
      bug: 'a step that comes minutes late among several',
      breaks: /escalation 5: a step is done/,
      model: escalationModel({ tick: sluggish }),
      among: 'actors',
    },
  ],
});
