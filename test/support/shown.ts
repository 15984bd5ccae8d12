import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** One line of the proof: which promise was tried how, and what came of it. */
export type Shown = {
  /** Number of the goal in the list of `tools/proof/goals.ts`. */
  readonly goal: number;
  readonly name: string;
  /** What was run, in words and numbers. */
  readonly runs: string;
  /** What came of it. */
  readonly figure: string;
  readonly failed: number;
  readonly seeds?: string;
};

/** Prints what was shown, and puts it down in the folder that `PROOF` names, when a proof is being made. */
export function show(shown: Shown): void {
  console.info(`goal ${shown.goal}, ${shown.name}: ${shown.runs}: ${shown.figure}`);
  const folder = process.env.PROOF;
  if (folder === undefined) return;
  mkdirSync(folder, { recursive: true });
  const file = `${shown.goal}-${shown.name.toLowerCase().replace(/[^a-z0-9]+/g, '-')}.json`;
  writeFileSync(join(folder, file), `${JSON.stringify(shown)}\n`);
}

/** How much to run: the number of the environment, or that of daily tests. */
export const sizeOf = (name: string, usual: number): number => Number(process.env[name] ?? usual);

/** One of so many, for a run that must be short: the number of the environment says of how many; all in daily tests. */
export const everyNth = <T>(name: string, all: readonly T[]): readonly T[] =>
  all.filter((_, n) => n % sizeOf(name, 1) === 0);
