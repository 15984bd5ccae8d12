import { existsSync, readFileSync } from 'node:fs';
import { afterAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { show } from '../../support/shown.ts';
import { atTheSameTime, BrokenRule, counts, type Model, oneByOne, type World } from './model.ts';

/** A fault that was found once: its history is played again before all others. */
type Seed = {
  readonly seed: number;
  readonly path: string;
  readonly note: string;
  readonly actors?: true;
  /** Kept while the model had its former deeds. */
  readonly former?: true;
};

type Plant = {
  /** What is broken, and the rule that must notice. */
  readonly bug: string;
  readonly breaks: RegExp;
  // biome-ignore lint/suspicious/noExplicitAny: the world of a planted model is its own affair
  readonly model: Model<any, any>;
  readonly among?: 'actors';
};

type Given<W extends World, D> = {
  readonly model: Model<W, D>;
  readonly planted: readonly Plant[];
  /** How often rules were really looked at that many histories give no chance to: none may be left at nought. */
  readonly looked?: Readonly<Record<string, number>>;
  /** Runs of a usual day; the proof says `MODEL_RUNS=10000`. */
  readonly runs: number;
};

const LONGEST = 6 * 3_600_000;
const MOST_PLANTED = 3_000;

const seedsOf = (name: string): readonly Seed[] => {
  const file = new URL(`../seeds/${name}.json`, import.meta.url);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Seed[]) : [];
};

/** The tests of one model: found faults first, then its runs, those with several actors, and that it can fail. */
export function prove<W extends World, D>({ model, planted, looked, runs: usual }: Given<W, D>): void {
  const { name } = model;
  const runs = Number(process.env['MODEL_RUNS'] ?? usual);
  // The same every usual day; whoever asks for more asks for other histories each time.
  const anySeed = process.env['MODEL_RUNS'] === undefined ? 1 : Math.floor(Math.random() * 2 ** 31);
  const seed = Number(process.env['MODEL_SEED'] ?? anySeed);
  // What is planted is looked for in the same histories each time, unless somebody asks for others.
  const plantedSeed = Number(process.env['MODEL_SEED'] ?? 1);
  const done = { runs: 0, commands: 0, concurrentRuns: 0, failed: 0, ms: 0 };
  const kinds = { one: oneByOne(model), actors: atTheSameTime(model) };

  async function play(kind: keyof typeof kinds, numRuns: number): Promise<void> {
    const [began, before] = [performance.now(), counts.commands];
    const details = await fc.check(kinds[kind] as fc.IAsyncProperty<unknown>, {
      ...{ seed, numRuns },
      // Histories shrink for minutes, those of several actors for hours: the seed says enough, and one may ask for it.
      endOnFailure: process.env['MODEL_SHRINK'] !== '1',
    });
    done.ms += performance.now() - began;
    done.commands += counts.commands - before;
    done[kind === 'one' ? 'runs' : 'concurrentRuns'] += details.numRuns;
    if (!details.failed) return;
    done.failed++;
    const [path = '0'] = String(details.counterexamplePath).split(':');
    const found = { seed, path, note: '', ...(kind === 'actors' ? { actors: true } : {}) };
    throw new Error(
      `to keep in test/models/seeds/${name}.json: ${JSON.stringify(found)}\n${fc.defaultReportMessage(details)}`,
      { cause: details.errorInstance },
    );
  }

  describe(`the model of ${name}`, () => {
    const seeds = seedsOf(name);
    if (seeds.length > 0)
      test.each(seeds)(
        'keeps its rules where it once did not: $note',
        async ({ seed: kept, path, actors, former }) => {
          const { formerDeeds: deeds = model.deeds } = model;
          const asThen = former ? { ...model, deeds } : model;
          const kind = (actors ? atTheSameTime(asThen) : oneByOne(asThen)) as fc.IAsyncProperty<unknown>;
          await fc.assert(kind, { seed: kept, path, numRuns: 1, endOnFailure: true });
        },
        LONGEST,
      );
    test(`keeps its rules in ${runs} runs of up to 100 commands`, () => play('one', runs), LONGEST);
    const several = Math.ceil(runs / 5);
    test(`keeps them in ${several} runs of two to six actors`, () => play('actors', several), LONGEST);
    if (looked)
      test('looks at what it says', () => {
        show({
          ...{ goal: 12, name: `looked at by the model of ${name}`, seeds: String(seed), failed: 0 },
          ...{ runs: `${done.runs} runs and ${done.concurrentRuns} of two to six actors` },
          figure: Object.entries(looked)
            .map(([what, times]) => `${times} ${what}`)
            .join(', '),
        });
        for (const times of Object.values(looked)) expect(times).toBeGreaterThan(0);
      });
    test.each(planted)(
      'notices $bug',
      async ({ bug, model: broken, breaks, among }) => {
        const property = (among ? atTheSameTime(broken) : oneByOne(broken)) as fc.IAsyncProperty<unknown>;
        const given = { numRuns: MOST_PLANTED, endOnFailure: true, seed: plantedSeed };
        const details = await fc.check(property, given);
        const seeds = String(plantedSeed);
        show({
          ...{ goal: 12, name: `planted in ${name}: ${bug}`, seeds, failed: details.failed ? 0 : 1 },
          runs: `test/models/${name}: at most ${MOST_PLANTED} histories`,
          figure: details.failed ? `caught in run ${details.numRuns}` : 'not caught',
        });
        expect(details.failed).toBe(true);
        expect(details.errorInstance).toBeInstanceOf(BrokenRule);
        expect(String(details.errorInstance)).toMatch(breaks);
      },
      LONGEST,
    );
  });

  afterAll(() => {
    const { runs: ran, commands, concurrentRuns, failed } = done;
    const ms = Math.round(done.ms);
    show({
      ...{ goal: 12, name: `model of ${name}`, seeds: String(seed), failed },
      runs: `${ran} runs and ${concurrentRuns} of two to six actors, ${commands} commands`,
      figure: `${failed} broken rules (${ms} ms)`,
    });
  });
}
