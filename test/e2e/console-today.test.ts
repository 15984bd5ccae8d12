import { describe, expect, test } from '@jest/globals';
import { HOUR } from '../../shared/kernel/instant.ts';
import { faults } from './support/access-check.ts';
import { call, callsOf } from './support/mock-calls.ts';
import { START, task } from './support/mock-data.ts';
import { outreachOf } from './support/mock-outreach.ts';
import { stageConsole } from './support/stage-console.ts';
import { until } from './support/until.ts';

const stage = stageConsole();
const lines = () => stage.page.getByTestId('today-line');
const line = (text: string) => lines().filter({ hasText: text }).first();
const groups = () => stage.page.locator('main h2').allTextContents();
const counts = () => stage.page.getByTestId('today-counts').textContent();
const focusedText = () => stage.page.evaluate(() => document.activeElement?.textContent ?? '');
const focusedId = () => stage.page.evaluate(() => document.activeElement?.id);
const search = () => stage.page.getByTestId('palette').getByRole('combobox');
const options = () => stage.page.getByTestId('palette-option');
const chosen = () => stage.page.locator('[role=option][aria-selected=true]').textContent();
const said = (text: string) => stage.page.getByTestId('palette-status').filter({ hasText: text }).waitFor();

const enter = async (path = '/') => {
  await stage.pages.signIn(path);
  await lines().first().waitFor();
};
const find = async (text: string) => {
  await stage.pages.press('Control+k');
  await search().fill(text);
};
const problem = { type: 'about:blank', title: 'no', status: 400 } as const;

describe('today', () => {
  test('is where one begins: everything by the time left, walked through and acted on by keyboard', async () => {
    await stage.page.addInitScript(() => {
      Object.assign(navigator, { setAppBadge: async (n: number) => Object.assign(globalThis, { badge: n }) });
    });
    await enter();
    expect((await groups()).slice(0, 2)).toEqual(['Overdue 3', 'Within the hour 5']);
    expect(await counts()).toBe('Overdue 3Within the hour 5Today 6');
    expect(await stage.page.title()).toContain('Today');
    await until(
      () => stage.page.evaluate(() => (globalThis as { badge?: number }).badge),
      badge => badge === 3,
    );
    await stage.pages.press('ArrowDown', 'j', 'k', 'j');
    await until(focusedText, text => text.includes('Casa Aurora'));
    await stage.pages.press('Enter');
    await until(
      () => stage.page.url(),
      url => url.endsWith('/devices/case_late'),
    );
    await stage.pages.press('g', 'y');
    await line('Callback').locator('a').first().focus();
    await stage.pages.press('a');
    await until(
      () => stage.page.url(),
      url => url.endsWith('/calls/call_now'),
    );
  });

  test('takes news in where it belongs and leaves the place of whoever reads; what is told is acknowledged from the line', async () => {
    await enter('/today');
    await stage.pages.press('j', 'j', 'j', 'j');
    await until(focusedText, text => text.includes('Escalation'));
    const { state } = stage.server;
    const of = state.accounts[9];
    if (of) state.tasks.push({ ...task(0, of, 'anna'), id: 'tsk_news', dueAt: '2026-11-23T08:00:00Z' });
    state.send({ type: 'tasks' });
    await until(counts, text => text?.startsWith('Overdue 4') ?? false);
    expect(await lines().first().textContent()).toContain(of?.name ?? '?');
    expect(await focusedText()).toContain('Escalation');
    const told = lines()
      .filter({ hasText: /tab-8.*Nordlicht Handel/ })
      .first();
    await told.getByRole('button', { name: /^Acknowledge.*Nordlicht/ }).click();
    await stage.pages.toasts.filter({ hasText: 'Acknowledged' }).waitFor();
    await told.getByRole('button').waitFor({ state: 'detached' });
  });

  test('shows the rest when a part cannot be read, and says which; and when nothing waits, what is next', async () => {
    const { state } = stage.server;
    state.gate = async ({ path }) => (path === '/v1/tasks' ? problem : undefined);
    await enter('/today');
    await stage.pages.alert.filter({ hasText: 'could not be read: Tasks.' }).waitFor();
    expect(await lines().filter({ hasText: 'Done' }).count()).toBe(0);
    state.gate = async () => undefined;
    await stage.pages.alert.getByRole('button', { name: 'Try again' }).click();
    await line('Welcome the customer').waitFor();
    const anna = state.agents[0];
    if (anna) state.agents[0] = { ...anna, roles: ['agent'] };
    for (const all of [state.tasks, state.notifications, state.cases, outreachOf(state).views])
      all.length = 0;
    const tomorrow = START + 26 * HOUR;
    callsOf(state).calls.splice(0, 99, call('call_next', 'acc-0', { readyAt: tomorrow, dueAt: tomorrow }));
    await stage.pages.open('/today');
    await stage.page.getByText('Nothing waits for you').waitFor();
    await stage.page.getByRole('link', { name: /^Next: the call with Nordlicht Handel, Tue 24 Nov/ }).click();
    await until(
      () => stage.page.url(),
      url => url.endsWith('/calls/call_next'),
    );
  });
});

describe('the palette', () => {
  test('finds as one types, opens, and gives the focus back', async () => {
    await enter('/today');
    await lines().first().locator('a').first().focus();
    await find('casa');
    await stage.page.locator('[data-group=account]').getByText('Aurora').first().waitFor();
    await until(chosen, text => text?.startsWith('Casa Aurora') ?? false);
    await stage.pages.press('ArrowDown', 'ArrowUp', 'Escape');
    await until(focusedText, text => text.includes('Nordlicht'));
    await find('casa aurora');
    await stage.pages.press('Enter');
    await stage.pages.account.waitFor();
    await until(focusedId, id => id === 'content');
    await stage.pages.press('g', 'i', 'Control+k');
    await until(chosen, text => text?.startsWith('Casa Aurora') ?? false);
    const [opened] = await Promise.all([
      stage.context.waitForEvent('page'),
      stage.page.keyboard.press('Control+Enter'),
    ]);
    await opened.waitForURL(/\/accounts\/acc-/);
    await opened.close();
    expect(stage.page.url()).toMatch(/\/inbox$/);
  });

  test('opens dialogs, and rooms and actions also while the search fails', async () => {
    stage.server.state.gate = async ({ path }) => (path === '/v1/search' ? problem : undefined);
    await enter('/today');
    await stage.page.getByRole('button', { name: 'Find anything' }).first().click();
    await search().fill('plan a');
    await said('cannot be searched now');
    expect(await options().allTextContents()).toEqual(['Plan a call']);
    await stage.pages.press('Enter');
    await stage.page.getByRole('dialog', { name: 'Plan a call' }).waitFor();
    await stage.pages.press('Escape');
    await find('dev');
    await stage.pages.press('Enter');
    await stage.page.getByTestId('case-row').first().waitFor();
  });

  test('saves a list as it is looked at, finds it again, and removes it', async () => {
    await stage.pages.signIn('/devices?of=mine&risk=yes');
    await find('save this');
    await stage.pages.press('Enter');
    await stage.page.getByLabel('Name of the view').fill('Mine in danger');
    await stage.pages.press('Enter');
    const saved = stage.page.getByRole('navigation', { name: 'Saved views' });
    await saved.getByRole('link', { name: 'Mine in danger' }).waitFor();
    await stage.pages.open('/feed');
    await stage.pages.waitUntilIn();
    await find('danger');
    await stage.pages.press('Enter');
    await until(
      () => stage.page.url(),
      url => url.endsWith('/devices?of=mine&risk=yes'),
    );
    await find('remove the view');
    await stage.pages.press('Enter');
    await saved.waitFor({ state: 'detached' });
  });
});

test('accounts are searched by their names; the address says it, and Escape clears', async () => {
  await stage.pages.signIn('/accounts');
  await stage.pages.accountRows.first().waitFor();
  const box = stage.page.getByRole('searchbox', { name: 'Search all accounts' });
  await box.fill('mirabelle');
  await stage.page.getByText('5 accounts').waitFor();
  expect((await stage.pages.accountRows.allTextContents()).every(text => text.includes('Mirabelle'))).toBe(
    true,
  );
  expect(stage.page.url()).toMatch(/\/accounts\?q=mirabelle$/);
  await stage.page.reload();
  await stage.page.getByText('5 accounts').waitFor();
  await box.press('Escape');
  await until(
    () => stage.page.url(),
    url => url.endsWith('/accounts'),
  );
  await stage.pages.accountRows.nth(6).waitFor();
});

test('nothing of it is forbidden by WCAG 2.2 AA, nor wider than the screen', async () => {
  await enter('/today');
  const found = await faults(stage.page);
  await find('nord');
  await stage.page.locator('[data-group=contact]').waitFor();
  found.push(...(await faults(stage.page)));
  await stage.pages.press('Escape');
  await stage.pages.open('/accounts?q=nord');
  await stage.pages.accountRows.first().waitFor();
  expect([...found, ...(await faults(stage.page))]).toEqual([]);
});
