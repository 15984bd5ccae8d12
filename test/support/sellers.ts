import { expect } from '@jest/globals';
import type { AccountView } from '../../shared/contracts/accounts-contract.ts';
import type { CallbackView, SlotView } from '../../shared/contracts/callbacks-contract.ts';
import type { CaseView } from '../../shared/contracts/devices-contract.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../../shared/kernel/instant.ts';
import { type Mail, readMailbox } from '../../tools/local/mailbox.ts';
import type { ApiClient } from '../../tools/support/api-client.ts';
import { freshId, until } from './engine.ts';
import type { TestProduct } from './product.ts';

export type Seller = {
  readonly id: string;
  readonly company: string;
  readonly ownerId: string;
  readonly trialEndsAt: string;
};
type FeedbackPage = { readonly given: boolean; readonly calledAt: string };
type Asked = { readonly method?: string; readonly body?: object; readonly key?: string };

/** Customers who sell, and the time that goes by for them, on a product whose clock is moved. */
export function sellersOn(product: TestProduct) {
  const now = () => Date.now() + product.lead();
  return {
    ...{ now, ...timeOf(product, now), ...linksOf(product) },
    ...{ seller: () => signUp(product, now()), breakDevice },
  };
}

function timeOf(product: TestProduct, now: () => number) {
  /** Lets time pass up to just after an instant; nothing when it is over. */
  const goTo = async (at: string | number) => {
    const by = (typeof at === 'number' ? at : Date.parse(at)) + SECOND - now();
    if (by > 0) await product.pass(by);
  };
  return {
    /** A Monday morning, whenever the tests run. */
    beginOnMonday: () => {
      const monday = Math.ceil((Date.now() - 4 * DAY) / (7 * DAY)) * 7 * DAY + 4 * DAY + 9 * HOUR;
      product.ahead(monday - Date.now());
    },
    goTo,
    /** Lets time pass up to a morning, Monday to Friday, on which everybody works from Rome to London. */
    goToMorning: async () => {
      const isWeekend = (at: number) => [0, 6].includes(new Date(at).getUTCDay());
      let morning = Math.ceil(now() / DAY) * DAY + 9 * HOUR + 30 * MINUTE;
      while (isWeekend(morning)) morning += DAY;
      await goTo(morning);
    },
  };
}

/** A Spanish seller of brands with experience, registered and on trial for two weeks. */
async function signUp(product: TestProduct, now: number): Promise<Seller> {
  const id = freshId();
  const company = `Tienda ${id}`;
  const trialEndsAt = new Date(now + 14 * DAY).toISOString();
  const contact = {
    ...{ company, name: 'Sol', email: `${id}@tienda.example` },
    ...{ phone: '+34612345678', zone: 'Europe/Madrid' },
  };
  const of = { product: 'repricer', contactId: 'c-1' };
  const from = { language: 'es', country: 'ES', zone: 'Europe/Madrid', contact };
  await product.send('account.signed-up', { subject: id, data: { ...of, ...from } });
  const anna = await product.as('anna');
  const account = await until('an owner', async () => {
    const found = await anna.get<AccountView>(`/v1/accounts/${id}`).catch(() => undefined);
    return found?.owner ? found : undefined;
  });
  const profile = {
    ...{ assortment: 'brands', experience: { level: 'experienced', source: 'said' }, skus: 4200 },
    marketplaces: ['amazon-es', 'amazon-fr'],
  };
  await product.send('account.profile-updated', { subject: id, data: profile });
  const trial = { product: 'repricer', endsAt: trialEndsAt };
  await product.send('account.trial-started', { subject: id, data: trial });
  await product.send('account.registration-completed', { subject: id, data: of });
  return { id, company, ownerId: account.owner?.id ?? '', trialEndsAt };
}

/** A device of the customer's is broken. */
async function breakDevice(agent: ApiClient, accountId: string): Promise<CaseView> {
  const serial = freshId();
  const device = { model: 'tab-8', accountId, managed: true, contactId: 'c-1' };
  await agent.put(`/v1/devices/${serial}`, device);
  const reported = { serial, damage: 'broken' };
  return (await agent.post<{ case: CaseView }>('/v1/device-cases', reported)).case;
}

/** Customers' links: as the company's own back end makes them, and as they stand in mails. */
function linksOf(product: TestProduct) {
  /** What the page behind a link asks for. */
  const asCustomer = async <T>(token: string, path: string, given: Asked = {}) => {
    const response = await fetch(`${product.front.url}/api/v1${path}`, {
      method: given.method ?? 'GET',
      headers: {
        ...{ 'content-type': 'application/json', authorization: `Link ${token}` },
        ...(given.key === undefined ? {} : { 'idempotency-key': given.key }),
      },
      ...(given.body ? { body: JSON.stringify(given.body) } : {}),
    });
    return { status: response.status, body: (await response.json()) as T };
  };
  const linkFor = async (id: string): Promise<string> => {
    const response = await fetch(`${product.front.url}/api/v1/links`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${product.apiKey}` },
      body: JSON.stringify({ purpose: 'callback', accountId: id, contactId: 'c-1' }),
    });
    expect(response.status).toBe(200);
    return tokenIn(((await response.json()) as { url: string }).url);
  };
  /** The seller books the first time that is free from an instant on. */
  const book = async (id: string, after: number): Promise<CallbackView> => {
    const token = await linkFor(id);
    const path = `/callbacks/slots?from=${new Date(after).toISOString()}`;
    const { slots } = (await asCustomer<{ slots: SlotView[] }>(token, path)).body;
    const body = { want: 'slot', from: slots[0]?.from };
    const booked = await asCustomer<CallbackView>(token, '/callbacks', {
      ...{ method: 'POST', key: freshId(), body },
    });
    expect(booked.body).toMatchObject({ state: 'booked', from: slots[0]?.from });
    return booked.body;
  };
  /** What went to the seller, newest first. */
  const mailsTo = async (id: string): Promise<Mail[]> =>
    (await readMailbox(product.engine.endpoint)).filter(({ to }) => to.includes(`${id}@tienda.example`));
  /** The newest mail that asks how a call since an instant was, as long as nobody has said. */
  const questionTo = (id: string, since = 0): Promise<Mail> =>
    until('the question how it was', async () => {
      const mails = (await mailsTo(id)).filter(({ calendar }) => calendar === undefined);
      for (const mail of mails) {
        const page = await asCustomer<FeedbackPage>(tokenIn(mail.text), '/feedback');
        if (page.status === 200 && !page.body.given && Date.parse(page.body.calledAt) >= since) return mail;
      }
      return undefined;
    });
  return { asCustomer, linkFor, book, mailsTo, questionTo };
}

/** The token of a customer's link, wherever it stands in a text. */
export const tokenIn = (text: string): string => /\/book\/#(\S+)/.exec(text)?.[1] ?? '';
