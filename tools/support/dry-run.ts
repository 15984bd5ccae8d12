import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { planText } from '../../infra/plan.ts';
import { routes } from '../../shared/contracts/routes.ts';
import { ToolError } from './command.ts';
import type { DeployContext } from './deploy-flags.ts';
import { codeSizes, ROOT, synthesise } from './synthesise.ts';

/** What a deploy would do, without an account: the real stacks with the real bundles, and the checks they pass. */
export async function dryRun(context: DeployContext): Promise<string> {
  const built = existsSync(join(ROOT, 'dist/web/index.html'));
  const made = synthesise({ ...context, ...(built ? {} : { web: 'none' }) }, join(ROOT, '.local/dry-run'));
  if (made.findings.length > 0)
    throw new ToolError(`The stacks do not pass their checks:\n${made.findings.join('\n')}`);
  const { config, templates } = made;
  return [
    planText({ config, templates, routes, sizes: codeSizes(made) }),
    '',
    built
      ? 'The console is built and goes along.'
      : 'The console is not built yet; the deploy builds it first.',
    'Nothing was deployed: this was a dry run.',
  ].join('\n');
}
