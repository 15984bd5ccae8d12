import { expect, test } from '@jest/globals';
import { bookingPage } from './support/book-link-server.ts';
import { stageBookPage } from './support/stage-book-page.ts';

const stage = stageBookPage({ timezoneId: 'Asia/Kathmandu' });

test('a visitor in Kathmandu books an agent in Madrid and sees the times of both right', async () => {
  stage.server.state.page = bookingPage({ zone: 'Europe/Madrid', phone: '•••••••456' });
  await stage.open('When may we call you?');
  await stage.press('Choose a time');
  const times = () => stage.page.getByRole('group', { name: /^Time on/ }).textContent();
  await stage.page.getByText(/Nepal Time \(GMT\+5:45\)/).waitFor();
  expect(await times()).toBe('Time on Thursday 26 November13:4514:0014:1514:3014:4515:0015:1515:30');
  await stage.page.getByRole('combobox', { name: 'Time zone' }).selectOption('Europe/Madrid');
  await stage.page.getByText(/\(GMT\+1\)/).waitFor();
  expect(await times()).toBe('Time on Thursday 26 November09:0009:1509:3009:4510:0010:1510:3010:45');
  await stage.page.getByRole('combobox', { name: 'Time zone' }).selectOption('Asia/Katmandu');
  await stage.pick('14:00');
  await stage.press('Continue');
  await stage.press('Book this call');
  await stage.heading('Your call is booked');
  expect(await stage.page.locator('main').textContent()).toMatch(
    /14:00\s*Thursday,? 26 November\s*Nepal Time \(GMT\+5:45\)/,
  );
  expect(stage.server.state.page?.callback?.from).toBe('2026-11-26T08:15:00.000Z');
});
