import { describe, expect, test } from '@jest/globals';
import { stepsFor } from '../../web/tour/tour-steps.ts';
import { faults } from './support/access-check.ts';
import { callsOf } from './support/mock-calls.ts';
import { outreachOf } from './support/mock-outreach.ts';
import { stageConsole } from './support/stage-console.ts';
import { until } from './support/until.ts';

const stage = stageConsole();
const offer = () => stage.page.getByTestId('tour-offer');
const panel = () => stage.page.getByTestId('tour');
const pointed = () => stage.page.locator('[data-tour-target]');
const focused = () =>
  stage.page.evaluate(() => `${document.activeElement?.tagName} ${document.activeElement?.textContent}`);

/** The panel is at a step, has the focus, and points at something that can be seen. */
async function stepIs(id: string): Promise<void> {
  await stage.page
    .locator(`[data-testid="tour"][data-step="${id}"][data-pointed="true"]`)
    .waitFor({ state: 'visible' });
  await until(
    () => pointed().count(),
    count => count === 1,
  );
  await until(focused, text => text.startsWith('H2'));
}

async function begin(): Promise<void> {
  await stage.pages.signIn('/today');
  await stage.page.getByTestId('today-line').first().waitFor();
  await offer().getByRole('button', { name: 'Show me around' }).click();
  await stepIs('today');
}

const asAgent = () => {
  const { agents } = stage.server.state;
  const anna = agents[0];
  if (anna) agents[0] = { ...anna, roles: ['agent'] };
};

describe('the tour', () => {
  test('is offered once to a person on a browser, below what is listed, and moves nothing when it goes', async () => {
    await stage.pages.signIn('/today');
    const first = stage.page.getByTestId('today-line').first();
    await first.waitFor();
    await offer().waitFor();
    const before = await first.boundingBox();
    await offer().getByRole('button', { name: 'No, thank you' }).focus();
    await stage.pages.press('Enter');
    await offer().waitFor({ state: 'detached' });
    expect(await first.boundingBox()).toEqual(before);
    expect(await panel().count()).toBe(0);
    await stage.page.reload();
    await first.waitFor();
    expect(await offer().count()).toBe(0);
  });

  test('goes by keyboard through the rooms of a lead, pointing at what is there, and nothing of it is forbidden', async () => {
    await begin();
    const found: string[] = [];
    const seen: string[] = [];
    for (const step of stepsFor(true)) {
      await stepIs(step.id);
      seen.push(new URL(stage.page.url()).pathname.split('/')[1] ?? '');
      expect(await panel().getByTestId('tour-empty').count()).toBe(0);
      found.push(...(await faults(stage.page)));
      await panel().getByRole('heading').focus();
      await stage.pages.press('ArrowRight');
    }
    await panel().waitFor({ state: 'detached' });
    expect(found).toEqual([]);
    expect(seen).toEqual([
      ...['today', 'inbox', 'inbox', 'accounts', 'devices'],
      ...['calls', 'load', 'insights', 'today', 'settings'],
    ]);
    expect(await pointed().count()).toBe(0);
    expect(await stage.page.evaluate(() => document.activeElement?.id)).toBe('content');
  });

  test('goes back and on by its buttons; Escape ends it from the room, and the keys of the room go on working', async () => {
    asAgent();
    await begin();
    expect(await panel().textContent()).toContain('Step 1 of 8');
    expect(await panel().getByRole('button', { name: 'Back' }).isDisabled()).toBe(true);
    await panel().getByRole('button', { name: 'Next' }).click();
    await stepIs('inbox');
    await panel().getByRole('button', { name: 'Back' }).click();
    await stepIs('today');
    await stage.pages.press('g', 'f');
    await panel().getByText('You went somewhere else').waitFor();
    expect(await pointed().count()).toBe(0);
    await panel().getByRole('button', { name: 'Show it again' }).click();
    await stepIs('today');
    await stage.page.locator('#content').focus();
    await stage.pages.press('Escape');
    await panel().waitFor({ state: 'detached' });
  });

  test('begins again from the palette and from the settings', async () => {
    await stage.pages.signIn('/feed');
    await stage.pages.press('Control+k');
    await stage.page.getByTestId('palette').getByRole('combobox').fill('show me ar');
    await stage.pages.press('Enter');
    await stepIs('today');
    await stage.pages.press('Escape');
    await panel().waitFor({ state: 'detached' });
    await stage.pages.open('/settings');
    await stage.page.getByRole('button', { name: 'Show me around' }).click();
    await stepIs('today');
  });

  test('says what would be there where a room has nothing to show, and how a machine of one’s own is filled', async () => {
    asAgent();
    const { state } = stage.server;
    const outreach = outreachOf(state).views;
    for (const all of [state.tasks, state.notifications, state.cases, state.accounts, outreach])
      all.length = 0;
    callsOf(state).calls.length = 0;
    await stage.pages.signIn('/today');
    await stage.page.getByText('Nothing waits for you').waitFor();
    await offer().getByRole('button', { name: 'Show me around' }).click();
    for (const id of ['today', 'inbox', 'keys', 'account', 'clock', 'call']) {
      await stepIs(id);
      const empty = panel().getByTestId('tour-empty');
      expect(await empty.textContent()).toMatch(/There is nothing to show here yet\..*npm run demo/);
      await stage.pages.press('ArrowRight');
    }
    await stepIs('palette');
    expect(await panel().getByTestId('tour-empty').count()).toBe(0);
  });
});
