import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { DepotView } from '../../shared/contracts/depots-contract.ts';
import type { LinkView } from '../../shared/contracts/device-links-contract.ts';
import type { CaseView } from '../../shared/contracts/devices-contract.ts';
import type { NotificationView } from '../../shared/contracts/notifications-contract.ts';
import type { CalendarView } from '../../shared/contracts/promises-contract.ts';
import { HOUR, MINUTE } from '../../shared/kernel/instant.ts';
import { readMailbox } from '../../tools/local/mailbox.ts';
import type { ApiClient } from '../../tools/support/api-client.ts';
import { freshId, until } from '../support/engine.ts';
import { START_LIMIT, startTestProduct, type TestProduct } from '../support/product.ts';

let product: TestProduct;
let anna: ApiClient;
let fatima: ApiClient;
const roundTheClock = Object.fromEntries(
  ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map(day => [day, [['00:00', '24:00']]]),
);

beforeAll(async () => {
  product = await startTestProduct();
  [anna, fatima] = await Promise.all([product.as('anna'), product.as('fatima')]);
  const { calendars } = await anna.get<{ calendars: CalendarView[] }>('/v1/calendars');
  const counter = calendars.find(({ id }) => id === 'mall-counter') as CalendarView;
  const { id: _id, closedDays: _closed, version: _version, changedAt: _changed, ...input } = counter;
  // The tests run at any time of any day: here the counter never closes.
  await fatima.put('/v1/calendars/mall-counter', { ...input, hours: roundTheClock, holidays: [] });
  await product.send('account.signed-up', {
    subject: 'mall-group',
    data: {
      ...{ product: 'repricer', language: 'de', contactId: 'c-1' },
      contact: { name: 'Uta User', email: 'uta@mall.example', language: 'de', zone: 'Europe/Berlin' },
    },
  });
  await until(
    'an owner',
    async () => (await anna.get<{ owner?: object }>('/v1/accounts/mall-group').catch(() => undefined))?.owner,
  );
}, START_LIMIT);
afterAll(() => product?.stop(), 240_000);

const device = (serial: string) =>
  anna.put(`/v1/devices/${serial}`, {
    model: 'tab-8',
    accountId: 'mall-group',
    managed: true,
    site: 'mall',
    contactId: 'c-1',
  });
const receive = (serials: string[]) =>
  anna.post('/v1/depots/mall/stock', { do: 'receive', model: 'tab-8', serials, ready: true });
const report = async (serial: string) =>
  (await anna.post<{ case: CaseView }>('/v1/device-cases', { serial, damage: 'broken', contactId: 'c-1' }))
    .case;
const read = (id: string) => anna.get<CaseView>(`/v1/device-cases/${id}`);
const act = (id: string, action: object) => anna.post<CaseView>(`/v1/device-cases/${id}/actions`, action);
const told = async (client: ApiClient, kind: string) =>
  (
    await client.get<{ notifications: NotificationView[] }>('/v1/notifications?limit=100')
  ).notifications.filter(one => one.kind === kind && one.accountId === 'mall-group');

describe('a device case on the real stacks', () => {
  test('is reserved and promised at once, warns three times, breaks to the lead, and a late scan corrects it', async () => {
    const [old, unit] = [freshId(), freshId()];
    await device(old);
    await receive([unit]);
    const opened = await report(old);
    expect(opened).toMatchObject({ policyId: 'two-hours', reservation: { serial: unit, depotId: 'mall' } });
    expect(Date.parse(opened.dueAt ?? '') - Date.parse(opened.openedAt)).toBe(2 * HOUR);
    await until(
      'the owner’s notification',
      async () => (await told(anna, 'device-case-opened')).length > 0 || undefined,
    );
    await product.pass(121 * MINUTE);
    const broken = await read(opened.id);
    const handover = broken.records.filter(({ target }) => target === 'handover');
    const minutes = handover.map(({ at }) => (Date.parse(at) - Date.parse(opened.openedAt)) / MINUTE);
    expect(handover.map(({ is }) => is)).toEqual(['warned', 'warned', 'warned', 'breached']);
    expect(minutes).toEqual([60, 90, 108, 120]);
    const late = handover.map(({ at, noticedAt }) => Date.parse(noticedAt ?? '') - Date.parse(at));
    console.info(`warnings and breach acted ${late.join(', ')} ms after their instants`);
    expect(Math.min(...late)).toBeGreaterThanOrEqual(0);
    await until(
      'the lead is told',
      async () => (await told(fatima, 'device-breached')).length > 0 || undefined,
    );
    const at = new Date(Date.parse(opened.openedAt) + 115 * MINUTE).toISOString();
    const corrected = await act(opened.id, { do: 'hand-over', serial: unit, at });
    expect(corrected).toMatchObject({ verdict: 'corrected', state: 'handed-over' });
    expect(corrected.records.at(-1)).toMatchObject({ is: 'corrected', evidence: { occurredAt: at } });
  }, 1_200_000);

  test('stops while the customer is waited for, who follows and answers by a link from the mail', async () => {
    const [old, unit] = [freshId(), freshId()];
    await device(old);
    await receive([unit]);
    const opened = await report(old);
    await act(opened.id, { do: 'wait', on: 'customer', reason: 'photo' });
    await product.pass(3 * HOUR);
    expect(await read(opened.id)).toMatchObject({ verdict: 'open', waitingOn: 'customer' });
    const mails = await until('the mail', async () => {
      const all = await readMailbox(product.engine.endpoint);
      const own = all.filter(({ text }) => text?.includes(old));
      return own.length > 0 ? own : undefined;
    });
    const token = /\/device\/#(\S+)/.exec(String(mails.at(-1)?.text))?.[1];
    const ask = async (path: string, body: object) => {
      const response = await fetch(`${product.front.url}/api/v1/device-links/${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ token, ...body }),
      });
      return (await response.json()) as LinkView;
    };
    expect((await ask('open', {})).case).toMatchObject({ waitsForYou: 'photo' });
    const answered = await ask('act', { do: 'answer' });
    expect(answered.case?.waitsForYou).toBeUndefined();
    expect(Date.parse(answered.case?.dueAt ?? '')).toBeGreaterThan(Date.now() + product.lead() + HOUR);
  }, 1_200_000);

  test('is swapped at the counter by its clerk in one step; other depots are not theirs', async () => {
    const [old, unit] = [freshId(), freshId()];
    await device(old);
    await receive([unit]);
    const clara = await product.as('clara');
    const { depots } = await clara.get<{ depots: DepotView[] }>('/v1/depots');
    expect(depots.map(({ id }) => id)).toEqual(['mall']);
    await expect(clara.get('/v1/accounts')).rejects.toThrow('403');
    const swapped = await clara.post<{ caseId: string; kept?: boolean }>('/v1/depots/mall/swap', {
      ...{ oldSerial: old, newSerial: unit, damage: 'broken', oldReturned: true },
    });
    expect(swapped).toMatchObject({ kept: true });
    expect(await read(swapped.caseId)).toMatchObject({
      state: 'closed',
      verdict: 'kept',
      oldUnit: 'returned',
    });
    const review = await anna.get<{ rows: { target: string; promised: number }[] }>(
      `/v1/policies/review?from=${new Date().toISOString().slice(0, 10)}&to=${new Date(Date.now() + product.lead()).toISOString().slice(0, 10)}`,
    );
    expect(review.rows.find(({ target }) => target === 'handover')?.promised).toBeGreaterThan(0);
  }, 1_200_000);
});
