import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { proofPage } from '../proof/proof-page.ts';
import { asyncApi } from './asyncapi.ts';
import { eventsPage } from './events.ts';
import { openApi } from './openapi.ts';
import { projectRoot, textOf } from './sources.ts';
import { tablePage } from './table.ts';

/** Every generated document by its path, as it is to be committed. The same code gives the same text. */
export function generate(): ReadonlyMap<string, string> {
  const { version } = read<{ version: string }>('package.json');
  return new Map([
    formatted('docs/events.md', eventsPage()),
    formatted('docs/table.md', tablePage()),
    formatted('docs/openapi.json', JSON.stringify(openApi(version))),
    formatted('docs/asyncapi.json', JSON.stringify(asyncApi(version))),
    formatted('docs/proof.md', proofPage(read('docs/proof.json'), read('tools/mutation/scores.json'))),
  ]);
}

const read = <T>(path: string): T => JSON.parse(textOf(path)) as T;

/** As the formatter of the whole tree has it. */
export const formatted = (path: string, input: string): [string, string] => [
  path,
  execFileSync(join(projectRoot, 'node_modules/.bin/biome'), ['format', `--stdin-file-path=${path}`], {
    cwd: projectRoot,
    input,
    encoding: 'utf8',
    stdio: ['pipe', 'pipe', 'ignore'],
    maxBuffer: 16 * 1024 * 1024,
  }),
];
