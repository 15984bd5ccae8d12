import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import type { CaseView } from '../../../shared/contracts/devices-contract.ts';
import type { CalendarView } from '../../../shared/contracts/promises-contract.ts';
import { HOUR, MINUTE } from '../../../shared/kernel/instant.ts';
import { LOCAL_PASSWORD } from '../../../tools/local/product.ts';
import type { ApiClient } from '../../../tools/support/api-client.ts';
import { freshId } from '../../support/engine.ts';
import { START_LIMIT, startTestProduct, type TestProduct } from '../../support/product.ts';
import { launchBrowser, watchComplaints } from '../support/browser.ts';
import { ConsolePages } from '../support/console-pages.ts';
import { DevicePages } from '../support/device-pages.ts';
import { until } from '../support/until.ts';

let product: TestProduct;
let browser: Browser;
let anna: ApiClient;
const unit = freshId();
const old = freshId();
const allDay = [['00:00', '24:00']];
const roundTheClock = Object.fromEntries(
  ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map(day => [day, allDay]),
);

beforeAll(async () => {
  [product, browser] = await Promise.all([startTestProduct(), launchBrowser()]);
  anna = await product.as('anna');
  const fatima = await product.as('fatima');
  const { calendars } = await anna.get<{ calendars: CalendarView[] }>('/v1/calendars');
  const counter = calendars.find(({ id }) => id === 'mall-counter') as CalendarView;
  const { id: _id, closedDays: _days, version: _version, changedAt: _at, ...input } = counter;
  await fatima.put('/v1/calendars/mall-counter', { ...input, hours: roundTheClock, holidays: [] });
  await product.send('account.signed-up', {
    subject: 'mall-group',
    data: {
      product: 'repricer',
      language: 'de',
      contact: { company: 'Mall Group GmbH', email: 'm@mall.example' },
    },
  });
  await until(
    () => anna.get<{ owner?: object }>('/v1/accounts/mall-group').catch(() => undefined),
    account => account?.owner !== undefined,
  );
  await anna.put(`/v1/devices/${old}`, {
    model: 'tab-8',
    accountId: 'mall-group',
    managed: true,
    site: 'mall',
  });
  await anna.post('/v1/depots/mall/stock', { do: 'receive', model: 'tab-8', serials: [unit], ready: true });
}, START_LIMIT);
afterAll(async () => {
  await browser?.close();
  await product?.stop();
}, 1_200_000);

describe('a device case, seen in the browser', () => {
  test('opens live on the board, warns, waits, goes on, breaks its promise, and is handed over', async () => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
    const complaints = await watchComplaints(context);
    const page = await context.newPage();
    const console = new ConsolePages(page, {
      ...{ baseUrl: product.front.url, email: 'emil@acorn.example', password: LOCAL_PASSWORD },
    });
    const devices = new DevicePages(page);
    const broken = () => devices.records.filter({ hasText: 'Broken' }).filter({ hasText: 'Working device' });
    await console.signIn('/devices');
    await anna.post<{ case: CaseView }>('/v1/device-cases', { serial: old, damage: 'broken' });
    const row = devices.rows.filter({ hasText: old });
    await row.waitFor();
    expect(await devices.timeLeft(row).textContent()).toMatch(/^(2 ?h|1 ?h 59)/);
    await row.click();
    await devices.promise.filter({ hasText: 'A working device by' }).waitFor();

    await product.pass(61 * MINUTE);
    await devices.records.filter({ hasText: '50' }).first().waitFor();
    const wait = await devices.openAction('wait');
    await wait.getByLabel('Why').selectOption({ index: 1 });
    await devices.send(wait);
    await devices.promise.filter({ hasText: 'The clock stands' }).waitFor();
    await product.pass(5 * HOUR);
    expect(await broken().count()).toBe(0);
    const goOn = await devices.openAction('go-on');
    await devices.send(goOn);
    await devices.promise.filter({ hasText: 'A working device by' }).waitFor();

    await product.pass(2 * HOUR);
    await broken().first().waitFor();
    const steps = await devices.clock('handover').getByTestId('clock-step').allTextContents();
    expect(steps.find(text => text.includes('customer'))).toMatch(/no/);
    const handOver = await devices.openAction('hand-over');
    await devices.send(handOver);
    await devices.promise.filter({ hasText: 'A working device was handed over' }).waitFor();
    expect(
      await until(
        () => devices.actions(),
        actions => actions.includes('return'),
      ),
    ).toContain('reopen');
    expect(complaints).toEqual([]);
    await context.close();
  }, 1_200_000);
});
