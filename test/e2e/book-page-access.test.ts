import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import { languages } from '../../web/messages/languages.ts';
import { overflow, violations } from './support/access-check.ts';
import { bookingPage, callback, NOW, queued } from './support/book-link-server.ts';
import { stageBookPage } from './support/stage-book-page.ts';

const stage = stageBookPage();
const MOST_BYTES = 60 * 1024;

const shows = (part: Parameters<typeof bookingPage>[0]) => {
  stage.server.state.page = bookingPage(part);
};
const faults = async () => [...(await violations(stage.page)), ...(await overflow(stage.page))];
const small = (colorScheme: 'light' | 'dark') =>
  Promise.all([
    stage.page.emulateMedia({ colorScheme, reducedMotion: 'reduce' }),
    stage.page.setViewportSize({ width: 320, height: 640 }),
  ]);

describe.each(['light', 'dark'] as const)('in %s nothing is amiss at 320 px', colorScheme => {
  test.each([
    ['We call you', queued()],
    ['Your phone rings in a moment', queued({ state: 'accepted', agent: 'Carla', mayMove: false })],
    ['Your call is booked', callback()],
    ['The call is cancelled', callback({ state: 'ended', ending: 'cancelled' })],
  ] as const)('%s', async (heading, held) => {
    await small(colorScheme);
    shows({ callback: held });
    await stage.open(heading);
    expect(await faults()).toEqual([]);
  });

  test('from the first question to what is wrong with the answers', async () => {
    await small(colorScheme);
    await stage.open('When may we call you?');
    const found = await faults();
    await stage.press('Choose a time');
    await stage.press('Continue');
    await stage.page.getByText('Please choose a time.').waitFor();
    found.push(...(await faults()));
    await stage.pick('09:15');
    await stage.press('Continue');
    await stage.press('Book this call');
    await stage.page.getByText('Please write the number').waitFor();
    found.push(...(await faults()));
    expect(found).toEqual([]);
  });

  test('a time that was taken, the cancelling, a visitor and feedback', async () => {
    await small(colorScheme);
    shows({ callback: callback() });
    await stage.open('Your call is booked');
    await stage.press('Cancel the call');
    const found = await faults();
    await stage.press('No, keep it');
    await stage.press('Move the call');
    await stage.pick('09:15');
    stage.server.state.free = stage.server.state.free.slice(2);
    await stage.press('Continue');
    await stage.page.getByText('Free next').waitFor();
    found.push(...(await faults()));
    await stage.open('May we call you?', '');
    found.push(...(await faults()));
    const given = { brand: 'Sternwald', language: 'en', zone: 'Europe/Madrid', calledAt: NOW, given: false };
    Object.assign(stage.server.state, { page: undefined, feedback: given });
    await stage.open('How was our call?');
    found.push(...(await faults()));
    expect(found).toEqual([]);
  });
});

test.each(languages)('twice the text size at 320 px cuts nothing in %s', async language => {
  await stage.page.setViewportSize({ width: 320, height: 640 });
  shows({ language, callback: callback() });
  await stage.page.goto(`${stage.server.origin}/book/#lnk_0123456789abcdefghij`);
  await stage.page.locator('[data-key="move"]').waitFor();
  await stage.page.evaluate(() => {
    document.documentElement.style.fontSize = '200%';
  });
  const cut = () =>
    stage.page.evaluate(() =>
      [...document.querySelectorAll('main *, header *')]
        .filter(one => !one.classList.contains('visually-hidden') && one.scrollWidth > one.clientWidth + 1)
        .filter(one => getComputedStyle(one).display !== 'inline')
        .map(one => one.outerHTML.slice(0, 100)),
    );
  const found = [...(await cut()), ...(await overflow(stage.page))];
  await stage.page.locator('[data-key="move"]').click();
  await stage.page.locator('fieldset[data-name="time"]').waitFor();
  expect([...found, ...(await cut()), ...(await overflow(stage.page))]).toEqual([]);
});

test('the page carries less than 60 KB of JavaScript', () => {
  const files = globSync(join(stage.dist, 'assets/book/*.js'));
  const bytes = files.reduce((sum, file) => sum + gzipSync(readFileSync(file)).length, 0);
  expect(bytes).toBeGreaterThan(0);
  expect(bytes).toBeLessThan(MOST_BYTES);
});
