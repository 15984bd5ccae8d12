import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { HistoryEntry } from '../../shared/contracts/accounts-contract.ts';
import type { BookingPage, CallbackView, SlotView } from '../../shared/contracts/callbacks-contract.ts';
import type { CallView } from '../../shared/contracts/calls-contract.ts';
import type { CaseView } from '../../shared/contracts/devices-contract.ts';
import type { OnboardingView } from '../../shared/contracts/onboarding-contract.ts';
import type { TaskView } from '../../shared/contracts/team-contract.ts';
import { DAY, HOUR, MINUTE } from '../../shared/kernel/instant.ts';
import type { ApiClient } from '../../tools/support/api-client.ts';
import { acceptAtOnce, inWords } from '../support/accept-at-once.ts';
import { freshId, until } from '../support/engine.ts';
import { START_LIMIT, startTestProduct, type TestProduct } from '../support/product.ts';
import { type Seller, sellersOn, tokenIn } from '../support/sellers.ts';

let product: TestProduct;
let stage: ReturnType<typeof sellersOn>;
beforeAll(async () => {
  product = await startTestProduct();
  stage = sellersOn(product);
  stage.beginOnMonday();
}, START_LIMIT);
afterAll(() => product?.stop(), 240_000);

const seller = async (): Promise<Seller & { owner: ApiClient }> => {
  const one = await stage.seller();
  return { ...one, owner: await product.as(one.ownerId) };
};
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

describe('the onboarding of a seller on the real stacks', () => {
  test('goes from the sign-up over two calls nobody answers to the session, the advice, the end of the trial and what the customer says', async () => {
    const { id, ownerId, owner, trialEndsAt } = await seller();
    const agent = (await owner.get<{ agent: { languages: string[] } }>('/v1/me')).agent;
    expect(agent.languages).toContain('es');
    for (const _try of [1, 2]) {
      const due = await callAbout(owner, id, 'welcome');
      await stage.goTo(due.readyAt);
      await act(owner, due.id, { do: 'start' });
      const again = await act(owner, due.id, { do: 'end', outcome: 'no-answer' });
      expect(again.state).toBe('due');
      expect(Date.parse(again.readyAt)).toBeGreaterThan(stage.now() + HOUR);
    }
    const welcome = await callAbout(owner, id, 'welcome');
    await stage.goTo(welcome.readyAt);
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
      (await stage.mailsTo(id)).find(({ calendar }) => calendar?.includes('METHOD:REQUEST')),
    );
    expect(invited.calendar).toContain(`UID:${session.id}@`);

    const { advice, profile } = await onboarding(owner, id);
    expect(profile).toMatchObject({ assortment: 'brands', skus: 4200 });
    expect(advice['repricer']).toMatchObject({ strategy: 'buy-box' });
    expect(advice['repricer']?.missing).toEqual(expect.arrayContaining(['minimum-price', 'maximum-price']));
    expect(advice['repricer']?.reasons.length).toBeGreaterThan(1);

    await stage.goTo(session.booking?.from ?? '');
    await act(owner, session.id, { do: 'start' });
    await owner.post(`/v1/accounts/${id}/journeys/repricer/strategy`, { strategy: 'buy-box' });
    await act(owner, session.id, {
      ...{ do: 'end', outcome: 'reached' },
      results: [{ itemId: itemOf(session, 'session'), result: 'done' }],
    });
    const { journeys } = await onboarding(owner, id);
    expect(journeys[0]).toMatchObject({ phase: 'strategy-agreed', next: { at: expect.any(String) } });
    await stage.goTo(journeys[0]?.next?.at ?? '');
    const last = await callAbout(owner, id, 'trial-end');
    const until14 = Date.parse(trialEndsAt) - Date.parse(last.readyAt);
    expect(until14).toBeGreaterThan(-12 * HOUR);
    expect(until14).toBeLessThan(5 * DAY);
    await stage.goTo(last.readyAt);
    await act(owner, last.id, { do: 'start' });
    await act(owner, last.id, {
      ...{ do: 'end', outcome: 'reached' },
      results: [{ itemId: itemOf(last, 'trial-end'), result: 'strategy-kept' }],
    });
    const journey = await until('the end of the onboarding', async () =>
      (await onboarding(owner, id)).journeys.find(({ phase }) => phase === 'finished'),
    );
    expect(journey.strategy?.id).toBe('buy-box');

    const token = tokenIn((await stage.questionTo(id)).text);
    const say = { method: 'POST', body: { rating: 5, text: 'Muy bien.' } };
    expect((await stage.asCustomer(token, '/feedback', say)).status).toBe(200);
    expect((await stage.asCustomer(token, '/feedback', say)).status).toBeGreaterThanOrEqual(400);
    const { entries } = await owner.get<{ entries: HistoryEntry[] }>(`/v1/accounts/${id}/timeline?limit=100`);
    expect(entries.some(({ name, decision }) => /feedback/.test(`${name} ${decision}`))).toBe(true);
  }, 1_200_000);

  test('stops on a cancellation with a task to save or ask why, leaves what the customer booked, and goes on when it is withdrawn', async () => {
    const { id, owner } = await seller();
    await callAbout(owner, id, 'welcome');
    await stage.book(id, stage.now() + 9 * DAY);
    const device = await stage.breakDevice(owner, id);
    await product.pass(5 * DAY);
    const effectiveAt = new Date(stage.now() + 30 * DAY).toISOString();
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
    await stage.goToMorning();
    const token = await stage.linkFor(id);
    const page = await stage.asCustomer<BookingPage>(token, '/booking-page');
    expect(page.body).toMatchObject({ purpose: 'callback', language: 'es' });
    const key = freshId();
    const ask = { method: 'POST', key, body: { want: 'now' } };
    const [first, again] = [
      await stage.asCustomer<CallbackView>(token, '/callbacks', ask),
      await stage.asCustomer<CallbackView>(token, '/callbacks', ask),
    ];
    expect(first.body.state).toBe('queued');
    expect(again.body.id).toBe(first.body.id);
    expect(first.body.promisedAt).toBeDefined();
    await stage.goTo(
      first.body.promisedAt === undefined ? stage.now() : Date.parse(first.body.promisedAt) - 25 * MINUTE,
    );
    const offered = await until('the offer', async () =>
      (await openCalls(owner, id)).find(({ offer }) => (offer?.agents.length ?? 0) > 0),
    );
    const agents = offered.offer?.agents ?? [];
    expect(agents).toContain(ownerId);
    const clients = await Promise.all(agents.map(one => product.as(one)));
    expect(agents).toHaveLength(3);
    const heard = await acceptAtOnce(product, { agents: clients, callId: offered.id, accountId: id });
    const [won, ...more] = heard.filter(({ accepted }) => accepted);
    expect([won, more]).toEqual([expect.anything(), []]);
    for (const one of heard.filter(({ accepted }) => !accepted))
      console.log(`the first accept is sent → a colleague is told: ${inWords(one, won?.sent ?? 0)}`);
    const seen = await stage.asCustomer<CallbackView>(token, `/callbacks/${first.body.id}`);
    expect(seen.body).toMatchObject({ state: 'accepted', agent: expect.any(String) });
  }, 1_200_000);
});
