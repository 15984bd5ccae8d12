import { describe, expect, test } from '@jest/globals';
import { putOutsideCalendar } from '../../functions/duty/put-outside-calendar.ts';
import { signedUp } from '../../shared/events/account-events.ts';
import { escalationWanted } from '../../shared/events/escalation-events.ts';
import { notificationWanted } from '../../shared/events/team-events.ts';
import { HOUR, MINUTE, SECOND } from '../../shared/kernel/instant.ts';
import type { Asked } from '../proof/api.ts';
import { beginTale, type Tale } from '../proof/tale.ts';
import { anna, crm, idOf, inTime, last, once } from '../proof/tales/people.ts';
import { weekly } from '../support/duty.ts';

/** Every row of the table, but for the answers and commits that differ by nature. */
const standing = ({ world }: Tale): string[] =>
  [...world.table.rows()].map(row => JSON.stringify(row)).sort();

/** Asks, and once more as whoever got no answer does, `later` milliseconds on. */
async function askTwice(tale: Tale, route: string, asked: Asked, later = 0) {
  const first = await tale.ask(route, asked);
  const after = standing(tale);
  if (later > 0) await tale.world.run({ until: tale.world.clock.now() + later });
  const again = await tale.ask(route, asked);
  return { first, again, isSame: JSON.stringify(standing(tale)) === JSON.stringify(after) };
}

async function here(): Promise<Tale> {
  const { tale } = await beginTale(1);
  tale.fact(signedUp.of({ product: 'repricer', language: 'de' }), 'acme');
  tale.fact(
    notificationWanted.of({ recipientId: 'anna', kind: 'converted', language: 'de', reason: 'on-duty' }),
    'acme',
  );
  const wanted = { escalationId: 'esc_1', chain: 'breach', subjectKind: 'device-case', subjectId: 'case_1' };
  const alarm = { ...wanted, kind: 'device-breached', language: 'de' } as const;
  tale.fact(escalationWanted.of(alarm as Parameters<typeof escalationWanted.of>[0]), 'acme');
  await tale.pass(2 * MINUTE);
  return tale;
}

describe('whoever asks once more, for no answer came, changes nothing:', () => {
  test('an agent as they are, an absence that is there, one that is not', async () => {
    const tale = await here();
    const { id, absences, book, settling, onDuty, version, ...input } = await agent(tale);
    const put = { by: anna, params: { agentId: 'bruno' }, body: { ...input, capacity: 350 } };
    expect(await askTwice(tale, 'put-agent', put)).toMatchObject({ isSame: true, again: { capacity: 350 } });
    const body = { from: inTime(tale, 40 * HOUR), to: inTime(tale, 90 * HOUR) };
    const away = { by: anna, params: { agentId: 'bruno', absenceId: 'trip' } };
    expect((await askTwice(tale, 'put-absence', { ...away, body })).isSame).toBe(true);
    expect((await askTwice(tale, 'delete-absence', away)).isSame).toBe(true);
  });

  test('preferences', async () => {
    const tale = await here();
    const ways = { by: anna, body: { kinds: {}, digests: [], mail: 'always' } };
    expect(await askTwice(tale, 'put-preferences', ways)).toMatchObject({
      isSame: true,
      again: { version: 1 },
    });
  });

  test('a calendar elsewhere that waits to be read', async () => {
    const tale = await here();
    const { table, clock } = tale.world;
    let n = 0;
    const ports = { table, clock, ids: { random: (prefix: string) => `${prefix}_${n++}` } };
    const put = (name: string) =>
      putOutsideCalendar(ports, { agentId: 'emil', url: `https://calendar.google.com/${name}.ics` });
    await put('emil');
    const after = standing(tale);
    await put('emil');
    expect(standing(tale)).toEqual(after);
    await put('emil-2');
    expect(last(tale, 'outside-calendar')).toMatchObject({
      version: 2,
      url: expect.stringMatching('emil-2'),
    });
  });

  test('somebody who stands in', async () => {
    const tale = await here();
    await tale.ask('put-duty-schedule', { by: anna, params: { scheduleId: 'nights' }, body: weekly });
    const body = { from: inTime(tale, HOUR), to: inTime(tale, 3 * HOUR), agentId: 'anna', reason: 'theatre' };
    const params = { scheduleId: 'nights', overrideId: 'theatre' };
    const put = await askTwice(tale, 'put-duty-override', { by: anna, params, body }, SECOND);
    expect(put).toMatchObject({ isSame: true, again: put.first });
  });

  test.each(['converted', 'device-breached'])('a snooze of %s', async kind => {
    const tale = await here();
    const params = { notificationId: idOf(last(tale, 'notification', { kind, recipientId: 'anna' })) };
    const body = { until: inTime(tale, HOUR), reason: 'lunch' };
    const put = await askTwice(tale, 'snooze-notification', { by: anna, params, body }, SECOND);
    expect(put).toMatchObject({ isSame: true, again: put.first });
    const other = { by: anna, params, body: { ...body, reason: 'a long lunch' } };
    expect(await tale.ask('snooze-notification', other)).toMatchObject({ snoozeReason: 'a long lunch' });
  });

  test('an escalation taken on, of which the same word a minute later confirms it', async () => {
    const tale = await here();
    const notificationId = idOf(last(tale, 'notification', { kind: 'device-breached', recipientId: 'anna' }));
    const take = { by: anna, params: { notificationId }, body: {} };
    expect((await askTwice(tale, 'acknowledge', take, SECOND)).isSame).toBe(true);
    const { confirmBy } = last(tale, 'escalation');
    await tale.pass(MINUTE);
    await tale.ask('acknowledge', take);
    expect(last(tale, 'escalation')['confirmBy']).toBeGreaterThan(Number(confirmBy));
  });

  test('a profile with the same key; with another it is said anew', async () => {
    const tale = await here();
    const said = { by: anna, params: { accountId: 'acme' }, body: { skus: 12 } };
    const key = { ...said, headers: once('profile-1') };
    expect(await askTwice(tale, 'put-seller-profile', key, SECOND)).toMatchObject({ isSame: true });
    const lines = () => tale.rows('journal').filter(({ name }) => name === 'account.profile-updated').length;
    expect(lines()).toBe(1);
    await tale.ask('put-seller-profile', { ...said, headers: once('profile-2') });
    expect(lines()).toBe(2);
  });

  test('a contact as of the same instant', async () => {
    const tale = await here();
    const data = { product: 'repricer', language: 'de', contact: { id: 'main', name: 'Ada Acker' } };
    const event = { ...{ specversion: '1.0', id: 'e-1', source: 'shop' }, subject: 'acme', data };
    const body = { ...event, type: 'account.signed-up', time: inTime(tale, -HOUR) };
    const headers = { 'content-type': 'application/cloudevents+json' };
    const by = { machine: 'shop', scopes: ['events:write'] };
    const contact = () => last(tale, 'contact', { pk: 'account#acme' }).version;
    await tale.ask('post-events', { by, headers, body });
    await tale.ask('post-events', { by, headers, body });
    expect(contact()).toBe(1);
    const params = { accountId: 'acme', contactId: 'main' };
    await tale.ask('put-contact', { by: crm, params, body: { name: 'Ada Acker-Meyer' } });
    expect(contact()).toBe(2);
  });
});

async function agent({ ask }: Tale) {
  const { agents } = await ask('list-agents', { by: anna });
  return (agents as Record<string, unknown>[]).find(({ id }) => id === 'bruno') as Record<string, unknown>;
}
