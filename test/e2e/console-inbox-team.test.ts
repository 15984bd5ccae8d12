import { afterEach, describe, expect, test } from '@jest/globals';
import type { BrowserContext } from 'playwright-core';
import { ConsolePages } from './support/console-pages.ts';
import { takenBy } from './support/mock-notification-handlers.ts';
import { signUp } from './support/mock-state.ts';
import { stageConsole } from './support/stage-console.ts';
import { until } from './support/until.ts';

const stage = stageConsole();

let other: BrowserContext | undefined;
afterEach(async () => {
  await other?.close();
  other = undefined;
});
/** A colleague's console beside Anna's. */
async function consoleOf(agentId: string, path: string): Promise<ConsolePages> {
  other = await stage.context
    .browser()
    ?.newContext({ locale: 'en-GB', viewport: { width: 1280, height: 800 } });
  if (!other) throw new Error('there is no browser');
  other.setDefaultTimeout(90_000);
  const { baseUrl, password } = stage.pages.entry;
  const entry = { baseUrl, password, email: `${agentId}@example.com` };
  const pages = new ConsolePages(await other.newPage(), entry);
  await pages.signIn(path);
  return pages;
}
const rowOf = (pages: ConsolePages, name: string) => pages.tasks.filter({ hasText: name });

describe('two agents side by side', () => {
  test('want the same account: one has it, the other is told who, and the row goes', async () => {
    await stage.pages.signIn('/inbox?filter=queue');
    const emil = await consoleOf('emil', '/inbox?filter=queue');
    await rowOf(stage.pages, 'Officina Verdi').waitFor();
    let letGo = () => {};
    const emilHasIt = new Promise<void>(done => {
      letGo = done;
    });
    stage.server.state.gate = async ({ path, agentId }) => {
      if (path.endsWith('/claim') && agentId === 'anna') await emilHasIt;
      return undefined;
    };
    await rowOf(stage.pages, 'Officina Verdi')
      .getByRole('button', { name: /^Take it/ })
      .click();
    await rowOf(emil, 'Officina Verdi')
      .getByRole('button', { name: /^Take it/ })
      .click();
    await emil.toasts.filter({ hasText: 'it is yours now' }).waitFor();
    letGo();
    await rowOf(stage.pages, 'Officina Verdi').getByText('Emil Sørensen was faster.').waitFor();
    await rowOf(stage.pages, 'Officina Verdi').waitFor({ state: 'detached' });
    await rowOf(stage.pages, 'Kestrel Outdoor').waitFor();
    await emil.open('/tasks');
    await rowOf(emil, 'Officina Verdi').waitFor();
  });

  test('a task is handed over, with the reason, to somebody who speaks the language', async () => {
    await stage.pages.signIn('/tasks');
    await rowOf(stage.pages, 'Nordlicht Handel')
      .getByRole('button', { name: /^Hand over/ })
      .click();
    const dialog = stage.page.getByRole('dialog');
    await dialog
      .getByRole('group', { name: /customer’s language \(German\)/ })
      .getByLabel(/Emil/)
      .check();
    await dialog.getByLabel('Reason').fill('on the phone with another customer');
    await dialog.getByRole('button', { name: 'Hand over' }).click();
    await rowOf(stage.pages, 'Nordlicht Handel').waitFor({ state: 'detached' });
    expect(stage.server.state.transfers).toEqual([
      { taskId: 'tsk_anna_0', to: 'emil', reason: 'on the phone with another customer' },
    ]);
  });

  test('a lead sees what the team has open, by whom, and takes it on; others have no such tab', async () => {
    const { notifications } = stage.server.state;
    const one = notifications[0];
    if (one)
      notifications.unshift({ ...one, id: 'ntf_bruno', recipientId: 'bruno', accountName: 'Reisebüro Süd' });
    await stage.pages.signIn('/inbox?filter=team');
    await stage.pages.notificationOf('Bruno Conti · Reisebüro Süd').waitFor();
    await stage.pages.notificationOf('Reisebüro Süd').click();
    await stage.pages.press('e');
    await stage.page.evaluate(() => dispatchEvent(new Event('pagehide')));
    await until(
      () => notifications.find(held => held.id === 'ntf_bruno')?.acknowledgedBy,
      by => by === 'anna',
    );
    const seen = stage.server.state.writes.filter(write => write === 'POST /v1/notifications/ntf_bruno/seen');
    expect(seen).toEqual([]);
    const bruno = await consoleOf('bruno', '/inbox');
    await bruno.inboxTab('queue').waitFor();
    expect(await bruno.inboxTab('team').count()).toBe(0);
  });
});

test('offline and back: what came is there, and what a colleague took on meanwhile is gone', async () => {
  await stage.pages.signIn();
  await stage.pages.row('ntf_1').waitFor();
  await stage.context.setOffline(true);
  await stage.pages.waitUntilNotLive();
  for (const name of ['Eins GmbH', 'Zwei GmbH']) signUp(stage.server.state, name, { quietly: true });
  takenBy(stage.server.state, 'ntf_1', 'bruno');
  await stage.context.setOffline(false);
  for (const name of ['Eins GmbH', 'Zwei GmbH']) await stage.pages.notificationOf(name).waitFor();
  await stage.pages.row('ntf_1').waitFor({ state: 'detached' });
  await stage.pages.waitUntilLive();
});

test('what is acknowledged without a network is sent when there is one again, once', async () => {
  await stage.pages.signIn();
  await stage.pages.notifications.first().waitFor();
  await stage.context.setOffline(true);
  await stage.pages.waitUntilNotLive();
  await stage.pages.press('j', 'e');
  await stage.page.evaluate(() => dispatchEvent(new Event('pagehide')));
  await stage.context.setOffline(false);
  await until(
    () => stage.server.state.notifications.find(one => one.id === 'ntf_0')?.state,
    state => state === 'acknowledged',
  );
  expect(stage.server.state.writes.filter(one => one.endsWith('/acknowledge'))).toHaveLength(1);
});

test('5,000 rows stay few in the page, and for those who have scrolled news are a number at the top', async () => {
  const { state } = stage.server;
  const [model] = state.notifications;
  if (!model) throw new Error('there is no notification');
  const many = Array.from({ length: 5000 }, (_, n) => ({
    ...model,
    id: `many_${n}`,
    state: 'seen' as const,
  }));
  state.notifications.splice(0, state.notifications.length, ...many);
  await stage.pages.signIn();
  const list = stage.page.getByRole('listbox');
  await stage.pages.notifications.first().waitFor();
  for (let jump = 1; jump <= 6; jump++) {
    await list.evaluate(element => element.scrollTo({ top: element.scrollHeight }));
    await until(
      () => list.evaluate(element => element.scrollHeight),
      height => height >= 68 * 50 * (jump + 1),
    );
    expect(await stage.pages.notifications.count()).toBeLessThan(60);
  }
  for (const name of ['Eins', 'Zwei', 'Drei']) signUp(state, name);
  await stage.page.getByRole('button', { name: '3 new' }).click();
  await stage.pages.notificationOf('Drei').waitFor();
  await until(
    () => list.evaluate(element => element.scrollTop),
    top => top === 0,
  );
});
