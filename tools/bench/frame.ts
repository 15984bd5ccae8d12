import { table } from '../docs/markdown.ts';

/** One line of the table: what is asked, what was found, whether that is enough, and how it was found. */
export type Row = {
  readonly goal: string;
  readonly figure: string;
  /** Left out where the figure only stands beside the goal, for comparison. */
  readonly pass?: boolean;
  readonly how: string;
};

export type RunOptions = { readonly quick: boolean };
export type Result = { readonly rows: readonly Row[]; readonly pass: boolean };

/** One goal. A file of this folder whose name begins with its id exports it as `bench`. */
export type Bench = {
  readonly id: string;
  readonly goal: string;
  run(options: RunOptions): Promise<Result>;
};
export type Finding = Result & { readonly bench: Bench };

/** Passed is what has no line that failed. */
export const resultOf = (rows: readonly Row[]): Result => ({
  rows,
  pass: rows.every(({ pass }) => pass !== false),
});

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/** The value that this share of the sorted values does not exceed. */
export const quantile = (sorted: ArrayLike<number>, share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;

/**
 * Takes each measure once a round, so that a slow minute of the machine meets all of them; every round begins with
 * another one, so that none always comes first.
 */
export function interleaved<Name extends string>(
  rounds: number,
  measures: Readonly<Record<Name, () => number>>,
): Record<Name, number[]> {
  const names = Object.keys(measures) as Name[];
  const taken = Object.fromEntries(names.map(name => [name, []])) as unknown as Record<Name, number[]>;
  for (let round = 0; round < rounds; round++)
    for (let turn = 0; turn < names.length; turn++) {
      const name = names[(round + turn) % names.length] as Name;
      taken[name].push(measures[name]());
    }
  return taken;
}

/** How many times as long one took as the other: the median of the rounds' ratios. */
export const timesAsLong = (slow: readonly number[], fast: readonly number[]): number =>
  median(slow.map((value, round) => value / (fast[round] ?? Number.NaN)));

export const count = (value: number): string => Math.round(value).toLocaleString('en-US');

const HEAD = ['goal', 'figure', 'pass or fail', 'how measured'] as const;
const cells = ({ goal, figure, pass, how }: Row): string[] => [goal, figure, verdict(pass), how];
const verdict = (pass: boolean | undefined): string => (pass === undefined ? '–' : pass ? 'pass' : 'fail');

const WIDTHS = [40, 46, 12, 60] as const;

/** The table as it is printed, each cell in lines of its column's width. */
export function printed({ bench, rows }: Finding): string {
  const rule = WIDTHS.map(width => '-'.repeat(width)).join('-|-');
  const lines = [[...HEAD], ...rows.map(cells)].map(sideBySide);
  return [`${bench.id}: ${bench.goal}`, '', ...lines.flatMap(line => [line, rule])].join('\n');
}

function sideBySide(parts: readonly string[]): string {
  const columns = WIDTHS.map((width, at) => wrapped(parts[at] ?? '', width));
  const height = Math.max(...columns.map(({ length }) => length));
  return Array.from({ length: height }, (_, line) =>
    columns
      .map((column, at) => (column[line] ?? '').padEnd(WIDTHS[at] ?? 0))
      .join(' | ')
      .trimEnd(),
  ).join('\n');
}

function wrapped(text: string, width: number): string[] {
  const lines = [''];
  for (const word of text.split(' ')) {
    const last = lines.at(-1) ?? '';
    if (last === '') lines[lines.length - 1] = word;
    else if (last.length + 1 + word.length <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

export type Machine = {
  readonly date: string;
  readonly cores: number;
  readonly node: string;
  readonly system: string;
  readonly command: string;
};

/** The page that keeps the figures of a run. */
export function performancePage(findings: readonly Finding[], machine: Machine): string {
  const { date, cores, node, system, command } = machine;
  const parts = findings.flatMap(({ bench, rows }) => [
    `## ${bench.id}: ${bench.goal}`,
    table(HEAD, rows.map(cells)),
  ]);
  const page = [
    '# Performance: goals and figures',
    `Written by \`${command}\` on ${date}: ${cores} cores, Node ${node}, ${system}. Do not edit by hand.`,
    'Machines differ and are noisy, so every figure is a count, or a ratio of things measured in the same run. Times stand beside the ratios to show their size.',
    ...parts,
  ];
  return `${page.join('\n\n')}\n`;
}
