import { describe, expect, test } from '@jest/globals';
import { bookingPage, callback, NOW, queued } from './support/book-link-server.ts';
import { stageBookPage } from './support/stage-book-page.ts';

const stage = stageBookPage();
const START = 'When may we call you?';
const BOOKED = 'Your call is booked';

const shows = (part: Parameters<typeof bookingPage>[0]) => {
  stage.server.state.page = bookingPage(part);
};
const text = () => stage.page.locator('main').textContent();
const last = () => stage.server.state.asked.at(-1);

describe('called now', () => {
  test('says what will happen, then by when, then who has it, without a press', async () => {
    shows({ phone: '•••••••456' });
    await stage.page.clock.install({ time: Date.parse(NOW) });
    await stage.open(START);
    await stage.press('Call me now');
    await stage.heading('Shall we call you now?');
    expect(await text()).toContain('We call as soon as somebody is free.');
    await stage.press('Yes, call me now');
    await stage.heading('We call you');
    expect(await text()).toMatch(/At the latest by\s*13:38/);
    shows({ callback: queued({ state: 'accepted', agent: 'Carla', mayMove: false }) });
    await stage.page.clock.runFor(7_000);
    await stage.heading('Your phone rings in a moment');
    expect(await text()).toContain('Carla has your call.');
  });

  test('outside hours tells the next opening with its time', async () => {
    shows({ openNow: false, nextOpening: '2026-11-26T08:00:00.000Z' });
    await stage.open(START);
    expect(await text()).toMatch(/We are back at 09:00, Thursday,? 26 November/);
  });

  test('can become a time of their choice, or be cancelled', async () => {
    shows({ callback: queued() });
    await stage.open('We call you');
    await stage.press('Choose a time instead');
    await stage.pick('10:00');
    await stage.press('Continue');
    await stage.press('Yes, move it');
    await stage.heading(BOOKED);
    expect(last()).toMatchObject({ id: 'change-callback', body: { from: '2026-11-26T09:00:00.000Z' } });
    await stage.press('Cancel the call');
    await stage.heading('Cancel this call?');
    await stage.press('Yes, cancel it');
    await stage.heading('The call is cancelled');
    await stage.press('Ask for another call');
    await stage.heading(START);
  });
});

describe('a booked call', () => {
  test('moves with the same agent, or with whoever is free', async () => {
    shows({ purpose: 'appointment', callback: callback() });
    await stage.open(BOOKED);
    await stage.press('Move the call');
    await stage.heading('Choose another time');
    expect(await stage.page.getByRole('radio', { name: 'Carla' }).isChecked()).toBe(true);
    await stage.pick('Whoever is free');
    await stage.pick('10:45');
    await stage.press('Continue');
    await stage.heading('Move the call to this time?');
    await stage.press('Yes, move it');
    await stage.heading(BOOKED);
    expect(await text()).toMatch(/10:45\s*Thursday,? 26 November.*Diego calls you/);
    const any = stage.server.state.paths.filter(path => path.includes('agent=any'));
    expect(any).toHaveLength(1);
  });

  test('is kept unless the cancelling is confirmed, and its reminders can be turned off', async () => {
    shows({ purpose: 'appointment', callback: callback() });
    await stage.open(BOOKED);
    expect(await text()).toContain('1 day and 1 hour');
    await stage.press('Cancel the call');
    await stage.press('No, keep it');
    await stage.heading(BOOKED);
    await stage.press('Do not remind me');
    await stage.page.getByText('We do not remind you before the call.').waitFor();
    expect(last()).toMatchObject({ id: 'change-callback', body: { reminders: [] } });
  });
});

test('feedback is given once, in words', async () => {
  Object.assign(stage.server.state, {
    page: undefined,
    feedback: { brand: 'Sternwald', language: 'es', zone: 'Europe/Madrid', calledAt: NOW, given: false },
  });
  await stage.open('¿Qué le pareció nuestra llamada?');
  await stage.press('Enviar');
  await stage.page.getByText('Elija una de las cinco, por favor.').waitFor();
  await stage.pick('Buena');
  await stage.page.getByRole('textbox').fill('Muy clara');
  await stage.press('Enviar');
  await stage.heading('Muchas gracias');
  expect(last()).toMatchObject({ id: 'give-feedback', body: { rating: 4, text: 'Muy clara' } });
});
