import { describe, expect, test } from '@jest/globals';
import { faultsOfDialog } from './support/access-check.ts';
import { dutyOf } from './support/mock-team-duty.ts';
import { stageConsole } from './support/stage-console.ts';
import { until } from './support/until.ts';

const stage = stageConsole();
const button = (name: string | RegExp) =>
  stage.page.getByRole('button', { name, exact: typeof name === 'string' });
const dialog = () => stage.page.getByRole('dialog');
const schedule = (name: string) => stage.page.getByTestId('schedule').filter({ hasText: name });
const overrides = (id: string) => dutyOf(stage.server.state).schedules.get(id)?.overrides ?? [];

const signInAs = async (agentId: string) => {
  const { agents } = stage.server.state;
  const index = agents.findIndex(one => one.id === agentId);
  const agent = agents[index];
  if (agent) agents[index] = { ...agent, languages: ['en', ...agent.languages] };
  await stage.pages.open('/duty');
  await stage.pages.fillSignIn({ email: `${agentId}@example.com` });
  await stage.pages.waitUntilIn();
  await schedule('Day desk').waitFor();
};

describe('the plan', () => {
  test('says who is on duty now and next, draws each day, and lists its gaps', async () => {
    await stage.pages.signIn('/duty');
    const desk = schedule('Day desk');
    await desk.waitFor();
    expect(await desk.getByTestId('on-duty-now').textContent()).toMatch(
      /Now: Bruno Conti until 20:00.*Next: Bruno Conti from Tue 24 Nov, 08:00/,
    );
    expect(await desk.getByTestId('duty-day').count()).toBe(7);
    await button('Denis Moreau, Wed 25 Nov, 14:00 – 20:00, is absent then').waitFor();
    await button('Emil Sørensen, Tue 24 Nov, 13:30 – 17:30, stands in for Carmen Ruiz').waitFor();
    const gaps = desk.getByTestId('gap');
    await desk.getByText('8 gaps in the plan').click();
    expect(await gaps.first().textContent()).toContain('Mon 23 Nov, 00:00 – 08:00: nobody is planned');
    expect((await gaps.allTextContents()).join()).toContain(
      'Wed 25 Nov, 14:00 – 20:00: whoever is planned is absent',
    );
    await stage.page.getByRole('link', { name: 'Four weeks' }).click();
    await until(
      () => desk.getByTestId('duty-day').count(),
      days => days === 28,
    );
  });

  test('has the hours of the day the clocks change where they always are', async () => {
    await stage.pages.signIn('/duty?from=2027-03-22');
    const change = schedule('Day desk').getByTestId('duty-day').nth(6);
    await change.waitFor();
    expect(await change.textContent()).toContain('it has 23 hours');
    const placesOf = (day: number) =>
      schedule('Nights').getByTestId('duty-day').nth(day).locator('[data-testid="shift"]').count();
    expect(await placesOf(6)).toBe(1);
  });

  test('an agent swaps a shift of their own with a colleague’s in one step', async () => {
    await signInAs('bruno');
    await button(/^Bruno Conti, Thu 26 Nov, 09:00/).click();
    await dialog().getByText('By the plan').waitFor();
    await button('Swap…').click();
    await dialog().getByLabel('I take').selectOption({ label: 'Anna Berger, Sat 28 Nov, 09:00 – 20:00' });
    await dialog().getByLabel('Why').fill('Wedding');
    await button('Swap').click();
    await dialog().waitFor({ state: 'detached' });
    await button('Anna Berger, Thu 26 Nov, 09:00 – 20:00, stands in for Bruno Conti').waitFor();
    await button('Bruno Conti, Sat 28 Nov, 09:00 – 20:00, stands in for Anna Berger').waitFor();
    expect(overrides('day').filter(one => one.reason === 'Wedding')).toHaveLength(2);
  });

  test('an agent fills a gap with nobody but themselves, and not the wrong way round', async () => {
    await signInAs('carmen');
    await schedule('Day desk').getByText('8 gaps in the plan').click();
    await button('Fill the gap from Sat 28 Nov, 20:00').click();
    const people = await until(
      () => dialog().getByLabel('Who').locator('option').allTextContents(),
      options => options.length > 1,
    );
    expect(people).toEqual(['Choose a colleague…', 'Carmen Ruiz']);
    await dialog().getByLabel('To', { exact: true }).fill('2026-11-28T19:00');
    await dialog().getByText('The end must be after the start.').waitFor();
    await dialog().getByLabel('To', { exact: true }).fill('2026-11-29T02:00');
    await button('Put on duty').click();
    await dialog().waitFor({ state: 'detached' });
    await button('Carmen Ruiz, Sat 28 Nov, 20:00 – Sun 29 Nov, 02:00, stands in').first().waitFor();
    expect(overrides('day').at(-1)).toMatchObject({ agentId: 'carmen', by: 'carmen' });
  });

  test('what the rules refuse stands at its field, and an override is taken back', async () => {
    await stage.pages.signIn('/duty');
    await button(/^Carmen Ruiz, Tue 24 Nov, 09:00/).click();
    await button('Somebody else…').click();
    await dialog().getByLabel('To', { exact: true }).fill('2026-11-24T15:00');
    await button('Put on duty').click();
    await dialog().getByText('Somebody stands in at that time already.').waitFor();
    await stage.pages.press('Escape');
    await button(/^Emil Sørensen, Tue 24 Nov, 13:30/).click();
    await dialog().getByText('By Anna Berger: Dentist').waitFor();
    await button('Back to the plan').click();
    await dialog().waitFor({ state: 'detached' });
    await button('Carmen Ruiz, Tue 24 Nov, 09:00 – 20:00').waitFor();
    expect(overrides('day')).toEqual([]);
  });

  test('a lead writes a schedule; one that a chain names is not deleted', async () => {
    await stage.pages.signIn('/duty');
    await button('New schedule').click();
    await dialog().getByLabel('Id').fill('weekend');
    await dialog().getByLabel('Name').fill('Weekend');
    await button('Save').click();
    const layer = dialog().getByRole('group', { name: 'Layer 1' });
    await layer.getByText('This must not be empty.').waitFor();
    await layer.getByRole('combobox', { name: 'Add' }).selectOption('emil');
    await layer.getByRole('button', { name: 'Add', exact: true }).click();
    await button('Save').click();
    await dialog().waitFor({ state: 'detached' });
    await schedule('Weekend').waitFor();
    expect(dutyOf(stage.server.state).schedules.get('weekend')).toMatchObject({
      rotations: [{ agents: ['emil'], every: 'week', turn: 1, from: '2026-11-23', handoverAt: '09:00' }],
    });
    await button('Delete Nights').click();
    await button('Delete').click();
    await dialog().getByText('It is still in use').waitFor();
  });
});

test('the address of one’s calendar is shown once, and a calendar elsewhere only from allowed hosts', async () => {
  await stage.pages.signIn('/duty');
  const own = stage.page.getByTestId('own-calendar');
  await own.getByText('Cannot be read since 06:30: the host does not answer').waitFor();
  await button('Make an address').click();
  const field = own.getByLabel('The address, shown this once');
  await field.waitFor();
  expect(await field.inputValue()).toContain('/v1/calendar-feeds/cal_');
  await stage.page.reload();
  await own.getByText('It was shown only then').waitFor();
  expect(await own.textContent()).not.toContain('cal_0123');
  await button('Revoke').click();
  await own.getByText('There is no address.').waitFor();
  await own.getByLabel('Address of your calendar').fill('https://evil.example/cal.ics');
  await button('Read it').click();
  await own.getByText('Your company does not allow calendars of this host.').waitFor();
  await own.getByLabel('Address of your calendar').fill('https://calendar.example.com/anna.ics');
  await button('Read it').click();
  await own.getByText('not read yet').waitFor();
});

test('nothing here is forbidden by WCAG 2.2 AA, nor in the dialogs', async () => {
  await stage.pages.signIn('/duty');
  await schedule('Day desk').waitFor();
  const found: string[] = [];
  for (const name of ['Edit Day desk', 'Delete Nights', /^Denis Moreau, Wed 25 Nov/])
    found.push(...(await faultsOfDialog(stage.page, name)));
  expect(found).toEqual([]);
});
