import { beforeEach, describe, expect, test } from '@jest/globals';
import type * as z from 'zod/mini';
import { actOnMany } from '../../functions/notifications/act-on-many.ts';
import { answerFact } from '../../functions/notifications/answer-fact.ts';
import { notificationsRoutes } from '../../functions/notifications/notifications-routes.ts';
import {
  type Asked,
  getNotification,
  listNotifications,
} from '../../functions/notifications/read-notifications.ts';
import type { bulkAct } from '../../shared/contracts/notifications-contract.ts';
import { notificationReassigned } from '../../shared/events/team-events.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../../shared/kernel/instant.ts';
import { httpApi } from '../../shared/runtime/http.ts';
import { escalationKey } from '../../shared/store/keys.ts';
import { aroundTheClock, type Clockwork, clockwork } from '../support/notification-clockwork.ts';
import { factOf, START, wanted } from '../support/notifications.ts';

let here: Clockwork;
const anna = { id: 'anna', roles: ['agent'] };
const lead = { id: 'fatima', roles: ['agent', 'lead'] };
beforeEach(async () => {
  here = await clockwork(['anna', 'emil', 'fatima']);
  for (const id of ['anna', 'emil', 'fatima']) await here.setAgent(id, { hours: aroundTheClock });
});
const tellEach = async (count: number, recipientId = 'anna') => {
  const ids: string[] = [];
  for (let n = 0; n < count; n++) {
    here.pass(SECOND);
    ids.push((await here.tell({ recipientId, ownerId: 'carmen', reason: 'lead' })).id);
  }
  return ids;
};
type Bulk = z.infer<typeof bulkAct.body>;
const act = async (ids: string[], what: Omit<Bulk, 'ids'>, viewer = anna) => {
  const done = await actOnMany(here.ports, viewer, { ids, ...what });
  return done.ok ? done.value.results : done;
};

describe('one action on many', () => {
  test('answers each for itself, in the order asked, and names who was faster', async () => {
    const run = { type: 'escalation', state: 'running', unanswered: 1, version: 1 };
    await here.put({ ...escalationKey('esc_1'), ...run });
    const [first = '', second = ''] = await tellEach(2);
    const [others = ''] = await tellEach(1, 'emil');
    const step = await here.tell({ escalationId: 'esc_1' });
    const by = {
      acknowledgedBy: 'emil',
      acknowledgedAt: START,
      chain: { steps: [], ackMinutes: 30 },
      log: [],
    };
    await here.put({ ...escalationKey('esc_1'), ...run, ...by, state: 'acknowledged', unanswered: 0 });
    const asked = [second, step.id, others, 'ntf_nothing', first, second];
    expect(await act(asked, { do: 'acknowledge' })).toMatchObject([
      { id: second, ok: true, notification: { state: 'acknowledged', acknowledgedBy: 'anna' } },
      { id: step.id, ok: false, refusal: 'already-settled', by: 'emil' },
      { id: others, ok: false, refusal: 'forbidden' },
      { id: 'ntf_nothing', ok: false, refusal: 'not-found' },
      { id: first, ok: true },
    ]);
  });

  test('names who has what was handed over', async () => {
    const { id } = await here.tell();
    const over = notificationReassigned.of({ fromId: 'anna', toId: 'emil', reason: 'cover-on-duty' });
    await answerFact(here.ports, factOf(over, { id: 'over' }));
    expect(await act([id], { do: 'acknowledge' })).toMatchObject([{ ok: false, by: 'emil' }]);
  });

  test('puts all away and brings all back', async () => {
    const ids = await tellEach(3);
    const until = new Date(here.now() + HOUR).toISOString();
    expect(await act(ids, { do: 'snooze', until, reason: 'waits for the carrier' })).toMatchObject(
      ids.map(id => ({
        id,
        ok: true,
        notification: { snoozedUntil: until, snoozeReason: 'waits for the carrier' },
      })),
    );
    expect((await here.inbox('snoozed')).counts).toEqual({ unread: 0, open: 0, snoozed: 3 });
    await act(ids, { do: 'unsnooze' });
    expect((await here.inbox()).counts).toEqual({ unread: 3, open: 3, snoozed: 0 });
    await act(ids, { do: 'seen' });
    expect((await here.inbox()).counts).toEqual({ unread: 0, open: 3, snoozed: 0 });
  });

  test('puts nothing away when nobody says until when', async () => {
    const ids = await tellEach(2);
    expect(await act(ids, { do: 'snooze' })).toMatchObject({
      ok: false,
      refusal: 'until-missing',
      detail: { field: 'body.until' },
    });
    expect(await act(ids, { do: 'snooze', until: new Date(START).toISOString() })).toMatchObject(
      ids.map(() => ({ ok: false, refusal: 'snooze-too-short' })),
    );
  });
});

describe('the lists', () => {
  let [seen, unseen, asleep, done] = ['', '', '', ''];
  beforeEach(async () => {
    [seen = '', unseen = '', asleep = '', done = ''] = await tellEach(4);
    here.pass(SECOND);
    await here.act(seen, 'seen');
    await here.act(asleep, { do: 'snooze', until: here.now() + DAY });
    await here.act(done, 'acknowledge');
  });

  test('hold each what they say, and are counted', async () => {
    expect((await here.inbox()).ids).toEqual([done, unseen, seen]);
    expect((await here.inbox('open')).ids).toEqual([unseen, seen]);
    expect((await here.inbox('unread')).ids).toEqual([unseen]);
    expect((await here.inbox('snoozed')).ids).toEqual([asleep]);
    expect((await here.inbox()).counts).toEqual({ unread: 1, open: 2, snoozed: 1 });
  });

  test('judge by the row where they lag: what was just put away or taken on is not shown as open', async () => {
    const { table } = here;
    const late = await table.query({
      index: 'list',
      pk: String(here.rowsOf('unseen').find(row => row['notificationId'] === unseen)?.list),
    });
    await here.act(unseen, { do: 'snooze', until: here.now() + DAY });
    const lagging = {
      ...table,
      query: async (asked: Parameters<typeof table.query>[0]) => (asked.index ? late : table.query(asked)),
    };
    for (const filter of ['open', 'unread'] as const) {
      const listed = await listNotifications({ ...here.ports, table: lagging }, anna, { limit: 9, filter });
      expect(listed).toMatchObject({ ok: true, value: { notifications: [] } });
    }
  });

  test('of the team are a lead’s alone', async () => {
    const asked = { limit: 50, of: 'team' } as const;
    expect(await listNotifications(here.ports, anna, asked)).toMatchObject({
      ok: false,
      refusal: 'forbidden',
    });
    const api = httpApi(...notificationsRoutes(here.ports));
    const call = (username: string, groups: string[]) => {
      const requestContext = { authorizer: { jwt: { claims: { username, 'cognito:groups': groups } } } };
      const queryStringParameters = { of: 'team' };
      const event = { routeKey: 'GET /v1/notifications', headers: {}, queryStringParameters, requestContext };
      return api(event as never, {} as never);
    };
    expect((await call('anna', ['agent'])).statusCode).toBe(403);
    expect((await call('fatima', ['agent', 'lead'])).statusCode).toBe(200);
  });

  test('of the team hold what everybody has open, newest first, or put away, by when it returns', async () => {
    const [emils = '', soon = ''] = await tellEach(2, 'emil');
    await here.act(soon, { do: 'snooze', until: here.now() + HOUR }, 'emil');
    const [hers = ''] = await tellEach(1, 'fatima');
    const team = async (filter: Asked['filter']) => {
      const listed = await listNotifications(here.ports, lead, { limit: 50, of: 'team', filter });
      return listed.ok ? listed.value.notifications.map(({ id }) => id) : [];
    };
    expect(await team('open')).toEqual([hers, emils, unseen, seen]);
    expect(await team('unread')).toEqual([hers, emils, unseen]);
    expect(await team('snoozed')).toEqual([soon, asleep]);
  });
});

test.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11])(
  'pages of %i of what is open go on from the unread to the seen without a loss or a double',
  async limit => {
    const ids = await tellEach(10);
    const looked = ids.filter((_, n) => n % 2 === 0);
    await act(looked, { do: 'seen' });
    const listed: string[] = [];
    let cursor: string | undefined;
    do {
      const asked = { limit, filter: 'open', ...(cursor === undefined ? {} : { cursor }) } as const;
      const page = await listNotifications(here.ports, anna, asked);
      if (!page.ok) throw new Error(page.refusal);
      expect(page.value.notifications.length).toBeLessThanOrEqual(limit);
      listed.push(...page.value.notifications.map(({ id }) => id));
      cursor = page.value.cursor;
    } while (cursor !== undefined);
    const newest = ids.toReversed();
    expect(listed).toEqual([
      ...newest.filter(id => !looked.includes(id)),
      ...newest.filter(id => looked.includes(id)),
    ]);
  },
);

describe('one notification', () => {
  const read = async (id: string, viewer = anna) => {
    const found = await getNotification(here.ports, viewer, id);
    if (!found.ok) throw new Error(found.refusal);
    return found.value;
  };

  test('says what happened to it, the oldest first, and by whom', async () => {
    const { id } = await here.tell({ taskId: 'tsk_1' });
    await here.runFor(MINUTE);
    await answerFact(here.ports, wanted({ taskId: 'tsk_1' }, { id: 'again' }));
    await here.settle();
    here.pass(SECOND);
    await here.act(id, 'seen');
    here.pass(SECOND);
    await here.act(id, { do: 'snooze', until: here.now() + HOUR });
    await here.runFor(MINUTE);
    await here.act(id, 'unsnooze');
    here.pass(SECOND);
    await here.act(id, { do: 'snooze', until: here.now() + HOUR });
    await here.runFor(HOUR + MINUTE);
    await here.act(id, 'acknowledge', 'anna');
    const { history } = await read(id);
    expect(history.map(({ what }) => what)).toEqual([
      ...['told', 'told-again', 'seen', 'snoozed', 'brought-back', 'snoozed', 'returned', 'acknowledged'],
    ]);
    expect(history.filter(({ what }) => what === 'snoozed')[0]).toMatchObject({ by: 'anna' });
    expect(history.at(-1)).toMatchObject({ by: 'anna', why: 'acknowledged' });
    expect(history.map(({ at }) => at)).toEqual(history.map(({ at }) => at).toSorted());
  });

  test('shows every round of its pushes and mails, and the message that carried it with others', async () => {
    const { id } = await here.tell();
    const other = await here.tell();
    await here.runFor(2 * MINUTE);
    await here.act(id, { do: 'snooze', until: here.now() + HOUR });
    await here.runFor(2 * HOUR);
    const { deliveries } = await read(id);
    expect(deliveries.map(({ channel, round, state }) => [channel, round, state])).toEqual([
      ...[
        ['push', 1, 'sent'],
        ['mail', 1, 'sent'],
        ['push', 2, 'sent'],
        ['mail', 2, 'sent'],
      ],
    ]);
    expect((await read(other.id)).deliveries.map(({ channel }) => channel)).toEqual(['mail', 'push']);
  });

  test('that waited in two messages shows the one that went out', async () => {
    await here.setAgent('anna', {});
    here.moveTo(Date.parse('2026-11-23T16:59:30Z'));
    await here.tell();
    const [{ id }] = [await here.tell(), await here.tell()];
    await here.runFor(DAY);
    const pushes = (await read(id)).deliveries.filter(({ channel }) => channel === 'push');
    expect(pushes).toMatchObject([{ at: '2026-11-24T08:00:00.000Z', state: 'sent', round: 1 }]);
    expect(pushes[0]?.bundleId).toMatch(/^bnd_/);
  });
});
