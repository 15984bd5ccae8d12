import type { BrowserContextOptions } from 'playwright-core';
import { startLinkServer, TOKEN } from './device-link-server.ts';
import { stageCustomerPage } from './stage-customer-page.ts';

/** Sets the stage for the page of device users. */
export const stageDevicePage = (options: BrowserContextOptions = {}) =>
  stageCustomerPage({ path: '/device/', token: TOKEN, start: startLinkServer }, options);
