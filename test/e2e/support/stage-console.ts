import { afterAll, afterEach, beforeAll, beforeEach, expect, jest } from '@jest/globals';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { launchBrowser, watchComplaints } from './browser.ts';
import { buildConsole } from './build-console.ts';
import { ConsolePages } from './console-pages.ts';
import { issue } from './mock-api.ts';
import { type MockServer, startMockServer } from './mock-server.ts';
import { freshState, PASSWORD } from './mock-state.ts';

/** What each test has to itself: a server with a fresh day, a browser context, the console's pages. */
export type Stage = {
  readonly server: MockServer;
  readonly context: BrowserContext;
  readonly pages: ConsolePages;
  readonly page: Page;
};

/**
 * Sets the stage for the tests of a file: the built console before a stand-in server; the service worker only where the
 * options allow it. After each test nothing may have been refused by the content policy, and no error left uncaught.
 */
export function stageConsole(options: BrowserContextOptions = {}): Stage {
  jest.setTimeout(300_000);
  let dist: string;
  let browser: Browser;
  let complaints: string[];
  const stage = {} as { -readonly [K in keyof Stage]: Stage[K] };
  beforeAll(async () => {
    dist = await buildConsole();
    browser = await launchBrowser(options.serviceWorkers === 'allow' ? 'whole' : 'light');
  }, 300_000);
  afterAll(() => browser?.close());
  beforeEach(async () => {
    stage.server = await startMockServer(freshState(), dist);
    stage.context = await browser.newContext({
      locale: 'en-GB',
      viewport: { width: 1280, height: 800 },
      serviceWorkers: 'block',
      ...options,
    });
    stage.context.setDefaultTimeout(90_000);
    complaints = await watchComplaints(stage.context);
    stage.page = await stage.context.newPage();
    const { origin: baseUrl, state } = stage.server;
    const remember = async (email: string) => {
      const { id = '' } = state.agents.find(one => one.email === email) ?? {};
      const [name = '', value = ''] = issue(state, id).cookie.split(';', 1).join().split('=');
      await stage.context.addCookies([{ name, value, url: `${baseUrl}/api/session`, httpOnly: true }]);
    };
    const entry = { baseUrl, email: 'anna@example.com', password: PASSWORD, remember };
    stage.pages = new ConsolePages(stage.page, entry);
  });
  afterEach(async () => {
    await stage.context.close();
    await stage.server.close();
    expect(complaints).toEqual([]);
  });
  return stage;
}
