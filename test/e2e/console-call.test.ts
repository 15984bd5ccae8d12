import { describe, expect, test } from '@jest/globals';
import type { Problem } from '../../shared/contracts/common.ts';
import { CallPages } from './support/call-pages.ts';
import { callsOf } from './support/mock-calls.ts';
import { at } from './support/mock-data.ts';
import { stageConsole } from './support/stage-console.ts';
import { until } from './support/until.ts';

const stage = stageConsole();
const calls = () => new CallPages(stage.page);
const openCall = async (id: string) => {
  await stage.pages.signIn(`/calls/${id}`);
  await calls().todo.waitFor();
};
const held = (id: string) => callsOf(stage.server.state).calls.find(one => one.id === id);
const focused = () => stage.page.evaluate(() => document.activeElement?.tagName);

describe('the workspace of a call', () => {
  test('says what to do, has the number as a link that the telephone takes, and the account beside it', async () => {
    await openCall('call_welcome');
    expect(await calls().todo.textContent()).toBe('Call now: it is due.');
    expect(await calls().dial.getAttribute('href')).toBe('tel:+4930123456');
    const beside = await stage.page.getByTestId('beside').textContent();
    expect(beside).toContain('Anna Berger');
    expect(beside).toContain('Mon 10:3');
    expect(await stage.page.getByTestId('earlier-call').first().textContent()).toMatch(
      /Callback.*reached.*Lowest and highest prices: did not find where to enter them.*Rated 4 of 5/,
    );
  });

  test('does not offer to call who does not want it, but takes their call', async () => {
    await openCall('call_objected');
    expect(await calls().dial.count()).toBe(0);
    await stage.page.getByTestId('hindered').waitFor();
    const acts = await calls().acts;
    expect(acts.map(text => text.replace(/[A-Z]$/, ''))).toEqual([
      'They called',
      'Book…',
      'Hand over…',
      'Cancel…',
    ]);
  });

  test('is gone through by keyboard: start, steps, notes, end and the next step in one go', async () => {
    await openCall('call_welcome');
    await stage.pages.press('s');
    await calls().workspace('running').waitFor();
    const first = calls().steps.first();
    await first.getByRole('checkbox').focus();
    await stage.pages.press('Space');
    await until(
      () => Object.keys(held('call_welcome')?.agenda[0]?.steps ?? {}),
      done => done.length === 1,
    );
    await stage.pages.press('n');
    expect(await focused()).toBe('TEXTAREA');
    await stage.page.keyboard.type('Sells garden tools. Sends a list.');
    await calls().kept('kept').waitFor();
    await stage.page.evaluate(() => (document.activeElement as HTMLElement).blur());
    await stage.pages.press('e');
    await calls().dialog.waitFor();
    await stage.pages.press('Space');
    await calls().dialog.getByLabel('Next step').selectOption('session-now');
    expect(await calls().dialog.getByLabel('Welcome call · Repricer').inputValue()).toBe('session-now');
    await calls().submit.focus();
    await stage.pages.press('Enter');
    await until(
      () => stage.page.url(),
      url => /\/calls\/call_made_/.test(url),
    );
    await calls().workspace('running').waitFor();
    const over = held('call_welcome');
    expect(over).toMatchObject({
      state: 'ended',
      ending: 'reached',
      notes: 'Sells garden tools. Sends a list.',
    });
    expect(over?.agenda[0]).toMatchObject({ state: 'done', result: 'session-now' });
    expect(await stage.page.getByTestId('agenda').textContent()).toContain('Session');
  });

  test('skips a step with a word why, and takes it up again', async () => {
    await openCall('call_welcome');
    const step = calls().steps.nth(1);
    await step.getByRole('button', { name: /^Skip/ }).click();
    await step.getByLabel('Why it is skipped').fill('known from the sign-up');
    await stage.pages.press('Enter');
    await step.getByText('skipped: known from the sign-up').waitFor();
    await until(
      () => held('call_welcome')?.agenda[0]?.steps?.['business'],
      mark => mark?.state === 'skipped',
    );
    await step.getByRole('button', { name: /^Take up again/ }).click();
    await until(
      () => held('call_welcome')?.agenda[0]?.steps?.['business'],
      mark => mark === undefined,
    );
  });

  test('tried without an answer is due again, and the agent plans nothing', async () => {
    await openCall('call_welcome');
    await stage.pages.press('s');
    await calls().workspace('running').waitFor();
    await stage.pages.press('e');
    await calls().dialog.locator('input[value="no-answer"]').check();
    await calls().dialog.getByText('It is tried again by the rules').waitFor();
    expect(await calls().dialog.getByLabel('Next step').count()).toBe(0);
    await calls().submit.click();
    await calls().workspace('due').waitFor();
    expect(await calls().todo.textContent()).toMatch(/^Not before 12:3\d/);
    expect(await stage.page.getByTestId('attempts').textContent()).toContain('No answer');
  });

  test('that a colleague speaks in shows only who does', async () => {
    await stage.pages.open('/calls/call_talk');
    await stage.pages.fillSignIn({ email: 'carmen@example.com' });
    await calls().todo.waitFor();
    expect(await stage.page.getByTestId('acts').count()).toBe(0);
    expect(await stage.page.getByTestId('attempts').textContent()).toContain('Emil Sørensen');
  });
});

describe('notes', () => {
  const offline: Problem = { type: 'about:blank', title: 'broken', status: 503 };

  test('that the server does not take stay here, are said to, and go with the next try', async () => {
    await openCall('call_welcome');
    stage.server.state.gate = async ({ path }) => (path.endsWith('/actions') ? offline : undefined);
    await calls().notes.fill('Wants the garden range first');
    await calls().kept('failed').waitFor();
    await stage.page.getByText('Your words are safe here').waitFor();
    expect(await calls().notes.inputValue()).toBe('Wants the garden range first');
    stage.server.state.gate = async () => undefined;
    await calls().kept('failed').getByRole('button', { name: 'Try again' }).click();
    await calls().kept('kept').waitFor();
    expect(held('call_welcome')?.notes).toBe('Wants the garden range first');
  });

  test('outlive leaving the room while they are not kept yet', async () => {
    await openCall('call_welcome');
    stage.server.state.gate = async ({ path }) => (path.endsWith('/actions') ? offline : undefined);
    await calls().notes.fill('Not lost');
    await stage.page.getByRole('link', { name: 'Team feed' }).click();
    await stage.pages.feedEntries.first().waitFor();
    await stage.page.goBack();
    await calls().todo.waitFor();
    expect(await calls().notes.inputValue()).toBe('Not lost');
    stage.server.state.gate = async () => undefined;
    await calls().notes.fill('Not lost at all');
    await calls().kept('kept').waitFor();
    expect(held('call_welcome')?.notes).toBe('Not lost at all');
  });

  test('are sent once for what was typed in one go, with small difficulties by topic', async () => {
    await openCall('call_welcome');
    await calls().notes.pressSequentially('one two three', { delay: 15 });
    await calls().kept('kept').waitFor();
    expect(callsOf(stage.server.state).noted).toEqual(['one two three']);
    await stage.page.getByLabel('Topic').selectOption('billing');
    await stage.page.getByLabel('In a few words').fill('two invoices');
    await stage.pages.press('Enter');
    expect(await stage.page.getByTestId('difficulty').textContent()).toContain(
      'Invoice or contract: two invoices',
    );
    await until(
      () => held('call_welcome')?.difficulties,
      all => all?.length === 1,
    );
    expect(held('call_welcome')?.difficulties).toEqual([{ topic: 'billing', text: 'two invoices' }]);
  });
});

describe('a booking', () => {
  test('is moved to a free time, shown by the agent’s clock and the customer’s', async () => {
    await openCall('call_session');
    await stage.pages.press('b');
    await calls().dialog.getByText('Now: 15:30 (09:30 there)').waitFor();
    await calls().dialog.getByText('the customer’s (America/Montreal) stand in brackets').waitFor();
    const slot = calls().dialog.locator('label', { hasText: '14:30 (08:30)' });
    await slot.locator('input').check();
    await calls().submit.click();
    await calls().todo.filter({ hasText: 'Booked 14:30 (08:30 there) – 15:15.' }).waitFor();
    expect(held('call_session')).toMatchObject({ sequence: 1, booking: { from: Date.parse(at(240)) } });
  });

  test('that somebody else took meanwhile says so, and free times are read again', async () => {
    await openCall('call_session');
    await stage.pages.press('b');
    await calls().slots.first().waitFor();
    const chosen = calls().dialog.locator('label', { hasText: '14:30 (08:30)' }).locator('input');
    await chosen.check();
    const [from, to] = [Date.parse(at(230)), Date.parse(at(290))];
    callsOf(stage.server.state).blocks.push({ id: 'blk_2', agentId: 'anna', is: 'block', from, to });
    await calls().submit.click();
    await calls().dialog.getByRole('alert').getByText('This time has just been taken').waitFor();
    await chosen.waitFor({ state: 'detached' });
    expect(await calls().submit.isEnabled()).toBe(false);
  });
});

test('a call is handed over to who speaks the language first, with the reason', async () => {
  await openCall('call_welcome');
  await stage.page.getByRole('button', { name: 'Hand over…' }).click();
  await calls().dialog.waitFor();
  const options = await calls().dialog.getByLabel('To whom').locator('option').allTextContents();
  expect(options.slice(0, 3)).toEqual(['Choose a colleague…', 'Denis Moreau', 'Emil Sørensen']);
  expect(options.at(-1)).toContain('does not speak German');
  await calls().dialog.getByLabel('To whom').selectOption('emil');
  await calls().dialog.getByLabel('Why').fill('I am in a session');
  await calls().submit.click();
  await stage.pages.announcements.getByText('Handed over').waitFor();
  expect(held('call_welcome')?.agentId).toBe('emil');
});

test('a call that nobody knows says so', async () => {
  await stage.pages.signIn('/calls/call_of_nobody');
  await stage.page.getByText('There is no call with this id').waitFor();
});
