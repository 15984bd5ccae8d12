import { table } from '../docs/markdown.ts';
import { deviations, onlyOnAws } from './deviations.ts';
import { goals } from './goals.ts';

/** One figure as a test has put it down. */
export type ShownFigure = {
  readonly goal: number;
  readonly name: string;
  readonly runs: string;
  readonly figure: string;
  readonly failed: number;
  readonly seeds?: string;
};
type Made = {
  readonly date: string;
  readonly command: string;
  readonly machine: string;
  readonly parts: readonly { readonly name: string; readonly seconds: number; readonly ok: boolean }[];
};

const HEAD = ['what was tried', 'runs', 'what came of it', 'seeds', ''] as const;

/** The page with every promise, the figures of one run, what differs between the places, and what only AWS can show. */
export function proofPage(shown: readonly ShownFigure[], made: Made): string {
  const { date, command, machine, parts } = made;
  const sections = Object.entries(goals).flatMap(([number, goal]) => {
    const figures = shown.filter(one => one.goal === Number(number));
    const rows = figures.map(({ name, runs, figure, seeds, failed }) => [
      ...[name, runs, figure, seeds ?? '–'],
      failed === 0 ? 'holds' : 'does not hold',
    ]);
    return [
      `## ${number}. ${goal}`,
      rows.length > 0 ? table([...HEAD], rows) : 'Nothing was shown by this run.',
    ];
  });
  const took = parts.map(({ name, seconds, ok }) => `${name} ${seconds} s${ok ? '' : ' (does not hold)'}`);
  return `${[
    '# Proof: nothing lost, nothing doubled, nothing silent',
    `Written by \`${command}\` on ${date}: ${machine}. Do not edit by hand. ${took.join(', ')}.`,
    'How it is shown, and the words used here, are in [reliability](reliability.md). A seed is one history and repeats it exactly.',
    ...sections,
    '## Where simulator, local engine and AWS differ',
    table(['what', 'simulator', 'local engine', 'AWS, as documented', 'what covers it'], deviations),
    '## What could not be shown without AWS',
    onlyOnAws,
  ].join('\n\n')}\n`;
}
