import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { anchorsOf, everywhere, onAws } from '../infra/checks/every-check.ts';
import { type Stage, stages } from '../infra/config.ts';
import { readFlags, runTool, ToolError } from './support/command.ts';
import { ROOT, synthesise } from './support/synthesise.ts';

const usage = `
Checks the templates of every stage: cdk-nag, cfn-lint and the product's own rules.

  node tools/check-infra.ts

The linter comes from PyPI, pinned and hash-checked (tools/infra-requirements.txt), into .local/venv-lint.`;

const REQUIREMENTS = join(ROOT, 'tools/infra-requirements.txt');
const VENV = join(ROOT, '.local/venv-lint');
const MARK = join(ROOT, '.local/lint.sha256');
/** Says that a dependency is told twice; the CDK writes every function so. */
const SAID_TWICE = 'W3005';
const PRODUCER = '111122223333';

runTool(async () => {
  readFlags({ usage, options: {} });
  const headings = anchorsOf(readFileSync(join(ROOT, 'docs/runbook.md'), 'utf8'));
  let wrong = 0;
  for (const stage of stages) {
    const outdir = join(ROOT, '.local/check-infra', stage);
    const { templates, findings } = synthesise({ stage, code: 'none', producers: PRODUCER }, outdir);
    const own = Object.entries(stage === 'local' ? everywhere : onAws(stage, headings));
    const complaints = [
      ...findings,
      ...own.flatMap(([says, check]) => check(templates).map(complaint => `${says}: ${complaint}`)),
      ...lint(stage, outdir),
    ];
    for (const complaint of complaints) console.error(`${stage}: ${complaint}`);
    console.log(
      `${stage.padEnd(6)} cdk-nag, cfn-lint and ${own.length} rules: ${complaints.length} complaints`,
    );
    wrong += complaints.length;
  }
  if (wrong > 0) throw new ToolError(`${wrong} complaints about the templates; each line above says where.`);
});

function lint(_stage: Stage, outdir: string): string[] {
  installLinter();
  const templates = globSync('*.template.json', { cwd: outdir }).map(name => join(outdir, name));
  const args = ['--ignore-checks', SAID_TWICE, '--format', 'parseable', '--', ...templates];
  const done = spawnSync(join(VENV, 'bin/cfn-lint'), args, { encoding: 'utf8' });
  if (done.error)
    throw new ToolError(
      `cfn-lint did not start (${done.error.message}): delete .local/venv-lint and try again.`,
    );
  return done.stdout.split('\n').filter(Boolean);
}

function installLinter(): void {
  const hash = createHash('sha256').update(readFileSync(REQUIREMENTS)).digest('hex');
  if (existsSync(join(VENV, 'bin/cfn-lint')) && existsSync(MARK) && readFileSync(MARK, 'utf8') === hash)
    return;
  console.error('Installing cfn-lint into .local/venv-lint (once per change of its requirements) …');
  rmSync(VENV, { recursive: true, force: true });
  const python = process.env['PYTHON'] ?? 'python3';
  step(
    python,
    ['-m', 'venv', VENV],
    'python3 -m venv failed: install the venv module (Debian, Ubuntu: apt install python3-venv).',
  );
  const pip = [
    '-m',
    'pip',
    'install',
    '--quiet',
    '--disable-pip-version-check',
    '--no-input',
    '--require-hashes',
    '-r',
    REQUIREMENTS,
  ];
  step(
    join(VENV, 'bin/python'),
    pip,
    'cfn-lint could not be installed: see the lines above; mostly the network or a pip setting.',
  );
  writeFileSync(MARK, hash);
}

function step(command: string, args: string[], problem: string): void {
  if (spawnSync(command, args, { stdio: ['ignore', 2, 2] }).status !== 0) throw new ToolError(problem);
}
