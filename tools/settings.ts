import { readFlags, runTool, ToolError } from './support/command.ts';
import { compareSettings } from './support/compare-settings.ts';
import { findDeployment, portsOf, STAGE_FLAG, STAGE_HELP } from './support/deployment.ts';
import { readSettings } from './support/read-settings.ts';
import { seedParts, seedSettings } from './support/seed-settings.ts';

const usage = `
The company's settings: a YAML file seeds the deployment, afterwards the table is the truth.

  npm run settings -- check --file settings/example.yaml
  npm run settings -- diff  --file settings/example.yaml
  npm run settings -- apply --file settings/example.yaml

  check   reads the file and names every fault in it
  diff    shows where file and deployment differ; ends with 1 if applying would change something
  apply   writes the settings and adds agents, calendars, duty schedules, chains, depots and policies that are not there yet; those
          that are there stay as they are
${STAGE_HELP}`;

const options = { ...STAGE_FLAG, file: { type: 'string', default: 'settings/example.yaml' } } as const;

runTool(async () => {
  const { values, positionals } = readFlags({ usage, options });
  const [what] = positionals;
  if (what !== 'check' && what !== 'diff' && what !== 'apply')
    throw new ToolError('Say check, diff or apply (--help shows how).');
  const settings = readSettings(values.file);
  if (what === 'check') return console.log(`${values.file} is well.`);
  const ports = portsOf(await findDeployment(values.stage));
  if (what === 'apply') {
    const seeded = await seedSettings(ports, settings, 'settings-tool');
    const added = seedParts.map(part => `${part} ${seeded[part].join(', ') || 'none'}`);
    return console.log(`Applied. Added: ${added.join('; ')}.`);
  }
  const { changes, edited } = await compareSettings(ports.table, settings);
  console.log(changes.length === 0 ? 'No difference that applying would change.' : changes.join('\n'));
  if (edited.length > 0)
    console.log(`\nThe deployment says otherwise and keeps to it:\n${edited.join('\n')}`);
  process.exitCode = changes.length === 0 ? 0 : 1;
});
