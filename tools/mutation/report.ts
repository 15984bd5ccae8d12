import { table } from '../docs/markdown.ts';
import { MOST_CASES, MOST_MS } from './limits.ts';

/** What became of the mutants of a folder of the domain, and when they were last tried (day in UTC). */
export type FolderFigures = {
  readonly folder: string;
  readonly date: string;
  /** The commit that they were tried on; `+` when there was more than that. */
  readonly commit?: string;
  /** How long the run took in which it was tried, perhaps with others. */
  readonly minutes: number;
  readonly stryker: string;
  readonly files: number;
  readonly killed: number;
  readonly timeout: number;
  readonly survived: number;
  readonly noCoverage: number;
  /** In what runs once, when a file is loaded: not tried, and not part of the score. */
  readonly ignored: number;
};

/** What is read of the report that Stryker writes. */
export type MutationReport = {
  readonly files: Readonly<Record<string, { readonly mutants: readonly { readonly status: string }[] }>>;
  readonly framework?: { readonly version?: string };
};

const DOMAIN = 'shared/domain/';
export const WANTED = 85;

/** The figures of each folder of a report. */
export function figuresOf(
  { files, framework }: MutationReport,
  run: Pick<FolderFigures, 'date' | 'commit' | 'minutes'>,
): FolderFigures[] {
  const folders = Object.groupBy(
    Object.entries(files).filter(([path]) => path.startsWith(DOMAIN)),
    ([path]) => path.slice(DOMAIN.length).split('/')[0] ?? '',
  );
  return Object.entries(folders).map(([folder, own = []]) => {
    const mutants = own.flatMap(([, file]) => file.mutants);
    const count = (status: string) => mutants.filter(mutant => mutant.status === status).length;
    return {
      ...{ folder, ...run, stryker: framework?.version ?? '', files: own.length },
      ...{ killed: count('Killed'), timeout: count('Timeout'), ignored: count('Ignored') },
      ...{ survived: count('Survived'), noCoverage: count('NoCoverage') },
    };
  });
}

type Counts = Omit<FolderFigures, 'folder' | 'date' | 'commit' | 'minutes' | 'stryker'>;

const sumOf = (all: readonly FolderFigures[]): Counts => {
  const sum = (part: keyof Counts) => all.reduce((total, one) => total + one[part], 0);
  return {
    ...{ files: sum('files'), killed: sum('killed'), timeout: sum('timeout') },
    ...{ survived: sum('survived'), noCoverage: sum('noCoverage'), ignored: sum('ignored') },
  };
};

const tried = ({ killed, timeout, survived, noCoverage }: Counts): number =>
  killed + timeout + survived + noCoverage;

/** Of all mutants that were tried, those that a test noticed, in percent; 100 where there are none. */
export const scoreOf = (counts: Counts): number =>
  tried(counts) === 0 ? 100 : (100 * (counts.killed + counts.timeout)) / tried(counts);

const row = (name: string, counts: Counts, date: string): string[] => [
  name,
  ...[counts.files, tried(counts), counts.killed, counts.survived, counts.noCoverage, counts.timeout].map(
    String,
  ),
  `${scoreOf(counts).toFixed(1)} %`,
  String(counts.ignored),
  date,
];
const runOf = ({ date, commit, minutes }: FolderFigures): string =>
  [date, ...(commit === undefined ? [] : [commit]), `${minutes} min`].join(', ');
const HEAD = ['folder', 'files', 'mutants', 'killed', 'survived', 'no coverage', 'timeout', 'score'] as const;

/** The table of folders with the whole below, as the page has it and the tool prints it. */
export function scoreTable(folders: readonly FolderFigures[]): string {
  const sorted = folders.toSorted((a, b) => (a.folder < b.folder ? -1 : 1));
  const rows = sorted.map(one => row(one.folder, one, runOf(one)));
  return table([...HEAD, 'not tried', 'run'], [...rows, row('all', sumOf(folders), '')]);
}

/** The page, from the last run of each folder. */
export function scorePage(folders: readonly FolderFigures[]): string {
  const versions = [...new Set(folders.map(({ stryker }) => stryker))].join(', ');
  return `# The mutation score of the domain

Written by \`npm run mutation\`, with StrykerJS ${versions}. Do not edit by hand.

Stryker changes the rules of \`shared/domain\` in one place at a time (a mutant) and runs the unit tests that come by that
place. A mutant that a test notices is killed. The score is the part that was noticed; wanted are ${WANTED} %.

${scoreTable(folders)}

## What is tried, and what is not

- All of \`shared/domain\` but \`time/holiday-data.ts\` and \`calls/phone-plans.ts\`, which are data that a tool writes.
- Every kind of mutant that Stryker has, texts included: they are codes, ids and reasons.
- Not what runs once, when a file is loaded (“not tried”): tables and constants. Each would need a process of its own.
- With the tests of \`test/unit\`, except those that \`tools/mutation/stryker.json\` leaves out: they take long, or need what is
  not here. Contract tests, models, simulations and the engine's tests are not used, though they find more.
- With ${MOST_CASES} cases of a property at most, and for each mutant with the quickest of the tests that come by it, ${MOST_MS / 1_000} seconds of
  the processor's time together. What only more than that finds counts as not noticed, so the true score may be higher; without what ran into the time limit (“timeout”, which counts as noticed) it is a little lower.
- A mutant whose tests take five times as long as without it, and half a second more, counts as noticed (“timeout”).
- The minutes are those of the run in which a folder was tried, perhaps with others; runs may have gone side by side.

## What survives on purpose

- Mutants that change nothing that anybody can see: \`<\` for \`<=\` where both ways give the same, a check that only
  saves time, a default that the types ask for and no caller can reach.
- The order of keys in an object, and words that only a person reads (\`detail\` of a refusal).
`;
}
