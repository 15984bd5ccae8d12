import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { App } from 'aws-cdk-lib';
import { firstcall } from '../../infra/app.ts';
import { findingsIn } from '../../infra/checks/nag-report.ts';
import { all, type Template, type Templates } from '../../infra/checks/templates.ts';
import { ConfigError, type StageConfig } from '../../infra/config.ts';
import { ToolError } from './command.ts';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

export type Made = {
  readonly config: StageConfig;
  readonly templates: Templates;
  readonly outdir: string;
  readonly findings: readonly string[];
};

/** The context that cdk.json gives to every synth. */
export const cdkContext = (): Record<string, unknown> =>
  (JSON.parse(readFileSync(join(ROOT, 'cdk.json'), 'utf8')) as { context: Record<string, unknown> }).context;

/** Makes the templates of a stage in a folder, as the CDK command line would. */
export function synthesise(context: Readonly<Record<string, string>>, outdir: string): Made {
  rmSync(outdir, { recursive: true, force: true });
  mkdirSync(outdir, { recursive: true });
  const app = new App({ outdir, analyticsReporting: false, context: { ...cdkContext(), ...context } });
  const config = configured(() => firstcall(app));
  const templates = templatesOf(app, outdir);
  return { config, templates, outdir, findings: findingsIn(outdir) };
}

/** A finding of cdk-nag ends the synth; it is answered as a finding, not as a crash. */
function templatesOf(app: App, outdir: string): Templates {
  try {
    return Object.fromEntries(app.synth().stacks.map(stack => [stack.stackName, stack.template as Template]));
  } catch (error) {
    if (findingsIn(outdir).length === 0) throw error;
    return {};
  }
}

function configured(read: () => StageConfig): StageConfig {
  try {
    return read();
  } catch (error) {
    throw error instanceof ConfigError ? new ToolError(error.message) : error;
  }
}

/** Compressed size of each function's code. */
export function codeSizes({ templates, outdir }: Made): Record<string, number> {
  const names = all<{ FunctionName?: string }>(templates, 'AWS::Lambda::Function').flatMap(
    ({ is }) => is.FunctionName?.replace(/^firstcall-(dev-)?/, '') ?? [],
  );
  const sizeOf = (name: string) => gzipSync(readFileSync(join(outdir, 'functions', name, 'index.js'))).length;
  return Object.fromEntries(names.map(name => [name, sizeOf(name)]));
}
