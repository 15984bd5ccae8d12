import { describe, expect, test } from '@jest/globals';
import { signUp } from './support/mock-state.ts';
import { stageConsole } from './support/stage-console.ts';
import { until } from './support/until.ts';

const stage = stageConsole();

describe('the other rooms', () => {
  test('the account says why this agent, and what happened, by keyboard alone', async () => {
    await stage.pages.signIn();
    await stage.pages.notifications.first().waitFor();
    await stage.pages.press('j', 'Enter');
    await stage.pages.account.waitFor();
    await stage.pages.ranking.first().waitFor();
    expect(await stage.pages.whyThisAgent.textContent()).toContain('speaks the customer’s language');
    expect(await stage.pages.ranking.nth(0).textContent()).toContain('chosen');
    expect(await stage.pages.ranking.nth(2).textContent()).toContain('book is full');
    await stage.pages.timelineEntries.first().waitFor();
    const history = (await stage.pages.timelineEntries.allTextContents()).join('\n');
    expect(history).toContain('older than what was known');
    expect(history).toContain('duplicates: sent 2 times more');
    await stage.pages.press('g', 'i');
    await stage.pages.notifications.first().waitFor();
  });

  test('the team feed is live and goes back day by day', async () => {
    await stage.pages.signIn('/feed');
    signUp(stage.server.state, 'Frisch Angemeldet', { to: 'bruno' });
    await stage.pages.feedEntries.filter({ hasText: 'Frisch Angemeldet' }).waitFor();
    expect(await stage.pages.toasts.count()).toBe(0);
    const list = stage.page.getByRole('region', { name: 'Account changes, the newest first' });
    await until(async () => {
      await list.evaluate(element => element.scrollTo({ top: element.scrollHeight }));
      return stage.page.getByRole('button', { name: /^Show Sunday/ }).isVisible();
    }, Boolean);
    await stage.page.getByRole('button', { name: /^Show Sunday/ }).click();
    await stage.page.getByRole('heading', { name: /^Yesterday, Sunday/ }).waitFor();
  });

  test('an account is created by hand, and one that exists is refused in words', async () => {
    await stage.pages.signIn('/accounts');
    await stage.page.getByRole('button', { name: 'New account' }).click();
    const fields = { Name: 'Handarbeit', 'Id at your company': 'acc-1', Language: 'de', Product: 'repricer' };
    for (const [label, text] of Object.entries(fields))
      await stage.page.getByRole('dialog').getByLabel(label, { exact: true }).fill(text);
    await stage.page.getByRole('button', { name: 'Create account' }).click();
    await stage.pages.alert.waitFor();
    expect(await stage.pages.alert.textContent()).toContain('There is one with this id already');
    await stage.page.getByLabel('Id at your company').fill('acc-by-hand');
    await stage.page.getByRole('button', { name: 'Create account' }).click();
    await stage.pages.account.waitFor();
    expect(stage.page.url()).toContain('/accounts/acc-by-hand');
  });

  test('a dialog opens on its first field, and leaves the focus where it was', async () => {
    await stage.pages.signIn('/accounts');
    const opener = stage.page.getByRole('button', { name: 'New account' });
    const focused = () => stage.page.locator(':focus');
    await opener.focus();
    await stage.page.keyboard.press('Enter');
    await stage.page.getByRole('dialog').waitFor();
    await stage.page.keyboard.type('Handarbeit');
    const typed = stage.page.getByRole('dialog').getByLabel('Name', { exact: true });
    expect(await typed.inputValue()).toBe('Handarbeit');
    await stage.page.keyboard.press('Escape');
    await stage.page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await focused().textContent()).toBe('New account');
  });

  test('a lead records an absence with its cover, in the agent’s own zone', async () => {
    await stage.pages.signIn('/team');
    await stage.page.getByRole('button', { name: 'Record absence of Carmen Ruiz' }).click();
    await stage.page.getByLabel('From').fill('2026-12-01T09:00');
    await stage.page.getByLabel('To').fill('2026-12-05T17:00');
    await stage.page.getByLabel('Cover').selectOption('bruno');
    await stage.page.getByRole('button', { name: 'Record absence', exact: true }).click();
    await stage.pages.agents.filter({ hasText: 'cover: Bruno Conti' }).waitFor();
    const [absence] = stage.server.state.agents.find(one => one.id === 'carmen')?.absences ?? [];
    expect(absence).toMatchObject({
      from: '2026-12-01T08:00:00.000Z',
      to: '2026-12-05T16:00:00.000Z',
      coverId: 'bruno',
    });
  });

  test('what others typed is text everywhere, never markup', async () => {
    const typed = [
      `"><img src=x onerror="alert(1)">`,
      '<script>alert(1)</script>',
      '{{7*7}}',
      'javascript:alert(1)',
    ];
    const state = stage.server.state;
    typed.forEach((text, n) => {
      signUp(state, text);
      const made = state.accounts[0];
      if (made)
        state.accounts[0] = {
          ...made,
          segment: text,
          zone: text,
          contacts: [{ id: `c${n}`, name: text, company: text, role: text }],
        };
    });
    const dialogs: string[] = [];
    stage.page.on('dialog', dialog => {
      dialogs.push(dialog.message());
      void dialog.dismiss();
    });
    await stage.pages.signIn();
    const ids = state.accounts.slice(0, typed.length).map(one => `/accounts/${one.id}`);
    for (const path of ['/inbox/ntf_new_40', '/feed', '/accounts', ...ids]) {
      await stage.pages.open(path);
      await stage.pages.waitUntilIn();
      await stage.page.getByRole('heading', { level: 1 }).waitFor();
      expect(await stage.page.locator('img[src="x"], #root script, a[href^="javascript"]').count()).toBe(0);
    }
    expect(dialogs).toEqual([]);
  });

  test('an unknown address leads back to the inbox', async () => {
    await stage.pages.signIn('/no/such/room');
    await stage.page.getByRole('link', { name: 'To the inbox' }).click();
    await stage.pages.notifications.first().waitFor();
  });
});
