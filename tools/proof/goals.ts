/** What is promised, by the number that a test shows its figure under. */
export const goals: Readonly<Record<number, string>> = {
  1: 'No loss, no double effect: facts in any number while every fifth delivery goes wrong',
  2: 'Kill points: every outside call on every way of every route, message and timer fails, loses its answer, or is the last',
  3: 'The same on the local engine with real calls, failures injected on the way, processes killed',
  4: 'Order: any order and repetition of the history of an account, an outreach or a device case ends the same',
  5: 'Timers: each acts once, none early, none missed',
  6: 'Booking: no slot twice, no confirmed booking lost',
  7: 'Never silent: each intent has one recorded outcome; what is stuck is found and repaired within ten minutes',
  8: 'Visible repeats: none, where the mail service reports within ten minutes what it took',
  9: 'Recovery: after an outage everything accepted is done, within a quarter of an hour',
  10: 'Watchers: each alarm whose subject can be switched off goes off within ten minutes; each alarm when its figure is what an operator calls trouble',
  11: 'Upgrade: what earlier releases wrote is read and goes on, also while they still run; a restored table arms every timer again',
  12: 'Strength of the tests: planted bugs are caught, mutants die, models hold',
};

export type Size = 'quick' | 'usual' | 'full';
/** Tests that show something, and how much of it at which size. */
export type Part = {
  readonly name: string;
  readonly tests: readonly string[];
  readonly env: Readonly<Record<Size, Readonly<Record<string, number>>>>;
  /** Test files that it leaves out, as a pattern. */
  readonly leaves?: string;
  /** Not a part of the quick proof, which is a part of all tests anyway. */
  readonly notQuick?: true;
  /** Its tests share an engine and its ports. */
  readonly oneByOne?: true;
};

/** Long ones that the quick proof leaves to the daily tests, which have them anyway. */
export const leftToDaily =
  'proof/(upgrade-tales|upgrade\\.test|outages-(of-channels|surge)|kill-points-upkeep|planted-in-product)|simulation/(device-timers|storm)';

export const parts: readonly Part[] = [
  {
    name: 'storms',
    tests: ['proof/storm'],
    env: {
      quick: { STORM_SEEDS: 2, STORM_FACTS: 300 },
      usual: { STORM_SEEDS: 2, STORM_FACTS: 3_000 },
      full: { STORM_SEEDS: 100, STORM_FACTS: 1_000, GREAT_STORMS: 2, GREAT_FACTS: 10_000 },
    },
  },
  {
    name: 'outages',
    tests: ['proof/outages'],
    env: { quick: { OUTAGE_FACTS: 120 }, usual: { OUTAGE_FACTS: 600 }, full: { OUTAGE_FACTS: 3_000 } },
  },
  {
    name: 'the main way, order, timers',
    tests: [
      'simulation/(main-way|storm|order-free|outreach-order|device-(order|timers)|timers|upkeep|intents|booking)',
    ],
    env: {
      quick: { SIM_SEEDS: 2, SIM_ORDERS: 40, SIM_INTENTS: 600, SIM_BOOKINGS: 3_000 },
      usual: { SIM_SEEDS: 12, SIM_ORDERS: 1_000, SIM_INTENTS: 10_000 },
      full: { SIM_SEEDS: 100, SIM_ORDERS: 10_000, SIM_INTENTS: 10_000 },
    },
  },
  {
    name: 'kill points and planted bugs',
    tests: ['proof/(kill-points|planted|upgrade)', 'simulation/(kill-points|planted-bugs)'],
    env: {
      quick: { KILL_EVERY: 10, UPGRADE_SEEDS: 1 },
      usual: { UPGRADE_SEEDS: 2 },
      full: { UPGRADE_SEEDS: 20 },
    },
  },
  {
    name: 'models of calls and people',
    tests: ['models/(slots|person)'],
    env: { quick: {}, usual: { MODEL_RUNS: 300 }, full: { MODEL_RUNS: 10_000 } },
  },
  {
    name: 'models of devices',
    tests: ['models/(sla|depot)'],
    env: { quick: {}, usual: { MODEL_RUNS: 300 }, full: { MODEL_RUNS: 10_000 } },
  },
  {
    name: 'models of the team',
    tests: ['models/(assignment|escalation|notification|outreach)'],
    env: { quick: {}, usual: { MODEL_RUNS: 300 }, full: { MODEL_RUNS: 10_000 } },
  },
  {
    name: 'auditor and watchers',
    tests: ['(simulation|proof)/(auditor|watchers)'],
    env: { quick: { WATCH_EVERY: 6 }, usual: { SIM_SEEDS: 10 }, full: { SIM_SEEDS: 25 } },
  },
  {
    name: 'local engine',
    tests: ['integration/(faulty-engine|booking)'],
    env: { quick: {}, usual: { ENGINE_FACTS: 200 }, full: { ENGINE_FACTS: 2_000 } },
    notQuick: true,
    oneByOne: true,
  },
];
