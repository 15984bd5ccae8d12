import type { NotificationView } from '../shared/contracts/notifications-contract.ts';
import type { AgentView, TaskView } from '../shared/contracts/team-contract.ts';
import { realClock } from '../shared/runtime/clock.ts';
import { LOCAL_PASSWORD } from './local/product.ts';
import { type ApiClient, signIn } from './support/api-client.ts';
import { readFlags, runTool, ToolError } from './support/command.ts';
import { companies, eventsOfTheDay } from './support/demo-day.ts';
import { localClockOffset, readLocalState } from './support/local-state.ts';
import { readSettings } from './support/read-settings.ts';
import { sendEvents } from './support/send-events.ts';

const usage = `
A day of a team of six and forty accounts in five languages, against what npm start runs here, by the public API alone:
customers sign up, try, stay or cancel; the agents see what concerns them and take it on.

  npm run demo`;

const BATCH = 25;
const PATIENCE_MS = 90_000;
const POLL_MS = 300;

runTool(async () => {
  readFlags({ usage, options: {} });
  const local = readLocalState();
  if (!local) throw new ToolError('Nothing runs here yet: start the product with npm start.');
  const tag = realClock.now().toString(36).slice(-4);
  const events = eventsOfTheDay(tag, realClock.now() + localClockOffset());
  console.log(`${companies(tag).length} customers, ${events.length} events`);
  const target = { url: `${local.origin}/api/v1/events`, key: local.apiKey };
  for (let at = 0; at < events.length; at += BATCH) {
    const answers = await sendEvents(target, events.slice(at, at + BATCH));
    const rejected = answers.find(({ status }) => status === 'rejected');
    if (rejected)
      throw new ToolError(`an event was rejected: ${rejected.field ?? ''} ${rejected.reason ?? ''}`);
  }
  const roster = Object.entries(readSettings('settings/example.yaml').agents);
  const clients = await Promise.all(
    roster.map(async ([id, { email }]) => [id, await signIn(local.origin, email, LOCAL_PASSWORD)] as const),
  );
  await untilOwned(clients[0]?.[1], tag);
  console.log(
    `\n${'agent'.padEnd(20)}${'languages'.padEnd(12)}${'book'.padStart(5)}${'told'.padStart(6)}${'taken on'.padStart(10)}${'tasks'.padStart(7)}${'done'.padStart(6)}`,
  );
  for (const [, client] of clients) console.log(await workday(client));
  console.log(`\nLook at it in the console: ${local.origin}`);
});

/** Waits until each of the forty accounts has an owner. */
async function untilOwned(client: ApiClient | undefined, tag: string): Promise<void> {
  const deadline = realClock.now() + PATIENCE_MS;
  for (const { id } of companies(tag)) {
    for (;;) {
      const account = await client?.get<{ owner?: unknown }>(`/v1/accounts/${id}`).catch(() => undefined);
      if (account?.owner) break;
      await new Promise(done => {
        setTimeout(done, POLL_MS);
      });
      if (realClock.now() > deadline)
        throw new ToolError(`${id} has no owner yet; look into .local/engine/lambda.log`);
    }
  }
}

/** An agent looks through the inbox, takes on every second item and finishes the first task. */
async function workday(client: ApiClient): Promise<string> {
  const { agent } = await client.get<{ agent: AgentView }>('/v1/me');
  const { notifications } = await client.get<{ notifications: NotificationView[] }>(
    '/v1/notifications?limit=100',
  );
  const open = notifications.filter(({ state }) => !['acknowledged', 'done', 'expired'].includes(state));
  const taken = open.filter((_one, at) => at % 2 === 0);
  for (const { id } of taken) await client.post(`/v1/notifications/${id}/acknowledge`);
  const { tasks } = await client.get<{ tasks: TaskView[] }>('/v1/tasks?of=me&limit=100');
  const finished = tasks.slice(0, 1);
  for (const { id } of finished) await client.post(`/v1/tasks/${id}/done`);
  const counts = [agent.book, notifications.length].map((count, at) =>
    String(count).padStart(at === 0 ? 5 : 6),
  );
  return `${agent.name.padEnd(20)}${agent.languages.join(' ').padEnd(12)}${counts.join('')}${String(taken.length).padStart(10)}${String(tasks.length).padStart(7)}${String(finished.length).padStart(6)}`;
}
