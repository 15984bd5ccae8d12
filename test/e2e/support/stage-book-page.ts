import type { BrowserContextOptions } from 'playwright-core';
import { startBookServer, TOKEN } from './book-link-server.ts';
import { stageCustomerPage } from './stage-customer-page.ts';

/** Sets the stage for the customers' page. */
export const stageBookPage = (options: BrowserContextOptions = {}) =>
  stageCustomerPage({ path: '/book/', token: TOKEN, start: dist => startBookServer(dist) }, options);
