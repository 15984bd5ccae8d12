import { describe, expect, test } from '@jest/globals';
import { promisesOf } from './support/mock-promises.ts';
import { stageConsole } from './support/stage-console.ts';
import { until } from './support/until.ts';

const stage = stageConsole();
const button = (name: string) => stage.page.getByRole('button', { name, exact: true });
const dialog = () => stage.page.getByRole('dialog');
const save = () => dialog().getByRole('button', { name: 'Save' }).click();

describe('calendars', () => {
  const card = (name: string) => stage.page.getByTestId('calendar').filter({ hasText: name });

  test('show their hours, holidays and closed days, and until when minutes last', async () => {
    await stage.pages.signIn('/promises?of=calendars');
    const office = card('Office hours');
    await office.waitFor();
    expect(await office.textContent()).toContain('Holidays: Germany (BE)');
    await office.getByText('Preview').click();
    await office.getByLabel('From', { exact: true }).fill('2026-12-23T17:30');
    await office.getByLabel('Minutes').fill('60');
    const lasts = office.getByTestId('lasts');
    await until(
      () => lasts.textContent(),
      text => text?.includes('last until Thu 24 Dec, 09:30') ?? false,
    );
    expect(await office.getByTestId('opening').nth(1).textContent()).toContain('09:00–12:00');
  });

  test('take closures from a file, and refuse one that is none in words', async () => {
    await stage.pages.signIn('/promises?of=calendars');
    await button('Closures from a file for Office hours').click();
    const ics = (text: string) => ({
      name: 'closures.ics',
      mimeType: 'text/calendar',
      buffer: Buffer.from(text),
    });
    await dialog().getByLabel('File', { exact: true }).setInputFiles(ics('hello'));
    await dialog().getByRole('button', { name: 'Take the days' }).click();
    expect(await dialog().getByRole('alert').textContent()).toContain('not an iCalendar file');
    const event = [
      'BEGIN:VEVENT',
      'UID:1',
      'DTSTART;VALUE=DATE:20270104',
      'DTEND;VALUE=DATE:20270106',
      'SUMMARY:Move',
      'END:VEVENT',
    ];
    const file = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:x', ...event, 'END:VCALENDAR', ''].join('\r\n');
    await dialog().getByLabel('File', { exact: true }).setInputFiles(ics(file));
    await dialog().getByRole('button', { name: 'Take the days' }).click();
    await dialog().waitFor({ state: 'detached' });
    await stage.pages.toasts.filter({ hasText: '2 days taken from the file.' }).waitFor();
    await until(
      () => card('Office hours').textContent(),
      text => text?.includes('Mon, 4 Jan 2027 · Move') ?? false,
    );
  });

  test('a lead writes one with holidays, closed days and days of other hours', async () => {
    await stage.pages.signIn('/promises?of=calendars');
    await button('New calendar').click();
    await dialog().getByLabel('Id', { exact: true }).fill('store');
    await dialog().getByLabel('Name').fill('Store');
    for (const day of ['Mon', 'Tue', 'Wed', 'Thu', 'Fri'])
      await dialog().getByLabel(day, { exact: true }).fill('');
    await save();
    await dialog().getByText('This calendar is never open').waitFor();
    await dialog().getByLabel('Sat', { exact: true }).fill('10:00-16:00');
    await button('Add holidays').click();
    await dialog().getByLabel('Country').selectOption('AT');
    const [closures, overrides] = ['Own closed days', 'Days with hours of their own'].map(name =>
      dialog().getByRole('group', { name }),
    );
    await closures?.getByRole('button', { name: 'Add day' }).click();
    await save();
    await dialog().getByText('Choose a day.').waitFor();
    await closures?.getByLabel('Day', { exact: true }).fill('2026-12-05');
    await closures?.getByLabel('What for').fill('Fair');
    await overrides?.getByRole('button', { name: 'Add day' }).click();
    await overrides?.getByLabel('Day', { exact: true }).fill('2026-12-06');
    await overrides?.getByLabel('Hours', { exact: true }).fill('9-12');
    await save();
    await dialog().getByText('Write times such as').waitFor();
    await overrides?.getByLabel('Hours', { exact: true }).fill('9:00 – 12:00');
    await save();
    await dialog().waitFor({ state: 'detached' });
    expect(promisesOf(stage.server.state).calendars.get('store')).toMatchObject({
      hours: { sat: [['10:00', '16:00']] },
      holidays: [{ country: 'AT' }],
      closures: [{ date: '2026-12-05', name: 'Fair' }],
      overrides: { '2026-12-06': [['09:00', '12:00']] },
    });
  });
});
