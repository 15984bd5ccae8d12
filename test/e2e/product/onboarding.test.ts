import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import type { CallView } from '../../../shared/contracts/calls-contract.ts';
import type { CaseView } from '../../../shared/contracts/devices-contract.ts';
import type { OnboardingView } from '../../../shared/contracts/onboarding-contract.ts';
import type { AgentView } from '../../../shared/contracts/team-contract.ts';
import { DAY, HOUR } from '../../../shared/kernel/instant.ts';
import { LOCAL_PASSWORD } from '../../../tools/local/product.ts';
import type { ApiClient } from '../../../tools/support/api-client.ts';
import { es as customerWords } from '../../../web/book/messages/es.ts';
import type { FactParts } from '../../../web/messages/fact-parts.ts';
import { bestLanguage } from '../../../web/messages/languages.ts';
import { loadMessages } from '../../../web/messages/messages.ts';
import { until as found } from '../../support/engine.ts';
import { START_LIMIT, startTestProduct, type TestProduct } from '../../support/product.ts';
import { type Seller, sellersOn } from '../../support/sellers.ts';
import { launchBrowser, watchComplaints } from '../support/browser.ts';
import { OnboardingPages, PATIENCE } from '../support/onboarding-pages.ts';

let product: TestProduct;
let stage: ReturnType<typeof sellersOn>;
let browser: Browser;
const complaints: string[][] = [];
beforeAll(async () => {
  [product, browser] = await Promise.all([startTestProduct(), launchBrowser()]);
  stage = sellersOn(product);
  stage.beginOnMonday();
}, START_LIMIT);
afterAll(async () => {
  await browser?.close();
  await product?.stop();
}, 240_000);

async function pageFor(locale: string): Promise<Page> {
  const context = await browser.newContext({
    ...{ locale, timezoneId: 'Europe/Madrid', viewport: { width: 1280, height: 900 } },
  });
  context.setDefaultTimeout(PATIENCE);
  complaints.push(await watchComplaints(context));
  return context.newPage();
}

type Story = { readonly seller: Seller; readonly owner: ApiClient; readonly pages: OnboardingPages };

/** A new seller, and the owner's console in the owner's language. */
async function begin(): Promise<Story> {
  const seller = await stage.seller();
  const owner = await product.as(seller.ownerId);
  const { agent } = await owner.get<{ agent: AgentView }>('/v1/me');
  expect(agent.languages).toContain('es');
  const entry = { baseUrl: product.front.url, email: agent.email, password: LOCAL_PASSWORD };
  const words = await loadMessages(bestLanguage(agent.languages));
  return { seller, owner, pages: new OnboardingPages(await pageFor('es-ES'), entry, words) };
}

/** Lets time pass until the call about something may be made. */
async function untilReady({ seller, owner }: Story, kind: string): Promise<CallView> {
  const call = await found(`a call about ${kind}`, async () => {
    const { open } = await owner.get<{ open: CallView[] }>(`/v1/accounts/${seller.id}/calls`);
    return open.find(({ agenda }) => agenda.some(one => one.kind === kind && one.state === 'open'));
  });
  await stage.goTo(call.booking?.from ?? call.readyAt);
  return call;
}

/** Nobody answers the welcome call, which is due at the first and again later. */
async function nobodyAnswers(story: Story, tries: number): Promise<void> {
  const { pages, seller } = story;
  const { calls, words } = pages;
  await untilReady(story, 'welcome');
  const row = await pages.rowOf(seller.company, 'due');
  expect(await row.textContent()).toContain(words.calls.kinds.welcome);
  await pages.openFromList(seller.company, 'due');
  expect(await calls.todo.textContent()).toBe(words.call.todo.due);
  expect(await calls.dial.getAttribute('href')).toBe('tel:+34612345678');
  await pages.start();
  await pages.beginEnd('no-answer');
  await calls.dialog.getByText(words.call.ending.tries).waitFor();
  await pages.sendEnd();
  await calls.workspace('due').waitFor();
  expect(await calls.todo.textContent()).not.toBe(words.call.todo.due);
  await pages.attempts.nth(tries - 1).waitFor();
  expect(await pages.attempts.first().textContent()).toContain(words.calls.outcomes['no-answer']);
}

/** They speak, and agree on a time for the session. */
async function agreeOnTime(story: Story): Promise<{ from: string }> {
  const { pages, seller } = story;
  await untilReady(story, 'welcome');
  await pages.openFromList(seller.company, 'due');
  await pages.start();
  await pages.beginEnd('reached');
  const time = await pages.pickTime(seller.ownerId);
  expect(await pages.resultOf('welcome')).toBe('appointment');
  await pages.calls.dialog.locator('textarea').fill('Quiere ayuda con los precios.');
  await pages.sendEnd();
  const booked = await pages.rowOf(seller.company, 'booked');
  expect(await booked.textContent()).toContain(pages.words.calls.kinds.session);
  expect(await booked.getByTestId('call-time').textContent()).toContain(time.shown);
  return time;
}

/** At the time, the agenda of the session is gone through; what was marked is still so when the page comes anew. */
async function goThroughSession(story: Story, callId: string): Promise<void> {
  const { pages, seller } = story;
  const { calls, words } = pages;
  await pages.openFromList(seller.company, 'booked');
  const notes = pages.page.getByTestId('earlier').filter({ hasText: 'Quiere ayuda con los precios.' });
  await notes.waitFor();
  await pages.start();
  for (const at of [0, 1, 2, 3]) await pages.mark(calls.steps.nth(at));
  await pages.mark(calls.steps.nth(4), 'aún sin artículos');
  await pages.comeTo(`/calls/${callId}`);
  await calls.steps.filter({ hasText: words.call.skipped('aún sin artículos') }).waitFor();
  expect(await pages.steps).toEqual(['done', 'done', 'done', 'done', 'skipped']);
}

/** The account's page says what is advised, why and what to ask for, and keeps what was agreed on. */
async function agreeOnStrategy({ pages }: Story): Promise<void> {
  const { parts, assortments, levels, whenPart } = pages.words.onboarding;
  await pages.page.getByTestId('beside').getByRole('link').click();
  await pages.console.account.waitFor();
  await pages.advice.waitFor();
  const advice = (await pages.advice.textContent()) ?? '';
  expect(advice).toMatch(/Buy Box.*81\s?%/);
  expect(advice).toContain(whenPart(parts.assortment, assortments.brands));
  expect(advice).toContain(whenPart(parts.experience, levels.experienced));
  const asked = await pages.advice.getByTestId('advice-missing').textContent();
  for (const limit of ['minimum-price', 'maximum-price'] as const) expect(asked).toContain(parts[limit]);
  expect(await pages.page.getByTestId('seller').textContent()).toMatch(/amazon-es, amazon-fr.*4\D?200/);
  const agreed = await pages.agree('entre 8 y 15 EUR');
  expect(await agreed.textContent()).toMatch(/Buy Box.*entre 8 y 15 EUR/);
}

/** Ends the call that runs; what came of it is what the dialog proposes. */
async function endReached({ pages }: Story, kind: 'session' | 'trial-end', result: string): Promise<void> {
  await pages.beginEnd('reached');
  expect(await pages.resultOf(kind)).toBe(result);
  await pages.sendEnd();
  await pages.calls.workspace('ended').waitFor();
}

/** The call at the end of the trial; answers when it began. */
async function makeLastCall(story: Story): Promise<number> {
  const { pages, seller, owner } = story;
  const { journeys } = await owner.get<OnboardingView>(`/v1/accounts/${seller.id}/onboarding`);
  await stage.goTo(journeys[0]?.next?.at ?? '');
  await untilReady(story, 'trial-end');
  const toTheEnd = Date.parse(seller.trialEndsAt) - stage.now();
  expect(toTheEnd).toBeGreaterThan(-12 * HOUR);
  expect(toTheEnd).toBeLessThan(5 * DAY);
  const row = await pages.rowOf(seller.company, 'due');
  expect(await row.textContent()).toContain(pages.words.calls.kinds['trial-end']);
  await pages.openFromList(seller.company, 'due');
  const began = stage.now();
  await pages.start();
  await pages.mark(pages.calls.steps.first());
  await endReached(story, 'trial-end', 'strategy-kept');
  return began;
}

/** The customer follows the link of the mail about the last call, in a browser of their own, and says how it was. */
async function giveFeedback(id: string, since: number): Promise<void> {
  const { feedback, plain } = customerWords;
  const mail = await stage.questionTo(id, since);
  const visitor = await pageFor('es-ES');
  await visitor.goto(/https?:\S+\/book\/#\S+/.exec(mail.text)?.[0] ?? '');
  await visitor.getByRole('heading', { level: 1, name: feedback.title }).waitFor();
  await visitor.getByRole('radio', { name: feedback.ratings[5], exact: true }).check({ force: true });
  await visitor.getByRole('textbox').fill('Muy claro todo.');
  await visitor.getByRole('button', { name: feedback.send }).click();
  await visitor.getByRole('heading', { level: 1, name: plain.thanked.title }).waitFor();
  await visitor.reload();
  await visitor.getByRole('heading', { level: 1 }).waitFor();
  expect(await visitor.getByRole('radio').count()).toBe(0);
}

describe('the onboarding of a seller, in the console of the agent who calls', () => {
  test('goes from the welcome call that nobody answers twice to the session, the strategy, the end of the trial and what the customer says', async () => {
    const story = await begin();
    const { pages, seller } = story;
    for (const tries of [1, 2]) await nobodyAnswers(story, tries);
    const { from } = await agreeOnTime(story);
    const session = await untilReady(story, 'session');
    expect(session.booking?.from).toBe(from);
    await goThroughSession(story, session.id);
    await agreeOnStrategy(story);
    await pages.comeTo(`/calls/${session.id}`);
    await endReached(story, 'session', 'strategy-agreed');
    await pages.comeTo(`/accounts/${seller.id}`);
    await pages.journey('strategy-agreed').waitFor();

    const began = await makeLastCall(story);
    await giveFeedback(seller.id, began);
    await pages.comeTo(`/accounts/${seller.id}`);
    await pages.journey('finished').waitFor();
    const rated = pages.words.facts['call.feedback-given']({ rating: '5' } as FactParts);
    await pages.console.timelineEntries.filter({ hasText: rated }).waitFor();
    await pages.rating.filter({ hasText: 'Muy claro todo.' }).waitFor({ state: 'attached' });
    expect(complaints.flat()).toEqual([]);
  }, 1_200_000);

  test('stops when they cancel, with a task to ask why; what they booked and their device case go on; and it goes on when they stay', async () => {
    const story = await begin();
    const { pages, seller, owner } = story;
    const { kinds } = pages.words.calls;
    const page = `/accounts/${seller.id}`;
    await stage.book(seller.id, stage.now() + 9 * DAY);
    const device = await stage.breakDevice(owner, seller.id);
    await pages.comeTo(page);
    await pages.callsOnAccount(kinds.callback, kinds.welcome).waitFor();

    await product.pass(5 * DAY);
    const of = { product: 'repricer' };
    const effectiveAt = new Date(stage.now() + 30 * DAY).toISOString();
    await product.send('account.cancelled', { subject: seller.id, data: { ...of, effectiveAt } });
    await pages.comeTo(page);
    await pages.journey('stopped').waitFor();
    await pages.callsOnAccount(kinds.callback).filter({ hasNotText: kinds.welcome }).waitFor();
    expect(await pages.callsOnAccount().getAttribute('data-state')).toBe('booked');
    await pages.comeTo('/tasks');
    const asking = pages.words.taskKinds['save-account'];
    const asked = pages.console.tasks.filter({ hasText: seller.company }).filter({ hasText: asking });
    await asked.first().waitFor();
    expect(await asked.count()).toBe(1);
    await pages.comeTo('/devices');
    await pages.page.getByTestId('case-row').filter({ hasText: seller.company }).waitFor();
    const { state } = await owner.get<CaseView>(`/v1/device-cases/${device.id}`);
    expect(state).toBe(device.state);

    await product.pass(DAY);
    await product.send('account.cancellation-withdrawn', { subject: seller.id, data: of });
    await pages.comeTo(page);
    await pages.journey('welcome-due').waitFor();
    await pages.callsOnAccount(kinds.callback, kinds.welcome).waitFor();
    expect(complaints.flat()).toEqual([]);
  }, 1_200_000);
});
