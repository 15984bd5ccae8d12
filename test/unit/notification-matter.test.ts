import { beforeEach, describe, expect, test } from '@jest/globals';
import { answerFact } from '../../functions/notifications/answer-fact.ts';
import { notificationReassigned, type notificationWanted } from '../../shared/events/team-events.ts';
import { HOUR, MINUTE, SECOND } from '../../shared/kernel/instant.ts';
import { escalationKey, ownershipKey } from '../../shared/store/keys.ts';
import { interleaved } from '../support/interleaved.ts';
import { aroundTheClock, type Clockwork, clockwork } from '../support/notification-clockwork.ts';
import { factOf, START, wanted } from '../support/notifications.ts';

let here: Clockwork;
beforeEach(async () => {
  here = await clockwork(['anna', 'emil']);
  for (const id of ['anna', 'emil']) await here.setAgent(id, { hours: aroundTheClock });
});
type Data = Partial<Parameters<typeof notificationWanted.of>[0]>;
const warned = (threshold: string, dueAt: number): Data => ({
  kind: 'device-warned',
  taskId: 'tsk_1',
  subjectKind: 'device-case',
  subjectId: 'case_1',
  threshold,
  dueAt,
});
const rows = () => here.rowsOf('notification');
const open = (recipientId = 'anna') =>
  rows().filter(row => row['recipientId'] === recipientId && row['outcome'] === undefined);

describe('a matter that is told again while it is open', () => {
  test('stays one notification, brought up to date, unseen again and at the top', async () => {
    const { id } = await here.tell(warned('at-50', START + 4 * HOUR));
    const other = await here.tell();
    await here.act(id, 'seen');
    here.pass(HOUR);
    const again = await here.tell(warned('at-75', START + 3 * HOUR));
    expect(again.decision).toBe('renewed');
    expect(rows()).toHaveLength(2);
    expect(await here.note(id)).toMatchObject({
      ...{ times: 2, round: 2, threshold: 'at-75', dueAt: START + 3 * HOUR },
      ...{ occurredAt: START + HOUR, createdAt: START, toldAgain: [START + HOUR] },
    });
    expect((await here.inbox('unread')).ids).toEqual([id, other.id]);
    expect((await here.inbox()).ids).toEqual([id, other.id]);
    expect(here.cameOut.map(({ notificationId }) => notificationId)).toEqual([id, other.id, id]);
  });

  test('by an older fact that comes late keeps what is known to be newer', async () => {
    const { id } = await here.tell(warned('at-75', START + 3 * HOUR), { occurredAt: START });
    await here.tell(warned('at-50', START + 4 * HOUR), { occurredAt: START - HOUR });
    expect(await here.note(id)).toMatchObject({
      ...{ times: 2, threshold: 'at-75', dueAt: START + 3 * HOUR, occurredAt: START },
    });
  });

  test('stays open for its full time from the latest news on, and then ends once', async () => {
    const { id } = await here.tell(warned('at-50', START + 4 * HOUR));
    await here.runFor(70 * HOUR);
    await here.tell(warned('at-75', START + 4 * HOUR));
    await here.runFor(71 * HOUR);
    expect(await here.note(id)).toMatchObject({ openUntil: START + 142 * HOUR, state: 'sent' });
    await here.runFor(HOUR);
    expect(await here.note(id)).toMatchObject({ outcome: 'expired', outcomeAt: START + 142 * HOUR });
    expect(here.timers()).toEqual([]);
  });

  test('again and again before anybody looks is mailed all the same', async () => {
    await here.company({ mailFallbackSeconds: 300 });
    for (let n = 0; n < 10; n++) {
      await here.tell(warned(`at-${n}`, START + 9 * HOUR));
      await here.runFor(2 * MINUTE);
    }
    expect(here.mails.length).toBeGreaterThan(0);
  });

  test('by the same fact twice counts once', async () => {
    await here.tell(warned('at-50', START + HOUR));
    const { fact, id } = await here.tell(warned('at-75', START + HOUR));
    here.pass(2 * MINUTE);
    expect((await answerFact(here.ports, fact)).decision).toBe('already-done');
    expect(await here.note(id)).toMatchObject({ times: 2, version: (await here.note(id)).version });
  });

  test('keeps the latest ten times', async () => {
    const { id } = await here.tell(warned('at-1', START + HOUR));
    for (let n = 1; n <= 12; n++) {
      here.pass(SECOND);
      await here.tell(warned('at-1', START + HOUR));
    }
    const { toldAgain = [], times } = await here.note(id);
    expect([times, toldAgain.length, toldAgain[0]]).toEqual([13, 10, START + 3 * SECOND]);
  });
});

test('what has ended is told anew', async () => {
  const first = await here.tell(warned('at-50', START + HOUR));
  await here.act(first.id, 'acknowledge');
  const second = await here.tell(warned('at-75', START + HOUR));
  expect(second.id).not.toBe(first.id);
  expect(open()).toMatchObject([{ id: second.id }]);
});

test('ten devices of one customer are ten notifications', async () => {
  const about = (n: number): Data => ({
    ...warned('at-50', START + HOUR),
    subjectId: `case_${n}`,
    taskId: 't',
  });
  for (let n = 0; n < 10; n++) await here.tell(about(n));
  expect(open()).toHaveLength(10);
});

test('of intents that come side by side about one matter, one is made and each is counted', async () => {
  for (let seed = 0; seed < 30; seed++) {
    here = await clockwork();
    const { table, run } = interleaved(here.table, seed);
    const facts = ['a', 'b', 'c'].map(id => wanted({}, { id }));
    await run(facts.map(fact => () => answerFact({ ...here.ports, table }, fact)));
    expect(rows()).toMatchObject([{ times: 3 }]);
    expect(here.rowsOf('matter')).toHaveLength(1);
  }
});

describe('an account that went to another owner', () => {
  beforeEach(() =>
    here.put({ ...ownershipKey('acme'), type: 'ownership', state: 'owned', ownerId: 'emil', version: 1 }),
  );

  test('is told to the new one, and the old one’s ends at once and disturbs nobody', async () => {
    await here.tell();
    await here.settle();
    expect(
      rows().map(({ recipientId, outcome, outcomeReason, reason }) => [
        recipientId,
        outcome,
        outcomeReason,
        reason,
      ]),
    ).toEqual(
      expect.arrayContaining([
        ['anna', 'cancelled', 'owner-changed', 'owner-on-duty'],
        ['emil', undefined, undefined, 'handed-over'],
      ]),
    );
    expect(here.cameOut.map(({ notificationId }) => notificationId)).toEqual([open('emil')[0]?.['id']]);
    expect((await here.inbox()).ids).toEqual([]);
  });

  test('is told to whoever is meant otherwise all the same', async () => {
    await here.tell({ ownerId: 'emil', reason: 'lead' });
    expect(open()).toHaveLength(1);
  });
});

describe('work that goes to another', () => {
  const handOver = async (data: { toId?: string; taskId?: string }, reason = 'cover-on-duty' as const) => {
    const fact = factOf(notificationReassigned.of({ fromId: 'anna', reason, ...data }), { id: 'over' });
    await answerFact(here.ports, fact);
    await here.settle();
    await answerFact(here.ports, fact);
    await here.settle();
  };

  test('takes along everything that is open about the account, each once, and nothing else', async () => {
    for (const taskId of ['tsk_1', 'tsk_2', 'tsk_3']) await here.tell({ taskId });
    await here.tell({ taskId: 'tsk_4' }, { accountId: 'other' });
    await handOver({ toId: 'emil' });
    expect(open().map(row => row['taskId'])).toEqual(['tsk_4']);
    expect(
      open('emil')
        .map(row => row['taskId'])
        .sort(),
    ).toEqual(['tsk_1', 'tsk_2', 'tsk_3']);
    expect(open('emil').map(row => row['times'])).toEqual([undefined, undefined, undefined]);
    expect(rows().filter(row => row['outcomeReason'] === 'handed-over')).toHaveLength(3);
  });

  test('of one task takes along what is told of it alone', async () => {
    await here.tell({ taskId: 'tsk_1' });
    await here.tell({ taskId: 'tsk_2' });
    await handOver({ toId: 'emil', taskId: 'tsk_2' });
    expect(open().map(row => row['taskId'])).toEqual(['tsk_1']);
    expect(open('emil')).toMatchObject([{ taskId: 'tsk_2', reason: 'cover-on-duty', ownerId: 'anna' }]);
  });

  test('leaves the steps of an escalation to its chain', async () => {
    await here.put({
      ...escalationKey('esc_1'),
      type: 'escalation',
      state: 'running',
      unanswered: 1,
      version: 1,
    });
    await answerFact(here.ports, wanted({ escalationId: 'esc_1' }));
    await handOver({ toId: 'emil' });
    expect([open().length, open('emil').length]).toEqual([1, 0]);
  });

  test('to nobody ends what was told, and tells nobody', async () => {
    const { id } = await here.tell();
    await handOver({});
    expect(await here.note(id)).toMatchObject({ outcome: 'cancelled', outcomeReason: 'handed-over' });
    expect([open().length, open('emil').length, here.timers().length]).toEqual([0, 0, 0]);
  });

  test('takes along what was put away: it is new to the other', async () => {
    const { id } = await here.tell({ dueAt: START + 5 * HOUR });
    await here.act(id, { do: 'snooze', until: START + HOUR });
    await handOver({ toId: 'emil' });
    expect(await here.note(id)).toMatchObject({ outcome: 'cancelled', acknowledgedBy: 'emil' });
    expect(open('emil')).toMatchObject([{ dueAt: START + 5 * HOUR, state: 'sent' }]);
    expect(here.timers().map(({ kind }) => kind)).not.toContain('notification.snooze');
  });
});
