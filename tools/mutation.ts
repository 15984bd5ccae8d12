import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatted } from './docs/generate.ts';
import { projectRoot } from './docs/sources.ts';
import {
  type FolderFigures,
  figuresOf,
  type MutationReport,
  scorePage,
  scoreTable,
} from './mutation/report.ts';
import { readFlags, runTool, ToolError } from './support/command.ts';
import { commitOf } from './support/commit-of.ts';

const usage = `
Changes the rules of shared/domain in one place at a time and looks whether the unit tests notice. Prints the score and
writes docs/mutation-score.md; what survived stands in reports/mutation/mutation.json.

  npm run mutation            the whole domain, about an hour
  npm run mutation -- calls   some folders of it, a few minutes each; the page keeps the others as they were

  --page   runs nothing; writes the page anew from the last runs`;

const PAGE = 'docs/mutation-score.md';
const SCORES = 'tools/mutation/scores.json';
const REPORT = 'reports/mutation/mutation.json';
const generated = ['!shared/domain/time/holiday-data.ts', '!shared/domain/calls/phone-plans.ts'];

runTool(async () => {
  const { positionals, values } = readFlags({
    usage,
    options: { page: { type: 'boolean', default: false } },
  });
  const tried = values.page ? [] : tryOut(positionals);
  const known = JSON.parse(readFileSync(join(projectRoot, SCORES), 'utf8')) as FolderFigures[];
  const all = [...known.filter(one => !tried.some(({ folder }) => folder === one.folder)), ...tried];
  write(SCORES, JSON.stringify(all));
  write(PAGE, scorePage(all));
  console.log(`${scoreTable(all)}\nwrote ${PAGE}`);
});

function write(path: string, input: string): void {
  writeFileSync(join(projectRoot, path), formatted(path, input)[1]);
}

/**
 * Runs Stryker over some folders, or over all of them. Its settings name a tsconfig that is not there: Stryker would
 * rewrite it with functions that TypeScript 7 does not have any more, and nothing here is compiled.
 */
function tryOut(folders: readonly string[]): FolderFigures[] {
  for (const folder of folders)
    if (!existsSync(join(projectRoot, 'shared/domain', folder)))
      throw new ToolError(`shared/domain has no folder ${folder}`);
  const files =
    folders.length === 0 ? ['shared/domain/**/*.ts'] : folders.map(one => `shared/domain/${one}/*.ts`);
  const stryker = join(projectRoot, 'node_modules/@stryker-mutator/core/bin/stryker.js');
  const options = ['run', 'tools/mutation/stryker.json', '--mutate', [...files, ...generated].join(',')];
  const [began, commit] = [Date.now(), commitOf(PAGE, SCORES)];
  const { status } = spawnSync(process.execPath, [stryker, ...options], {
    cwd: projectRoot,
    stdio: 'inherit',
  });
  if (status !== 0) throw new ToolError('Stryker failed: see its lines above');
  const report = JSON.parse(readFileSync(join(projectRoot, REPORT), 'utf8')) as MutationReport;
  const minutes = Math.ceil((Date.now() - began) / 60_000);
  return figuresOf(report, { date: new Date().toISOString().slice(0, 10), commit, minutes });
}
