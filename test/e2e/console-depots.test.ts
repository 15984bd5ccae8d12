import { describe, expect, test } from '@jest/globals';
import { faultsOfDialog } from './support/access-check.ts';
import { clerk, depotsOf } from './support/mock-depots.ts';
import { stageConsole } from './support/stage-console.ts';
import { until } from './support/until.ts';

const stage = stageConsole();
const button = (name: string | RegExp) =>
  stage.page.getByRole('button', { name, exact: typeof name === 'string' });
const unit = (serial: string) => stage.page.getByTestId('unit').filter({ hasText: serial });
const dialog = () => stage.page.getByRole('dialog');

describe('a depot', () => {
  test('shows where every unit is, that the sum is right, and what is short of what is kept for a promise', async () => {
    await stage.pages.signIn('/depots');
    await stage.page.getByRole('link', { name: 'Store in the mall', exact: true }).click();
    const stock = stage.page.getByTestId('stock').first();
    await stock.waitFor();
    expect(await stock.getByTestId('sum').textContent()).toContain('3 + 1 + 0 + 0 + 0 + 0 = 4 received');
    expect(await stock.getByTestId('sum').getAttribute('data-right')).toBe('true');
    const floors = await stock.getByTestId('floor').allTextContents();
    expect(floors[0]).toMatch(/Working device in under two hours.*enough/);
    expect(floors[1]).toMatch(/minimum.*1 short/);
    expect(await unit('SN-9001').getAttribute('data-state')).toBe('reserved');
    expect(await unit('SN-9001').getByRole('button').count()).toBe(0);
  });

  test('a unit becomes ready, is written off with a reason, and another moves to another depot', async () => {
    await stage.pages.signIn('/depots/mall');
    await button('Ready SN-9004').click();
    await until(
      () => unit('SN-9004').getAttribute('data-state'),
      state => state === 'ready',
    );
    await button('Write off… SN-9002').click();
    expect(await dialog().getByRole('button', { name: 'Write off' }).isDisabled()).toBe(true);
    await dialog().getByLabel('Reason').fill('screen cracked');
    await dialog().getByRole('button', { name: 'Write off' }).click();
    await unit('SN-9002').waitFor({ state: 'detached' });
    await button('Move… SN-9003').click();
    await dialog().getByRole('button', { name: 'Move' }).click();
    await unit('SN-9003').waitFor({ state: 'detached' });
    expect(depotsOf(stage.server.state).stocks.get('central/tab-8')?.units['SN-9003']).toBeDefined();
    expect(await stage.page.getByTestId('sum').first().textContent()).toContain('= 3 received');
  });

  test('receives serials pasted in any manner, each once, and not what is no serial', async () => {
    await stage.pages.signIn('/depots/mall');
    await button('Receive… tab-8').click();
    const serials = dialog().getByLabel('Serials');
    await serials.fill('SN-1 SN-2,\nSN-2; not@serial');
    expect(await dialog().getByRole('button', { name: 'Receive' }).isDisabled()).toBe(true);
    await dialog().getByText('Not serials: not@serial').waitFor();
    await serials.fill('SN-1 SN-2,\nSN-2; SN-3');
    await dialog().getByText('3 serials').waitFor();
    await dialog().getByRole('button', { name: 'Receive' }).click();
    await unit('SN-3').waitFor();
    await button('Receive… tab-8').click();
    await serials.fill('SN-3');
    await dialog().getByRole('button', { name: 'Receive' }).click();
    expect(await dialog().getByRole('alert').textContent()).toContain('in stock already');
  });

  test('a count says what was missing and what was found', async () => {
    await stage.pages.signIn('/depots/mall');
    await button('Count… tab-8').click();
    await dialog().getByLabel('Why it is counted').fill('end of the year');
    const book = dialog().getByRole('button', { name: 'Book the count' });
    expect(await book.isDisabled()).toBe(true);
    await dialog().getByLabel('Found serials').fill('SN-9001 SN-9002 SN-9003 SN-7777');
    await book.click();
    const counted = await dialog().getByTestId('counted').textContent();
    expect(counted).toMatch(/Missing, written off now: 1\s*SN-9004/);
    expect(counted).toMatch(/Found unknown, taken in as not ready: 1\s*SN-7777/);
    await dialog().getByRole('button', { name: 'Close' }).last().click();
    await unit('SN-7777').waitFor();
  });

  test('a lead writes a depot, and what the server refuses stands at its field', async () => {
    stage.server.state.agents.push(clerk);
    await stage.pages.signIn('/depots/mall');
    await button('Edit depot…').click();
    await dialog().getByLabel('Time zone').fill('Europe/Atlantis');
    await dialog().getByLabel('Kept for “Working device in under four days”').first().fill('x');
    await dialog().getByRole('button', { name: 'Save' }).click();
    await dialog().getByText('Write a whole number').waitFor();
    await dialog().getByLabel('Kept for “Working device in under four days”').first().fill('1');
    await dialog().getByRole('button', { name: 'Save' }).click();
    const zone = dialog().getByLabel('Time zone');
    await until(
      () => zone.getAttribute('aria-invalid'),
      invalid => invalid === 'true',
    );
    await zone.fill('Europe/Vienna');
    await dialog().getByRole('button', { name: 'Save' }).click();
    await dialog().waitFor({ state: 'detached' });
    const saved = depotsOf(stage.server.state).depots.get('mall');
    expect(saved).toMatchObject({ zone: 'Europe/Vienna', clerks: ['clara'] });
    expect(saved?.models['tab-8']?.floors).toEqual({ 'two-hours': 2, 'four-days': 1 });
  });

  test('who does not lead cannot edit it', async () => {
    await stage.pages.open('/depots/mall');
    await stage.pages.fillSignIn({ email: 'bruno@example.com' });
    await stage.page.getByTestId('stock').first().waitFor();
    expect(await button('Edit depot…').count()).toBe(0);
  });
});

describe('the register on an account', () => {
  test('lists devices with their open case, and a new one is added', async () => {
    await stage.pages.signIn('/accounts/acc-3');
    const devices = stage.page.getByTestId('device');
    await devices.first().waitFor();
    expect(await devices.allTextContents()).toEqual([
      expect.stringMatching(/SN-2001.*managed.*open case/),
      expect.stringContaining('not managed'),
    ]);
    await button('Add device').click();
    await dialog().getByLabel('Serial').fill('SN 3');
    await dialog().getByLabel('Model').fill('tab-10');
    await dialog().getByRole('button', { name: 'Save' }).click();
    await dialog().getByText('A serial has up to 64').waitFor();
    await dialog().getByLabel('Serial').fill('SN-2003');
    await dialog().getByRole('button', { name: 'Save' }).click();
    await devices.filter({ hasText: 'SN-2003' }).waitFor();
    expect(depotsOf(stage.server.state).devices.get('SN-2003')).toMatchObject({
      accountId: 'acc-3',
      managed: true,
    });
  });
});

const places: readonly (readonly [path: string, dialogs: readonly string[]])[] = [
  ['/depots', ['New depot']],
  ['/depots/mall', ['Receive… tab-8', 'Count… tab-8', 'Write off… SN-9002', 'Move… SN-9002', 'Edit depot…']],
  ['/accounts/acc-3', ['Edit SN-2001']],
];

test('nothing here is forbidden by WCAG 2.2 AA, nor in the dialogs', async () => {
  const found: string[] = [];
  await stage.pages.signIn(places[0]?.[0]);
  for (const [path, dialogs] of places) {
    await stage.pages.open(path);
    await stage.page.getByRole('heading', { level: 1 }).waitFor();
    for (const name of dialogs) found.push(...(await faultsOfDialog(stage.page, name)));
  }
  expect(found).toEqual([]);
});
