import { describe, expect, test } from '@jest/globals';
import { refused } from '../../shared/kernel/outcome.ts';
import type { Row, Table, WriteSet } from '../../shared/store/table.ts';
import { functionsOf, keptReleases, shapesOf } from '../contract/releases/release-files.ts';
import * as today from '../simulation/functions.ts';
import type { Functions } from '../simulation/product.ts';
import { show, sizeOf } from '../support/shown.ts';
import { type Course, runSideBySide } from './storm/side-by-side.ts';

const SEEDS = sizeOf('UPGRADE_SEEDS', 2);
const FACTS = sizeOf('UPGRADE_FACTS', 300);
const ERASED = 6;
const WITHIN_MS = Math.max(600_000, SEEDS * FACTS * 200);

const courses: Readonly<Record<string, Course>> = {
  'a deployment': [
    [0, 0],
    [150, 1],
  ],
  'a deployment that is taken back and done again': [
    [0, 0],
    [40, 1],
    [70, 0],
    [110, 0],
    [150, 1],
  ],
};
const QUICK: Course = [
  [0, 0],
  [20, 1],
];
const releases = await Promise.all(
  keptReleases().map(async release => ({ release, earlier: await functionsOf(release) })),
);

describe.each(releases)('functions of $release beside today’s', ({ release, earlier }) => {
  test.each(Object.entries(courses))(
    'lose, double and leave nothing behind: %s',
    async (name, course) => {
      const seeds = Array.from({ length: SEEDS }, (_, n) => n + 1);
      const results: Awaited<ReturnType<typeof runSideBySide>>[] = [];
      for (const seed of seeds)
        results.push(await runSideBySide({ earlier, course, seed, facts: FACTS, erased: ERASED }));
      const sum = (of: (one: (typeof results)[number]) => number) =>
        results.reduce((n, one) => n + of(one), 0);
      const wrong = results.flatMap(({ complaints }, at) =>
        complaints.map(one => `seed ${seeds[at]}: ${one}`),
      );
      show({
        ...{ goal: 11, name: `${release} and today’s beside each other, ${name}`, seeds: `1–${SEEDS}` },
        failed: wrong.length,
        runs: `${SEEDS} × ${FACTS} facts of systems (${sum(one => one.verdict.facts)} with all that followed) while ${sum(one => one.mixed.earlier)} deliveries were answered by ${release} and ${sum(one => one.mixed.today)} by today’s, ${sum(one => one.faults)} faults`,
        figure: `${wrong.length} lost, doubled or left over; ${sum(one => one.aside.length)} times ${release} put aside a fact that it did not know, taken in again by hand`,
      });
      expect(wrong).toEqual([]);
      // What it knows by name it can read, as today's functions write it.
      const known = Object.keys(shapesOf(release));
      expect(results.flatMap(({ aside }) => aside).filter(name => known.includes(name))).toEqual([]);
      // Else they did not meet.
      for (const { mixed } of results) expect(Math.min(mixed.earlier, mixed.today)).toBeGreaterThan(FACTS);
    },
    WITHIN_MS,
  );

  const planted: Readonly<Record<string, Functions>> = {
    'throws away a fact that it does not expect': {
      ...earlier,
      facts: {
        ...earlier.facts,
        accounts: async (ports, fact) =>
          fact.name === 'account.owner-assigned'
            ? { decision: 'not-ours' }
            : earlier.facts.accounts(ports, fact),
      },
    },
    'writes a state that today’s do not know': {
      ...earlier,
      facts: {
        ...earlier.facts,
        team: (ports, fact) =>
          earlier.facts.team({ ...ports, table: writingAs(ports.table, inOtherWords) }, fact),
      },
    },
    'keeps nothing of a row but what it knows': {
      ...earlier,
      facts: {
        ...earlier.facts,
        devices: (ports, fact) =>
          earlier.facts.devices({ ...ports, table: writingAs(ports.table, withoutReservation) }, fact),
      },
    },
  };
  test.each(Object.entries(planted))(
    'and it shows when it %s',
    async (_, wrong) => {
      const { complaints } = await runSideBySide({
        earlier: wrong,
        course: QUICK,
        seed: 1,
        facts: 150,
      }).catch((error: unknown) => ({ complaints: [String(error)] }));
      expect(complaints).not.toEqual([]);
    },
    WITHIN_MS,
  );

  const givesUp = earlier.known.comesAgain === undefined;
  test(
    givesUp
      ? 'and it shows when nobody takes in again what it put aside'
      : 'and it puts nothing aside in twenty minutes',
    async () => {
      const given = {
        earlier,
        course: QUICK,
        seed: 1,
        facts: 150,
        erased: ERASED,
        leaveAside: true,
      } as const;
      const { complaints, aside } = await runSideBySide(given);
      expect(aside.length > 0).toBe(givesUp);
      expect(complaints.length > 0).toBe(givesUp);
      expect(complaints.filter(one => !/^lost: \w+ person\.erased/.test(one))).toEqual([]);
    },
    WITHIN_MS,
  );
});

describe('today’s functions beside those of a release to come, with an event and a timer of which they know nothing', () => {
  const unaware: Functions = {
    ...today,
    known: {
      ...today.known,
      readFactFor: (consumer, input) => {
        const read = today.known.readFactFor(consumer, input);
        return read.ok && read.value.name === 'device.case-opened'
          ? refused('unknown-type', { field: 'type', name: read.value.name })
          : read;
      },
      queueOf: kind => (kind === 'device.due' ? undefined : today.known.queueOf(kind)),
    },
  };
  const run = (earlier: Functions) => runSideBySide({ earlier, course: QUICK, seed: 3, facts: FACTS });

  test(
    'need nobody: what they do not know comes again until it is known',
    async () => {
      const { complaints, aside, mixed } = await run(unaware);
      show({
        ...{ goal: 11, name: 'today’s beside a release to come', seeds: '3', failed: complaints.length },
        runs: `${FACTS} facts of systems, ${mixed.earlier} deliveries answered by functions that know neither an event nor a timer, ${mixed.today} by those that do`,
        figure: `${complaints.length} lost, doubled or left over, ${aside.length} put aside`,
      });
      expect(complaints).toEqual([]);
      expect(aside).toEqual([]);
    },
    WITHIN_MS,
  );

  test(
    'and it shows when it does not come again',
    async () => {
      const { comesAgain: _none, ...known } = unaware.known;
      const { aside } = await run({ ...unaware, known });
      expect(aside.length).toBeGreaterThan(0);
    },
    WITHIN_MS,
  );
});

/** A table to which somebody writes rows of another form. */
const writingAs = (table: Table, change: (row: Row) => Row): Table => ({
  ...table,
  commit: (set: WriteSet) =>
    table.commit({
      ...set,
      writes: set.writes.map(write => (write.do === 'put' ? { ...write, row: change(write.row) } : write)),
    }),
});
const inOtherWords = (row: Row): Row => (row['state'] === 'owned' ? { ...row, state: 'had' } : row);
const withoutReservation = ({ reservation: _unknown, ...row }: Row): Row => row as Row;
