import { describe, expect, test } from '@jest/globals';
import { overflow, settled, violations } from './support/access-check.ts';
import { stageConsole } from './support/stage-console.ts';
import { until } from './support/until.ts';

const stage = stageConsole();

const rooms = [
  '/inbox',
  '/inbox/ntf_1',
  '/inbox/ntf_4?filter=all',
  '/inbox?filter=snoozed',
  '/inbox?filter=team',
  '/inbox?filter=queue',
  '/feed',
  '/accounts',
  '/accounts/acc-3',
  '/team',
  '/tasks',
  '/tasks?of=queue',
  '/settings',
  '/no/such/room',
];

describe.each([
  { colorScheme: 'light', width: 1280 },
  { colorScheme: 'dark', width: 390 },
] as const)('in $colorScheme at $width px', ({ colorScheme, width }) => {
  test('the front door has nothing that WCAG 2.2 AA forbids', async () => {
    await stage.page.emulateMedia({ colorScheme });
    await stage.page.setViewportSize({ width, height: 800 });
    await stage.pages.open();
    await stage.page.locator('input[autocomplete="username"]').waitFor();
    expect([...(await violations(stage.page)), ...(await overflow(stage.page))]).toEqual([]);
  });

  test.each(rooms)('%s has nothing that WCAG 2.2 AA forbids', async room => {
    await stage.page.emulateMedia({ colorScheme });
    await stage.page.setViewportSize({ width, height: 800 });
    await stage.pages.signIn(room);
    await stage.page.getByRole('heading', { level: 1 }).waitFor();
    await settled(stage.page);
    expect([...(await violations(stage.page)), ...(await overflow(stage.page))]).toEqual([]);
  });

  test('no dialog has either', async () => {
    await stage.page.emulateMedia({ colorScheme });
    await stage.page.setViewportSize({ width, height: 800 });
    await stage.pages.signIn('/accounts');
    const found: string[] = [];
    const dialogs = [
      ['/accounts', 'New account'],
      ['/accounts/acc-3', 'Merge duplicate…'],
      ['/team', 'Edit Anna Berger'],
      ['/team', 'Record absence of Denis Moreau'],
      ['/inbox/ntf_4', 'Snooze…'],
      ['/tasks', /^Hand over….*Nordlicht/],
    ] as const;
    for (const [path, button] of dialogs) {
      await stage.pages.open(path);
      await stage.page.getByRole('button', { name: button }).click();
      await stage.page.getByRole('dialog').waitFor();
      found.push(...(await violations(stage.page)));
      await stage.pages.press('Escape');
      await stage.page.getByRole('dialog').waitFor({ state: 'detached' });
    }
    expect(found).toEqual([]);
  });
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
