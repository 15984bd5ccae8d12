import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generate } from './docs/generate.ts';
import { projectRoot, textOf } from './docs/sources.ts';
import { readFlags, runTool } from './support/command.ts';

const usage = `
Writes the documents that come from the code: docs/events.md, docs/table.md, docs/openapi.json,
docs/asyncapi.json, and docs/proof.md from the figures of its last runs.

  npm run docs             writes what differs
  npm run docs -- --check  writes nothing; names each file that differs and ends with exit code 1`;

runTool(async () => {
  const { values } = readFlags({ usage, options: { check: { type: 'boolean' } } });
  const differing = [...generate()].filter(
    ([path, text]) => !existsSync(join(projectRoot, path)) || textOf(path) !== text,
  );
  for (const [path, text] of differing) {
    if (values.check) console.error(`${path} is not what the code says: run npm run docs`);
    else writeFileSync(join(projectRoot, path), text);
  }
  if (values.check && differing.length > 0) process.exitCode = 1;
  if (!values.check) console.log(differing.map(([path]) => `wrote ${path}`).join('\n') || 'nothing differs');
});
