import { isDeepStrictEqual } from 'node:util';
import { loadSettings } from '../shared/store/settings-store.ts';
import { readFlags, runTool, ToolError } from './support/command.ts';
import { findDeployment, portsOf, STAGE_FLAG, STAGE_HELP } from './support/deployment.ts';
import { readSettings } from './support/read-settings.ts';
import { seedSettings } from './support/seed-settings.ts';

const usage = `
The company's settings: a YAML file seeds the deployment, afterwards the table is the truth.

  npm run settings -- check --file settings/example.yaml
  npm run settings -- diff  --file settings/example.yaml
  npm run settings -- apply --file settings/example.yaml

  check   reads the file and names every fault in it
  diff    shows where file and deployment differ; ends with 1 if they do
  apply   writes the settings and adds agents who are not on the roster yet; agents who are there stay as they are
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
    const added = await seedSettings(ports, settings, 'settings-tool');
    return console.log(`Applied. Agents added: ${added.join(', ') || 'none'}.`);
  }
  const { agents: _agents, ...wanted } = settings;
  const differences = compare(await loadSettings(ports.table).catch(() => ({})), wanted);
  console.log(differences.length === 0 ? 'No difference.' : differences.join('\n'));
  process.exitCode = differences.length === 0 ? 0 : 1;
});

/** One line for each place where the two differ: `-` is the deployment, `+` the file. */
function compare(held: unknown, wanted: unknown, path = ''): string[] {
  if (isDeepStrictEqual(held, wanted)) return [];
  if (isPlain(held) && isPlain(wanted)) {
    const names = [...new Set([...Object.keys(held), ...Object.keys(wanted)])].sort();
    return names.flatMap(name => compare(held[name], wanted[name], path ? `${path}.${name}` : name));
  }
  return [
    ...(held === undefined ? [] : [`- ${path}: ${JSON.stringify(held)}`]),
    ...(wanted === undefined ? [] : [`+ ${path}: ${JSON.stringify(wanted)}`]),
  ];
}

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
