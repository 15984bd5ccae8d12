import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { firstcall } from '../../../infra/app.ts';
import { findingsIn } from '../../../infra/checks/nag-report.ts';
import type { Template, Templates } from '../../../infra/checks/templates.ts';

const { context } = JSON.parse(readFileSync('cdk.json', 'utf8')) as { context: Record<string, unknown> };

type Made = { readonly templates: Templates; readonly findings: readonly string[] };
type Plant = (scope: Stack, parts: typeof sqs) => void;

/** A stage as it would be deployed, made without bundling anything, and what cdk-nag complains about. */
export function stageOf(stage: string, more: Record<string, string> = {}, plant?: Plant): Made {
  const outdir = mkdtempSync(join(tmpdir(), 'firstcall-templates-'));
  try {
    const app = new App({
      outdir,
      analyticsReporting: false,
      context: { ...context, ...more, stage, code: 'none' },
    });
    firstcall(app);
    plant?.(new Stack(app, 'planted'), sqs);
    return { templates: synth(app), findings: findingsIn(outdir) };
  } catch (error) {
    const findings = findingsIn(outdir);
    if (findings.length === 0) throw error;
    return { templates: {}, findings };
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

const synth = (app: App): Templates =>
  Object.fromEntries(app.synth().stacks.map(stack => [stack.stackName, stack.template as Template]));

const made = new Map<string, Made>();

/** A stage as it is without more being said; made once. */
export function plainStage(stage: string): Made {
  const known = made.get(stage) ?? stageOf(stage);
  made.set(stage, known);
  return known;
}

export const templatesOf = (stage: string, more?: Record<string, string>): Templates =>
  (more ? stageOf(stage, more) : plainStage(stage)).templates;
