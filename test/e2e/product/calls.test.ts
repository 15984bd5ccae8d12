import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import type { AccountView } from '../../../shared/contracts/accounts-contract.ts';
import type { CallView } from '../../../shared/contracts/calls-contract.ts';
import { readMailbox } from '../../../tools/local/mailbox.ts';
import { LOCAL_PASSWORD } from '../../../tools/local/product.ts';
import { freshId, until as seen } from '../../support/engine.ts';
import { START_LIMIT, startTestProduct, type TestProduct } from '../../support/product.ts';
import { launchBrowser, watchComplaints } from '../support/browser.ts';
import { ConsolePages } from '../support/console-pages.ts';
import { until } from '../support/until.ts';

let product: TestProduct;
let browser: Browser;
const complaints: string[][] = [];
beforeAll(async () => {
  [product, browser] = await Promise.all([startTestProduct(), launchBrowser()]);
}, START_LIMIT);
afterAll(async () => {
  await browser?.close();
  await product?.stop();
}, 240_000);

async function pageOf(timezoneId: string): Promise<Page> {
  const context = await browser.newContext({
    locale: 'en-GB',
    timezoneId,
    viewport: { width: 1280, height: 900 },
  });
  context.setDefaultTimeout(240_000);
  complaints.push(await watchComplaints(context));
  return context.newPage();
}

async function accountOf(id: string): Promise<AccountView | undefined> {
  const anna = await product.as('anna');
  const account = await anna.get<AccountView>(`/v1/accounts/${id}`).catch(() => undefined);
  return account?.owner ? account : undefined;
}

/** The agent who has the customer's booked call. */
async function callerOf(accountId: string): Promise<string | undefined> {
  const anna = await product.as('anna');
  const { calls } = await anna.get<{ calls: CallView[] }>('/v1/calls?of=team');
  return calls.find(call => call.accountId === accountId && call.state === 'booked')?.agentId;
}

/** The address that the company's own page sends its customer to. */
async function linkFor(accountId: string): Promise<string> {
  const response = await fetch(`${product.front.url}/api/v1/links`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${product.apiKey}` },
    body: JSON.stringify({ purpose: 'callback', accountId, contactId: 'c-1' }),
  });
  const { url } = (await response.json()) as { url: string };
  return `${product.front.url}/book/${new URL(url).hash}`;
}

describe('a customer and the agent who calls, in their browsers', () => {
  test('agree on a time, right on both their clocks and in the invitation, and begin the call', async () => {
    const id = freshId();
    const contact = {
      company: 'Faro Tienda',
      name: 'Sol',
      email: `${id}@faro.example`,
      phone: '+34612345678',
    };
    await product.send('account.signed-up', {
      subject: id,
      data: { product: 'repricer', language: 'es', country: 'ES', contactId: 'c-1', contact },
    });
    await seen('an owner', () => accountOf(id));
    const visitor = await pageOf('Asia/Kathmandu');
    await visitor.goto(await linkFor(id));
    await visitor.getByRole('combobox').first().selectOption('en');
    await visitor.getByRole('button', { name: 'Choose a time' }).click();
    await visitor.getByRole('radio').nth(3).waitFor();
    const times = visitor.getByRole('radio', { name: /^\d\d:\d\d/ });
    await times.first().click({ force: true });
    await visitor.getByRole('button', { name: 'Continue' }).click();
    await visitor.getByRole('button', { name: 'Book this call' }).click();
    await visitor.getByRole('heading', { level: 1, name: 'Your call is booked' }).waitFor();
    const said = (await visitor.locator('main').textContent()) ?? '';
    const invited = await seen('the invitation', async () =>
      (await readMailbox(product.engine.endpoint)).find(
        ({ to, calendar }) => to.includes(`${id}@faro.example`) && calendar?.includes('METHOD:REQUEST'),
      ),
    );
    const [, day, time] = /DTSTART:(\d{8})T(\d{4})/.exec(invited.calendar ?? '') ?? [];
    const starts = new Date(
      `${day?.slice(0, 4)}-${day?.slice(4, 6)}-${day?.slice(6)}T${time?.slice(0, 2)}:${time?.slice(2)}:00Z`,
    );
    const wall = new Intl.DateTimeFormat('en-GB', {
      ...{ timeZone: 'Asia/Kathmandu', hour: '2-digit', minute: '2-digit' },
    }).format(starts);
    expect(said).toContain(wall);

    const page = await pageOf('Europe/Madrid');
    // The first time of all may be a colleague's: whoever has taken the call opens the console.
    const agent = await seen('the agent who calls', () => callerOf(id));
    const email = `${agent}@acorn.example`;
    const pages = new ConsolePages(page, { baseUrl: product.front.url, email, password: LOCAL_PASSWORD });
    await pages.signIn('/calls');
    const row = page.getByTestId('call').filter({ hasText: 'Faro Tienda' }).first();
    await row.waitFor();
    expect(await row.getAttribute('data-state')).toBe('booked');
    await row.getByRole('link').first().click();
    await page.getByTestId('call-head').waitFor();
    expect(await page.getByTestId('dial').getAttribute('href')).toBe('tel:+34612345678');
    await page.keyboard.press('s');
    await until(
      () => page.locator('[data-testid="call"][data-state]').first().getAttribute('data-state'),
      state => state === 'running',
    );
    expect(complaints.flat()).toEqual([]);
  }, 1_200_000);
});
