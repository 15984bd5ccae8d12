import { afterAll, afterEach, beforeAll, beforeEach, expect, jest } from '@jest/globals';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { launchBrowser, watchComplaints } from './browser.ts';
import { buildConsole } from './build-console.ts';
import { type LinkServer, startLinkServer, TOKEN } from './device-link-server.ts';

export type DeviceStage = {
  readonly dist: string;
  readonly server: LinkServer;
  readonly context: BrowserContext;
  readonly page: Page;
  /** Opens the link, or the page with another token, and waits for its heading to read so. */
  readonly open: (heading: string, token?: string) => Promise<void>;
  readonly heading: (text: string) => Promise<void>;
  readonly press: (button: string) => Promise<void>;
};

/**
 * Sets the stage for the page of device users: the built pages before a stand-in with one link. After each test nothing
 * may have been refused by the content policy, and no error left uncaught.
 */
export function stageDevicePage(options: BrowserContextOptions = {}): DeviceStage {
  jest.setTimeout(120_000);
  let browser: Browser;
  let complaints: string[];
  const stage = {
    heading: text => stage.page.getByRole('heading', { level: 1, name: text, exact: true }).waitFor(),
    press: button => stage.page.getByRole('button', { name: button }).click(),
    open: async (heading, token = TOKEN) => {
      await stage.page.goto(`${stage.server.origin}/device/#${token}`);
      await stage.heading(heading);
    },
  } as { -readonly [K in keyof DeviceStage]: DeviceStage[K] };
  beforeAll(async () => {
    stage.dist = await buildConsole();
    browser = await launchBrowser();
  }, 300_000);
  afterAll(() => browser?.close());
  beforeEach(async () => {
    stage.server = await startLinkServer(stage.dist);
    stage.context = await browser.newContext({
      locale: 'en-GB',
      timezoneId: 'Europe/Berlin',
      viewport: { width: 390, height: 800 },
      ...options,
    });
    stage.context.setDefaultTimeout(30_000);
    complaints = await watchComplaints(stage.context);
    stage.page = await stage.context.newPage();
  });
  afterEach(async () => {
    await stage.context.close();
    await stage.server.close();
    expect(complaints).toEqual([]);
  });
  return stage;
}
