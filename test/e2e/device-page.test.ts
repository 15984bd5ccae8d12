import { describe, expect, test } from '@jest/globals';
import { type HeldCase, heldCase, linkView, TOKEN } from './support/device-link-server.ts';
import { stageDevicePage } from './support/stage-device-page.ts';
import { until } from './support/until.ts';

const stage = stageDevicePage();
const QUESTION = 'What happened to your device?';

const shows = (part: Partial<HeldCase>, purpose: 'device-report' | 'device-follow' = 'device-follow') => {
  stage.server.state.view = linkView({ purpose, case: heldCase(part) });
};
/** What the link shows from now on, as if the deed had brought it about. */
const becomes = (part: Partial<HeldCase>) => {
  const { state } = stage.server;
  state.become = () => ({ ...state.view, case: heldCase(part) });
};
const text = () => stage.page.locator('main').textContent();
const troubles = () => stage.page.getByRole('alert').textContent();
const focused = () => stage.page.evaluate(() => document.activeElement?.textContent ?? '');

describe('reporting', () => {
  test('goes by keyboard alone from the question to the promise', async () => {
    await stage.open(QUESTION);
    const { keyboard } = stage.page;
    while (!(await focused()).startsWith('It is broken')) await keyboard.press('Tab');
    await keyboard.press('Enter');
    await stage.heading('Report this device as broken?');
    await until(focused, said => said === 'Report this device as broken?');
    await keyboard.press('Tab');
    await keyboard.press('Space');
    await stage.heading('We have your report');
    expect(await text()).toMatch(/14:20\s*Wednesday,? 25 November/);
    expect(stage.server.state.acts).toEqual([{ do: 'report', token: TOKEN, damage: 'broken' }]);
    await until(focused, said => said === 'We have your report');
  });

  test('goes back without a report', async () => {
    await stage.open(QUESTION);
    await stage.press('It was stolen');
    await stage.press('Back');
    await stage.heading(QUESTION);
    expect(stage.server.state.acts).toEqual([]);
  });

  test('of a stolen device tells of the lock and has it wiped once that is confirmed', async () => {
    await stage.open(QUESTION);
    await stage.press('It was stolen');
    await stage.press('Yes, report it');
    await stage.page.getByText('The device is being locked.').waitFor();
    becomes({ damage: 'stolen', lock: 'done', wipe: 'wanted' });
    await stage.press('Have the device wiped');
    await stage.heading('Have the device wiped?');
    await stage.press('Yes, delete everything');
    await stage.page.getByText('The device is being wiped.').waitFor();
    expect(stage.server.state.acts.map(({ do: did }) => did)).toEqual(['report', 'confirm-wipe']);
  });

  test('is sent once however often it is pressed, and can be sent again when it did not arrive', async () => {
    await stage.open(QUESTION);
    await stage.press('It is lost');
    stage.server.state.status = 503;
    await stage.press('Yes, report it');
    await stage.page.getByRole('alert').getByText('trouble at our end').waitFor();
    stage.server.state.status = undefined;
    await stage.page.getByRole('button', { name: 'Yes, report it' }).dblclick();
    await stage.heading('We have your report');
    expect(stage.server.state.acts).toHaveLength(1);
  });
});

describe('following', () => {
  test('counts down by the server’s clock', async () => {
    shows({});
    await stage.page.clock.install({ time: Date.parse('2031-01-01T00:00:00Z') });
    await stage.open('We have your report');
    const left = stage.page.getByRole('timer');
    await until(
      () => left.textContent(),
      said => said?.startsWith('1 hour 1') === true,
    );
    await stage.page.clock.runFor(15_000);
    stage.server.state.view = linkView({ now: '2026-11-25T13:15:30.000Z', case: heldCase() });
    await stage.page.clock.runFor(16_000);
    await until(
      () => left.textContent(),
      said => /^4 minutes \d+ seconds left$/.test(said ?? ''),
    );
  });

  test('learns of a change within half a minute and says it to those who listen, leaving the focus in peace', async () => {
    shows({});
    await stage.page.clock.install();
    await stage.open('We have your report');
    await stage.page.getByRole('combobox').focus();
    shows({ state: 'to-collect', collectAt: 'Counter 3, ground floor' });
    await stage.page.clock.runFor(31_000);
    await stage.heading('Your device is ready');
    expect(await text()).toContain('Counter 3, ground floor');
    expect(await stage.page.getByRole('status').textContent()).toBe('Your device is ready');
    expect(await stage.page.evaluate(() => document.activeElement?.tagName)).toBe('SELECT');
  });

  test('reads again when somebody comes back to it', async () => {
    shows({});
    await stage.open('We have your report');
    shows({ state: 'on-the-way' });
    await stage.page.evaluate(() => dispatchEvent(new Event('focus')));
    await stage.heading('A device is on its way to you');
  });

  test('says when the service is closed, when it is late, and what it waits for', async () => {
    shows({ dueAt: '2026-11-26T09:20:00.000Z', goesOnAt: '2026-11-26T07:00:00.000Z' });
    await stage.open('We have your report');
    expect(await text()).toMatch(/The time goes on at 08:00, Thursday,? 26 November/);
    expect(await stage.page.getByRole('timer').count()).toBe(0);
    shows({ state: 'at-work', late: true });
    await stage.page.reload();
    await stage.heading('We are late');
    expect(await text()).toContain('We did not keep this time');
    shows({ state: 'at-work', dueAt: undefined, waitsForYou: 'delivery-address' } as Partial<HeldCase>);
    becomes({ state: 'at-work' });
    await stage.page.reload();
    await stage.page.getByText('To go on we need your delivery address.').waitFor();
    await stage.press('I have done this');
    await stage.heading('We are working on it');
  });

  test('asks whether it works; a no is asked back and opens the case again', async () => {
    shows({ state: 'handed-over' });
    await stage.open('Does your device work?');
    await stage.press('It works');
    await stage.heading('Thank you');
    await stage.page.reload();
    becomes({ state: 'at-work' });
    await stage.press('It does not work');
    await stage.press('Yes, it does not work');
    await stage.heading('We are working on it');
    expect(stage.server.state.acts).toMatchObject([
      { do: 'confirm-working', works: true },
      { do: 'confirm-working', works: false },
    ]);
  });

  test('names the zone where the reader’s clock is another', async () => {
    shows({});
    stage.server.state.view = { ...stage.server.state.view, zone: 'Australia/Sydney' };
    await stage.open('We have your report');
    expect(await text()).toMatch(/00:20\s*Thursday,? 26 November\s*Australian/);
  });
});

describe('when something is amiss', () => {
  test('a link that is not known, not whole or over says what to do', async () => {
    await stage.open('This link is no longer valid', 'lnk_of_somebody_else_entirely');
    expect(await text()).toContain('ask whoever sent it to you for a new one');
    await stage.open('This link is not complete', '');
    await stage.open(QUESTION);
  });

  test('without a network what is known stays, with its time, until it can be read again', async () => {
    shows({});
    await stage.open('We have your report');
    await stage.context.setOffline(true);
    await stage.page.evaluate(() => dispatchEvent(new Event('focus')));
    await stage.page.getByRole('alert').getByText('What you see is from 13:08').waitFor();
    await stage.heading('We have your report');
    await stage.context.setOffline(false);
    await until(troubles, said => said === '');
  });

  test('a server in trouble is asked again when the reader wants it', async () => {
    shows({});
    await stage.open('We have your report');
    stage.server.state.status = 503;
    await stage.page.evaluate(() => dispatchEvent(new Event('focus')));
    await stage.page.getByRole('alert').getByText('trouble at our end').waitFor();
    stage.server.state.status = undefined;
    await stage.press('Try again');
    await until(troubles, said => said === '');
  });

  test('a server that does not answer can be asked again', async () => {
    stage.server.state.status = 503;
    await stage.open('This does not work right now');
    stage.server.state.status = undefined;
    await stage.press('Try again');
    await stage.heading(QUESTION);
  });
});

test('speaks the link’s language, or the one that is chosen, which it remembers', async () => {
  stage.server.state.view = linkView({ language: 'de-AT' });
  await stage.open('Was ist mit Ihrem Gerät?');
  await stage.page.getByRole('combobox').selectOption('fr');
  await stage.heading('Qu’est-il arrivé à votre appareil ?');
  expect(await stage.page.evaluate(() => document.documentElement.lang)).toBe('fr');
  await stage.page.reload();
  await stage.heading('Qu’est-il arrivé à votre appareil ?');
});

test('the token is in no address that is asked for and in nothing that is kept', async () => {
  await stage.open(QUESTION);
  expect(stage.server.state.paths.filter(path => path.includes(TOKEN))).toEqual([]);
  const kept = await stage.page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }));
  expect(kept).not.toContain(TOKEN);
  expect(stage.page.url()).toContain(TOKEN);
});

test('the console’s service worker leaves the page alone', async () => {
  await stage.page.goto(`${stage.server.origin}/`);
  await stage.page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await stage.open(QUESTION);
  await stage.context.setOffline(true);
  await expect(stage.page.goto(`${stage.server.origin}/device/`)).rejects.toThrow(
    'ERR_INTERNET_DISCONNECTED',
  );
  await stage.context.setOffline(false);
});
