import { afterAll, afterEach, beforeAll, beforeEach, expect, jest } from '@jest/globals';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { launchBrowser, watchComplaints } from './browser.ts';
import { buildConsole } from './build-console.ts';
import type { CustomerServer } from './customer-server.ts';

export type CustomerStage<S> = {
  readonly dist: string;
  readonly server: CustomerServer<S>;
  readonly context: BrowserContext;
  readonly page: Page;
  /** Opens the link, or the page with another token, and waits for its heading to read so. */
  readonly open: (heading: string, token?: string) => Promise<void>;
  readonly heading: (text: string) => Promise<void>;
  readonly press: (button: string) => Promise<void>;
  readonly pick: (option: string) => Promise<void>;
};

type Staged<S> = {
  readonly path: string;
  readonly token: string;
  readonly start: (dist: string) => Promise<CustomerServer<S>>;
};

/**
 * Sets the stage for a page of those who do not sign in: the built pages before a stand-in with one link. After each
 * test nothing may have been refused by the content policy, and no error left uncaught.
 */
export function stageCustomerPage<S>(staged: Staged<S>, options: BrowserContextOptions): CustomerStage<S> {
  jest.setTimeout(240_000);
  let browser: Browser;
  let complaints: string[];
  const stage = {
    heading: text => stage.page.getByRole('heading', { level: 1, name: text, exact: true }).waitFor(),
    press: button => stage.page.getByRole('button', { name: button }).click(),
    pick: option => stage.page.getByRole('radio', { name: option, exact: true }).check(),
    open: async (heading, token = staged.token) => {
      await stage.page.goto(`${stage.server.origin}${staged.path}#${token}`);
      await stage.heading(heading);
    },
  } as { -readonly [K in keyof CustomerStage<S>]: CustomerStage<S>[K] };
  beforeAll(async () => {
    stage.dist = await buildConsole();
    browser = await launchBrowser();
  }, 300_000);
  afterAll(() => browser?.close());
  beforeEach(async () => {
    stage.server = await staged.start(stage.dist);
    stage.context = await browser.newContext({
      locale: 'en-GB',
      timezoneId: 'Europe/Berlin',
      viewport: { width: 390, height: 800 },
      ...options,
    });
    stage.context.setDefaultTimeout(60_000);
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
