import { existsSync, globSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { buildSync } from 'esbuild';
import { ConfigError } from '../config.ts';
import type { CodeOf } from './setting.ts';

export const projectRoot: string = fileURLToPath(new URL('../..', import.meta.url));

/** All functions in one run of the bundler: the SDK inside, one folder each. */
export function bundles(outdir: string): CodeOf {
  let built: Set<string> | undefined;
  return (capability, name) => {
    const entry = `functions/${capability}/${name}.lambda.ts`;
    if (!existsSync(join(projectRoot, entry)))
      throw new ConfigError(`${entry} is missing; the stacks have a function of that name.`);
    built ??= bundleAll(outdir);
    if (!built.has(name)) throw new ConfigError(`${entry} was not bundled.`);
    return Code.fromAsset(join(outdir, name));
  };
}

/** For checks of the templates: no bundler, the shortest function there can be. */
export const noCode: CodeOf = () => Code.fromInline('exports.handler = async () => {};');

/**
 * CommonJS starts a third faster than ES modules here. The maps lie beside the code and cost nothing until a
 * function is given NODE_OPTIONS=--enable-source-maps.
 */
function bundleAll(outdir: string): Set<string> {
  const entries = globSync('functions/*/*.lambda.ts', { cwd: projectRoot }).sort();
  const nameOf = (entry: string) => basename(entry, '.lambda.ts');
  buildSync({
    entryPoints: entries.map(entry => ({ in: join(projectRoot, entry), out: join(nameOf(entry), 'index') })),
    absWorkingDir: projectRoot,
    outdir,
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'cjs',
    mainFields: ['module', 'main'],
    alias: { '@aws-sdk/credential-provider-node': join(projectRoot, 'infra/kit/lambda-credentials.ts') },
    minify: true,
    sourcemap: true,
    sourcesContent: false,
    legalComments: 'none',
    logLevel: 'warning',
  });
  return new Set(entries.map(nameOf));
}
