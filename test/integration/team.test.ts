import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { AssignmentView } from '../../shared/contracts/accounts-contract.ts';
import type { DutyView, OwnCalendarView, ScheduleView } from '../../shared/contracts/duty-contract.ts';
import type { ChainView } from '../../shared/contracts/escalations-contract.ts';
import type { NotificationView } from '../../shared/contracts/notifications-contract.ts';
import type { AgentView, TaskView, TeamLoad } from '../../shared/contracts/team-contract.ts';
import { DAY, formatInstant, HOUR, MINUTE } from '../../shared/kernel/instant.ts';
import type { ApiClient } from '../../tools/support/api-client.ts';
import { freshId, until } from '../support/engine.ts';
import { START_LIMIT, startTestProduct, type TestProduct } from '../support/product.ts';

let product: TestProduct;
let anna: ApiClient;
let emil: ApiClient;
const now = () => Date.now() + product.lead();
const soon = (milliseconds: number) => formatInstant(now() + milliseconds);

beforeAll(async () => {
  product = await startTestProduct();
  [anna, emil] = await Promise.all([product.as('anna'), product.as('emil')]);
  // The engine may remember an earlier run.
  for (const id of ['anna', 'emil', 'fatima'])
    await (await product.as('fatima')).delete(`/v1/agents/${id}/absences/away`);
}, START_LIMIT);
afterAll(() => product?.stop(), 240_000);

/** A German account with the owner that the ranking gave it. */
async function account(): Promise<{ id: string; ownerId: string }> {
  const id = freshId();
  await product.send('account.signed-up', {
    subject: id,
    data: { product: 'lost-and-found', language: 'de' },
  });
  const ownerId = await until(
    'an owner',
    async () =>
      (await anna.get<AssignmentView>(`/v1/accounts/${id}/assignment`).catch(() => undefined))?.ownerId,
  );
  return { id, ownerId };
}

const clientOf = (agentId: string) => product.as(agentId);
const openOf = async (client: ApiClient, accountId: string, filter = 'open') =>
  (
    await client.get<{ notifications: NotificationView[] }>(`/v1/notifications?filter=${filter}&limit=100`)
  ).notifications.filter(one => one.accountId === accountId);
const tasksOf = async (client: ApiClient, accountId: string) =>
  (await client.get<{ tasks: TaskView[] }>('/v1/tasks?limit=100')).tasks.filter(
    one => one.accountId === accountId,
  );

describe('an item of the inbox', () => {
  test('is put away, gone from the list, and back new and unread when its time is over', async () => {
    const { id, ownerId } = await account();
    const owner = await clientOf(ownerId);
    const item = await until('the item', async () => (await openOf(owner, id))[0]);
    await owner.post(`/v1/notifications/${item.id}/seen`, {});
    const asleep = await owner.post<NotificationView>(`/v1/notifications/${item.id}/snooze`, {
      ...{ until: soon(10 * MINUTE), reason: 'They call back.' },
    });
    expect(asleep.snoozedUntil).toBeDefined();
    expect(
      await until('it to go', async () => ((await openOf(owner, id)).length === 0 ? 'gone' : undefined)),
    ).toBe('gone');
    expect(await openOf(owner, id, 'snoozed')).toHaveLength(1);
    await product.pass(11 * MINUTE);
    const back = await until('its return', async () => (await openOf(owner, id, 'unread'))[0]);
    expect(back).toMatchObject({ id: item.id, state: expect.stringMatching(/queued|sent/) });
    const whole = await owner.get<{ history: { what: string }[] }>(`/v1/notifications/${item.id}`);
    expect(whole.history.map(({ what }) => what)).toEqual(
      expect.arrayContaining(['told', 'seen', 'snoozed', 'returned']),
    );
  }, 1_200_000);
});

describe('work that changes hands', () => {
  test('goes with the account to a colleague, who is told; the old owner has nothing of it left', async () => {
    const { id, ownerId } = await account();
    const [from, to] = ownerId === 'anna' ? [anna, 'emil'] : [await clientOf(ownerId), 'anna'];
    await until('the item', async () => (await openOf(from, id))[0]);
    const moved = await from.post<AssignmentView>(`/v1/accounts/${id}/transfer`, {
      to,
      reason: 'Closer to them.',
    });
    expect(moved).toMatchObject({ ownerId: to, why: 'Closer to them.' });
    const theirs = await clientOf(to);
    expect(
      await until('the news', async () =>
        (await openOf(theirs, id)).find(({ kind }) => kind === 'account-transferred'),
      ),
    ).toMatchObject({ reason: 'handed-over' });
    await until('their task', async () => (await tasksOf(theirs, id))[0]);
    await until('nothing', async () => ((await openOf(from, id)).length === 0 ? 'nothing' : undefined));
    expect(await tasksOf(from, id)).toEqual([]);
  }, 1_200_000);

  test('is lent for an absence, as far as it is due before the return, and the account stays', async () => {
    const { id, ownerId } = await account();
    const owner = await clientOf(ownerId);
    const cover = ownerId === 'emil' ? 'anna' : 'emil';
    const task = await until('the task', async () => (await tasksOf(owner, id))[0]);
    const lead = await clientOf('fatima');
    const absence = { from: soon(-MINUTE), to: soon(2 * DAY), coverId: cover };
    await lead.put<AgentView>(`/v1/agents/${ownerId}/absences/away`, absence);
    const lent = await until('the loan', async () => (await tasksOf(await clientOf(cover), id))[0]);
    expect(lent).toMatchObject({ id: task.id, agentId: cover, lentBy: ownerId });
    expect((await anna.get<AssignmentView>(`/v1/accounts/${id}/assignment`)).ownerId).toBe(ownerId);
    await lead.delete(`/v1/agents/${ownerId}/absences/away`);
    await until('it to come back', async () => (await tasksOf(owner, id)).find(one => one.id === task.id));
  }, 1_200_000);

  test('is taken from the queue by one of two; the other is told who has it', async () => {
    const id = freshId();
    await product.send('account.registration-completed', { subject: id, data: { product: 'repricer' } });
    const lead = await clientOf('fatima');
    await until('the queue', async () =>
      (await lead.get<TeamLoad>('/v1/team-load')).queue.accounts.find(({ accountId }) => accountId === id),
    );
    const both = await Promise.allSettled(
      [anna, emil].map(client => client.post<AssignmentView>(`/v1/accounts/${id}/claim`, {})),
    );
    const won = both.filter(one => one.status === 'fulfilled');
    const lost = both.filter(one => one.status === 'rejected');
    expect([won.length, lost.length]).toEqual([1, 1]);
    expect(String(lost[0]?.reason)).toMatch(/already.claimed/);
  }, 1_200_000);
});

describe('duty and chains', () => {
  test('a schedule says who is on duty, and its feed is read by its secret address until it is revoked', async () => {
    const lead = await clientOf('fatima');
    const rotation = {
      agents: ['anna', 'emil'],
      every: 'day',
      turn: 1,
      from: '2026-01-01',
      handoverAt: '09:00',
    };
    const nightsId = freshId();
    await lead.put<ScheduleView>(`/v1/duty-schedules/${nightsId}`, {
      ...{ name: 'Nights', zone: 'Europe/Berlin', rotations: [rotation] },
    });
    const { schedules } = await anna.get<DutyView>('/v1/duty');
    const nights = schedules.find(({ id }) => id === nightsId);
    expect(['anna', 'emil']).toContain(nights?.now?.agentId);
    expect(nights?.gaps).toEqual([]);
    const { feed } = await anna.post<OwnCalendarView>('/v1/me/calendar-feed', {});
    const path = new URL(feed.url ?? '').pathname;
    const read = () => fetch(`${product.front.url}${path}`);
    expect(await (await read()).text()).toMatch(/^BEGIN:VCALENDAR\r\n[\s\S]*Nights/);
    await anna.delete('/v1/me/calendar-feed');
    expect((await read()).status).toBe(404);
  }, 1_200_000);

  test('a chain is tried out before it is kept, and one that cannot work is refused with the step', async () => {
    const lead = await clientOf('fatima');
    const { chains } = await lead.get<{ chains: ChainView[] }>('/v1/escalation-chains');
    expect(chains.map(({ id }) => id)).toEqual(expect.arrayContaining(['breach', 'no-stock']));
    const run = await lead.post<{ lines: { why: string }[]; endsAt?: string }>(
      '/v1/escalation-chains/dry-run',
      {
        ...{ chainId: 'breach', at: soon(HOUR), language: 'de' },
      },
    );
    expect(run.lines.map(({ why }) => why)).toContain('told');
    expect(run.endsAt).toBeDefined();
    const broken = lead.put('/v1/escalation-chains/broken', {
      steps: [{ do: 'wait', minutes: 5 }],
      ackMinutes: 5,
    });
    await expect(broken).rejects.toThrow(/steps|bad.chain/);
  }, 1_200_000);
});
