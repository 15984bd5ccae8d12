import { describe, expect, test } from '@jest/globals';
import { readFact } from '../../shared/events/catalog.ts';
import { HOUR } from '../../shared/kernel/instant.ts';
import type { Row } from '../../shared/store/table.ts';
import { eventShapes } from '../contract/releases/event-shapes.ts';
import { factsOf, keptReleases, type Noon, noonOf, shapesOf } from '../contract/releases/release-files.ts';
import { complaintsOf } from '../simulation/complaints.ts';
import { twentyPercent } from '../simulation/faults.ts';
import { product } from '../simulation/product.ts';
import { simulate, type World } from '../simulation/world.ts';
import { show } from '../support/shown.ts';
import { endEverything } from './storm/end-everything.ts';

const releases = keptReleases();

/** A world of today's code that finds what an earlier release left. */
function afterNoon({ at, rows, handled, effects }: Noon, seed: number): World {
  const world = simulate({ seed, wiring: product, start: at, rows, faults: twentyPercent });
  for (const key of handled) world.handled.set(key, 1);
  for (const key of effects) world.effects.set(key, 1);
  return world;
}

describe.each(releases)('what release %s wrote', release => {
  test('is read: every fact', () => {
    const facts = factsOf(release);
    const unread = facts.flatMap(fact => {
      const read = readFact(JSON.parse(JSON.stringify(fact)));
      return read.ok ? [] : [`${fact.name}: ${JSON.stringify(read)}`];
    });
    show({
      ...{ goal: 11, name: `facts of ${release}`, failed: unread.length },
      runs: `${facts.length} facts of ${new Set(facts.map(({ name }) => name)).size} names`,
      figure: `${unread.length} not read`,
    });
    expect(facts.length).toBeGreaterThan(30);
    expect(unread).toEqual([]);
  });

  test('and its functions, while they still run, can read what today’s write: every event keeps what they count on', () => {
    const before = shapesOf(release);
    const now = eventShapes();
    const broken = Object.entries(before).flatMap(([name, { version, required, types }]) => {
      const today = now[name];
      if (today?.version !== version) return [`${name} ${version} is gone`];
      return [
        ...required
          .filter(part => !today.required.includes(part))
          .map(part => `${name}.${part} may be missing`),
        ...Object.entries(types)
          .filter(([part, type]) => part in today.types && today.types[part] !== type)
          .map(([part, type]) => `${name}.${part} was ${type}`),
      ];
    });
    show({
      ...{ goal: 11, name: `events that ${release} reads`, failed: broken.length },
      runs: `${Object.keys(before).length} events`,
      figure: `${broken.length} that its functions could not read`,
    });
    expect(broken).toEqual([]);
  });

  test('goes on: a day that it began, with its messages still in the queues, comes to its end under faults', async () => {
    const noon = noonOf(release);
    const world = afterNoon(noon, 71);
    for (const fact of noon.messages) world.produce(fact);
    await world.settle();
    await endEverything(world);
    const complaints = complaintsOf(world);
    show({
      ...{ goal: 11, name: `a day of ${release}`, seeds: '71', failed: complaints.length },
      runs: `${noon.rows.length} rows and ${noon.messages.length} messages on their way, taken over in the middle of a day`,
      figure: `${complaints.length} lost, doubled or left over when everything had come to rest`,
    });
    expect(noon.messages.length).toBeGreaterThan(0);
    expect(complaints).toEqual([]);
  }, 600_000);

  test('is restored: from the table alone the sweep hands over every fact and every timer', async () => {
    const noon = noonOf(release);
    const world = afterNoon(noon, 72);
    world.stream.pause(true);
    const isWaiting = (row: Row) => row.wakeAt !== undefined && row.wakeAt <= noon.at + 12 * HOUR;
    const waiting = noon.rows.filter(isWaiting);
    await world.run({ until: noon.at + 13 * HOUR });
    const still = waiting.filter(row => world.table.peek(row)?.commitId === row['commitId']);
    show({
      ...{ goal: 11, name: `restored table of ${release}`, seeds: '72', failed: still.length },
      runs: `${waiting.length} facts and timers due within twelve hours, no queue and no stream`,
      figure: `${still.length} not handed over`,
    });
    expect(waiting.length).toBeGreaterThan(20);
    expect(still).toEqual([]);
  }, 600_000);
});

test('a release has left what later ones must read', () => {
  expect(releases.length).toBeGreaterThan(0);
});
