import { describe, expect, test } from '@jest/globals';
import { functionsOf, keptReleases } from '../contract/releases/release-files.ts';
import { judge } from '../simulation/oracle.ts';
import type { Functions } from '../simulation/product.ts';
import { show } from '../support/shown.ts';
import { everyEntry } from './every-entry.ts';
import { putAside, sideBySide } from './storm/side-by-side.ts';
import { beginTale } from './tale.ts';
import { everyTale } from './tales/every-tale.ts';
import { sessions } from './tales/sessions.ts';

const releases = await Promise.all(
  keptReleases().map(async release => ({ release, earlier: await functionsOf(release) })),
);
/** In the one that is left out nobody sends a message. */
const tales = everyTale.filter(tell => tell !== sessions);
const messages = everyEntry().filter(name => !name.startsWith('ask '));

/** The same functions; each fact and tick that they get is noted by its name. */
function noting(functions: Functions, met: Set<string>): Functions {
  const noted = <T extends object>(answers: T) =>
    Object.fromEntries(
      Object.entries(answers).map(([queue, answer]) => [
        queue,
        (ports: unknown, what: { name: string; kind: string } | { name: string; kind: string }[]) => {
          for (const one of [what].flat()) met.add(`${queue} ${one.name ?? one.kind}`);
          return answer(ports, what);
        },
      ]),
    ) as T;
  return { ...functions, facts: noted(functions.facts), ticks: noted(functions.ticks) };
}

describe.each(releases)('with every other message answered by $release', ({ release, earlier }) => {
  test('each tale of the company is told to its end, and nothing is lost, doubled or left', async () => {
    const met = new Set<string>();
    const count = { earlier: 0, today: 0, aside: 0 };
    const wrong: unknown[] = [];
    for (const [at, tell] of tales.entries()) {
      let share = 0.5;
      const { answered, answering } = sideBySide(noting(earlier, met), () => share);
      const { tale } = await beginTale(at + 1, { answering });
      const { world } = tale;
      await tell(tale);
      count.earlier += answered.earlier;
      count.today += answered.today;
      // The deployment is done: somebody takes in again what was put aside.
      share = 1;
      const aside = putAside(world);
      count.aside += aside.length;
      for (const fact of aside) world.produce(fact);
      await world.settle();
      const { lost, doubled, unsent, dead } = judge(world);
      if (lost.length + doubled.length + unsent + dead > 0)
        wrong.push({ tale: tell.name, lost, doubled, unsent, dead });
    }
    show({
      ...{ goal: 11, name: `every tale beside ${release}`, failed: wrong.length },
      runs: `${tales.length} tales, ${count.earlier} deliveries answered by ${release} (${messages.filter(name => met.has(name)).length} of ${messages.length} kinds of messages and timers), ${count.today} by today’s`,
      figure: `${wrong.length} with something lost, doubled or left over; ${count.aside} times put aside and taken in again by hand`,
    });
    expect(wrong).toEqual([]);
    expect(met.size).toBeGreaterThan(messages.length / 2);
  }, 600_000);
});
