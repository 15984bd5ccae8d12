import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from './browser.ts';
import { buildConsole } from './build-console.ts';
import { ConsolePages } from './console-pages.ts';
import { shiftsOf, storm, watchShifts } from './live-storm.ts';
import { issue } from './mock-api.ts';
import { type MockServer, startMockServer } from './mock-server.ts';
import { freshState, PASSWORD } from './mock-state.ts';
import { until } from './until.ts';

/** `node test/e2e/support/measure-console.ts 60` measures the built console in a browser and prints figures as JSON. */
const seconds = Number(process.argv[2] ?? 60);
const LOADS = 9;
const MANY = 5_000;
const ROW = 68;

type Opened = { readonly server: MockServer; readonly page: Page; readonly pages: ConsolePages };

/** A console of one person with so many open notifications. */
async function opened(browser: Browser, dist: string, open: number): Promise<Opened> {
  const state = freshState({ notifications: open });
  state.notifications.forEach((one, n) => {
    state.notifications[n] = { ...one, state: 'seen' };
  });
  const server = await startMockServer(state, dist);
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    serviceWorkers: 'block',
  });
  const remember = async () => {
    const [name = '', value = ''] = issue(state, 'anna').cookie.split(';', 1).join().split('=');
    await context.addCookies([{ name, value, url: `${server.origin}/api/session`, httpOnly: true }]);
  };
  const page = await context.newPage();
  const entry = { baseUrl: server.origin, email: 'anna@example.com', password: PASSWORD, remember };
  return { server, page, pages: new ConsolePages(page, entry) };
}

async function closed({ page, server }: Opened): Promise<void> {
  await page.context().close();
  await server.close();
}

/** Notes when the first row was there to be pressed. */
const noteFirstRow = (page: Page): Promise<unknown> =>
  page.addInitScript(() => {
    const look = () => {
      if (!document.querySelector('[data-testid="notification"]')) requestAnimationFrame(look);
      else (globalThis as unknown as { firstRowAt: number }).firstRowAt = performance.now();
    };
    requestAnimationFrame(look);
  });

/** JavaScript that a browser asks for until the inbox stands there, as it is sent; and when the first rows stood there. */
async function firstLoad(browser: Browser, dist: string) {
  const scripts = new Set<string>();
  const times: number[] = [];
  for (let load = 0; load < LOADS; load++) {
    const one = await opened(browser, dist, 60);
    one.page.on('request', request => {
      const { pathname } = new URL(request.url());
      if (pathname.endsWith('.js')) scripts.add(pathname);
    });
    await noteFirstRow(one.page);
    await one.pages.signIn('/inbox');
    await one.pages.notifications.first().waitFor();
    times.push(await one.page.evaluate(() => (globalThis as unknown as { firstRowAt: number }).firstRowAt));
    await one.page.waitForLoadState('networkidle');
    await closed(one);
  }
  const sizes = [...scripts].map(path => gzipSync(readFileSync(join(dist, path)), { level: 9 }).length);
  return { scripts: scripts.size, bytes: sizes.reduce((sum, size) => sum + size, 0), times };
}

/** Scrolls through all of them; the most rows that were ever in the page. */
async function scrolled(browser: Browser, dist: string) {
  const one = await opened(browser, dist, MANY);
  await one.pages.signIn('/inbox');
  const list = one.page.getByRole('listbox');
  await one.pages.notifications.first().waitFor();
  let [rows, height] = [0, 0];
  while (height < ROW * MANY) {
    const before = height;
    await list.evaluate(element => element.scrollTo({ top: element.scrollHeight }));
    height = await until(
      () => list.evaluate(element => element.scrollHeight),
      now => now > before,
    );
    rows = Math.max(rows, await one.pages.notifications.count());
  }
  await closed(one);
  return { rows, listed: Math.round(height / ROW) };
}

type Frames = { gaps: number[]; last: number };

/** Lengths of the gaps between frames from now on, in ms; asked for again it begins anew. */
const watchFrames = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const held = globalThis as unknown as { frameGaps?: Frames };
    const begun = held.frameGaps !== undefined;
    held.frameGaps = { gaps: [], last: performance.now() };
    const next = (now: number) => {
      held.frameGaps?.gaps.push(now - held.frameGaps.last);
      if (held.frameGaps) held.frameGaps.last = now;
      requestAnimationFrame(next);
    };
    if (!begun) requestAnimationFrame(next);
  });
const gapsOf = async (page: Page) => {
  const gaps = await page.evaluate(() => (globalThis as unknown as { frameGaps: Frames }).frameGaps.gaps);
  return { longest: Math.max(...gaps), long: gaps.filter(gap => gap > 100).length, frames: gaps.length };
};

async function heapOf(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  for (let turn = 0; turn < 2; turn++) await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  return usedSize;
}

/** Seconds of the processor that the page's own thread has worked. */
async function workOf(page: Page): Promise<() => Promise<number>> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  return async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN;
  };
}

type Traced = { name: string; pid: number; tid: number; ph: string; tdur?: number; args?: { name?: string } };

/** From now on; answers with the longest that a task of the page's own thread took, in ms of the processor. */
async function watchTasks(browser: Browser, page: Page): Promise<() => Promise<number>> {
  await browser.startTracing(page, { categories: ['disabled-by-default-devtools.timeline'] });
  return async () => {
    const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: Traced[] };
    const isPage = new Set(
      traceEvents
        .filter(one => one.name === 'thread_name' && one.args?.name === 'CrRendererMain')
        .map(({ pid, tid }) => `${pid} ${tid}`),
    );
    const tasks = traceEvents.filter(one => one.name === 'RunTask' && isPage.has(`${one.pid} ${one.tid}`));
    return tasks.reduce((longest, { tdur = 0 }) => Math.max(longest, tdur / 1_000), 0);
  };
}

/** Fifty changes a second for a while, beside as long a quiet; a storm as long before has filled every store. */
async function stormed(browser: Browser, dist: string) {
  const one = await opened(browser, dist, 60);
  const { page, pages, server } = one;
  await pages.signIn('/inbox');
  await pages.notifications.first().waitFor();
  await page.waitForLoadState('networkidle');
  const blow = (length: number) => storm(server, { perSecond: 50, seconds: length, steady: true });
  await blow(seconds);
  await page.waitForTimeout(2_000);
  const before = await heapOf(page);
  await watchFrames(page);
  await page.waitForTimeout(seconds * 1_000);
  const quiet = await gapsOf(page);
  await watchShifts(page);
  await watchFrames(page);
  const work = await workOf(page);
  const idle = await work();
  const tasks = await watchTasks(browser, page);
  const { changes, reads, seconds: took } = await blow(seconds);
  const longestTask = await tasks();
  const worked = (await work()) - idle;
  const busy = await gapsOf(page);
  const shifts = await shiftsOf(page);
  await page.waitForTimeout(2_000);
  const after = await heapOf(page);
  const rows = await pages.notifications.count();
  await closed(one);
  const calls = [...reads.values()].reduce((sum, count) => sum + count, 0);
  return { changes, took, calls, rows, worked, longestTask, quiet, busy, before, after, shifts };
}

const dist = await buildConsole();
const browser = await launchBrowser();
try {
  const load = await firstLoad(browser, dist);
  const list = await scrolled(browser, dist);
  console.log(JSON.stringify({ load, list, storm: await stormed(browser, dist) }));
} finally {
  await browser.close();
}
