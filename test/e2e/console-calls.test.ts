import { describe, expect, test } from '@jest/globals';
import { en } from '../../web/messages/en.ts';
import { CallPages } from './support/call-pages.ts';
import { callsOf } from './support/mock-calls.ts';
import { at } from './support/mock-data.ts';
import { stageConsole } from './support/stage-console.ts';
import { until } from './support/until.ts';

const stage = stageConsole();
const calls = () => new CallPages(stage.page);
const openList = async (path = '/calls') => {
  await stage.pages.signIn(path);
  await calls().rows.first().waitFor();
};

describe('the list of calls', () => {
  test('has on top who wants to be called now, then one’s own and nobody’s by the time that is left', async () => {
    await openList();
    expect(await calls().names).toEqual([
      ...['Kestrel Outdoor', 'Officina Verdi', 'Nordlicht Handel', 'Boutique Mirabelle', 'Hartmann & Söhne'],
    ]);
    expect(await calls().wanted.textContent()).toContain('promised by 10:58');
    expect(await calls().rowOf('Officina Verdi').textContent()).toMatch(/2\dm \d\ds late/);
    expect(await calls().rowOf('Nordlicht Handel').textContent()).toContain(
      'Welcome call · Callback · Follow-up · Repricer',
    );
  });

  test('says what stands in the way, and both clocks where they differ', async () => {
    await openList('/calls?of=team');
    expect(await calls().rowOf('Hartmann').getByTestId('hindered').textContent()).toBe(
      'The contact does not want to be called.',
    );
    expect(await calls().rowOf('Maison').getByTestId('must-move').textContent()).toContain(
      'whoever was to call is absent then',
    );
    expect(await calls().rowOf('Boutique').textContent()).toContain('15:30 – 16:15 (09:30 there)');
    expect(await calls().rowOf('Alpenglanz').getAttribute('data-state')).toBe('running');
  });

  test('follows the live line', async () => {
    await openList();
    const { calls: held } = callsOf(stage.server.state);
    const late = held.find(({ id }) => id === 'call_late');
    if (late) held[held.indexOf(late)] = { ...late, agentId: 'bruno' };
    stage.server.state.send({ type: 'calls', id: 'call_late' });
    await calls().rowOf('Officina Verdi').waitFor({ state: 'detached' });
  });

  test('is gone through with J and K, and the call wanted now accepted with A', async () => {
    await openList();
    await stage.pages.press('j', 'j', 'j', 'k');
    expect(await stage.page.evaluate(() => document.activeElement?.textContent)).toBe('Officina Verdi');
    await stage.pages.press('a');
    expect(stage.server.state.writes.filter(one => one.endsWith('/actions'))).toEqual([]);
    await stage.pages.press('k', 'a');
    await calls().workspace('accepted').waitFor();
    expect(new URL(stage.page.url()).pathname).toBe('/calls/call_now');
    expect(await calls().todo.textContent()).toMatch(/^Start by 10:3\d/);
  });
});

describe('a call that a colleague accepts first', () => {
  test('says who was first where it was, and goes', async () => {
    await openList();
    const { calls: held } = callsOf(stage.server.state);
    const wanted = held.find(({ id }) => id === 'call_now');
    if (wanted) held[held.indexOf(wanted)] = { ...wanted, state: 'accepted', agentId: 'emil' };
    await calls().wanted.getByRole('button').click();
    const row = calls().rowOf('Kestrel Outdoor');
    await row.getByRole('status').waitFor();
    expect(await row.getByRole('status').textContent()).toBe('Emil Sørensen was first.');
    expect(new URL(stage.page.url()).pathname).toBe('/calls');
    await row.waitFor({ state: 'detached' });
  });

  test('says so in its workspace too', async () => {
    await stage.pages.signIn('/calls/call_now');
    await calls().todo.waitFor();
    const { calls: held } = callsOf(stage.server.state);
    const wanted = held.find(({ id }) => id === 'call_now');
    if (wanted) held[held.indexOf(wanted)] = { ...wanted, state: 'accepted', agentId: 'emil' };
    await stage.pages.press('a');
    await stage.pages.alert.filter({ hasText: 'Emil Sørensen was first.' }).waitFor();
    await calls().todo.filter({ hasText: 'Emil Sørensen has accepted it.' }).waitFor();
  });
});

describe('the week of an agent', () => {
  test('is a list for each day with calls, holds, blocks and working hours', async () => {
    await stage.pages.signIn('/calls?of=week');
    await calls().days.first().waitFor();
    expect(await calls().days.count()).toBe(7);
    const monday = await calls().days.first().getByTestId('week-entry').allTextContents();
    expect(monday).toEqual(['13:00 – 14:00Blocked · TrainingTake back', '15:30 – 16:15Boutique Mirabelle']);
    expect(await calls().days.first().textContent()).toContain('Works 09:00 – 17:00');
    expect(await calls().days.nth(1).textContent()).toContain('Held for a customer');
    expect(await calls().days.nth(6).textContent()).toContain('Does not work');
  });

  test('blocks a time by keyboard alone, and gives it back', async () => {
    await stage.pages.signIn('/calls?of=week');
    await calls().days.first().waitFor();
    await stage.page.getByRole('button', { name: 'Block a time…' }).focus();
    await stage.pages.press('Enter');
    await calls().dialog.getByLabel('From').fill('2026-11-27T10:00');
    await calls().dialog.getByLabel('To').fill('2026-11-27T11:30');
    await calls().dialog.getByLabel('What for').fill('Dentist');
    await stage.pages.press('Enter');
    const friday = calls().days.nth(4);
    await friday.getByText('Dentist').waitFor();
    expect(await friday.textContent()).toContain('10:00 – 11:30');
    await friday.getByRole('button', { name: 'Take back the block 10:00 – 11:30' }).click();
    await friday.getByText('Nothing yet').waitFor();
  });

  test('is a colleague’s too, with a word on the zone they work in', async () => {
    await stage.pages.signIn('/calls?of=week');
    await calls().days.first().waitFor();
    await stage.page.getByLabel('Week of').selectOption('carmen');
    await stage.page.getByText('Times are yours; Carmen Ruiz works in Europe/Madrid.').waitFor();
    expect(stage.page.url()).toContain('agent=carmen');
  });
});

describe('planning a call', () => {
  test('puts it on the list, due by a time in the agent’s zone', async () => {
    await openList();
    await stage.page.getByRole('button', { name: 'Plan a call…' }).click();
    await calls().dialog.getByLabel('Account').selectOption('acc-6');
    await calls().dialog.getByLabel('What it is about').selectOption('consultation');
    await calls().dialog.getByLabel('Due by').fill('2026-11-23T09:00');
    await calls().dialog.getByText('Choose a time that is still to come.').waitFor();
    expect(await calls().submit.isEnabled()).toBe(false);
    await calls().dialog.getByLabel('Due by').fill('2026-11-23T11:00');
    await calls().submit.click();
    await stage.pages.announcements.getByText('The call with Alpenglanz Sport is planned.').waitFor();
    const held = callsOf(stage.server.state).calls.find(({ accountId }) => accountId === 'acc-6');
    expect(held?.agenda.at(-1)).toMatchObject({ kind: 'consultation', dueAt: Date.parse(at(30)) });
  });

  test('books it at a free time for an account by its id', async () => {
    await openList();
    await stage.page.getByRole('button', { name: 'Plan a call…' }).click();
    await calls().dialog.getByLabel('Account').selectOption({ label: 'Another account…' });
    await calls().dialog.getByLabel('Id of the account').fill('acc-9');
    await calls().dialog.getByLabel('When').selectOption('slot');
    await calls().slots.first().check();
    await calls().submit.click();
    await calls().rowOf('Casa Aurora 9').waitFor();
    expect(await calls().rowOf('Casa Aurora 9').getAttribute('data-state')).toBe('booked');
  });
});

describe('a number that calls', () => {
  test('opens the one account that it is known at, ready to take the call', async () => {
    await stage.pages.signIn('/phone/4930123456');
    await calls().dialog.getByText('Nordlicht Handel is calling').waitFor();
    expect(stage.page.url()).toContain('/accounts/acc-0?call=c-1');
    await calls().submit.click();
    await calls().workspace('running').waitFor();
    expect(await stage.page.getByTestId('attempts').textContent()).toContain('they called');
  });

  test('known at several is asked after, and one that nobody has says so', async () => {
    await stage.pages.signIn('/phone/%2B34910000001');
    await stage.page.getByTestId('phone-match').first().waitFor();
    expect(await stage.page.getByTestId('phone-match').getByRole('link').allTextContents()).toEqual([
      'Jonas Brandt, Casa Aurora',
      'Jonas Brandt, Officina Verdi',
    ]);
    await stage.pages.open('/phone/+15550000000');
    await stage.page.getByText('Nobody is known with +15550000000').waitFor();
    await stage.pages.open('/phone/anonymous');
    await stage.page.getByText('This is not a telephone number').waitFor();
  });
});

describe('the page of an account', () => {
  const openAccount = async () => {
    await stage.pages.signIn('/accounts/acc-0');
    await stage.page.getByTestId('advice').waitFor();
  };

  test('has its calls, the journey with what comes next, and advice that follows the profile', async () => {
    await openAccount();
    expect(await stage.page.getByTestId('account-calls').textContent()).toContain('Rated 4 of 5');
    expect(await stage.page.getByTestId('journey-next').textContent()).toBe(
      'Next: welcome call, by 12:05 Open the call',
    );
    const advice = stage.page.getByTestId('advice');
    expect(await advice.textContent()).toContain('To ask for: minimum prices and maximum prices');
    await stage.page.getByTestId('seller').getByRole('button').click();
    await calls().dialog.getByLabel('Price limits').selectOption('both');
    await calls().dialog.getByLabel('Known how').selectOption('measured');
    await calls().dialog.getByLabel('Experience').selectOption('new');
    await calls().submit.click();
    await advice.getByTestId('advised').filter({ hasText: 'with closer guidance' }).waitFor();
    expect(await advice.getByTestId('advised').textContent()).toContain('100% sure');
    expect(await advice.getByTestId('advice-missing').count()).toBe(0);
  });

  test('notes the strategy that was agreed on, the advised one first', async () => {
    await openAccount();
    await stage.page.getByRole('button', { name: 'Agree on a strategy…' }).click();
    expect(await calls().dialog.getByLabel('Which strategy').inputValue()).toBe('buy-box');
    await calls().dialog.getByLabel('A note').fill('from 8 to 15 EUR');
    await calls().submit.click();
    const agreed = stage.page.getByTestId('journey-strategy');
    await agreed.waitFor();
    expect(await agreed.textContent()).toMatch(/Strategy: Buy Box.*Anna Berger.*from 8 to 15 EUR/);
  });
});

const phrases = (one: unknown): string[] =>
  typeof one === 'string'
    ? [one]
    : typeof one === 'object' && one !== null
      ? Object.values(one).flatMap(phrases)
      : [];

test.each(['de', 'es', 'fr', 'it'] as const)('calls speak %s to an agent who does', async language => {
  const { agents } = stage.server.state;
  const anna = agents.findIndex(one => one.id === 'anna');
  const held = agents[anna];
  if (held) agents[anna] = { ...held, languages: [language, 'en'] };
  const english = phrases([en.calls, en.call, en.onboarding]).filter(text => text.split(' ').length > 2);
  const left: string[] = [];
  await stage.pages.signIn('/calls?of=team');
  for (const path of ['/calls?of=team', '/calls?of=week', '/calls/call_welcome', '/accounts/acc-0']) {
    await stage.pages.open(path);
    await stage.page.locator(`html[lang="${language}"]`).waitFor();
    await calls()
      .rows.or(calls().days)
      .or(calls().todo)
      .or(stage.page.getByTestId('advice'))
      .first()
      .waitFor();
    const text = await until(
      async () => (await stage.page.locator('body').textContent()) ?? '',
      seen => seen.length > 300,
    );
    left.push(...english.filter(one => text.includes(one)));
  }
  expect(left).toEqual([]);
});
