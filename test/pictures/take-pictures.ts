import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { LOCAL_PASSWORD } from '../../tools/local/product.ts';
import { readFlags, runTool, ToolError } from '../../tools/support/command.ts';
import { readLocalState } from '../../tools/support/local-state.ts';
import { settled } from '../e2e/support/access-check.ts';
import { launchBrowser } from '../e2e/support/browser.ts';
import { buildConsole } from '../e2e/support/build-console.ts';
import { ConsolePages } from '../e2e/support/console-pages.ts';
import { startMockServer } from '../e2e/support/mock-server.ts';
import { freshState, PASSWORD } from '../e2e/support/mock-state.ts';
import { ofTheDemo, pictured } from './pictured.ts';
import { writeGallery } from './write-gallery.ts';

const usage = `
Takes the pictures of the docs.

  npm run pictures             every room in light, dark and on a phone: docs/pictures, by the day of the page tests
  npm run pictures -- --demo   the four of the README, from what npm start runs here after npm run demo`;

const GALLERY = fileURLToPath(new URL('../../docs/pictures/', import.meta.url));
const DESK = { width: 1280, height: 800 };
const looks = [
  { look: 'light', colorScheme: 'light', viewport: DESK },
  { look: 'dark', colorScheme: 'dark', viewport: DESK },
  { look: 'phone', colorScheme: 'light', viewport: { width: 360, height: 740 } },
] as const;

runTool(async () => {
  const { values } = readFlags({ usage, options: { demo: { type: 'boolean', default: false } } });
  const browser = await launchBrowser();
  try {
    await (values.demo ? pictureDemo(browser) : pictureRooms(browser));
  } finally {
    await browser.close();
  }
});

async function pictureRooms(browser: Browser): Promise<void> {
  const dist = await buildConsole();
  rmSync(GALLERY, { recursive: true, force: true });
  mkdirSync(GALLERY, { recursive: true });
  for (const { look, ...screen } of looks) {
    const server = await startMockServer(freshState(), dist);
    const page = await browser.newPage({ locale: 'en-GB', serviceWorkers: 'block', ...screen });
    const pages = new ConsolePages(page, {
      ...{ baseUrl: server.origin, email: 'anna@example.com', password: PASSWORD },
    });
    const take = (name: string) => shoot(page, join(GALLERY, `${name}-${look}.jpg`));
    await pages.open();
    await page.locator('input[autocomplete="username"]').waitFor();
    await take('sign-in');
    await pages.signIn('/feed');
    for (const { name, path } of pictured) {
      await pages.open(path);
      await take(name);
    }
    await page.close();
    await server.close();
    console.log(`${pictured.length + 1} pictures: ${look}`);
  }
  writeGallery(GALLERY);
}

async function pictureDemo(browser: Browser): Promise<void> {
  const local = readLocalState();
  if (!local) throw new ToolError('Nothing runs here yet: npm start, then npm run demo.');
  const page = await browser.newPage({ locale: 'en-GB', timezoneId: 'Europe/London', viewport: DESK });
  const entry = { baseUrl: local.origin, email: 'fatima@acorn.example', password: LOCAL_PASSWORD };
  const pages = new ConsolePages(page, entry);
  // What is offered to whoever is new here is declined first.
  await pages.signIn('/today');
  await page.getByTestId('tour-offer').getByRole('button').last().click();
  for (const { name, path, click } of ofTheDemo) {
    await pages.open(path);
    if (click) await page.locator(click).first().click();
    await shoot(page, join(GALLERY, '..', `${name}.jpg`));
  }
  console.log(`${ofTheDemo.length} pictures from ${local.origin}`);
}

async function shoot(page: Page, path: string): Promise<void> {
  await page.getByRole('heading', { level: 1 }).or(page.getByRole('dialog')).first().waitFor();
  await page.waitForLoadState('networkidle');
  await settled(page);
  await page.screenshot({ path, type: 'jpeg', quality: 82 });
}
