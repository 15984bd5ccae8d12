import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot, textOf } from './docs/sources.ts';
import { readFlags, runTool } from './support/command.ts';
import { phonePlanFile } from './support/phone-plan-sheet.ts';

const usage = `
Writes shared/domain/calls/phone-plans.ts: whose a telephone number is and of what type. Run it after an update of
libphonenumber-js.

  npm run phone-plans             writes the file when it differs
  npm run phone-plans -- --check  writes nothing; ends with exit code 1 when it differs`;

const path = 'shared/domain/calls/phone-plans.ts';

runTool(async () => {
  const { values } = readFlags({ usage, options: { check: { type: 'boolean' } } });
  const text = phonePlanFile();
  const differs = !existsSync(join(projectRoot, path)) || textOf(path) !== text;
  if (differs && values.check) {
    console.error(`${path} is not what the data says: run npm run phone-plans`);
    process.exitCode = 1;
  }
  if (differs && !values.check) writeFileSync(join(projectRoot, path), text);
  if (!values.check) console.log(differs ? `wrote ${path}` : 'nothing differs');
});
