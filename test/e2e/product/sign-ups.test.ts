import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import ece from 'http_ece';
import type { Browser, BrowserContext } from 'playwright-core';
import type { NotificationView } from '../../../shared/contracts/notifications-contract.ts';
import { LOCAL_PASSWORD } from '../../../tools/local/product.ts';
import { browser as subscriber } from '../../support/browser.ts';
import { freshId } from '../../support/engine.ts';
import { START_LIMIT, startTestProduct, type TestProduct } from '../../support/product.ts';
import { launchBrowser, WorkerControl, watchComplaints } from '../support/browser.ts';
import { clickNotification } from '../support/click-notification.ts';
import { ConsolePages } from '../support/console-pages.ts';
import { until } from '../support/until.ts';

let product: TestProduct;
let browser: Browser;
const complaints: string[][] = [];
beforeAll(async () => {
  [product, browser] = await Promise.all([startTestProduct(), launchBrowser('whole')]);
}, START_LIMIT);
afterAll(async () => {
  await browser?.close();
  await product?.stop();
}, 1_200_000);

async function consoleOf(agentId: string): Promise<{ pages: ConsolePages; context: BrowserContext }> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  complaints.push(await watchComplaints(context));
  await context.grantPermissions(['notifications'], { origin: product.front.url });
  const email = `${agentId}@acorn.example`;
  const pages = new ConsolePages(await context.newPage(), {
    baseUrl: product.front.url,
    email,
    password: LOCAL_PASSWORD,
  });
  await pages.signIn('/inbox');
  return { pages, context };
}
const signUp = async (company: string): Promise<string> => {
  const subject = freshId();
  const contact = { company, email: 'hallo@kunde.example' };
  await product.send('account.signed-up', {
    subject,
    data: { product: 'repricer', language: 'de', contact },
  });
  return subject;
};
const itemOf = async (accountId: string): Promise<NotificationView | undefined> => {
  const { notifications } = await (await product.as('anna')).get<{ notifications: NotificationView[] }>(
    '/v1/notifications',
  );
  return notifications.find(one => one.accountId === accountId);
};

describe('a sign-up, seen in the browsers of the team', () => {
  test('lights up the console of the agent who speaks German, and is taken on by a key', async () => {
    const [anna, bruno] = [await consoleOf('anna'), await consoleOf('bruno')];
    const accountId = await signUp('Leuchtturm Handel');
    await anna.pages.notificationOf('Leuchtturm Handel').waitFor();
    await until(
      () => anna.pages.toasts.count(),
      count => count > 0,
    );
    await anna.pages.notificationOf('Leuchtturm Handel').click();
    await anna.pages.detail.waitFor();
    await anna.pages.press('a');
    await anna.pages.acknowledged.waitFor();
    expect(
      await until(
        () => itemOf(accountId),
        item => item?.state === 'acknowledged',
      ),
    ).toMatchObject({ acknowledgedBy: 'anna' });

    await anna.pages.open(`/accounts/${accountId}`);
    await anna.pages.owner.filter({ hasText: 'Anna Albers' }).waitFor();
    await until(
      () => anna.pages.ranking.count(),
      count => count === 6,
    );

    expect(await bruno.pages.notificationOf('Leuchtturm Handel').count()).toBe(0);
    await bruno.pages.page.locator('a[href="/feed"]').click();
    await bruno.pages.feedEntries.filter({ hasText: 'Leuchtturm Handel' }).first().waitFor();
    expect(complaints.flat()).toEqual([]);
    await Promise.all([anna.context.close(), bruno.context.close()]);
  }, 1_200_000);

  test('is pushed encrypted to the agent’s device, shown there without the customer’s name and acknowledged from it', async () => {
    const { pages, context } = await consoleOf('anna');
    const device = subscriber('device');
    const box = freshId();
    const client = await product.as('anna');
    const endpoint = `${product.front.url}/_local/push/${box}`;
    await client.put('/v1/me/push-subscriptions', { endpoint, keys: device.subscription.keys });
    const accountId = await signUp('Geheim & Söhne');
    const [pushed] = await until(
      () => product.front.push.received(box),
      all => all.length > 0,
    );
    const text = ece
      .decrypt(Buffer.from(pushed?.bodyBase64 ?? '', 'base64'), {
        version: 'aes128gcm',
        privateKey: device.ecdh,
        authSecret: device.auth,
      })
      .toString();
    expect(text).not.toContain('Geheim');

    const worker = await WorkerControl.of(pages.page);
    await worker.deliver(text);
    const [shown] = await until(
      () => worker.shown(),
      all => all.length === 1,
    );
    expect(shown?.actions).toEqual(['acknowledge', 'snooze']);
    await clickNotification(context, 'acknowledge');
    await until(
      () => itemOf(accountId),
      item => item?.state === 'acknowledged',
    );
    expect(complaints.flat()).toEqual([]);
    await context.close();
  }, 1_200_000);
});
