import { readFile } from 'node:fs/promises';
import { describe, expect, test } from '@jest/globals';
import { faultsOfDialog } from './support/access-check.ts';
import { promisesOf } from './support/mock-promises.ts';
import { stageConsole } from './support/stage-console.ts';
import { until } from './support/until.ts';

const stage = stageConsole();
const button = (name: string | RegExp) =>
  stage.page.getByRole('button', { name, exact: typeof name === 'string' });
const dialog = () => stage.page.getByRole('dialog');
const save = () => dialog().getByRole('button', { name: 'Save' }).click();

describe('policies', () => {
  test('stand in the order in which they are tried, each in words', async () => {
    await stage.pages.signIn('/promises');
    const policies = stage.page.getByTestId('policy');
    await until(
      () => policies.first().textContent(),
      text => text?.includes('Counter in the mall') ?? false,
    );
    const [first, , last] = await policies.allTextContents();
    expect(first).toContain('in less than 2 hours, counted in “Counter in the mall”');
    expect(first).toContain('accounts: acc-1 · sites: mall');
    expect(first).toContain('at 50%, 75% and 90% of the time');
    expect(first).toContain('stops the time, up to 2 days in all');
    expect(last).toContain('in less than 4 days, around the clock');
  });

  test('a lead writes one; what cannot be read and what the server refuses stands at its field', async () => {
    await stage.pages.signIn('/promises');
    await button('Edit Working device in under two hours').click();
    const handover = dialog().getByRole('group', { name: 'Working device in the customer’s hands' });
    await handover.getByLabel('Hours', { exact: true }).fill('');
    await handover.getByLabel('Warn at per cent').fill('90, 50');
    await save();
    await handover.getByText('Give days, hours or minutes').waitFor();
    await handover.getByText('Write shares from 1 to 99').waitFor();
    await handover.getByLabel('Hours', { exact: true }).fill('90000');
    await handover.getByLabel('Warn at per cent').fill('50, 90');
    await save();
    await handover.getByText('This goal can never be met in its calendar').waitFor();
    await handover.getByLabel('Hours', { exact: true }).fill('3');
    await dialog().getByLabel('Chain when it is broken').fill('nobody');
    await save();
    await dialog().getByText('There is no chain with this name').waitFor();
    await dialog().getByLabel('Chain when it is broken').fill('breach');
    await save();
    await dialog().waitFor({ state: 'detached' });
    await stage.page.getByTestId('policy').filter({ hasText: 'in less than 3 hours' }).waitFor();
    expect(promisesOf(stage.server.state).policies.get('two-hours')).toMatchObject({
      version: 3,
      handover: { goal: { hours: 3 }, warnAt: [50, 90], waitCapHours: 48 },
      match: { accounts: ['acc-1'], sites: ['mall'] },
      legs: { diagnose: { goal: { minutes: 20 }, owner: 'depot' } },
      depots: ['mall', 'central'],
    });
  });

  test('the document names all that a customer agrees to, in the customer’s language, and prints by itself', async () => {
    await stage.pages.signIn('/promises/two-hours');
    const paper = stage.page.getByTestId('document');
    await paper.waitFor();
    const text = await paper.textContent();
    for (const part of [
      'A ready device from the store in the building.',
      'in less than 2 hours',
      '10:00-18:00',
      'warned at 50%, 75% and 90%',
      'Counter in the mall',
      'Central depot',
      'Wed, 30 Jun 2027',
      'Version 2',
    ])
      expect(text).toContain(part);
    await stage.page.getByLabel('Language of the document').selectOption('de');
    await stage.page.locator('article[lang="de"]').waitFor();
    expect(await paper.textContent()).toContain('Servicevereinbarung');
    await stage.page.emulateMedia({ media: 'print' });
    expect(await stage.page.getByRole('navigation').first().isVisible()).toBe(false);
    expect(await stage.page.getByLabel('Language of the document').isVisible()).toBe(false);
    expect(await paper.isVisible()).toBe(true);
  });

  test('trying out says which policy a case would get and why no other', async () => {
    await stage.pages.signIn('/promises?of=try');
    const account = stage.page.getByLabel('Id of the account');
    await account.fill('acc-none');
    await button('Find the policy').click();
    await until(
      () => account.getAttribute('aria-invalid'),
      invalid => invalid === 'true',
    );
    await account.fill('acc-1');
    await button('Find the policy').click();
    const would = stage.page.getByTestId('would-get');
    await until(
      () => would.textContent(),
      text => text?.includes('four days') ?? false,
    );
    await stage.page.getByLabel('Site').fill('mall');
    await button('Find the policy').click();
    await until(
      () => would.textContent(),
      text => text?.includes('two hours') ?? false,
    );
    const ranked = await stage.page.getByTestId('ranked-policy').allTextContents();
    expect(ranked[0]).toMatch(/account: acc-1 \(fits\).*site: mall \(fits\).*counts/);
    expect(ranked.at(-1)).toContain('less specific');
  });
});

describe('the review', () => {
  test('tells what was kept in a period, and its file is safe in a spreadsheet', async () => {
    await stage.pages.signIn('/promises?of=review');
    const rows = stage.page.getByTestId('review-row');
    await rows.first().waitFor();
    expect(await rows.first().textContent()).toMatch(
      /4123631.*12 mins late.*waits for the customer \(photo of damage\): 5 cases, 9 hrs 30 mins/,
    );
    const [download] = await Promise.all([
      stage.page.waitForEvent('download'),
      button('Download as CSV').click(),
    ]);
    expect(download.suggestedFilename()).toBe('promises-2026-11-01-2026-11-30.csv');
    const csv = await readFile(await download.path(), 'utf8');
    expect(csv).toContain(`"'=HYPERLINK(""http://evil.example"")"`);
    expect(csv).toContain(',-12,48,97,');
    await stage.page.getByLabel('Period').selectOption('last-month');
    await stage.page.getByText('No case was opened in this period.').waitFor();
    await stage.page.getByLabel('Period').selectOption('own');
    await stage.page.getByLabel('To').fill('2026-09-01');
    await stage.page.getByText('The last day must not be before the first.').waitFor();
  });

  test('open cases are matched again only after the list was seen and agreed to', async () => {
    await stage.pages.signIn('/promises?of=rematch');
    await button('Show what would change').click();
    const changes = stage.page.getByTestId('change');
    await changes.first().waitFor();
    expect(await changes.first().textContent()).toMatch(
      /Casa Aurora.*four days, version 1.*two hours, version 2.*sooner/,
    );
    expect(await changes.nth(1).textContent()).toContain('same due time');
    await button('Match 3 cases again…').click();
    const submit = dialog().getByRole('button', { name: 'Match again' });
    expect(await submit.isDisabled()).toBe(true);
    expect(promisesOf(stage.server.state).changing).toBe(true);
    await dialog().getByLabel('I have looked at the new due times').check();
    await submit.click();
    await dialog().waitFor({ state: 'detached' });
    await stage.page.getByText('Nothing would change.').waitFor();
  });
});

const places: readonly (readonly [path: string, dialogs: readonly string[]])[] = [
  ['/promises', ['Edit Working device in under four days', 'New policy']],
  ['/promises?of=calendars', ['Edit Office hours', 'Closures from a file for Office hours']],
  ['/promises?of=rematch', ['Match 3 cases again…']],
];

test('nothing here is forbidden by WCAG 2.2 AA, nor in the dialogs', async () => {
  const found: string[] = [];
  await stage.pages.signIn(places[0]?.[0]);
  for (const [path, dialogs] of places) {
    await stage.pages.open(path);
    await stage.page.getByRole('heading', { level: 1 }).waitFor();
    if (path.endsWith('rematch')) await button('Show what would change').click();
    for (const name of dialogs) found.push(...(await faultsOfDialog(stage.page, name)));
  }
  expect(found).toEqual([]);
});
