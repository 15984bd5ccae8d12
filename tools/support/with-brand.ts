import { join } from 'node:path';
import { writeBrand } from './brand-files.ts';
import type { DeployContext } from './deploy-flags.ts';
import { readSettings } from './read-settings.ts';
import { cdkContext, ROOT } from './synthesise.ts';

/** Lays out the brand of the settings that the command line or cdk.json names, for the site to be deployed with. */
export function withBrand(context: DeployContext): DeployContext {
  const file = String(context['settings'] ?? cdkContext()['settings'] ?? '');
  if (file === '') return context;
  const folder = join(ROOT, '.local/deploy/brand');
  writeBrand(readSettings(file).company, file, folder);
  return { ...context, brand: folder };
}
