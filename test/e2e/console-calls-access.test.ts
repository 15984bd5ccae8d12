import { expect, test } from '@jest/globals';
import { faults } from './support/access-check.ts';
import { CallPages } from './support/call-pages.ts';
import { stageConsole } from './support/stage-console.ts';

const stage = stageConsole();
const calls = () => new CallPages(stage.page);

test('no dialog of a call has anything that WCAG 2.2 AA forbids', async () => {
  await stage.pages.signIn('/calls/call_welcome');
  await calls().todo.waitFor();
  await calls().steps.first().getByRole('button').click();
  await stage.pages.press('Escape');
  await stage.page.getByTestId('acts').getByRole('button').first().click();
  await calls().workspace('running').waitFor();
  await stage.page.getByTestId('acts').getByRole('button').first().click();
  await calls().dialog.locator('input[value="reached"]').check();
  await calls().dialog.getByLabel('Next step').selectOption('book');
  await calls().slots.first().waitFor();
  const found = await faults(stage.page);
  await stage.pages.open('/accounts/acc-0?call=c-1');
  await calls().dialog.waitFor();
  found.push(...(await faults(stage.page)));
  await stage.pages.open('/calls');
  await calls().rows.first().waitFor();
  await stage.page.getByRole('button', { name: 'Plan a call…' }).click();
  await calls().dialog.waitFor();
  expect([...found, ...(await faults(stage.page))]).toEqual([]);
});
