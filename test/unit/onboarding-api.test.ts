import { beforeEach, describe, expect, test } from '@jest/globals';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { accountsRoutes } from '../../functions/accounts/accounts-routes.ts';
import { mergeAccounts } from '../../functions/accounts/merge-accounts.ts';
import { answerFact } from '../../functions/onboarding/answer-fact.ts';
import { onboardingRoutes } from '../../functions/onboarding/onboarding-routes.ts';
import { getAccount, getTimeline } from '../../shared/contracts/accounts-contract.ts';
import * as contract from '../../shared/contracts/onboarding-contract.ts';
import { httpApi } from '../../shared/runtime/http.ts';
import { aFact } from '../support/facts.ts';
import { at, type OnboardingRoom, onboardingRoom, signUp } from '../support/onboarding.ts';

let room: OnboardingRoom;
type Asked = { path?: Record<string, string>; body?: unknown; roles?: readonly string[] };

async function call(route: { method: string; path: string }, asked: Asked = {}) {
  const handler = httpApi(...onboardingRoutes(room.ports), ...accountsRoutes(room.ports));
  const claims = { username: 'carmen', 'cognito:groups': asked.roles ?? ['agent'], token_use: 'access' };
  const event = {
    routeKey: `${route.method} ${route.path}`,
    pathParameters: { accountId: 'acme', product: 'repricer', ...asked.path },
    queryStringParameters: {},
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(asked.body ?? {}),
    requestContext: { authorizer: { jwt: { claims } } },
  } as unknown as APIGatewayProxyEventV2;
  const answered = (await handler(event, {} as never)) as { statusCode: number; body: string };
  return { status: answered.statusCode, answer: JSON.parse(answered.body) };
}
const read = async (accountId = 'acme') =>
  (await call(contract.getOnboarding, { path: { accountId } })).answer;

beforeEach(async () => {
  room = await onboardingRoom();
  await signUp(room);
  await room.tell('account.registration-completed', '2026-11-23T09:00:00Z');
});

describe('what is known of the onboarding', () => {
  test('shows the journey with what comes next, in the shape that is promised', async () => {
    const view = await read();
    expect(contract.getOnboarding.answer.safeParse(view).success).toBe(true);
    expect(view.journeys).toMatchObject([
      {
        ...{ product: 'repricer', phase: 'welcome-due', trialEndsAt: '2026-12-07T08:00:00.000Z' },
        next: { what: 'welcome', at: '2026-11-23T13:00:00.000Z' },
      },
    ]);
  });

  test('advises in the reader’s language, and more surely with every part that is told', async () => {
    const before = (await read()).advice.repricer;
    expect(before.missing).toContain('assortment');
    await room.tell('account.profile-updated', '2026-11-24T09:00:00Z', {
      ...{ languages: undefined, segment: undefined, zone: undefined, country: undefined },
      ...{ assortment: 'brands', experience: { level: 'experienced', source: 'said' } },
      ...{ marketplaces: ['amazon-es', 'amazon-it'], skus: 4200 },
    });
    const { advice, profile } = await read();
    expect(profile).toMatchObject({ skus: 4200, marketplaces: ['amazon-es', 'amazon-it'] });
    expect(advice.repricer).toMatchObject({
      strategy: 'buy-box',
      missing: ['minimum-price', 'maximum-price'],
    });
    expect(advice.repricer.says).toContain('Al precio mínimo');
    expect(advice.repricer.confidence).toBeGreaterThan(before.confidence);
  });

  test('is 404 for an account that nobody knows, and nobody’s business who is not on the staff', async () => {
    expect((await call(contract.getOnboarding, { path: { accountId: 'nobody' } })).status).toBe(404);
    expect((await call(contract.getOnboarding, { roles: ['clerk'] })).status).toBe(403);
  });
});

describe('the profile of a seller', () => {
  const put = (body: object) => call(contract.putSellerProfile, { body });

  test('is written part by part: what is not named stays', async () => {
    await put({ assortment: 'brands', limits: { minimum: true, maximum: false } });
    const { answer } = await put({ limits: { minimum: true, maximum: true } });
    expect(answer).toEqual({ assortment: 'brands', limits: { minimum: true, maximum: true } });
    expect((await call(getAccount)).answer.seller).toEqual(answer);
    expect((await put({})).answer).toEqual(answer);
    expect((await call(getTimeline)).answer.entries[0]).toMatchObject({ name: 'account.profile-updated' });
  });

  test('is refused for what is none, and for an account that nobody knows', async () => {
    expect((await put({ assortment: 'shoes' })).status).toBe(400);
    expect((await put({ languages: ['de'] })).status).toBe(400);
    const path = { accountId: 'nobody' };
    expect((await call(contract.putSellerProfile, { path, body: { skus: 1 } })).status).toBe(404);
  });
});

describe('an agreed strategy', () => {
  const agree = (body: object) => call(contract.agreeStrategy, { body });

  test('is kept with who agreed and why, without taking the running call’s items away', async () => {
    const { answer } = await agree({ strategy: 'buy-box', note: 'two marketplaces first' });
    expect(answer).toMatchObject({
      phase: 'strategy-agreed',
      strategy: { id: 'buy-box', name: 'Buy Box', by: 'carmen', note: 'two marketplaces first' },
    });
    const { advised } = answer.strategy;
    expect(advised).toMatchObject({ strategy: 'push', name: 'Push', confidence: expect.any(Number) });
    expect(room.emitted(['call.withdrawn'])).toEqual([]);
    expect((await call(getTimeline)).answer.entries).toContainEqual(
      expect.objectContaining({ name: 'journey.strategy-agreed', decision: 'strategy-agreed' }),
    );
  });

  test('may be changed in the call at the end of the trial', async () => {
    await agree({ strategy: 'push' });
    const then = (await read()).journeys[0].strategy.advised;
    await room.tell('account.profile-updated', '2026-11-28T09:00:00Z', { assortment: 'brands' });
    expect((await read()).journeys[0].strategy.advised).toEqual(then);
    await room.until('2026-12-07T09:00:00Z');
    const { answer } = await agree({ strategy: 'buy-box' });
    expect(answer).toMatchObject({ phase: 'trial-end-due', strategy: { id: 'buy-box' } });
    expect(answer.steps.at(-1)).toMatchObject({ what: 'strategy-agreed', detail: 'buy-box' });
  });

  test('is refused where it is unknown, where there is no journey, and after a cancellation', async () => {
    expect((await agree({ strategy: 'cheapest' })).answer).toMatchObject({ refusal: 'unknown-strategy' });
    const path = { accountId: 'nobody' };
    expect((await call(contract.agreeStrategy, { path, body: { strategy: 'push' } })).status).toBe(404);
    await room.tell('account.cancelled', '2026-11-27T09:00:00Z');
    expect((await agree({ strategy: 'push' })).answer).toMatchObject({ refusal: 'journey-stopped' });
  });
});

describe('an onboarding that the customer asked for', () => {
  const path = { accountId: 'finder', product: 'lost-and-found' };
  const start = () => call(contract.startJourney, { path });

  test('is there only then, once, and ends with the support that was offered', async () => {
    const found = { accountId: 'finder' };
    await room.tell('account.signed-up', '2026-11-23T09:00:00Z', { product: 'lost-and-found' }, found);
    expect((await read('finder')).journeys).toEqual([]);
    expect((await read('finder')).strategies).toEqual({ 'lost-and-found': [] });
    expect((await start()).answer).toMatchObject({ phase: 'welcome-due', version: 1 });
    expect((await start()).answer).toMatchObject({ phase: 'welcome-due', version: 1 });
    const wish = room.openWishes().at(-1);
    const items = [{ itemId: wish?.itemId ?? '', kind: 'welcome', state: 'done', result: 'declined' }];
    const data = { callId: 'c', ending: 'reached', agentId: 'anna', items };
    await answerFact(room.ports, aFact('call.ended', { accountId: 'finder', data }));
    expect((await read('finder')).journeys).toMatchObject([{ phase: 'finished', support: 'declined' }]);
  });

  test('needs a product that the account has', async () => {
    const other = { accountId: 'acme', product: 'lost-and-found' };
    expect((await call(contract.startJourney, { path: other })).answer.refusal).toBe('unknown-product');
    expect((await call(contract.startJourney, { path })).status).toBe(404);
  });
});

describe('a merged account', () => {
  test('hands its onboarding to the one it lives on as', async () => {
    await room.callEnded('2026-11-24T09:00:00Z', 'reached', [{ kind: 'welcome', result: 'declined' }]);
    await room.tell('account.signed-up', '2026-11-24T10:00:00Z', {}, { accountId: 'acorn' });
    const given = { accountId: 'acme', into: 'acorn', why: 'twice', principal: 'carmen', roles: ['lead'] };
    expect((await mergeAccounts(room.ports, given)).ok).toBe(true);
    room.ports.clock.set(at('2026-11-25T09:00:00Z'));
    for (const fact of room.emitted(['account.merged'])) await answerFact(room.ports, fact);
    expect(await room.journey('acme')).toMatchObject({ phase: 'stopped', mergedInto: 'acorn' });
    expect(await room.journey('acorn')).toMatchObject({ phase: 'declined' });
    expect(room.timers()).toMatchObject([{ pk: expect.stringContaining('acorn') }]);
  });
});
