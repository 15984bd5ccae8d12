import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { AccountView, HistoryEntry } from '../../shared/contracts/accounts-contract.ts';
import type { BookingPage, CallbackView, SlotView } from '../../shared/contracts/callbacks-contract.ts';
import type { CallView } from '../../shared/contracts/calls-contract.ts';
import type { CaseView } from '../../shared/contracts/devices-contract.ts';
import type { NotificationView } from '../../shared/contracts/notifications-contract.ts';
import type { OnboardingView } from '../../shared/contracts/onboarding-contract.ts';
import type { TaskView } from '../../shared/contracts/team-contract.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../../shared/kernel/instant.ts';
import { type Mail, readMailbox } from '../../tools/local/mailbox.ts';
import type { ApiClient } from '../../tools/support/api-client.ts';
import { freshId, until } from '../support/engine.ts';
import { START_LIMIT, startTestProduct, type TestProduct } from '../support/product.ts';

let product: TestProduct;
const now = () => Date.now() + product.lead();
/** Lets time pass up to just after an instant; nothing when it is over. */
const goTo = async (at: string | number) => {
  const by = (typeof at === 'number' ? at : Date.parse(at)) + SECOND - now();
  if (by > 0) await product.pass(by);
};

beforeAll(async () => {
  product = await startTestProduct();
  // A Monday morning, whenever the tests run.
  const monday = Math.ceil((Date.now() - 4 * DAY) / (7 * DAY)) * 7 * DAY + 4 * DAY + 9 * HOUR;
  product.ahead(monday - Date.now());
}, START_LIMIT);
afterAll(() => product?.stop(), 240_000);

/** A Spanish seller of brands with experience, registered and on trial for two weeks. */
async function seller(): Promise<{ id: string; owner: ApiClient; ownerId: string; trialEndsAt: string }> {
  const id = freshId();
  const trialEndsAt = new Date(now() + 14 * DAY).toISOString();
  const contact = {
    name: 'Sol',
    email: `${id}@tienda.example`,
    phone: '+34612345678',
    zone: 'Europe/Madrid',
  };
  const data = { product: 'repricer', contactId: 'c-1' };
  const from = { language: 'es', country: 'ES', zone: 'Europe/Madrid', contact };
  await product.send('account.signed-up', { subject: id, data: { ...data, ...from } });
  const account = await until('an owner', () => accountOf(id));
  await product.send('account.profile-updated', {
    subject: id,
    data: {
      ...{ assortment: 'brands', experience: { level: 'experienced', source: 'said' }, skus: 4200 },
      marketplaces: ['amazon-es', 'amazon-fr'],
    },
  });
  await product.send('account.trial-started', {
    subject: id,
    data: { product: 'repricer', endsAt: trialEndsAt },
  });
  await product.send('account.registration-completed', { subject: id, data });
  const ownerId = account.owner?.id ?? '';
  return { id, ownerId, owner: await product.as(ownerId), trialEndsAt };
}

async function accountOf(id: string): Promise<AccountView | undefined> {
  const found = await (await product.as('anna'))
    .get<AccountView>(`/v1/accounts/${id}`)
    .catch(() => undefined);
  return found?.owner ? found : undefined;
}
const openCalls = async (client: ApiClient, id: string) =>
  (await client.get<{ open: CallView[] }>(`/v1/accounts/${id}/calls`)).open;
const callAbout = (client: ApiClient, id: string, kind: string) =>
  until(`a call about ${kind}`, async () =>
    (await openCalls(client, id)).find(({ agenda }) =>
      agenda.some(one => one.kind === kind && one.state === 'open'),
    ),
  );
const act = (client: ApiClient, callId: string, action: object) =>
  client.post<CallView>(`/v1/calls/${callId}/actions`, action);
const onboarding = (client: ApiClient, id: string) =>
  client.get<OnboardingView>(`/v1/accounts/${id}/onboarding`);
const itemOf = (call: CallView, kind: string): string =>
  call.agenda.find(one => one.kind === kind && one.state === 'open')?.id ?? '-';
const mailsTo = async (id: string): Promise<Mail[]> =>
  (await readMailbox(product.engine.endpoint)).filter(({ to }) => to.includes(`${id}@tienda.example`));
const tokenIn = (mail: Mail): string => /\/book\/#(\S+)/.exec(mail.text)?.[1] ?? '';

async function asCustomer<T>(
  token: string,
  path: string,
  given: { method?: string; body?: object; key?: string } = {},
) {
  const response = await fetch(`${product.front.url}/api/v1${path}`, {
    method: given.method ?? 'GET',
    headers: {
      ...{ 'content-type': 'application/json', authorization: `Link ${token}` },
      ...(given.key === undefined ? {} : { 'idempotency-key': given.key }),
    },
    ...(given.body ? { body: JSON.stringify(given.body) } : {}),
  });
  return { status: response.status, body: (await response.json()) as T };
}

/** A link as the company's own back end makes it. */
async function linkFor(id: string): Promise<string> {
  const response = await fetch(`${product.front.url}/api/v1/links`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${product.apiKey}` },
    body: JSON.stringify({ purpose: 'callback', accountId: id, contactId: 'c-1' }),
  });
  expect(response.status).toBe(200);
  return /#(\S+)$/.exec(((await response.json()) as { url: string }).url)?.[1] ?? '';
}

describe('the onboarding of a seller on the real stacks', () => {
  test('goes from the sign-up over two calls nobody answers to the session, the advice, the end of the trial and what the customer says', async () => {
    const { id, ownerId, owner, trialEndsAt } = await seller();
    const agent = (await owner.get<{ agent: { languages: string[] } }>('/v1/me')).agent;
    expect(agent.languages).toContain('es');
    for (const _try of [1, 2]) {
      const due = await callAbout(owner, id, 'welcome');
      await goTo(due.readyAt);
      await act(owner, due.id, { do: 'start' });
      const again = await act(owner, due.id, { do: 'end', outcome: 'no-answer' });
      expect(again.state).toBe('due');
      expect(Date.parse(again.readyAt)).toBeGreaterThan(now() + HOUR);
    }
    const welcome = await callAbout(owner, id, 'welcome');
    await goTo(welcome.readyAt);
    await act(owner, welcome.id, { do: 'start' });
    const { slots } = await owner.get<{ slots: SlotView[] }>(
      `/v1/call-slots?accountId=${id}&minutes=45&agentId=${ownerId}`,
    );
    expect(slots.length).toBeGreaterThan(0);
    await act(owner, welcome.id, {
      ...{ do: 'end', outcome: 'reached', notes: 'Quiere ayuda.' },
      results: [{ itemId: itemOf(welcome, 'welcome'), result: 'appointment' }],
      next: { do: 'book', kind: 'session', from: slots[0]?.from, agentId: ownerId },
    });
    const session = await callAbout(owner, id, 'session');
    expect(session).toMatchObject({ state: 'booked', booking: { from: slots[0]?.from } });
    const invited = await until('the invitation', async () =>
      (await mailsTo(id)).find(({ calendar }) => calendar?.includes('METHOD:REQUEST')),
    );
    expect(invited.calendar).toContain(`UID:${session.id}@`);

    const { advice, profile } = await onboarding(owner, id);
    expect(profile).toMatchObject({ assortment: 'brands', skus: 4200 });
    expect(advice['repricer']).toMatchObject({ strategy: 'buy-box' });
    expect(advice['repricer']?.missing).toEqual(expect.arrayContaining(['minimum-price', 'maximum-price']));
    expect(advice['repricer']?.reasons.length).toBeGreaterThan(1);

    await goTo(session.booking?.from ?? '');
    await act(owner, session.id, { do: 'start' });
    await owner.post(`/v1/accounts/${id}/journeys/repricer/strategy`, { strategy: 'buy-box' });
    await act(owner, session.id, {
      ...{ do: 'end', outcome: 'reached' },
      results: [{ itemId: itemOf(session, 'session'), result: 'done' }],
    });
    const { journeys } = await onboarding(owner, id);
    expect(journeys[0]).toMatchObject({ phase: 'strategy-agreed', next: { at: expect.any(String) } });
    await goTo(journeys[0]?.next?.at ?? '');
    const last = await callAbout(owner, id, 'trial-end');
    const until14 = Date.parse(trialEndsAt) - Date.parse(last.readyAt);
    expect(until14).toBeGreaterThan(-12 * HOUR);
    expect(until14).toBeLessThan(5 * DAY);
    await goTo(last.readyAt);
    await act(owner, last.id, { do: 'start' });
    await act(owner, last.id, {
      ...{ do: 'end', outcome: 'reached' },
      results: [{ itemId: itemOf(last, 'trial-end'), result: 'strategy-kept' }],
    });
    const journey = await until('the end of the onboarding', async () =>
      (await onboarding(owner, id)).journeys.find(({ phase }) => phase === 'finished'),
    );
    expect(journey.strategy?.id).toBe('buy-box');

    const asked = await until('the question how it was', async () => {
      const mails = (await mailsTo(id)).filter(({ calendar }) => calendar === undefined);
      for (const mail of mails) {
        const page = await asCustomer<{ given: boolean }>(tokenIn(mail), '/feedback');
        if (page.status === 200 && !page.body.given) return mail;
      }
      return undefined;
    });
    const say = { method: 'POST', body: { rating: 5, text: 'Muy bien.' } };
    expect((await asCustomer(tokenIn(asked), '/feedback', say)).status).toBe(200);
    expect((await asCustomer(tokenIn(asked), '/feedback', say)).status).toBeGreaterThanOrEqual(400);
    const { entries } = await owner.get<{ entries: HistoryEntry[] }>(`/v1/accounts/${id}/timeline?limit=100`);
    expect(entries.some(({ name, decision }) => /feedback/.test(`${name} ${decision}`))).toBe(true);
  }, 1_200_000);

  test('stops on a cancellation with a task to save or ask why, leaves what the customer booked, and goes on when it is withdrawn', async () => {
    const { id, owner } = await seller();
    await callAbout(owner, id, 'welcome');
    const token = await linkFor(id);
    const { body: offered } = await asCustomer<{ slots: SlotView[] }>(
      token,
      `/callbacks/slots?from=${new Date(now() + 9 * DAY).toISOString()}`,
    );
    const from = offered.slots[0]?.from;
    const booked = await asCustomer<CallbackView>(token, '/callbacks', {
      ...{ method: 'POST', key: freshId(), body: { want: 'slot', from } },
    });
    expect(booked.body).toMatchObject({ state: 'booked', from });
    const serial = freshId();
    await owner.put(`/v1/devices/${serial}`, {
      model: 'tab-8',
      accountId: id,
      managed: true,
      contactId: 'c-1',
    });
    const { case: device } = await owner.post<{ case: CaseView }>('/v1/device-cases', {
      serial,
      damage: 'broken',
    });
    await product.pass(5 * DAY);
    const effectiveAt = new Date(now() + 30 * DAY).toISOString();
    await product.send('account.cancelled', { subject: id, data: { product: 'repricer', effectiveAt } });
    await until('the onboarding has stopped', async () =>
      (await onboarding(owner, id)).journeys.find(({ stopped }) => stopped !== undefined),
    );
    const left = await until('only what the customer booked is left', async () => {
      const open = (await openCalls(owner, id)).flatMap(({ agenda }) =>
        agenda.filter(one => one.state === 'open'),
      );
      return open.every(({ kind }) => kind === 'callback') ? open : undefined;
    });
    expect(left).toHaveLength(1);
    const tasks = await until('the task', async () => {
      const { tasks: found } = await owner.get<{ tasks: TaskView[] }>('/v1/tasks?limit=100');
      const own = found.filter(one => one.accountId === id && one.kind === 'save-account');
      return own.length > 0 ? own : undefined;
    });
    expect(tasks).toHaveLength(1);
    expect((await owner.get<CaseView>(`/v1/device-cases/${device.id}`)).state).toBe(device.state);
    await product.pass(DAY);
    await product.send('account.cancellation-withdrawn', { subject: id, data: { product: 'repricer' } });
    const resumed = await callAbout(owner, id, 'welcome');
    expect(resumed.agenda.some(({ kind, state }) => kind === 'callback' && state === 'open')).toBe(true);
  }, 1_200_000);
});

describe('a customer who wants to be called now', () => {
  test('is offered to those who are free; one has it, the page says who, and the others are left alone', async () => {
    const { id, ownerId, owner } = await seller();
    await goTo(Math.ceil(now() / DAY) * DAY + 9 * HOUR + 30 * MINUTE);
    const token = await linkFor(id);
    const page = await asCustomer<BookingPage>(token, '/booking-page');
    expect(page.body).toMatchObject({ purpose: 'callback', language: 'es' });
    const key = freshId();
    const ask = { method: 'POST', key, body: { want: 'now' } };
    const [first, again] = [
      await asCustomer<CallbackView>(token, '/callbacks', ask),
      await asCustomer<CallbackView>(token, '/callbacks', ask),
    ];
    expect(first.body.state).toBe('queued');
    expect(again.body.id).toBe(first.body.id);
    expect(first.body.promisedAt).toBeDefined();
    await goTo(first.body.promisedAt === undefined ? now() : Date.parse(first.body.promisedAt) - 25 * MINUTE);
    const offered = await until('the offer', async () =>
      (await openCalls(owner, id)).find(({ offer }) => (offer?.agents.length ?? 0) > 0),
    );
    const agents = offered.offer?.agents ?? [];
    expect(agents).toContain(ownerId);
    const clients = await Promise.all(agents.map(one => product.as(one)));
    const answers = await Promise.allSettled(clients.map(one => act(one, offered.id, { do: 'accept' })));
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const seen = await asCustomer<CallbackView>(token, `/callbacks/${first.body.id}`);
    expect(seen.body).toMatchObject({ state: 'accepted', agent: expect.any(String) });
    await until('nobody else is asked any more', async () => {
      const open = await Promise.all(
        clients.map(one =>
          one.get<{ notifications: NotificationView[] }>('/v1/notifications?filter=open&limit=100'),
        ),
      );
      const left = open.flatMap(one =>
        one.notifications.filter(item => item.kind === 'call-asked' && item.accountId === id),
      );
      return left.length === 0 || undefined;
    });
  }, 1_200_000);
});
