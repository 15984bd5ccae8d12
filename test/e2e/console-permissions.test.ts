import { describe, expect, test } from '@jest/globals';
import { faults } from './support/access-check.ts';
import { permissionHandlers } from './support/mock-permission-handlers.ts';
import { stageConsole } from './support/stage-console.ts';
import { until } from './support/until.ts';

const stage = stageConsole();
const card = () => stage.page.getByTestId('permissions');
const chips = (n = 0) => card().getByTestId('permission').nth(n).textContent();
const dialog = () => stage.page.getByRole('dialog');
const enter = async () => {
  await stage.pages.signIn('/accounts/acc-0');
  await card().getByTestId('permission').first().waitFor();
};

describe('the permissions of an account', () => {
  test('say for each contact what is allowed, what lacks consent and what was objected to', async () => {
    await enter();
    expect(await chips()).toMatch(/Service: allowed.*Marketing: objected.*Surveys: allowed/);
    const ledger = card().getByTestId('permission-ledger');
    await ledger.getByText('Everything that was said (2)').click();
    const words = ledger.getByRole('listitem');
    expect(await words.allTextContents()).toEqual([
      expect.stringMatching(/^Objected: Marketing.* · mail · .* · recorded by Bruno/),
      expect.stringMatching(/^Allowed: Surveys.* · web page · .* · recorded by shop$/),
    ]);
    await stage.pages.open('/accounts/acc-1');
    await card().getByTestId('permission').first().waitFor();
    expect(await chips()).toMatch(/Service: allowed.*Marketing: no consent.*Surveys: no consent/);
  });

  test('are recorded in one dialog by keyboard, and what was said before stays', async () => {
    await enter();
    await card().getByRole('button', { name: 'Record…' }).press('Enter');
    await dialog().waitFor();
    await dialog().getByLabel('For').selectOption('service');
    await dialog().getByLabel('They said').selectOption('objects');
    await dialog().getByLabel('How').selectOption('call');
    await dialog().locator('button[type="submit"]').press('Enter');
    await dialog().waitFor({ state: 'detached' });
    expect(await chips()).toContain('Service: objected');
    expect(await card().getByTestId('permission-ledger').textContent()).toMatch(
      /Everything that was said \(3\)Objected: Service.*recorded by Anna/,
    );
  });

  test('said of everybody at a customer hold for each contact', async () => {
    await enter();
    await card().getByRole('button', { name: 'Record…' }).click();
    await dialog().getByLabel('Contact').selectOption('Everybody at this customer');
    await dialog().locator('button[type="submit"]').click();
    await dialog().waitFor({ state: 'detached' });
    expect(await chips()).toContain('Service: objected');
    expect(await card().getByTestId('permission-ledger').textContent()).toContain(
      'Objected: ServiceEverybody at this customer',
    );
  });

  test('change before one’s eyes when a colleague records one', async () => {
    await enter();
    const contactId = stage.server.state.accounts[0]?.contacts[0]?.id ?? '';
    const body = { contactId, purpose: 'marketing', word: 'allows', how: 'contract' };
    const asked = { params: { accountId: 'acc-0' }, query: {}, headers: {}, body, agentId: 'bruno' };
    permissionHandlers['record-permission']?.(asked as never, stage.server.state);
    await until(
      () => chips(),
      text => text?.includes('Marketing: allowed') === true,
    );
  });
});

test('nothing of them is forbidden by WCAG 2.2 AA, nor in the dialog', async () => {
  await enter();
  await card().locator('summary').click();
  const found = await faults(stage.page);
  await card().getByRole('button', { name: 'Record…' }).click();
  await dialog().waitFor();
  expect([...found, ...(await faults(stage.page))]).toEqual([]);
});
