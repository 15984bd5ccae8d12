import { describe, expect, test } from '@jest/globals';
import { faults, faultsOfDialog } from './support/access-check.ts';
import { chainsOf } from './support/mock-team-chains.ts';
import { teamOf } from './support/mock-team-load.ts';
import { stageConsole } from './support/stage-console.ts';
import { until } from './support/until.ts';

const stage = stageConsole();
const button = (name: string | RegExp) =>
  stage.page.getByRole('button', { name, exact: typeof name === 'string' });
const dialog = () => stage.page.getByRole('dialog');
const rows = () => stage.page.getByTestId('agent-load');
const toast = (text: string) => stage.pages.toasts.filter({ hasText: text }).waitFor();

const signInAs = async (agentId: string, path: string) => {
  const { agents } = stage.server.state;
  const index = agents.findIndex(one => one.id === agentId);
  const agent = agents[index];
  if (agent) agents[index] = { ...agent, languages: ['en', ...agent.languages] };
  await stage.pages.open(path);
  await stage.pages.fillSignIn({ email: `${agentId}@example.com` });
  await stage.pages.waitUntilIn();
};

describe('the load', () => {
  test('shows each agent’s figures, goes by any column, and adds them up', async () => {
    await stage.pages.signIn('/load');
    await rows().first().waitFor();
    const emil = await rows().filter({ hasText: 'Emil' }).textContent();
    expect(emil).toMatch(/off duty.*18 of 60.*Settles in until .*14.5 accounts more.*32.5/);
    expect(await rows().filter({ hasText: 'Denis' }).textContent()).toContain('away until Thu 26 Nov');
    expect(await rows().filter({ hasText: 'Anna' }).textContent()).toMatch(
      /4.*1 overdue.*3 mins 10 secs.*9 of 10 within 21 mins/,
    );
    await button(/^Share/).click();
    await until(
      () => rows().first().textContent(),
      text => text?.includes('Denis') ?? false,
    );
    expect(await stage.page.locator('th[aria-sort="descending"]').textContent()).toContain('Share');
    expect(await stage.page.getByTestId('load-totals').textContent()).toMatch(/3 of 5.*183 of 280.*14/);
    await stage.page.getByRole('link', { name: '31 days' }).click();
    await rows().filter({ hasText: '213 acknowledged' }).waitFor();
  });

  test('shows what waits in its order, and the escalations with what comes next and what was', async () => {
    teamOf(stage.server.state);
    await stage.pages.signIn('/load');
    const waiting = stage.page.getByTestId('waiting');
    await waiting.first().waitFor();
    expect(await waiting.first().textContent()).toMatch(/Alpenglanz Sport4h 01m.*gold.*full book/);
    const escalations = stage.page.getByTestId('escalation');
    await escalations.first().waitFor();
    const states = await escalations.evaluateAll(all => all.map(one => one.getAttribute('data-state')));
    expect(states).toEqual(['exhausted', 'running', 'acknowledged']);
    expect(await escalations.nth(1).getByTestId('next-step').textContent()).toMatch(
      /next step in 8m \d\ds at 10:39/,
    );
    await escalations.nth(1).getByText('What happened so far').click();
    const log = await escalations.nth(1).getByTestId('escalation-log').allTextContents();
    expect(log[1]).toMatch(/told: Anna Berger · waits for their hours: Denis Moreau step 3/);
  });

  test('is read again on a hint, and is nothing for those who do not lead', async () => {
    await stage.pages.signIn('/load');
    await rows().first().waitFor();
    const state = stage.server.state;
    const anna = state.agents.findIndex(one => one.id === 'anna');
    const held = state.agents[anna];
    if (held) state.agents[anna] = { ...held, book: 42 };
    state.send({ type: 'tasks' });
    await rows().filter({ hasText: '42 of 60' }).waitFor();
    await stage.context.clearCookies();
    await signInAs('bruno', '/load');
    await stage.page.getByText('This page is for those who lead the team.').waitFor();
    expect(await stage.page.locator('nav a[href="/load"]').count()).toBe(0);
  });

  test('the preview says who would own such an account, by which rule, and who would hear of it', async () => {
    await stage.pages.signIn('/load?of=try');
    await stage.page.getByLabel('Language of the customer').fill('de');
    await button('Find the owner').click();
    const answer = stage.page.getByTestId('would-own');
    await until(
      () => answer.textContent(),
      text => text?.includes('Anna Berger would own it') ?? false,
    );
    expect(await answer.textContent()).toMatch(
      /Gold accounts go to Anna.*Told now: Anna Berger. The owner is on duty/,
    );
    const ranked = await stage.pages.page.getByTestId('ranked').allTextContents();
    expect(ranked[0]).toContain('preferred by a rule');
    expect(ranked[1]).toContain('+ 14.5 while settling in');
    expect(ranked[3]).toContain('a rule leaves them out');
    await stage.page.getByLabel('Language of the customer').fill('sv');
    await button('Find the owner').click();
    await stage.page.getByText('Nobody would own it').waitFor();
  });
});

describe('an account', () => {
  test('goes to a colleague who speaks its language; against that only with a lead’s force', async () => {
    await stage.pages.signIn('/accounts/acc-0');
    await button('Give Nordlicht Handel to…').click();
    const offered = await until(
      () => dialog().getByLabel('To whom').locator('option').allTextContents(),
      options => options.length > 1,
    );
    expect(offered.slice(1)).toEqual([
      'Emil Sørensen (en, de) · 18 of 60',
      'Denis Moreau (fr, de) · 60 of 60',
      'Bruno Conti (does not speak German) · 52 of 60',
      'Carmen Ruiz (does not speak German) · 12 of 40',
    ]);
    await dialog().getByLabel('To whom').selectOption('bruno');
    await dialog().getByLabel('Why').fill('Knows the customer');
    await dialog().getByText('Bruno Conti does not speak German.').waitFor();
    await button('Give').click();
    await dialog().getByRole('alert').waitFor();
    expect(await dialog().getByRole('alert').textContent()).toContain('does not speak the language');
    await dialog().getByLabel('Also when the book is full').check();
    await button('Give').click();
    await dialog().waitFor({ state: 'detached' });
    await stage.page.getByTestId('decided-by-hand').waitFor();
    expect(await stage.page.getByTestId('decided-by-hand').textContent()).toBe(
      'Decided by Anna Berger: Knows the customer',
    );
    expect(await stage.pages.owner.textContent()).toBe('Bruno Conti');
  });

  test('that waits is taken; who comes second hears who was faster', async () => {
    teamOf(stage.server.state);
    await stage.pages.signIn('/accounts/acc-7');
    const index = stage.server.state.accounts.findIndex(one => one.id === 'acc-7');
    const free = stage.server.state.accounts[index];
    const taken = { ...free, owner: { id: 'bruno', name: 'Bruno Conti', version: 1 } };
    await button('Take it: Maison du Thé').waitFor();
    if (free) stage.server.state.accounts[index] = taken as typeof free;
    await button('Take it: Maison du Thé').click();
    await toast('Somebody was faster: Bruno Conti');
    await until(
      () => stage.pages.owner.textContent(),
      text => text === 'Bruno Conti',
    );
    await stage.pages.open('/accounts/acc-6');
    await button('Take it: Alpenglanz Sport').click();
    await toast('Alpenglanz Sport is yours now.');
    await stage.pages.page.getByText('took it from the queue').waitFor();
  });
});

describe('chains', () => {
  const step = (n: number) =>
    dialog()
      .getByRole('listitem')
      .filter({ hasText: `Step ${n}` });

  test('are edited by keyboard; what the server refuses stands at its step', async () => {
    await stage.pages.signIn('/chains');
    await button('Edit breach').click();
    await step(2).getByLabel('Minutes', { exact: true }).fill('90000');
    await button('Save').click();
    await step(2).getByText('Give minutes above 0 and at most 43,200').waitFor();
    await step(2).getByLabel('Minutes', { exact: true }).fill('5');
    await button('Move step 8 up').focus();
    await stage.pages.press('Enter');
    expect(
      await step(7)
        .getByRole('button', { name: 'Move step 7 up' })
        .evaluate(it => it === document.activeElement),
    ).toBe(true);
    await button('Save').click();
    await step(7).getByText('Starting again must be the last step').waitFor();
    await button('Move step 7 down').focus();
    await stage.pages.press('Enter');
    await button('Save').click();
    await dialog().waitFor({ state: 'detached' });
    const chain = stage.page.getByTestId('chain').filter({ hasText: 'Wait 5 mins' });
    await chain.waitFor();
    expect(chainsOf(stage.server.state).chains.get('breach')).toMatchObject({ version: 3, ackMinutes: 30 });
  });

  test('that changed meanwhile or are in use are not overwritten or deleted', async () => {
    await stage.pages.signIn('/chains');
    await button('Edit spare').click();
    const held = chainsOf(stage.server.state).chains.get('spare');
    if (held) chainsOf(stage.server.state).chains.set('spare', { ...held, version: 9 });
    await button('Save').click();
    await dialog().getByText('Somebody else saved this chain in the meantime').waitFor();
    await stage.pages.press('Escape');
    await button('Delete breach').click();
    await dialog().getByText('These policies start it').waitFor();
    await button('Delete').click();
    await dialog().getByText('It is still in use').waitFor();
  });

  test('tell in a dry run who would hear when, who later, and what rings', async () => {
    await stage.pages.signIn('/chains');
    await stage.page.getByRole('link', { name: 'Try breach' }).click();
    await stage.page.getByLabel('Begins at').fill('2026-11-23T09:00');
    await button('Try it').click();
    const lines = stage.page.getByTestId('dry-line');
    await lines.first().waitFor();
    const texts = await lines.allTextContents();
    expect(texts[0]).toMatch(/Mon 23 Nov, 09:00Anna Berger \(owner on duty\)/);
    expect(texts[1]).toMatch(/^09:10Bruno Conti \(lead, woken\)/);
    expect(texts[2]).toContain('passed over: not at this time');
    expect(texts[3]).toMatch(/nobody is on duty.*alarm: nobody was reached/);
    expect(texts[4]).toContain('Denis Moreau reads of it when on duty again, Thu 26 Nov, 08:30');
    await stage.page.getByText('The chain is at its end Tue 24 Nov, 09:20.').waitFor();
  });
});

test('nothing here is forbidden by WCAG 2.2 AA, nor in the dialogs', async () => {
  teamOf(stage.server.state);
  await stage.pages.signIn('/load');
  await rows().first().waitFor();
  const found = await faultsOfDialog(stage.page, 'Give Alpenglanz Sport to…');
  await stage.pages.open('/chains');
  for (const name of ['Edit breach', 'Delete spare', 'New chain'])
    found.push(...(await faultsOfDialog(stage.page, name)));
  await stage.pages.open('/chains?of=try&chain=breach');
  await button('Try it').click();
  await stage.page.getByText(/The chain is at its end/).waitFor();
  expect([...found, ...(await faults(stage.page))]).toEqual([]);
});
