import { expect, test } from '@jest/globals';
import { faults, faultsOfDialog } from './support/access-check.ts';
import { stageConsole } from './support/stage-console.ts';
import { until } from './support/until.ts';

const stage = stageConsole();

test('the front door has nothing that WCAG 2.2 AA forbids', async () => {
  await stage.pages.open();
  await stage.page.locator('input[autocomplete="username"]').waitFor();
  expect(await faults(stage.page)).toEqual([]);
});

test('no dialog has either', async () => {
  const dialogs = [
    ['/accounts', 'New account'],
    ['/accounts/acc-3', 'Merge duplicate…'],
    ['/team', 'Edit Anna Berger'],
    ['/team', 'Record absence of Denis Moreau'],
    ['/inbox/ntf_4', 'Snooze…'],
    ['/tasks', /^Hand over….*Nordlicht/],
  ] as const;
  await stage.pages.signIn('/accounts');
  const found: string[] = [];
  for (const [path, button] of dialogs) {
    await stage.pages.open(path);
    found.push(...(await faultsOfDialog(stage.page, button)));
  }
  expect(found).toEqual([]);
});

test('everything is reached by keyboard: skip link, rooms, list, dialog and back', async () => {
  await stage.pages.signIn();
  await stage.pages.notifications.first().waitFor();
  await stage.pages.press('Tab');
  expect(await stage.page.evaluate(() => document.activeElement?.textContent)).toBe('Skip to content');
  await stage.pages.press('Enter');
  const focusIs = (selector: string) =>
    until(
      () => stage.page.evaluate(query => document.activeElement?.matches(query) ?? false, selector),
      Boolean,
    );
  await focusIs('#content');
  await until(
    async () => {
      await stage.pages.press('Tab');
      return stage.page.evaluate(() => document.activeElement?.getAttribute('role'));
    },
    role => role === 'listbox',
  );
  await stage.pages.press('ArrowDown', 'ArrowDown');
  await until(
    () => stage.page.url(),
    url => url.endsWith('/inbox/ntf_1'),
  );
  await stage.pages.press('?');
  await stage.page.getByRole('dialog').waitFor();
  await stage.pages.press('Escape');
  await stage.page.getByRole('dialog').waitFor({ state: 'detached' });
  await focusIs('[role=listbox]');
  await stage.pages.press('Enter');
  await stage.pages.account.waitFor();
  await focusIs('#content');
});

test('letter keys can be switched off and do nothing then', async () => {
  await stage.pages.signIn('/settings');
  await stage.page.getByLabel(/Move and act with single letters/).uncheck();
  await stage.page.locator('a[href="/inbox"]').click();
  await stage.pages.notifications.first().waitFor();
  await stage.pages.press('j', '?');
  await stage.page.getByRole('listbox').focus();
  await stage.pages.press('ArrowDown');
  await stage.pages.detail.waitFor();
  expect(await stage.page.getByRole('dialog').count()).toBe(0);
});

test.each(['de', 'es', 'fr', 'it'] as const)('the console speaks %s to an agent who does', async language => {
  const { agents } = stage.server.state;
  const anna = agents.findIndex(one => one.id === 'anna');
  const held = agents[anna];
  if (held) agents[anna] = { ...held, languages: [language, 'en'] };
  await stage.pages.signIn('/accounts/acc-3');
  await stage.page.locator(`html[lang="${language}"]`).waitFor();
  await stage.pages.ranking.first().waitFor();
  const text = await stage.page.locator('body').textContent();
  for (const english of [
    'Team feed',
    'Why this agent',
    'Contact missing',
    'taken in',
    'speaks the',
    'duplicates',
  ])
    expect(text).not.toContain(english);
});
