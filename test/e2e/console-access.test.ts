import { AxeBuilder } from '@axe-core/playwright';
import { describe, expect, test } from '@jest/globals';
import { stageConsole } from './support/stage-console.ts';
import { until } from './support/until.ts';

const stage = stageConsole();

const rooms = [
  '/inbox',
  '/inbox/ntf_1',
  '/feed',
  '/accounts',
  '/accounts/acc-3',
  '/team',
  '/tasks',
  '/tasks?of=queue',
  '/settings',
  '/no/such/room',
];

async function violations(): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page: stage.page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze();
  return found.map(one => `${stage.page.url()} ${one.impact} ${one.id}: ${one.nodes[0]?.html.slice(0, 160)}`);
}

const settled = () =>
  until(
    () => stage.page.getByText('Loading…').count(),
    loading => loading === 0,
  ).then(() =>
    stage.page.evaluate(() =>
      Promise.all(document.getAnimations().map(one => one.finished.catch(() => undefined))),
    ),
  );

describe.each([
  { colorScheme: 'light', width: 1280 },
  { colorScheme: 'dark', width: 390 },
] as const)('in $colorScheme at $width px', ({ colorScheme, width }) => {
  test('no page has anything that WCAG 2.2 AA forbids', async () => {
    await stage.page.emulateMedia({ colorScheme });
    await stage.page.setViewportSize({ width, height: 800 });
    await stage.pages.open();
    await stage.page.locator('input[autocomplete="username"]').waitFor();
    const found = await violations();
    await stage.pages.fillSignIn();
    await stage.pages.waitUntilIn();
    for (const room of rooms) {
      await stage.pages.open(room);
      await stage.page.getByRole('heading', { level: 1 }).waitFor();
      await settled();
      found.push(...(await violations()));
      const overflow = await stage.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      if (overflow > 0) found.push(`${room} is ${overflow} px wider than the screen`);
    }
    expect(found).toEqual([]);
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
    ] as const;
    for (const [path, button] of dialogs) {
      await stage.pages.open(path);
      await stage.page.getByRole('button', { name: button }).click();
      await stage.page.getByRole('dialog').waitFor();
      found.push(...(await violations()));
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
