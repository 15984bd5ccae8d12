import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import ece from 'http_ece';
import type { Browser, Page } from 'playwright-core';
import type { OutreachPage, OutreachView } from '../../../shared/contracts/outreach-contract.ts';
import type { AgentView } from '../../../shared/contracts/team-contract.ts';
import { DAY, HOUR } from '../../../shared/kernel/instant.ts';
import { textsIn } from '../../../shared/messages/languages.ts';
import { LOCAL_PASSWORD } from '../../../tools/local/product.ts';
import { bestLanguage } from '../../../web/messages/languages.ts';
import { loadMessages } from '../../../web/messages/messages.ts';
import { browser as subscriber } from '../../support/browser.ts';
import { freshId, until } from '../../support/engine.ts';
import { START_LIMIT, startTestProduct, type TestProduct } from '../../support/product.ts';
import { sellersOn } from '../../support/sellers.ts';
import { launchBrowser, watchComplaints } from '../support/browser.ts';
import { OnboardingPages, PATIENCE } from '../support/onboarding-pages.ts';
import { OutreachPages } from '../support/outreach-pages.ts';

let product: TestProduct;
let browser: Browser;
let now: () => number;
const complaints: string[][] = [];
beforeAll(async () => {
  [product, browser] = await Promise.all([startTestProduct(), launchBrowser()]);
  const stage = sellersOn(product);
  stage.beginOnMonday();
  now = stage.now;
}, START_LIMIT);
afterAll(async () => {
  await browser?.close();
  await product?.stop();
}, 240_000);

async function page(): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  context.setDefaultTimeout(PATIENCE);
  complaints.push(await watchComplaints(context));
  return context.newPage();
}

/** A German customer of Lost & Found, with whoever has the account. */
async function customer(): Promise<{ id: string; company: string; ownerId: string }> {
  const id = freshId();
  const company = `Kontor ${id}`;
  const contact = { company, name: 'Uta', email: `${id}@kontor.example`, phone: '+4930901820' };
  const of = { product: 'lost-and-found', language: 'de', country: 'DE', zone: 'Europe/Berlin' };
  await product.send('account.signed-up', { subject: id, data: { ...of, contactId: 'c-1', contact } });
  const anna = await product.as('anna');
  const account = await until('an owner', async () => {
    const found = await anna.get<{ owner?: { id: string } }>(`/v1/accounts/${id}`).catch(() => undefined);
    return found?.owner ? found : undefined;
  });
  return { id, company, ownerId: account.owner?.id ?? '' };
}

/** So many reports of a customer in one request, on a day so many days ago. */
async function report(subject: string, count: number, daysAgo = 0): Promise<void> {
  const reportedAt = new Date(now() - daysAgo * DAY).toISOString();
  const events = Array.from({ length: count }, () => {
    const id = freshId();
    const data = { reportId: id, reportedAt, value: 40 };
    const from = { source: 'https://shop.example/test', time: new Date(now()).toISOString() };
    return { specversion: '1.0', id, type: 'damage.reported', subject, ...from, data };
  });
  const answer = await fetch(`${product.front.url}/api/v1/events`, {
    method: 'POST',
    headers: {
      'content-type': 'application/cloudevents-batch+json',
      authorization: `Bearer ${product.apiKey}`,
    },
    body: JSON.stringify(events),
  });
  expect(await answer.json()).toMatchObject({ accepted: count, rejected: 0 });
}

/** What a device of an agent is sent from now on. */
async function deviceOf(agentId: string): Promise<() => string[]> {
  const [device, box] = [subscriber('device'), freshId()];
  const endpoint = `${product.front.url}/_local/push/${box}`;
  const client = await product.as(agentId);
  await client.put('/v1/me/push-subscriptions', { endpoint, keys: device.subscription.keys });
  const key = { version: 'aes128gcm', privateKey: device.ecdh, authSecret: device.auth } as const;
  return () =>
    product.front.push
      .received(box)
      .map(({ bodyBase64 }) => ece.decrypt(Buffer.from(bodyBase64, 'base64'), key).toString());
}

describe('a burst of damage reports', () => {
  test('reaches the owner, who sees why, calls, and says what came of it; the next one in the pause only joins it', async () => {
    const { id, company, ownerId } = await customer();
    const owner = await product.as(ownerId);
    const ofAccount = async (): Promise<readonly OutreachView[]> =>
      (await owner.get<{ outreach: OutreachView[] }>(`/v1/accounts/${id}/outreach`)).outreach;
    for (const daysAgo of [24, 17, 11, 5]) await report(id, 1, daysAgo);
    const pushed = await deviceOf(ownerId);
    const { agent } = await owner.get<{ agent: AgentView }>('/v1/me');
    const { title } = textsIn(bestLanguage(agent.languages)).kinds['outreach-opened'];
    const isOfOutreach = (text: string): boolean => text.includes(title);
    const sentAt = performance.now();
    await report(id, 16);
    const text = await until('the push', async () => pushed().find(isOfOutreach));
    console.info(`reports accepted → push at the owner: ${Math.round(performance.now() - sentAt)} ms`);
    expect(text).not.toContain(company);

    const words = await loadMessages(bestLanguage(agent.languages));
    const entry = { baseUrl: product.front.url, email: agent.email, password: LOCAL_PASSWORD };
    const pages = new OnboardingPages(await page(), entry, words);
    const outreach = new OutreachPages(pages.page);
    await pages.console.signIn('/inbox');
    await pages.console.notificationOf(company).click();
    await pages.console.detail.locator('a[href^="/outreach/"]').first().click();
    await outreach.evidence.waitFor();
    await until('the marked day', async () => (await outreach.markedBars.count()) === 1);
    const [first] = await ofAccount();
    expect(first).toMatchObject({ cause: 'burst', state: 'open', evidence: { burst: { observed: 16 } } });
    const { says } = await owner.get<OutreachPage>(`/v1/outreach/${first?.id}`);
    expect(says).toMatch(/16 /);

    const toCall = outreach.evidence.locator('a[href^="/calls/"]');
    await until('the call', async () => {
      if ((await toCall.count()) > 0) return true;
      await pages.comeTo(`/outreach/${first?.id}`);
      await outreach.evidence.waitFor();
      return (await toCall.count()) > 0;
    });
    await toCall.click();
    await pages.start();
    await pages.beginEnd('reached');
    await pages.sendEnd();
    await until('its end', async () => (await ofAccount())[0]?.ending === 'reached');
    await pages.comeTo(`/outreach/${first?.id}`);
    await outreach.feedback.getByRole('button').first().click();
    await until('the answer', async () => (await ofAccount())[0]?.feedback);

    await product.pass(26 * HOUR);
    await report(id, 18);
    const joined = await until('the news', async () =>
      (await ofAccount()).find(({ updates }) => updates > 0),
    );
    expect(joined).toMatchObject({ id: first?.id, state: 'ended', updates: 1 });
    expect(await ofAccount()).toHaveLength(1);
    expect(pushed().filter(isOfOutreach)).toHaveLength(1);
    expect(complaints.flat()).toEqual([]);
  }, 1_200_000);
});
