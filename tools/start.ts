import { localDifferences } from '../infra/local-differences.ts';
import { LOCAL_PASSWORD, runProduct } from './local/product.ts';
import { readFlags, runTool, ToolError } from './support/command.ts';
import { LOCAL_DIR, writeLocalState } from './support/local-state.ts';
import { readSettings } from './support/read-settings.ts';

const usage = `
Starts the whole product on this machine: the real stacks on a local engine, the console and the API behind one address.

  npm start [-- --port 4600] [-- --settings settings/example.yaml]

Ctrl-C stops all of it; what was done is there again at the next start.`;

const options = {
  port: { type: 'string', default: '4600' },
  settings: { type: 'string', default: 'settings/example.yaml' },
} as const;

runTool(async () => {
  const { values } = readFlags({ usage, options });
  const began = performance.now();
  const seconds = () => ((performance.now() - began) / 1000).toFixed(1).padStart(5);
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new ToolError('--port must be a port number, such as 4600');
  const settings = readSettings(values.settings);
  const product = await runProduct({
    dir: LOCAL_DIR,
    port,
    settings,
    settingsFile: values.settings,
    say: line => console.log(`${seconds()} s  ${line}`),
  });
  writeLocalState({ origin: product.front.url, apiKey: product.apiKey, endpoint: product.engine.endpoint });
  console.log(`${seconds()} s  ready\n${welcome(product.front.url, Object.entries(settings.agents))}`);
  await untilStopped();
  console.log('\nstopping …');
  await product.stop();
});

function welcome(url: string, agents: [string, { email: string; languages: string[] }][]): string {
  const users = agents.map(([, { email, languages }]) => `    ${email.padEnd(28)} ${languages.join(', ')}`);
  return `
  Console   ${url}          sign in as one of these, password ${LOCAL_PASSWORD}
${users.join('\n')}
  Mailbox   ${url}/_local/mail

  Try, in another terminal:
    npm run send -- examples/signed-up-de.json     a customer signs up: the German-speaking agent's console lights up
    npm run demo                                   a day of a team of six and forty accounts
    npm run clock -- +14d                          two weeks pass in seconds

  This stage differs from production in ${localDifferences.length} points (docs/local-engine.md). Ctrl-C stops all of it.`;
}

const untilStopped = (): Promise<void> =>
  new Promise(done => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => done());
  });
