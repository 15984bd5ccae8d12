import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot, textOf } from './docs/sources.ts';
import { readFlags, runTool } from './support/command.ts';
import { holidayFile } from './support/holiday-sheet.ts';

const usage = `
Writes shared/domain/time/holiday-data.ts: the public holidays of the countries that the product knows. Run it after an
update of date-holidays; calendars in use take the new dates when they are applied again.

  npm run holidays             writes the file when it differs
  npm run holidays -- --check  writes nothing; ends with exit code 1 when it differs`;

const path = 'shared/domain/time/holiday-data.ts';

runTool(async () => {
  const { values } = readFlags({ usage, options: { check: { type: 'boolean' } } });
  const text = holidayFile();
  const differs = !existsSync(join(projectRoot, path)) || textOf(path) !== text;
  if (differs && values.check) {
    console.error(`${path} is not what the data says: run npm run holidays`);
    process.exitCode = 1;
  }
  if (differs && !values.check) writeFileSync(join(projectRoot, path), text);
  if (!values.check) console.log(differs ? `wrote ${path}` : 'nothing differs');
});
