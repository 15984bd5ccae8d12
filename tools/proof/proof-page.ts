import { table } from '../docs/markdown.ts';
import { type FolderFigures, WANTED } from '../mutation/report.ts';
import { deviations, onlyOnAws } from './deviations.ts';
import { goals, parts, type Size } from './goals.ts';

/** One figure as a test has put it down. */
export type ShownFigure = {
  readonly goal: number;
  readonly name: string;
  readonly runs: string;
  readonly figure: string;
  readonly failed: number;
  readonly seeds?: string;
};
/** The last run of a part: its day (UTC), how long it took, whether all its tests passed, and what they put down. */
export type PartRun = {
  readonly date: string;
  /** The commit that it ran on; `+` when there was more than that. */
  readonly commit?: string;
  readonly machine: string;
  readonly seconds: number;
  /** The seconds are those of one run that had other parts as well. */
  readonly together?: true;
  readonly ok: boolean;
  readonly figures: readonly ShownFigure[];
};
/** The last run of each part at each size, by size and name. */
export type ProofRuns = Readonly<Partial<Record<Size, Readonly<Record<string, PartRun>>>>>;

const HEAD = ['what was tried', 'runs', 'what came of it', 'seeds', 'run', ''] as const;
const SHOWN: readonly Size[] = ['usual', 'full'];
const commands: Readonly<Record<Size, string>> = {
  quick: 'npm run proof -- --quick',
  usual: 'npm run proof',
  full: 'npm run proof -- --full',
};

const MUTANTS = 12;
/** The last score of the domain's tests, which are tried by themselves. */
function mutants(scores: readonly FolderFigures[]): string[] {
  const tried = scores.reduce((sum, one) => sum + countOf(one), 0);
  const noticed = scores.reduce((sum, { killed, timeout }) => sum + killed + timeout, 0);
  const score = (100 * noticed) / tried;
  const dates = scores.map(({ date }) => date).toSorted();
  return [
    ...[
      'mutants of the domain',
      `${tried} mutants`,
      `${score.toFixed(1)} % noticed; wanted are ${WANTED} %`,
      '–',
    ],
    `mutation, ${[...new Set([dates.at(0), dates.at(-1)])].join(' to ')}`,
    score >= WANTED ? 'holds' : 'does not hold',
  ];
}
const countOf = ({ killed, timeout, survived, noCoverage }: FolderFigures) =>
  killed + timeout + survived + noCoverage;

/** The page with every promise, the last figures of each, what differs between the places, and what only AWS can show. */
export function proofPage(runs: ProofRuns, scores: readonly FolderFigures[]): string {
  const known = SHOWN.flatMap(size =>
    parts.flatMap(({ name }) => {
      const run = runs[size]?.[name];
      return run ? [{ size, name, ...run }] : [];
    }),
  );
  const all = known.flatMap(({ size, date, ok, figures }) =>
    figures.map(one => ({ ...one, size, date, ok })),
  );
  const sections = Object.entries(goals).flatMap(([number, goal]) => {
    const rows = all
      .filter(one => one.goal === Number(number))
      .map(({ name, runs: tried, figure, seeds, failed, size, date, ok }) => [
        ...[name, tried, figure, seeds ?? '–', `${size}, ${date}`],
        failed === 0 ? (ok ? 'holds' : 'a test of its part failed') : 'does not hold',
      ]);
    if (Number(number) === MUTANTS) rows.push(mutants(scores));
    return [`## ${number}. ${goal}`, rows.length > 0 ? table([...HEAD], rows) : 'Nothing was shown yet.'];
  });
  const made = known.map(({ size, name, date, commit, machine, seconds, together, ok }) => [
    ...[
      name,
      `\`${commands[size]}\``,
      date,
      commit ?? 'not noted',
      `${seconds} s${together ? ', all of that commit' : ''}`,
      machine,
    ],
    ok ? 'holds' : 'does not hold',
  ]);
  const never = SHOWN.flatMap(size =>
    parts
      .filter(({ name }) => runs[size]?.[name] === undefined)
      .map(({ name }) => [name, `\`${commands[size]}\``, ...['never', '–', '–', '–', 'not shown']]),
  );
  return `${[
    '# Proof: nothing lost, nothing doubled, nothing silent',
    'Written by `npm run proof` from `docs/proof.json`, the last run of every part. Do not edit by hand.',
    'How it is shown, and the words used here, are in [reliability](reliability.md). A seed is one history and repeats it exactly.',
    table(['part', 'run by', 'on', 'commit', 'took', 'machine', ''], [...made, ...never]),
    ...sections,
    '## Where simulator, local engine and AWS differ',
    table(['what', 'simulator', 'local engine', 'AWS, as documented', 'what covers it'], deviations),
    '## What could not be shown without AWS',
    onlyOnAws,
  ].join('\n\n')}\n`;
}
