import { expect, test } from '@jest/globals';
import { siteCsp } from '../../infra/platform/site-headers.ts';
import { getBookingPage } from '../../shared/contracts/callbacks-contract.ts';
import { openDeviceLink } from '../../shared/contracts/device-links-contract.ts';
import { en } from '../../web/messages/en.ts';
import { settled } from './support/access-check.ts';
import { allRooms } from './support/all-rooms.ts';
import { bookingPage, callback, startBookServer, TOKEN } from './support/book-link-server.ts';
import { buildConsole } from './support/build-console.ts';
import { heldCase, linkView, startLinkServer } from './support/device-link-server.ts';
import { hostileAnswer } from './support/hostile-text.ts';
import { stageConsole } from './support/stage-console.ts';
import { until } from './support/until.ts';

const stage = stageConsole();
const WIDTHS = [1280, 360];
const WITHIN_MS = 900_000;

type Hostile = { hostileRan?: number };

/** What a page must not have: anything that ran or was made of text, anything wider than the screen. */
const faultsOf = (page: typeof stage.page, width: number) =>
  page.evaluate(wide => {
    const made =
      'img[src="x"], svg[onload], iframe, base, meta[http-equiv="refresh"], #root script, #root style';
    const wild = 'a[href^="javascript" i], a[href*="evil.example"], [style*="evil.example"]';
    const by = document.documentElement.scrollWidth - innerWidth;
    const main = document.querySelector('main');
    const isCut = (one: Element) => {
      for (let held = one.parentElement; held; held = held.parentElement)
        if (getComputedStyle(held).overflowX !== 'visible') return true;
      return false;
    };
    const widest = () =>
      [...document.querySelectorAll('body *')]
        .filter(one => one.getBoundingClientRect().right > innerWidth + 1 && !isCut(one))
        .map(one => `${one.tagName}.${one.className} ${one.textContent?.slice(0, 20)}`)
        .slice(-3)
        .join(' | ');
    return [
      ...((globalThis as Hostile).hostileRan ? ['what was typed ran'] : []),
      ...[...document.querySelectorAll(`${made}, ${wild}`)].map(
        one => `made of text: ${one.outerHTML.slice(0, 120)}`,
      ),
      ...(by > 0 ? [`${by} px too wide at ${wide}: ${widest()}`] : []),
      ...(main?.textContent?.trim() && main.clientHeight > 0 ? [] : ['nothing is shown']),
    ].map(fault => `${location.pathname}${location.search}: ${fault}`);
  }, width);

/** Goes to a room as a link of the console does, without loading the page again. */
async function visit(path: string): Promise<string[]> {
  await stage.page.evaluate(to => {
    history.pushState(null, '', to);
    dispatchEvent(new PopStateEvent('popstate'));
  }, path);
  const broken = stage.page.getByText(en.errors.crashed);
  await stage.page.getByRole('heading', { level: 1 }).or(broken).first().waitFor();
  await settled(stage.page);
  return (await broken.count()) > 0 ? [`${path} broke`] : [];
}

/** What the whole context did that it must not: asked elsewhere, showed a dialog. */
function watched(): string[] {
  const found: string[] = [];
  stage.context.on('request', request => {
    if (!/^(http|ws):\/\/localhost:\d+\/|^data:|^blob:/.test(request.url()))
      found.push(`asked for ${request.url()}`);
  });
  stage.context.on('page', page =>
    page.on('dialog', dialog => void dialog.dismiss().then(() => found.push('a dialog'))),
  );
  stage.page.on('dialog', dialog => void dialog.dismiss().then(() => found.push('a dialog')));
  return found;
}

test(
  'whatever others typed, nothing of it runs, leaves or breaks a room',
  async () => {
    const found = watched();
    stage.server.state.dress = hostileAnswer;
    await stage.pages.signIn('/inbox');
    let showing = 0;
    for (const path of allRooms) {
      await stage.page.setViewportSize({ width: 1280, height: 800 });
      found.push(...(await visit(path)));
      const text = await stage.page.locator('main').textContent();
      if (/onerror=|javascript:|WWWW|evil\.example/.test(text ?? '')) showing += 1;
      for (const width of WIDTHS) {
        await stage.page.setViewportSize({ width, height: 800 });
        found.push(...(await faultsOf(stage.page, width)));
      }
    }
    expect(found).toEqual([]);
    // Else the rooms were not tested at all.
    expect(showing).toBeGreaterThan(allRooms.length / 2);
  },
  WITHIN_MS,
);

test(
  'nor on the pages of customers and of device users',
  async () => {
    const found = watched();
    const dist = await buildConsole();
    const [book, device] = await Promise.all([startBookServer(dist), startLinkServer(dist)]);
    const booked = bookingPage({ brand: 'Sternwald Service', callback: callback({ agent: 'Carla Long' }) });
    book.state.page = hostileAnswer(getBookingPage, booked) as typeof booked;
    device.state.view = hostileAnswer(
      openDeviceLink,
      linkView({ case: heldCase() }),
    ) as typeof device.state.view;
    try {
      for (const url of [`${book.origin}/book/#${TOKEN}`, `${device.origin}/device/#${TOKEN}`]) {
        const page = await stage.context.newPage();
        await page.goto(url);
        await page.getByRole('heading', { level: 1 }).first().waitFor();
        await until(
          () => page.locator('main').textContent(),
          text => (text ?? '').length > 0,
        );
        for (const width of WIDTHS) {
          await page.setViewportSize({ width, height: 800 });
          found.push(...(await faultsOf(page, width)));
        }
        await page.close();
      }
    } finally {
      await Promise.all([book.close(), device.close()]);
    }
    expect(found).toEqual([]);
  },
  WITHIN_MS,
);

test('every page comes with a policy that lets it do what it must and nothing else', async () => {
  // Nobody listens here for what the policy refuses.
  const context = await stage.context.browser()?.newContext();
  const page = await context?.newPage();
  const response = await page?.goto(stage.server.origin);
  const policy = (await response?.headerValue('content-security-policy')) ?? '';
  for (const part of siteCsp().split('; ')) expect(policy).toContain(part);
  expect(policy).toContain("default-src 'none'");
  const refused = await page?.evaluate(() => {
    try {
      document.body.innerHTML = '<b>text</b>';
      return 'taken';
    } catch (error) {
      return (error as Error).name;
    }
  });
  expect(refused).toBe('TypeError');
  await context?.close();
});
