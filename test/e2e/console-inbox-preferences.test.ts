import { describe, expect, test } from '@jest/globals';
import { faults } from './support/access-check.ts';
import { stageConsole } from './support/stage-console.ts';
import { until } from './support/until.ts';

const stage = stageConsole();
const form = () => stage.page.getByTestId('preferences');
const kind = (name: string) => stage.page.locator(`[data-testid="kind"][data-kind="${name}"]`);
const save = () => form().getByRole('button', { name: 'Save' }).click();
const written = () => stage.server.state.writes.filter(one => one === 'PUT /v1/me/preferences').length;

describe('how one is told', () => {
  test('shows what comes of company and person, and leaves no choice where there is none', async () => {
    await stage.pages.signIn('/settings');
    await form().waitFor();
    expect(await kind('trial-started').textContent()).toContain('mail when nobody looked');
    expect(await kind('trial-started').getByLabel('Browser push').inputValue()).toBe('no');
    expect(await kind('device-breached').textContent()).toContain('cannot be turned off');
    expect(await kind('queued').textContent()).toContain('Fixed by your company');
    for (const name of ['device-breached', 'queued'])
      expect(
        await kind(name)
          .getByRole('button', { name: /Change/ })
          .count(),
      ).toBe(0);
  });

  test('is written as a whole, with hours of one’s own, and says what came of it', async () => {
    await stage.pages.signIn('/settings');
    await form().waitFor();
    await form().getByLabel('When pushes may come').first().selectOption('windows');
    await save();
    await form().getByRole('alert').getByText('hours on at least one day').waitFor();
    await form().getByLabel('Mon').fill('8:00–12:00, 13:00-19:30');
    await kind('converted')
      .getByRole('button', { name: /Change/ })
      .click();
    await kind('converted').getByLabel('When pushes may come').selectOption('always');
    await form().getByLabel('Try it again').check();
    await save();
    await stage.pages.toasts.filter({ hasText: 'Saved.' }).waitFor();
    expect(written()).toBe(1);
    expect(stage.server.state.preferences).toMatchObject({
      quiet: 'windows',
      windows: {
        mon: [
          ['08:00', '12:00'],
          ['13:00', '19:30'],
        ],
      },
      kinds: { 'trial-started': { push: false }, converted: { quiet: 'always' } },
      chatHost: 'hooks.slack.com',
      off: [],
    });
    await kind('converted').getByText('push at any hour').waitFor();
    await stage.page.getByTestId('channel-off').waitFor({ state: 'detached' });
  });

  test('has digests of its own, checked before they are sent', async () => {
    await stage.pages.signIn('/settings');
    await form().getByRole('button', { name: 'Add a digest' }).click();
    const second = form().getByTestId('digest').nth(1);
    await second.getByLabel('How often').selectOption('hour');
    await second.getByLabel('Which kinds').selectOption('some');
    await save();
    await second.getByText('Choose at least one kind.').waitFor();
    expect(written()).toBe(0);
    await second.getByLabel('Sign-up').check();
    await save();
    await until(
      () => stage.server.state.preferences.digests,
      all => all.length === 2,
    );
    expect(stage.server.state.preferences.digests[1]).toMatchObject({ every: 'hour', kinds: ['signed-up'] });
  });

  test('writes the chat’s address and never shows it; a refusal stands at its field', async () => {
    await stage.pages.signIn('/settings');
    const chat = stage.page.getByTestId('chat-card');
    await chat.getByText('Connected to hooks.slack.com.').waitFor();
    await chat.getByLabel('New address').fill('https://evil.example/hook');
    await save();
    await chat.getByText('a host that your company allows').waitFor();
    await chat.getByLabel('New address').fill('https://blocked.hooks.slack.com/hook');
    await save();
    await chat.getByText('does not allow chats at this host').waitFor();
    await chat.getByLabel('New address').fill('https://chat.seller-tools.example/secret-hook');
    await save();
    await chat.getByText('Connected to chat.seller-tools.example.').waitFor();
    expect(await stage.page.content()).not.toContain('secret-hook');
    await chat.getByRole('button', { name: 'Disconnect the chat' }).click();
    await save();
    await until(
      () => stage.server.state.preferences.chatHost,
      host => host === undefined,
    );
  });

  test('has nothing that WCAG 2.2 AA forbids when everything is open', async () => {
    await stage.pages.signIn('/settings');
    await form().getByLabel('When pushes may come').first().selectOption('windows');
    await form().getByLabel('Which kinds').selectOption('some');
    await kind('converted')
      .getByRole('button', { name: /Change/ })
      .click();
    expect(await faults(stage.page)).toEqual([]);
  });
});
