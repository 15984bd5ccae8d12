import type { CloudEvent } from '../shared/contracts/intake-contract.ts';
import type { NotificationView } from '../shared/contracts/notifications-contract.ts';
import type { OutreachView } from '../shared/contracts/outreach-contract.ts';
import type { AgentView, TaskView } from '../shared/contracts/team-contract.ts';
import { realClock } from '../shared/runtime/clock.ts';
import { LOCAL_PASSWORD } from './local/product.ts';
import { type ApiClient, signIn } from './support/api-client.ts';
import { readFlags, runTool, ToolError } from './support/command.ts';
import { companies, eventsOfTheDay, outreachOfTheDay } from './support/demo-day.ts';
import { morningOf } from './support/demo-morning.ts';
import { localClockOffset, readLocalState } from './support/local-state.ts';
import { readSettings } from './support/read-settings.ts';
import { sendEvents, type Target } from './support/send-events.ts';

const usage = `
A day of a team of six and forty accounts in five languages, against what npm start runs here, by the public API alone:
customers sign up, try, stay or cancel, report devices and ask for calls; the agents see what concerns them and take it
on. Two customers are to be called before they ask.

  npm run demo`;

const BATCH = 25;
/** Longer than a queue hides a message after its function died on a busy machine. */
const PATIENCE_MS = 240_000;
const POLL_MS = 300;

runTool(async () => {
  readFlags({ usage, options: {} });
  const local = readLocalState();
  if (!local) throw new ToolError('Nothing runs here yet: start the product with npm start.');
  const tag = realClock.now().toString(36).slice(-4);
  const now = realClock.now() + localClockOffset();
  const events = eventsOfTheDay(tag, now);
  console.log(`${companies(tag).length} customers, ${events.length} events`);
  const target = { url: `${local.origin}/api/v1/events`, key: local.apiKey };
  await send(target, events);
  const { agents } = readSettings('settings/example.yaml');
  const roster = Object.entries(agents).filter(([, { roles }]) => roles.includes('agent'));
  const clients = await Promise.all(
    roster.map(async ([id, { email }]) => [id, await signIn(local.origin, email, LOCAL_PASSWORD)] as const),
  );
  await untilOwned(clients[0]?.[1], tag);
  if (clients[0]) await morningOf(local, clients[0][1], tag);
  await send(target, outreachOfTheDay(tag, now));
  const wanted = await outreachWanted(clients[0]?.[1], tag);
  console.log(
    `\n${'agent'.padEnd(20)}${'languages'.padEnd(12)}${'book'.padStart(5)}${'told'.padStart(6)}${'taken on'.padStart(10)}${'tasks'.padStart(7)}${'done'.padStart(6)}`,
  );
  for (const [, client] of clients) console.log(await workday(client));
  console.log(`\nTo be called before they ask: ${wanted.join(', ')}`);
  console.log(`\nLook at it in the console: ${local.origin}`);
});

async function send(target: Target, events: readonly CloudEvent[]): Promise<void> {
  for (let at = 0; at < events.length; at += BATCH) {
    const answers = await sendEvents(target, events.slice(at, at + BATCH));
    const rejected = answers.find(({ status }) => status === 'rejected');
    if (rejected)
      throw new ToolError(`an event was rejected: ${rejected.field ?? ''} ${rejected.reason ?? ''}`);
  }
}

/**
 * Waits until the burst and the claim are known as reasons to call, and says of whom. After an earlier demo the budget
 * may have no room for the burst.
 */
async function outreachWanted(client: ApiClient | undefined, tag: string): Promise<string[]> {
  const deadline = realClock.now() + PATIENCE_MS;
  const known = async (state: string) => {
    const path = `/v1/outreach?state=${state}&limit=100`;
    const said = await client?.get<{ outreach: OutreachView[] }>(path);
    return said?.outreach.filter(({ accountId }) => accountId.endsWith(tag)) ?? [];
  };
  for (;;) {
    const [open, held] = await Promise.all([known('open'), known('held')]);
    if (open.length + held.length >= 2)
      return [
        ...open.map(({ accountName, cause }) => `${accountName} (${cause})`),
        ...held.map(({ accountName, cause, why }) => `${accountName} (${cause}, held back: ${why})`),
      ];
    if (realClock.now() > deadline)
      throw new ToolError('nobody is to be called yet; look into .local/engine/lambda.log');
    await new Promise(done => {
      setTimeout(done, POLL_MS);
    });
  }
}

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
