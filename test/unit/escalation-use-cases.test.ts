import { beforeEach, describe, expect, test } from '@jest/globals';
import { answerFact } from '../../functions/notifications/answer-fact.ts';
import { actOnNotification } from '../../functions/notifications/answer-person.ts';
import { answerTick } from '../../functions/notifications/answer-tick.ts';
import { mendPromises } from '../../functions/upkeep/mend-promises.ts';
import { HOUR, MINUTE } from '../../shared/kernel/instant.ts';
import { escalationKey, escalationPk, lists, promiseKey, timerKey } from '../../shared/store/keys.ts';
import {
  aChain,
  endedEscalation,
  escalationRoom,
  notify,
  repeat,
  wait,
  wantedEscalation,
} from '../support/escalation.ts';
import { START } from '../support/notifications.ts';

const chain = aChain(
  notify('owner'),
  notify({ agent: 'anna' }),
  wait(5),
  notify({ agent: 'bruno' }),
  wait(5),
  repeat(1),
);
let here: Awaited<ReturnType<typeof escalationRoom>>;
beforeEach(async () => {
  here = await escalationRoom(chain);
});
const act = (id: string, act: 'seen' | 'acknowledge' = 'acknowledge') =>
  actOnNotification(here.ports, { id, roles: ['agent'] }, { notificationId: here.notificationOf(id), act });
const started = async () => {
  await answerFact(here.ports, wantedEscalation());
  await here.deliver();
};

describe('an escalation that is wanted', () => {
  test('starts with its first people told and its next step armed, all in one commit', async () => {
    const commits: number[] = [];
    here.table.onCommit(changes => commits.push(changes.length));
    const handled = await answerFact(here.ports, wantedEscalation('w1', { fixBy: START + HOUR }));
    expect(handled).toMatchObject({ decision: 'escalation-started', detail: { told: 2 } });
    expect(commits).toEqual([3]);
    expect(here.run()).toMatchObject({
      state: 'running',
      step: 3,
      version: 1,
      list: lists.escalations,
      chain,
    });
    expect(here.timerOf('escalation.step')).toMatchObject({ dueAt: START + 5 * MINUTE, epoch: 1 });
    expect(here.emitted('notification.wanted').map(fact => fact.data)).toMatchObject([
      {
        recipientId: 'emil',
        reason: 'owner-on-duty',
        escalationId: 'esc_1',
        subjectId: 'case_1',
        ownerId: 'emil',
      },
      { recipientId: 'anna', reason: 'named', kind: 'device-breached', dueAt: START + HOUR },
    ]);
    expect(here.emitted('escalation.changed')).toMatchObject([
      { data: { state: 'running', escalationVersion: 1 } },
    ]);
  });

  test('skips steps on the days on which the calendar of their gate is closed', async () => {
    const closedDays = [{ date: '2026-11-23', name: 'Founders’ day', source: 'closure' }];
    await here.put({ ...promiseKey('calendar', 'office'), type: 'promise', id: 'office', closedDays });
    const when = (holidays: 'skip' | 'only') => ({ when: { holidays, calendar: 'office' } });
    await here.setChain(
      aChain(notify('owner', when('skip')), notify({ agent: 'anna' }, when('only')), wait(5)),
    );
    await started();
    expect(here.told()).toEqual(['anna queued -']);
    expect(here.run().log).toMatchObject([{ why: 'gate-closed' }, { told: ['anna'] }]);
  });

  test('twice, or by another fact, is one', async () => {
    await started();
    expect((await answerFact(here.ports, wantedEscalation())).decision).toBe('already-done');
    expect((await answerFact(here.ports, wantedEscalation('w2'))).decision).toBe('known');
    await here.deliver();
    expect(here.told()).toHaveLength(2);
  });

  test('after it has ended, never starts', async () => {
    await answerFact(here.ports, endedEscalation());
    expect((await answerFact(here.ports, wantedEscalation())).decision).toBe('known');
    expect(here.run().state).toBe('resolved');
    expect([...here.rowsOf('timer'), ...here.emitted('notification.wanted')]).toEqual([]);
  });

  test('by an import starts none', async () => {
    const handled = await answerFact(here.ports, { ...wantedEscalation(), origin: 'backfill' });
    expect(handled.decision).toBe('suppressed');
    expect(here.peek(escalationKey('esc_1'))).toBeUndefined();
  });

  test('with a chain that the settings do not know runs the standard one', async () => {
    const handled = await answerFact(here.ports, wantedEscalation('w1', { chain: 'other' }));
    expect(handled).toMatchObject({ decision: 'chain-unknown', detail: { told: 1 } });
  });

  test('rings when nobody is on duty, and when its chain is through', async () => {
    await here.setAgent('emil', { active: false });
    await here.setChain(aChain(notify('owner'), wait(5), notify({ agent: 'anna' }), wait(5)));
    expect((await answerFact(here.ports, wantedEscalation())).decision).toBe('nobody-on-duty');
    expect(here.run().log).toMatchObject([{ why: 'nobody-on-duty' }, { told: ['anna'] }]);
    expect((await here.tick('escalation.step')).decision).toBe('escalation-exhausted');
    expect(here.rowsOf('timer')).toEqual([]);
  });
});

describe('the next step', () => {
  test('tells whoever is on duty then, by the chain as it was at the start', async () => {
    await started();
    await here.setChain(aChain(notify('lead')));
    const handled = await here.tick('escalation.step');
    expect(handled).toMatchObject({ decision: 'escalation-stepped', detail: { told: 1 } });
    await here.deliver();
    expect(here.told()).toEqual(['anna queued -', 'bruno queued -', 'emil queued -']);
    expect(here.timerOf('escalation.step')).toMatchObject({ dueAt: START + 10 * MINUTE, epoch: 2 });
  });

  test('is taken once, however often its tick comes, and a tick of before changes nothing', async () => {
    await started();
    const first = here.timerOf('escalation.step');
    await here.tick('escalation.step');
    if (!first) throw new Error('no timer');
    const again = await answerTick(here.ports, { ...first, kind: 'escalation.step' });
    expect(again.decision).toBe('moved');
    expect(here.emitted('notification.wanted')).toHaveLength(3);
  });

  test('is not taken by a timer that belongs to another version of the run', async () => {
    await started();
    const timer = here.timerOf('escalation.step');
    if (!timer) throw new Error('no timer');
    await here.put({ ...timer, epoch: 9 });
    expect((await here.tick('escalation.step')).decision).toBe('not-needed');
    expect(here.run().version).toBe(1);
  });

  test('has its lost timer back after the audit, and so has a confirmation', async () => {
    await started();
    const drop = (kind: 'escalation.step' | 'escalation.ack-reminder') =>
      here.table.commit({
        commitId: 'x',
        writes: [{ do: 'delete', key: timerKey(escalationPk('esc_1'), kind) }],
      });
    await drop('escalation.step');
    expect(await mendPromises(here.ports)).toMatchObject({ unguarded: 1, mended: 1 });
    await here.tick('escalation.step');
    expect(here.run().version).toBe(2);
    await act('anna');
    await drop('escalation.ack-reminder');
    expect(await mendPromises(here.ports)).toMatchObject({ unguarded: 1, mended: 1 });
    expect((await here.tick('escalation.ack-reminder')).decision).toBe('escalation-resumed');
    expect(await mendPromises(here.ports)).toMatchObject({ unguarded: 0, mended: 0 });
  });
});
