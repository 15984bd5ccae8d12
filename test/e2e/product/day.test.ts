import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { MINUTE } from '../../../shared/kernel/instant.ts';
import { en as words } from '../../../web/rooms/ops/words/en.ts';
import { freshId } from '../../support/engine.ts';
import { START_LIMIT, startTestProduct, type TestProduct } from '../../support/product.ts';
import { allRooms } from '../support/all-rooms.ts';
import { launchBrowser } from '../support/browser.ts';
import { DevicePages } from '../support/device-pages.ts';
import { OpsPages } from '../support/ops-pages.ts';
import { AgentDay } from './support/agent-day.ts';
import {
  bookCall,
  type Customer,
  type Equipped,
  equipMall,
  followLinkTo,
  followToTheEnd,
  invitationTo,
  reportBroken,
  reportDamage,
  signUp,
} from './support/customer-day.ts';
import { beginDay, type Day, linkFor } from './support/day-people.ts';
import { LeadDay } from './support/lead-day.ts';
import { lookUpInReference, sendTooSoon, sendUnknown } from './support/ops-day.ts';

/**
 * A day of the team, from the first sign-in to the last look: each test goes on where the one before it has ended.
 * Everybody has a browser of their own, and everything in it is the real product.
 */

let product: TestProduct;
let browser: Browser;
let day: Day;
let emil: AgentDay;
let fatima: LeadDay;
let mads: Page;
let mall: Equipped;

const aCustomer = (company: string, of: string, phone: string): Customer => {
  const id = freshId();
  return { id, company, email: `${id}@kunde.example`, phone, product: of };
};
const havnens = aCustomer('Havnens Cykler', 'repricer', '+493023125020');
const lyngby = aCustomer('Lyngby Legetøj', 'lost-and-found', '+493023125021');

const PHONE = { width: 360, height: 740 };
/** Every room by the first part of its address: those of the console, and the pages beside it. */
const every = new Set([...allRooms.map(path => path.split(/[/?]/)[1] ?? ''), 'docs', 'book', 'device']);
every.delete('no');

beforeAll(async () => {
  [product, browser] = await Promise.all([startTestProduct(), launchBrowser()]);
  day = await beginDay(product, browser);
  emil = new AgentDay(await day.desk('emil'));
}, START_LIMIT);
afterAll(async () => {
  await browser?.close();
  await product?.stop();
}, 240_000);

describe('in the morning Emil, who speaks Danish,', () => {
  test('signs in by keyboard and finds what needs him now, as it comes', async () => {
    await emil.signIn();
    await emil.pages.page.getByText('Nothing waits for you').waitFor();
    await signUp(day, havnens);
    await emil.lineOfToday(havnens.company).waitFor();
  }, 1_200_000);

  test('sees a sign-up come into his inbox, reads why it is his, and takes it on', async () => {
    await emil.goTo('i', 'inbox');
    await signUp(day, lyngby);
    await emil.openNews(lyngby.company);
    const why = await emil.pages.page.getByTestId('why-me').textContent();
    expect(why).toBe('You look after this account, and you are on duty.');
    await emil.acknowledge();
  }, 1_200_000);

  test('finds the customer by typing, and reads who has them and why', async () => {
    await emil.find('havnens', 'account');
    await emil.pages.owner.filter({ hasText: 'Emil Eriksen' }).waitFor();
    await emil.pages.ranking.first().waitFor();
    expect(await emil.pages.whyThisAgent.textContent()).toContain('speaks the customer’s language');
  }, 1_200_000);

  test('finishes a task', async () => {
    await emil.goTo('t', 'tasks');
    await emil.finishTaskOf(havnens.company);
  }, 1_200_000);

  test('calls the customer, and says what came of it', async () => {
    await emil.goTo('c', 'calls');
    await emil.pages.page.locator('main nav a[href="/calls?of=week"]').click();
    await emil.calls.days.first().waitFor();
    await emil.goTo('c', 'calls');
    await emil.openCallOf(havnens.company);
    await emil.welcomeAndEnd('Sells cargo bikes.');
  }, 1_200_000);
});

describe('customers, by themselves,', () => {
  test('book a call by a signed link, and Emil sees it come', async () => {
    await emil.goTo('c', 'calls');
    const freja = await day.visitor({ timezoneId: 'Europe/Copenhagen' });
    const asked = { purpose: 'callback', accountId: havnens.id, contactId: 'c-1' };
    const said = await bookCall(freja, await linkFor(day, asked));
    expect(said).toContain('Emil calls you.');
    await invitationTo(day, havnens.email);
    const row = emil.pages.page.locator('li[data-testid="call"][data-state="booked"]');
    await row.filter({ hasText: havnens.company }).waitFor();
  }, 1_200_000);

  test('report a broken device by a signed link, and are told until when they have another one', async () => {
    mall = await equipMall(day);
    await emil.goTo('d', 'devices');
    mads = await day.visitor({ timezoneId: 'Europe/Berlin', viewport: PHONE });
    const said = await reportBroken(
      mads,
      await linkFor(day, { purpose: 'device-report', serial: mall.serial }),
    );
    expect(said).toMatch(/You will have a working device by\s*\d\d:\d\d/);
    await mads.goto(await followLinkTo(day, mall.email));
    const devices = new DevicePages(emil.pages.page);
    await devices.rowOf(mall.serial).click();
    await devices.promise.filter({ hasText: 'A working device by' }).waitFor();
  }, 1_200_000);

  test('are handed another one by the clerk at the counter, and see their case closed', async () => {
    const clara = await day.desk('clara', { viewport: PHONE, hasTouch: true });
    await clara.open();
    await clara.fillSignIn();
    const { page } = clara;
    await page.getByTestId('counter-case').filter({ hasText: mall.serial }).click();
    expect(await page.getByLabel('Goes out').inputValue()).toBe(mall.unit);
    await page.getByRole('button', { name: 'Swap', exact: true }).click();
    await page.getByTestId('swapped').waitFor();
    expect(await page.getByTestId('swapped').getAttribute('data-kept')).toBe('true');
    await followToTheEnd(mads);
  }, 1_200_000);
});

describe('through the day Emil', () => {
  test('is asked who is calling, and has the customer before him', async () => {
    await emil.find(havnens.phone, 'actions');
    await emil.pages.account.waitFor();
    await emil.pages.page.getByRole('dialog').waitFor();
    await emil.pages.press('Escape');
  }, 1_200_000);

  test('reads what happened elsewhere', async () => {
    await emil.goTo('f', 'feed');
    await emil.pages.feedEntries.filter({ hasText: lyngby.company }).first().waitFor();
  }, 1_200_000);

  test('looks at what is written to customers, in another language and back', async () => {
    await emil.openSettings();
    await emil.readMailIn('fr');
    await emil.readMailIn('en');
  }, 1_200_000);
});

describe('at noon Fatima, who leads the team,', () => {
  test('sees what everybody carries, and where the units of the depot are', async () => {
    fatima = new LeadDay(await day.desk('fatima'));
    await fatima.pages.signIn('/today');
    expect(await fatima.loadOf('Emil')).toContain('3 of 400');
    expect((await fatima.unitsOf('Store in the mall')).join()).not.toContain(mall.unit);
  }, 1_200_000);

  test('plans who is there: an absence with its cover, and a swap of two shifts', async () => {
    await fatima.recordAbsence('Bruno Bianchi', { from: '2027-03-01T09:00', to: '2027-03-02T17:00' });
    await fatima.swapShift('A wedding');
  }, 1_200_000);

  test('tries out who is told when nobody answers', async () => {
    const lines = await fatima.tryChain(havnens.id);
    expect(lines[0]).toContain('Emil Eriksen');
  }, 1_200_000);

  test('follows the clock of this morning’s case, whose promise was kept', async () => {
    const { steps, balance } = await fatima.openCase(
      mall.serial,
      new Date(day.now()).toISOString().slice(0, 7),
    );
    expect(steps.length).toBeGreaterThan(0);
    expect(balance).toMatch(/^2 hrs − .* left$/);
    expect(await fatima.reviewRow('two hours')).toMatch(/1/);
    expect((await fatima.insights()).join()).toContain('1 of 1');
  }, 1_200_000);

  test('reads why a customer is to be called before they ask', async () => {
    await reportDamage(day, lyngby.id);
    const outreach = await fatima.readEvidence(lyngby.company);
    expect(await outreach.evidence.textContent()).toContain('16 reports');
  }, 1_200_000);

  test('gives an account to somebody else, and says why', async () => {
    await fatima.giveAccount(havnens.id, 'anna', 'Emil has enough for today');
  }, 1_200_000);
});

describe('in the afternoon Anna, who operates the product,', () => {
  test('finds what could not be taken in: one thing is set aside, another one taken in when its time has come', async () => {
    await sendUnknown(day);
    await sendTooSoon(day);
    const anna = await day.desk('anna');
    await anna.signIn('/today');
    await anna.press('g', 'w');
    const ops = new OpsPages(anna.page);
    await ops.rows.filter({ hasText: words.reasons['unknown-type'] }).click();
    await ops.button(words.setAside).click();
    await anna.page.getByLabel(words.why).fill('Tills are not connected yet.');
    await anna.page.getByRole('dialog').getByRole('button', { name: words.setAsideSubmit }).click();
    await ops.standing('set-aside').waitFor();
    await product.pass(MINUTE);
    await anna.press('g', 'w');
    await ops.rows.filter({ hasText: words.reasons['too-far-ahead'] }).click();
    await ops.button(words.takeIn).click();
    await ops.standing('taken-in').waitFor();
  }, 1_200_000);

  test('tries the API with a key, in its reference', async () => {
    const page = await day.visitor();
    const { front, apiKey } = product;
    await lookUpInReference(page, { origin: front.url, key: apiKey, number: havnens.phone });
    await page.getByText(havnens.company).first().waitFor();
  }, 1_200_000);
});

describe('in the evening', () => {
  test('somebody has been in every room, and nothing complained or asked another host', () => {
    expect([...every].filter(room => !day.notes.rooms.has(room))).toEqual([]);
    expect(day.notes.complaints.flat()).toEqual([]);
    expect([...day.notes.elsewhere]).toEqual([]);
  });
});
