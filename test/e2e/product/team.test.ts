import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, BrowserContext } from 'playwright-core';
import { MINUTE } from '../../../shared/kernel/instant.ts';
import { LOCAL_PASSWORD } from '../../../tools/local/product.ts';
import { freshId } from '../../support/engine.ts';
import { START_LIMIT, startTestProduct, type TestProduct } from '../../support/product.ts';
import { launchBrowser, watchComplaints } from '../support/browser.ts';
import { ConsolePages } from '../support/console-pages.ts';

let product: TestProduct;
let browser: Browser;
beforeAll(async () => {
  [product, browser] = await Promise.all([startTestProduct(), launchBrowser()]);
}, START_LIMIT);
afterAll(async () => {
  await browser?.close();
  await product?.stop();
}, 1_200_000);

/** A console of somebody's own. */
async function consoleOf(
  agentId: string,
  path: string,
): Promise<{ pages: ConsolePages; context: BrowserContext; complaints: string[] }> {
  const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1280, height: 900 } });
  const complaints = await watchComplaints(context);
  const entry = {
    baseUrl: product.front.url,
    email: `${agentId}@acorn.example`,
    password: LOCAL_PASSWORD,
  };
  const pages = new ConsolePages(await context.newPage(), entry);
  await pages.signIn(path);
  return { pages, context, complaints };
}

/** An English account, which one of those who speak English owns; its company's name tells it apart. */
async function signUp(company: string): Promise<string> {
  const id = freshId();
  await product.send('account.signed-up', {
    subject: id,
    data: { product: 'lost-and-found', language: 'de', contact: { company, email: `${id}@shop.example` } },
  });
  return id;
}

describe('two agents side by side, on the whole product', () => {
  test('take the same account from the queue: one has it, the other is told who was faster', async () => {
    const [fatima, emil] = await Promise.all([
      consoleOf('fatima', '/inbox?filter=queue'),
      consoleOf('emil', '/inbox?filter=queue'),
    ]);
    const id = freshId();
    await product.send('account.registration-completed', { subject: id, data: { product: 'repricer' } });
    const rowOf = ({ pages }: { pages: ConsolePages }) => pages.tasks.filter({ hasText: id });
    const take = (one: { pages: ConsolePages }) =>
      rowOf(one)
        .getByRole('button', { name: /^Take it/ })
        .click();
    await Promise.all([rowOf(fatima), rowOf(emil)].map(row => row.waitFor({ timeout: 240_000 })));
    // Fatima's click comes first and arrives last.
    let letGo = () => {};
    const emilHasIt = new Promise<void>(done => {
      letGo = done;
    });
    await fatima.context.route(/claim$/, async route => {
      await emilHasIt;
      await route.continue();
    });
    await take(fatima);
    await take(emil);
    await emil.pages.toasts.filter({ hasText: 'it is yours now' }).waitFor();
    letGo();
    await fatima.pages.page.getByText('Emil Eriksen was faster.').waitFor();
    expect([...fatima.complaints, ...emil.complaints]).toEqual([]);
    await Promise.all([fatima.context.close(), emil.context.close()]);
  }, 1_200_000);

  test('one puts an item away by key, and it is back, unread, when its time is over', async () => {
    const company = `Wiederkehr ${freshId()}`;
    await signUp(company);
    const { pages, context, complaints } = await consoleOf(await ownerOf(company), '/inbox');
    const row = pages.notificationOf(company);
    await row.waitFor({ timeout: 240_000 });
    await row.click();
    await pages.press('s');
    const dialog = pages.page.getByRole('dialog');
    // An hour is proposed, in the owner's own language.
    await dialog.locator('button[type="submit"]').click();
    await row.waitFor({ state: 'detached' });
    await pages.inboxTab('snoozed').click();
    await pages.notificationOf(company).waitFor();
    await product.pass(61 * MINUTE);
    await pages.inboxTab('unread').click();
    await pages.notificationOf(company).waitFor({ timeout: 240_000 });
    expect(complaints).toEqual([]);
    await context.close();
  }, 1_200_000);

  test('one is offline meanwhile, and has everything when back', async () => {
    const { pages, context } = await consoleOf('anna', '/inbox?filter=all');
    await context.setOffline(true);
    await pages.waitUntilNotLive();
    const names = ['Funkloch', 'Tunnel', 'Keller'].map(name => `${name} ${freshId()}`);
    for (const name of names) await signUp(name);
    const owners = await Promise.all(names.map(ownerOf));
    await context.setOffline(false);
    for (const [at, name] of names.entries())
      if (owners[at] === 'anna') await pages.notificationOf(name).waitFor({ timeout: 240_000 });
    expect(owners).toContain('anna');
    await context.close();
  }, 1_200_000);
});

/** Who got the account, as soon as somebody has it. */
async function ownerOf(company: string): Promise<string> {
  const lead = await product.as('fatima');
  for (let left = 200; left > 0; left--) {
    const { accounts } = await lead.get<{ accounts: { name: string; ownerId?: string }[] }>(
      '/v1/accounts?limit=50',
    );
    const owner = accounts.find(({ name }) => name === company)?.ownerId;
    if (owner !== undefined) return owner;
    await new Promise(next => setTimeout(next, 100));
  }
  throw new Error(`nobody owns ${company}`);
}
