import { describe, expect, test } from '@jest/globals';
import { faults } from './support/access-check.ts';
import { stageConsole } from './support/stage-console.ts';
import { until } from './support/until.ts';

const stage = stageConsole();
const ask = (of: RegExp) => stage.page.getByRole('button', { name: of });
const because = () => stage.page.getByTestId('because');
const reasons = async () => {
  const found = because().getByTestId('reason');
  await found.first().waitFor();
  return found.allTextContents();
};
const focused = () => stage.page.evaluate(() => document.activeElement?.getAttribute('aria-expanded'));

describe('why', () => {
  test('a task is somebody’s is opened by keyboard in place, and Escape gives the focus back', async () => {
    await stage.pages.signIn('/tasks');
    const why = ask(/^Why\? Ask why, and keep the customer, Casa Aurora/);
    await why.focus();
    await stage.pages.press('Enter');
    await because().waitFor();
    expect(await reasons()).toEqual(['It was handed over to Anna Berger.', '“You know them better”']);
    expect(await because().textContent()).toMatch(/Bruno Conti.*10:00.*whatever the settings are now/);
    expect(await faults(stage.page)).toEqual([]);
    expect(await focused()).toBe('true');
    await stage.pages.press('Escape');
    await because().waitFor({ state: 'detached' });
    expect(await focused()).toBe('false');
    await stage.pages.open('/tasks?of=queue');
    await ask(/^Why\? Find an owner/)
      .first()
      .click();
    expect((await reasons())[0]).toContain('Nobody on the roster speaks the language');
  });

  test('a call is when it is, and whose, is read when it is asked, with who was left out and the tries', async () => {
    await stage.pages.signIn('/calls/call_welcome');
    await ask(/^Why\? due, Nordlicht/).click();
    await stage.page.getByTestId('decision').first().waitFor();
    const told = await stage.page.getByTestId('decision').allTextContents();
    expect(told).toHaveLength(3);
    expect(told[0]).toMatch(
      /booked.*Bruno Conti.*Anna Berger looks after the account and was free\.Not Bruno Conti: does not speak the language\.Not Carmen .*: is away\./,
    );
    expect(told[1]).toMatch(/That was the first try\.The next try is at Mon/);
    expect(told[2]).toMatch(/Firstcall.*Wanted from .*Goes to Anna Berger, who looks after the account\./);
    expect(await faults(stage.page)).toEqual([]);
    await stage.pages.open('/calls/call_talk');
    await ask(/^Why\?/)
      .first()
      .click();
    await because().filter({ hasText: 'Nothing was recorded about it.' }).waitFor();
  });

  test('a unit was chosen, and a language, is said with the case', async () => {
    await stage.pages.signIn('/devices/case_soon');
    const stock = stage.page.getByTestId('stock');
    await stock.getByRole('button', { name: /^Why\? tab-8 SN-9001/ }).click();
    await until(
      async () => (await reasons())[0] ?? '',
      text => /^No tab-8 was free at .*; this one was kept for this promise\.$/.test(text),
    );
    const tellings = stage.page.getByTestId('tellings');
    await tellings.getByRole('button', { name: /^Why\? .*: German/ }).click();
    await until(
      async () => (await reasons())[1] ?? '',
      text => text === 'Written in German: the contact’s own language.',
    );
    expect(await faults(stage.page)).toEqual([]);
  });

  test('a strategy was agreed on is said with what was advised at that moment', async () => {
    await stage.pages.signIn('/accounts/acc-0');
    await stage.page.getByTestId('advice').getByRole('button').click();
    const dialog = stage.page.getByRole('dialog');
    await dialog.locator('select').selectOption('buy-box');
    await dialog.locator('button[type="submit"]').click();
    const agreed = stage.page.getByTestId('journey-strategy');
    await agreed.waitFor();
    await agreed.getByRole('button', { name: /^Why\?/ }).click();
    await until(
      async () => (await reasons()).join(' '),
      text =>
        /^Advised at that moment: Push, 24\s?% sure\./.test(text) && /Another one was agreed on/.test(text),
    );
  });

  test('somebody was told, and why no push came before, stays to be read after the push', async () => {
    const { notifications } = stage.server.state;
    const first = notifications[0];
    const held = { heldUntil: '2026-11-23T07:00:00Z', heldWhy: 'off-duty' };
    if (first) notifications[0] = { ...first, ...held };
    await stage.pages.signIn(`/inbox/${first?.id}`);
    expect(await stage.page.getByTestId('why-me').textContent()).toContain('You look after this account');
    expect(await stage.page.getByTestId('held').textContent()).toMatch(/^not before 08:00: /);
  });

  test('an account has its agent, and a case its promise, stands with the whole ranking as it was', async () => {
    await stage.pages.signIn('/accounts/acc-0');
    await stage.pages.whyThisAgent.getByTestId('assignment-reason').waitFor();
    expect(await stage.pages.ranking.count()).toBeGreaterThan(2);
    await stage.pages.open('/devices/case_soon');
    const promise = stage.page.getByTestId('why-this-policy');
    await promise.getByTestId('matched-policy').filter({ hasText: 'taken' }).waitFor();
  });

  test('a customer is called stands with the claims, and until when its cause rests', async () => {
    await stage.pages.signIn('/outreach/out_claims');
    await stage.page.getByTestId('claims').getByRole('row').nth(1).waitFor();
    await stage.pages.open('/outreach/out_done');
    await stage.page.getByTestId('paused').waitFor();
  });

  test('cannot be read now: says so, and is asked again', async () => {
    stage.server.state.gate = async ({ path }) =>
      path.endsWith('/decisions') ? { type: 'about:blank', title: 'no', status: 400 } : undefined;
    await stage.pages.signIn('/calls/call_welcome');
    await ask(/^Why\? due, Nordlicht/).click();
    await because().getByRole('button', { name: 'Try again' }).waitFor();
    stage.server.state.gate = async () => undefined;
    await because().getByRole('button', { name: 'Try again' }).click();
    await stage.page.getByTestId('decision').first().waitFor();
  });
});
