import { describe, expect, test } from '@jest/globals';
import { readFact } from '../../shared/events/catalog.ts';
import { queueOf, type TimerKind, timers } from '../../shared/events/timers.ts';
import { DAY, HOUR } from '../../shared/kernel/instant.ts';
import type { Row } from '../../shared/store/table.ts';
import { eventShapes } from '../contract/releases/event-shapes.ts';
import {
  factsOf,
  keptReleases,
  type Noon,
  noonOf,
  projectVersion,
  shapesOf,
} from '../contract/releases/release-files.ts';
import { complaintsOf } from '../simulation/complaints.ts';
import { twentyPercent } from '../simulation/faults.ts';
import { product } from '../simulation/product.ts';
import { simulate, type World, type WorldSettings } from '../simulation/world.ts';
import { show } from '../support/shown.ts';
import { worldOfEveryTimer } from './every-timer.ts';
import { endEverything } from './storm/end-everything.ts';

const releases = keptReleases();

/** A timer that still stands for the same instant, a fact that still waits to be sent. */
const isAsItWas = (now: Row | undefined, before: Row): boolean =>
  now?.wakeAt !== undefined && now['epoch'] === before['epoch'] && now['dueAt'] === before['dueAt'];

/** A world of today's code that finds what an earlier release left. */
function afterNoon(
  { at, rows, handled, effects }: Noon,
  settings: Pick<WorldSettings, 'seed' | 'onStep'>,
): World {
  const world = simulate({ ...settings, wiring: product, start: at, rows, faults: twentyPercent });
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
    const world = afterNoon(noon, { seed: 71 });
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

  test('is restored: from the table alone every fact is sent and every timer acts', async () => {
    const noon = noonOf(release);
    const world = afterNoon(noon, { seed: 72 });
    world.stream.pause(true);
    const waiting = noon.rows.filter(row => row.wakeAt !== undefined);
    const last = Math.max(...waiting.map(row => Number(row['dueAt'] ?? row.wakeAt)));
    await world.run({ until: last + HOUR });
    const still = waiting.filter(row => isAsItWas(world.table.peek(row), row));
    const kinds = new Set(waiting.map(row => row['kind'] ?? 'facts to be sent'));
    show({
      ...{ goal: 11, name: `restored table of ${release}`, seeds: '72', failed: still.length },
      runs: `${waiting.length} facts and timers of ${kinds.size} kinds, no queue and no stream; until the last is due, ${Math.round((last - noon.at) / DAY)} days later`,
      figure: `${still.length} not sent and without effect`,
    });
    expect(waiting.length).toBeGreaterThan(20);
    expect(still).toEqual([]);
  }, 600_000);
});

test('a release has left what later ones must read', () => {
  expect(releases.length).toBeGreaterThan(0);
});

test('what is worked on is none of the releases that are kept', () => {
  expect(releases).not.toContain(projectVersion().replaceAll('.', '-'));
});

/** Most of what is open in a busy world is due by then. */
const SOON = 32 * HOUR;

test('today’s table is restored with something open of every kind of timer: each fact is sent and each timer acts from it alone', async () => {
  const lived = await worldOfEveryTimer({ seed: 73 });
  const rows = [...lived.table.rows()];
  const at = lived.clock.now();
  const asked = new Set<string>();
  const world = afterNoon(
    { at, rows, handled: [...lived.handled.keys()], effects: [...lived.effects.keys()], messages: [] },
    { seed: 73, onStep: step => void asked.add(step) },
  );
  world.stream.pause(true);
  const waiting = rows.filter(row => Number(row.wakeAt) <= at + SOON);
  const kinds = new Set(waiting.flatMap(row => (row.type === 'timer' ? [String(row['kind'])] : [])));
  await world.run({ until: at + SOON + HOUR });
  const still = waiting.filter(row => isAsItWas(world.table.peek(row), row));
  const every = Object.keys(timers) as TimerKind[];
  const missing = every.filter(kind => !kinds.has(kind));
  const silent = every.filter(kind => !asked.has(`${queueOf(kind)} ${kind}`));
  show({
    ...{ goal: 11, name: 'restored table of today', seeds: '73' },
    failed: still.length + missing.length + silent.length,
    runs: `${waiting.length} facts and timers due within 32 hours, of ${kinds.size} of the ${every.length} kinds of timers, no queue and no stream`,
    figure: `${still.length} not sent and without effect; ticks of ${every.length - silent.length} kinds came to what answers them`,
  });
  expect(still).toEqual([]);
  // A new kind is to be put into that world.
  expect(missing).toEqual([]);
  expect(silent).toEqual([]);
}, 600_000);
