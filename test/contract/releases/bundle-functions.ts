import { join } from 'node:path';
import { build } from 'esbuild';

const ENTRY = 'test/simulation/functions.ts';

/** A release's functions in one file that needs Node alone, with the names that its sources have. */
export const bundleFunctions = (root: string, outfile: string) =>
  build({
    absWorkingDir: root,
    entryPoints: [join(root, ENTRY)],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    mainFields: ['module', 'main'],
    minifyWhitespace: true,
    minifySyntax: true,
    legalComments: 'inline',
    logLevel: 'warning',
  });
