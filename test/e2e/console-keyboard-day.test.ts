import { test } from '@jest/globals';
import { CallPages } from './support/call-pages.ts';
import { PASSWORD } from './support/mock-state.ts';
import { stageConsole } from './support/stage-console.ts';
import { tabTo as tabToIn } from './support/tab-to.ts';
import { until } from './support/until.ts';

const stage = stageConsole();
const calls = () => new CallPages(stage.page);
const url = (ending: string) =>
  until(
    () => stage.page.url(),
    seen => seen.endsWith(ending),
  );

const tabTo = (selector: string, text?: string) => tabToIn(stage.page, selector, text);

test('an agent’s day needs no mouse: in, take on, put off, call, hand in a task, and out', async () => {
  const { server, pages, page } = stage;
  await pages.open();
  await page.locator('input[autocomplete="username"]').waitFor();
  await tabTo('input[autocomplete="username"]');
  await page.keyboard.type('anna@example.com');
  await tabTo('input[autocomplete="current-password"]');
  await page.keyboard.type(PASSWORD);
  await pages.press('Enter');
  await pages.waitUntilIn();

  await pages.press('g', 'i');
  await url('/inbox');
  await pages.notifications.first().waitFor();
  await pages.press('j');
  await pages.detail.waitFor();
  const acknowledged = server.state.notifications.filter(({ state }) => state === 'acknowledged').length;
  await pages.press('a');
  await until(
    () => server.state.notifications.filter(({ state }) => state === 'acknowledged').length,
    taken => taken > acknowledged,
  );
  await pages.press('j', 's');
  await page.getByRole('dialog').waitFor();
  await pages.press('Enter');
  await page.getByRole('dialog').waitFor({ state: 'detached' });

  await pages.press('g', 'c');
  await calls().rows.first().waitFor();
  await pages.press('j');
  await tabTo('a[data-call="call_welcome"]');
  await pages.press('Enter');
  await calls().todo.waitFor();
  await pages.press('s');
  await calls().workspace('running').waitFor();
  await pages.press('n');
  await page.keyboard.type('Sells garden tools.');
  await calls().kept('kept').waitFor();
  await tabTo('button');
  await pages.press('e');
  await calls().dialog.waitFor();
  await pages.press('Space');
  await tabTo('dialog button[type="submit"]');
  await pages.press('Enter');
  await calls().dialog.waitFor({ state: 'detached' });

  await pages.press('g', 't');
  await pages.tasks.first().waitFor();
  const before = await pages.tasks.count();
  await tabTo('[data-testid="task"] button', 'Done');
  await pages.press('Enter');
  await until(
    () => pages.tasks.count(),
    count => count < before,
  );

  await pages.press('g', 'a');
  await url('/accounts');
  await tabTo('a[data-testid="account-row"]');
  await pages.press('Enter');
  await pages.account.waitFor();
  await tabTo('button[aria-label="Sign out"]');
  await pages.press('Enter');
  await page.locator('input[autocomplete="current-password"]').waitFor();
});
