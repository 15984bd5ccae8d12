import { expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import { DAY } from '../../../../shared/kernel/instant.ts';
import { readMailbox } from '../../../../tools/local/mailbox.ts';
import { freshId, until } from '../../../support/engine.ts';
import type { Day } from './day-people.ts';

export type Customer = {
  readonly id: string;
  readonly company: string;
  readonly email: string;
  readonly phone: string;
  readonly product: string;
};

/** A Danish company signs up at the company's own shop, which tells so as it tells everything. */
export async function signUp({ product }: Day, customer: Customer): Promise<void> {
  const { id, company, email, phone } = customer;
  const zone = 'Europe/Copenhagen';
  const contact = { company, name: 'Freja', email, phone, zone };
  const of = { product: customer.product, contactId: 'c-1' };
  const from = { language: 'da', country: 'DK', zone, contact };
  await product.send('account.signed-up', { subject: id, data: { ...of, ...from } });
  await product.send('account.registration-completed', { subject: id, data: of });
}

export type Equipped = { readonly serial: string; readonly unit: string; readonly email: string };

/**
 * The shops of a mall have devices under management, and a store with a ready unit in the building: whoever's device is
 * broken has another one in under two opening hours.
 */
export async function equipMall({ product }: Day): Promise<Equipped> {
  const [serial, unit] = [`old-${freshId()}`, `new-${freshId()}`];
  const email = 'mads@mall.example';
  const contact = { company: 'Mall Group', name: 'Mads', email };
  const of = { product: 'repricer', language: 'da', contactId: 'c-1', contact };
  await product.send('account.signed-up', { subject: 'mall-group', data: of });
  const emil = await product.as('emil');
  await until('an owner', async () => {
    const account = await emil.get<{ owner?: object }>('/v1/accounts/mall-group').catch(() => undefined);
    return account?.owner;
  });
  const device = { model: 'tab-8', accountId: 'mall-group', managed: true, site: 'mall', contactId: 'c-1' };
  await emil.put(`/v1/devices/${serial}`, device);
  await emil.post('/v1/depots/mall/stock', { do: 'receive', model: 'tab-8', serials: [unit], ready: true });
  return { serial, unit, email };
}

/** The customer follows the link, takes the first time that is free, and is told that the call is booked. */
export async function bookCall(page: Page, link: string): Promise<string> {
  await page.goto(link);
  await page.getByRole('button', { name: 'Choose a time' }).click();
  const times = page.getByRole('radio', { name: /^\d\d:\d\d/ });
  await times.first().waitFor({ state: 'attached' });
  await times.first().click({ force: true });
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('button', { name: 'Book this call' }).click();
  await page.getByRole('heading', { level: 1, name: 'Your call is booked' }).waitFor();
  return (await page.locator('main').textContent()) ?? '';
}

/** The mail with the entry for the calendar. */
export const invitationTo = ({ product }: Day, address: string) =>
  until('the invitation', async () =>
    (await readMailbox(product.engine.endpoint)).find(
      ({ to, calendar }) => to.includes(address) && calendar?.includes('METHOD:REQUEST'),
    ),
  );

/** The user of a device says by a signed link that it is broken, and is told until when there will be another one. */
export async function reportBroken(page: Page, link: string): Promise<string> {
  await page.goto(link);
  await page.getByRole('heading', { level: 1, name: 'What happened to your device?' }).waitFor();
  await page.getByRole('button', { name: 'It is broken' }).click();
  await page.getByRole('button', { name: 'Yes, report it' }).click();
  await page.getByText('You will have a working device by').waitFor();
  return (await page.locator('main').textContent()) ?? '';
}

/** The link in the mail that tells of the report: with it the case is followed to its end. */
export async function followLinkTo({ product }: Day, address: string): Promise<string> {
  return until('the mail about the report', async () => {
    const mails = await readMailbox(product.engine.endpoint);
    return mails
      .filter(({ to }) => to.includes(address))
      .map(({ text }) => /https?:\S+\/device\/#\S+/.exec(text)?.[0])
      .find(link => link !== undefined);
  });
}

/** Whoever comes back to the page later sees what became of it. */
export async function followToTheEnd(page: Page): Promise<void> {
  await page.reload();
  await page.getByRole('heading', { level: 1, name: 'This case is closed' }).waitFor();
}

/** A customer of Lost & Found reports damage: now and then for weeks, and all at once today. */
export async function reportDamage({ product, now }: Day, accountId: string): Promise<void> {
  const days = [24, 17, 11, 5, ...Array<number>(16).fill(0)];
  const events = days.map((ago, at) => ({
    ...{ specversion: '1.0', id: `damage-${accountId}-${at}`, type: 'damage.reported', subject: accountId },
    ...{ source: 'https://shop.example/test', time: new Date(now()).toISOString() },
    data: { reportId: `d-${at}`, reportedAt: new Date(now() - ago * DAY).toISOString(), value: 40 },
  }));
  const response = await fetch(`${product.front.url}/api/v1/events`, {
    method: 'POST',
    headers: {
      'content-type': 'application/cloudevents-batch+json',
      authorization: `Bearer ${product.apiKey}`,
    },
    body: JSON.stringify(events),
  });
  expect(await response.json()).toMatchObject({ accepted: days.length, rejected: 0 });
}
