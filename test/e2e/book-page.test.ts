import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { bookingPage, callback, NOW, startBookServer, TOKEN } from './support/book-link-server.ts';
import { stageBookPage } from './support/stage-book-page.ts';
import { until } from './support/until.ts';

const stage = stageBookPage();
const START = 'When may we call you?';
const CHOOSE = 'Choose a time';
const BOOKED = 'Your call is booked';

const shows = (part: Parameters<typeof bookingPage>[0]) => {
  stage.server.state.page = bookingPage(part);
};
const text = () => stage.page.locator('main').textContent();
const focused = () =>
  stage.page.evaluate(() => {
    const on = document.activeElement;
    return on?.closest('label')?.textContent ?? on?.textContent ?? '';
  });
const last = () => stage.server.state.asked.at(-1);
const tabTo = async (start: string) => {
  while (!(await focused()).startsWith(start)) await stage.page.keyboard.press('Tab');
};

describe('a time', () => {
  test('is booked by keyboard alone, with the arrow keys through days and times', async () => {
    await stage.open(START);
    const { keyboard } = stage.page;
    await tabTo('Choose a time');
    await keyboard.press('Enter');
    await stage.heading(CHOOSE);
    await until(focused, said => said === CHOOSE);
    await stage.page.getByRole('radio', { name: '09:00' }).waitFor();
    await tabTo('Thu');
    await keyboard.press('ArrowRight');
    await until(focused, said => said.startsWith('Fri'));
    await stage.page.getByRole('group', { name: 'Time on Friday' }).waitFor();
    await tabTo('09:00');
    await keyboard.press('ArrowRight');
    await keyboard.press('ArrowRight');
    await until(focused, said => said === '09:30');
    await keyboard.press('Enter');
    await stage.heading('Your call');
    expect(await text()).toMatch(/09:30\s*Friday,? 27 November.*We keep this time for you until 13:13/);
    await stage.page.getByRole('textbox', { name: 'Phone number' }).focus();
    await keyboard.type('+49 30 123456');
    await keyboard.press('Tab');
    await keyboard.press('Space');
    await keyboard.press('Tab');
    await keyboard.type('My first article');
    await keyboard.press('Tab');
    await keyboard.press('Enter');
    await stage.heading(BOOKED);
    await until(focused, said => said === BOOKED);
    expect(last()).toMatchObject({
      id: 'ask-callback',
      body: {
        want: 'slot',
        from: '2026-11-27T08:30:00.000Z',
        holdId: 'hold-1',
        zone: 'Europe/Berlin',
        phone: '+4930123456',
        about: 'My first article',
        reminders: [],
      },
    });
    expect(await text()).toMatch(/09:30\s*Friday,? 27 November\s*Central European.*Carla calls you/);
  });

  test('that was taken while they filled in the rest leads to the next three, one press away', async () => {
    shows({ phone: '•••••••456' });
    await stage.open(START);
    await stage.press('Choose a time');
    await stage.pick('09:15');
    await stage.press('Continue');
    await stage.heading('Your call');
    stage.server.state.free = stage.server.state.free.slice(2);
    await stage.press('Book this call');
    await stage.page.getByRole('alert').getByText('taken a moment ago').waitFor();
    const next = stage.page.getByRole('button', { name: /^09:30|^09:45|^10:00/ });
    expect(await next.count()).toBe(3);
    await next.first().click();
    await stage.heading('Your call');
    await stage.press('Book this call');
    await stage.heading(BOOKED);
    expect(stage.server.state.page?.callback?.from).toBe('2026-11-26T08:30:00.000Z');
  });

  test('is asked for, and a number that cannot be called, at the field itself', async () => {
    await stage.open(START);
    await stage.press('Choose a time');
    await stage.press('Continue');
    await stage.page.getByText('Please choose a time.').waitFor();
    expect(await focused()).toBe('09:00');
    await stage.pick('09:15');
    await stage.press('Continue');
    const phone = stage.page.getByRole('textbox', { name: 'Phone number' });
    await phone.fill('030 123456');
    await stage.press('Book this call');
    await stage.page.getByText('Please write the number with its country').waitFor();
    expect(await phone.getAttribute('aria-invalid')).toBe('true');
    expect(await phone.inputValue()).toBe('030 123456');
    const refused = { type: 'about:blank', title: 'no', status: 422, field: 'phone' };
    stage.server.state.refusals.set('ask-callback', refused);
    await phone.fill('+49 900 123456');
    await stage.press('Book this call');
    await stage.page.getByText('We cannot call this number.').waitFor();
    await phone.fill('+49 30 123456');
    await stage.press('Book this call');
    await stage.heading(BOOKED);
  });

  test('that is no longer kept is said to be so, and can be kept again', async () => {
    shows({ phone: '•••••••456' });
    await stage.page.clock.install({ time: Date.parse(NOW) });
    await stage.open(START);
    await stage.press('Choose a time');
    await stage.pick('09:15');
    await stage.press('Continue');
    await stage.heading('Your call');
    expect(await stage.page.getByRole('button', { name: 'Keep it longer' }).count()).toBe(0);
    shows({ phone: '•••••••456', now: '2026-11-25T12:12:01.000Z' });
    await stage.page.clock.fastForward(4 * 60_000 + 1_000);
    const status = stage.page.getByRole('status');
    await until(
      () => status.textContent(),
      said => said?.includes('less than a minute') === true,
    );
    shows({ phone: '•••••••456', now: '2026-11-25T12:13:01.000Z' });
    await stage.page.clock.fastForward(60_000);
    await stage.page.getByText('It may still be free.').first().waitFor();
    await stage.press('Keep it longer');
    await until(
      () => stage.server.state.asked,
      asked => asked.filter(({ id }) => id === 'hold-slot').length === 2,
    );
  });

  test('is sent again with the same key when no answer came', async () => {
    shows({ phone: '•••••••456' });
    await stage.open(START);
    await stage.press('Call me now');
    stage.server.state.refusals.set('ask-callback', { type: 'about:blank', title: 'no', status: 503 });
    await stage.press('Yes, call me now');
    await stage.page.getByRole('alert').getByText('trouble at our end').waitFor();
    await stage.press('Yes, call me now');
    await stage.heading('We call you');
    const keys = stage.server.state.asked.map(({ key }) => key);
    expect(keys[0]).toEqual(expect.any(String));
    expect(keys[1]).toBe(keys[0]);
  });
});

test('a visitor sees whose page it is', async () => {
  await stage.page.route('**/brand.json', route => route.fulfill({ json: { name: 'Ahorn & Söhne' } }));
  await stage.open('May we call you?', '');
  // As on a first visit: a brand that was worn here before would be worn once more.
  await stage.page.evaluate(() => localStorage.clear());
  await stage.page.reload();
  await stage.heading('May we call you?');
  expect(await stage.page.locator('header .brand').textContent()).toBe('Ahorn & Söhne');
  expect(await stage.page.title()).toBe('May we call you? · Ahorn & Söhne');
  await stage.page.unroute('**/brand.json');
});

test('a visitor gets the same answer whoever they are', async () => {
  await stage.open('May we call you?', '');
  await stage.press('Send me the link');
  await stage.page.getByText('Please write an e-mail address').waitFor();
  await stage.page.getByRole('textbox', { name: 'E-mail address' }).fill('ana@example.com');
  await stage.page.getByRole('combobox', { name: 'Language of the call' }).selectOption('es');
  await stage.press('Send me the link');
  await stage.heading('Please look into your mail');
  expect(await text()).toMatch(/It works until 13:08, Thursday,? 26 November/);
  expect(last()?.body).toEqual({ email: 'ana@example.com', language: 'es', zone: 'Europe/Berlin' });
});

describe('when something is amiss', () => {
  test('a link that is not known or over says so and leads to a new one', async () => {
    await stage.open('This link is no longer valid', 'lnk_of_somebody_else_entirely');
    await stage.press('Ask for a new link');
    await stage.heading('May we call you?');
  });

  test('without a network what is known stays until it can be read again', async () => {
    shows({ callback: callback() });
    await stage.open(BOOKED);
    await stage.context.setOffline(true);
    await stage.page.evaluate(() => dispatchEvent(new Event('focus')));
    await stage.page.getByRole('alert').getByText('No connection').waitFor();
    await stage.heading(BOOKED);
    await stage.context.setOffline(false);
    await until(
      () => stage.page.getByRole('alert').textContent(),
      said => said === '',
    );
  });

  test('a server in trouble is asked again when they want it', async () => {
    stage.server.state.status = 503;
    await stage.open('This does not work right now');
    stage.server.state.status = undefined;
    await stage.press('Try again');
    await stage.heading(START);
  });
});

test.each([
  ['de-AT', 'Wann dürfen wir Sie anrufen?'],
  ['en', START],
  ['es', '¿Cuándo podemos llamarle?'],
  ['fr', 'Quand pouvons-nous vous appeler\u202f?'],
  ['it', 'Quando possiamo chiamarLa?'],
])('speaks %s when the link does, and what is chosen until the page is left', async (language, heading) => {
  shows({ language });
  await stage.open(heading);
  expect(await stage.page.evaluate(() => document.documentElement.lang)).toBe(language.slice(0, 2));
  expect(await stage.page.title()).toBe(`${heading} · Sternwald Service`);
  await stage.page.locator('#language').selectOption('it');
  await stage.heading('Quando possiamo chiamarLa?');
});

test('the token is in no address that is asked for and in nothing that is kept', async () => {
  await stage.open(START);
  expect(stage.server.state.paths.filter(path => path.includes(TOKEN))).toEqual([]);
  const kept = await stage.page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }));
  expect(kept).not.toContain(TOKEN);
});

test('shows in a frame of a site that is named, and in no other', async () => {
  const site = createServer((request, response) => {
    const src = new URL(request.url ?? '/', 'http://localhost').searchParams.get('of') ?? '';
    response.writeHead(200, { 'content-type': 'text/html' }).end(`<title>x</title><iframe src="${src}">`);
  });
  await new Promise<void>(ready => site.listen(0, '127.0.0.1', ready));
  const origin = `http://127.0.0.1:${(site.address() as AddressInfo).port}`;
  const named = await startBookServer(stage.dist, [origin]);
  const elsewhere = await (stage.context.browser() as Browser).newContext();
  const page = await elsewhere.newPage();
  const blocked: string[] = [];
  page.on('console', message => blocked.push(message.text()));
  const framed = (url: string) => page.goto(`${origin}/?of=${encodeURIComponent(url)}`);
  await framed(`${named.origin}/book/#${TOKEN}`);
  await page.frameLocator('iframe').getByRole('heading', { name: START }).waitFor();
  for (const url of [`${named.origin}/device/#${TOKEN}`, `${stage.server.origin}/book/#${TOKEN}`]) {
    blocked.length = 0;
    await framed(url);
    await until(
      () => blocked.join(),
      said => said.includes("frame-ancestors 'none'"),
    );
  }
  await elsewhere.close();
  await named.close();
  site.close();
});
