import { spawnSync } from 'node:child_process';
import { projectRoot } from '../docs/sources.ts';

/** What something is run on: the short name of the commit, and `+` when files differ from it, those left out not counted. */
export function commitOf(...leftOut: readonly string[]): string {
  const git = (...args: string[]) =>
    spawnSync('git', args, { cwd: projectRoot, encoding: 'utf8' }).stdout?.trim() ?? '';
  const differs = git('status', '--porcelain', '--', '.', ...leftOut.map(path => `:!${path}`)) !== '';
  return `${git('rev-parse', '--short', 'HEAD') || 'unknown'}${differs ? '+' : ''}`;
}
