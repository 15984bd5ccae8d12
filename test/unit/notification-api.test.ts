import { beforeEach, describe, expect, test } from '@jest/globals';
import { answerFact } from '../../functions/notifications/answer-fact.ts';
import { notificationsRoutes } from '../../functions/notifications/notifications-routes.ts';
import { pushNotification } from '../../functions/notifications/push-notification.ts';
import { httpApi } from '../../shared/runtime/http.ts';
import { browser } from '../support/browser.ts';
import { ACCOUNT_NAME, type Room, room, START, wanted } from '../support/notifications.ts';

let here: Room;
let id: string;
beforeEach(async () => {
  here = room();
  await here.seed();
  ({ id } = await here.queue());
});

type Asked = { as?: string; roles?: string[]; body?: unknown; query?: Record<string, string> };

/** One call through the API's own routing, as the gateway would hand it over. */
async function call(routeKey: string, { as = 'anna', roles = ['agent'], body, query }: Asked = {}) {
  const [, path = ''] = routeKey.split(' ');
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '');
  const template = routeKey.replace('{id}', '{notificationId}').replace('{sub}', '{subscriptionId}');
  const event = {
    routeKey: template,
    headers: { 'content-type': 'application/json' },
    pathParameters: names.length === 0 ? {} : { notificationId: id, subscriptionId: String(body ?? '') },
    queryStringParameters: query,
    ...(typeof body === 'object' ? { body: JSON.stringify(body) } : {}),
    requestContext: { authorizer: { jwt: { claims: { username: as, 'cognito:groups': roles } } } },
  };
  const handler = httpApi(...notificationsRoutes(here.ports));
  const answer = await handler(event as never, {} as never);
  return { status: answer.statusCode, body: JSON.parse(String(answer.body)) };
}
const get = (asked?: Asked) => call('GET /v1/notifications/{id}', asked);
const list = (asked?: Asked) => call('GET /v1/notifications', asked);
const see = (asked?: Asked) => call('POST /v1/notifications/{id}/seen', asked);
const acknowledge = (asked?: Asked) => call('POST /v1/notifications/{id}/acknowledge', asked);
const act = (token: string, action = 'acknowledge') =>
  call('POST /v1/push-actions', { body: { token, action } });

describe('the inbox', () => {
  test('shows the newest first, in the reader’s language, with the customer’s name', async () => {
    here.pass(60_000);
    await answerFact(here.ports, wanted({ kind: 'cancelled' }, { id: 'w2' }));
    const { status, body } = await list();
    expect(status).toBe(200);
    expect(body.unseen).toBe(2);
    expect(body.notifications.map((one: { title: string }) => one.title)).toEqual([
      `Kündigung: ${ACCOUNT_NAME}`,
      `Neue Anmeldung: ${ACCOUNT_NAME}`,
    ]);
  });

  test('pages by cursor, each once', async () => {
    for (let n = 2; n <= 7; n++)
      await answerFact(here.ports, wanted({ taskId: `tsk_${n}` }, { id: `w${n}` }));
    const ids: string[] = [];
    let cursor: string | undefined;
    do {
      const { body } = await list({ query: { limit: '3', ...(cursor ? { cursor } : {}) } });
      ids.push(...body.notifications.map((one: { id: string }) => one.id));
      cursor = body.cursor;
    } while (cursor);
    expect(new Set(ids).size).toBe(7);
    expect(ids).toHaveLength(7);
  });

  test('is one’s own', async () => {
    expect((await list({ as: 'bruno' })).body).toEqual({
      notifications: [],
      unseen: 0,
      counts: { unread: 0, open: 0, snoozed: 0 },
    });
  });
});

describe('one notification', () => {
  test('is shown with its deliveries', async () => {
    await pushNotification(here.ports, here.queuedFact(id));
    expect((await get()).body.deliveries).toEqual([
      {
        channel: 'push',
        round: 1,
        state: 'skipped',
        attempts: 0,
        at: '2026-11-23T09:00:00.000Z',
        detail: 'no-subscription',
      },
    ]);
  });

  test('is nobody’s business but the recipient’s and a lead’s', async () => {
    for (const ask of [get, see, acknowledge]) {
      expect((await ask({ as: 'bruno' })).status).toBe(403);
      expect((await ask({ as: 'fatima', roles: ['agent', 'lead'] })).status).toBe(200);
    }
  });

  test('that does not exist is not found', async () => {
    id = 'ntf_nothing';
    for (const ask of [get, see, acknowledge]) expect((await ask()).status).toBe(404);
  });

  test('seen twice is seen once, counts as unseen no more, and is said once', async () => {
    const first = await see();
    here.pass(1_000);
    const second = await see();
    expect(first.body).toMatchObject({ state: 'seen', seenAt: '2026-11-23T09:00:00.000Z', version: 2 });
    expect(second.body).toEqual(first.body);
    expect((await list()).body.unseen).toBe(0);
    expect(here.emitted('notification.changed')).toHaveLength(1);
    expect(here.emitted('notification.changed')[0]?.correlation).toBe(
      here.rowsOf('notification')[0]?.['correlation'],
    );
  });

  test('a lead’s look leaves it unseen for the recipient', async () => {
    expect((await see({ as: 'fatima', roles: ['lead'] })).body).toMatchObject({
      state: 'queued',
      version: 1,
    });
    expect((await list()).body.unseen).toBe(1);
  });

  test('acknowledged twice answers the same, and a lead may do it', async () => {
    const first = await acknowledge({ as: 'fatima', roles: ['lead'] });
    expect(first.body).toMatchObject({ state: 'acknowledged', acknowledgedBy: 'fatima' });
    const second = await acknowledge();
    expect(second).toMatchObject({ status: 200, body: { acknowledgedBy: 'fatima', version: 2 } });
    expect(here.rowsOf('timer')).toEqual([]);
  });

  test('acknowledged and seen at the same time ends acknowledged', async () => {
    await Promise.all([acknowledge(), see(), acknowledge(), see()]);
    expect((await get()).body).toMatchObject({ state: 'acknowledged', acknowledgedBy: 'anna' });
  });
});

describe('acting from a push', () => {
  const token = async () => {
    const { subscription } = browser('chrome');
    await call('PUT /v1/me/push-subscriptions', { body: subscription });
    await pushNotification(here.ports, here.queuedFact(id));
    return JSON.parse(here.pushes[0]?.payload ?? '{}').actionToken as string;
  };

  test('acknowledges as the recipient, twice with the same answer', async () => {
    const right = await token();
    expect(await act(right)).toEqual({ status: 200, body: { id, state: 'acknowledged' } });
    expect(await act(right)).toEqual({ status: 200, body: { id, state: 'acknowledged' } });
    expect((await get()).body.acknowledgedBy).toBe('anna');
  });

  test('with a token that is broken, old or of somebody who left finds nothing', async () => {
    const right = await token();
    expect((await act(`${right.slice(0, -1)}${right.endsWith('A') ? 'B' : 'A'}`)).status).toBe(404);
    expect((await act('v1.ntf_x.zzzzzzzz.short-but-long-enough')).status).toBe(404);
    await here.setAgent('anna', { active: false });
    expect((await act(right)).status).toBe(404);
    await here.setAgent('anna');
    here.moveTo(START + 24 * 3_600_000);
    expect((await act(right)).status).toBe(404);
    expect((await get()).body.state).toBe('sent');
  });
});

describe('subscriptions', () => {
  test('are put and deleted by the one who is signed in', async () => {
    const put = await call('PUT /v1/me/push-subscriptions', { body: browser('b').subscription });
    expect(put.status).toBe(200);
    const remove = (as: string) =>
      call('DELETE /v1/me/push-subscriptions/{sub}', { as, body: put.body.id as string });
    expect((await remove('bruno')).status).toBe(200);
    expect(here.rowsOf('subscription')).toHaveLength(1);
    expect((await remove('anna')).status).toBe(200);
    expect((await remove('anna')).status).toBe(200);
    expect(here.rowsOf('subscription')).toEqual([]);
  });

  test('with an address elsewhere are refused with the field named', async () => {
    const elsewhere = { ...browser('b').subscription, endpoint: 'https://10.0.0.1/x' };
    expect(await call('PUT /v1/me/push-subscriptions', { body: elsewhere })).toMatchObject({
      status: 422,
      body: { refusal: 'endpoint-not-allowed', field: 'body.endpoint' },
    });
  });
});
