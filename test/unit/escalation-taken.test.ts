import { beforeEach, describe, expect, test } from '@jest/globals';
import { answerFact } from '../../functions/notifications/answer-fact.ts';
import { actOnNotification } from '../../functions/notifications/answer-person.ts';
import { answerTick } from '../../functions/notifications/answer-tick.ts';
import { putSubscription } from '../../functions/notifications/keep-subscription.ts';
import { pushNotification } from '../../functions/notifications/push-notification.ts';
import { mendPromises } from '../../functions/upkeep/mend-promises.ts';
import type { Tick } from '../../shared/events/timers.ts';
import { HOUR, MINUTE, SECOND } from '../../shared/kernel/instant.ts';
import { notificationKey } from '../../shared/store/keys.ts';
import { loadNotification } from '../../shared/store/notification-store.ts';
import { browser } from '../support/browser.ts';
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

describe('whoever acknowledges one of its notifications', () => {
  test('has the whole of it: the chain stops in the same commit, and what the others were told is done', async () => {
    await started();
    expect(await act('anna')).toMatchObject({ ok: true, value: { state: 'acknowledged' } });
    expect(here.run()).toMatchObject({ state: 'acknowledged', acknowledgedBy: 'anna', version: 2 });
    expect(here.timerOf('escalation.step')).toBeUndefined();
    expect(here.timerOf('escalation.ack-reminder')).toMatchObject({ dueAt: START + 30 * MINUTE, epoch: 2 });
    await here.deliver();
    expect(here.told()).toEqual(['anna acknowledged acknowledged', 'emil done acknowledged-by-other']);
    expect(await loadNotification(here.table, here.notificationOf('emil'))).toMatchObject({
      acknowledgedBy: 'anna',
    });
    expect(here.rowsOf('timer').map(({ kind }) => kind)).toEqual(['escalation.ack-reminder']);
    expect(here.rowsOf('unseen')).toEqual([]);
  });

  test('is the only one: the second person is told who was first, before and after it is settled', async () => {
    await started();
    await act('anna');
    const late = {
      ok: false,
      refusal: 'already-settled',
      detail: { by: 'anna', problem: 'anna took it on first.' },
    };
    expect(await act('emil')).toEqual(late);
    await here.deliver();
    expect(await act('emil')).toEqual(late);
    expect(here.run()).toMatchObject({ acknowledgedBy: 'anna', version: 2 });
  });

  test('confirms by doing so again', async () => {
    await started();
    await act('anna');
    here.pass(20 * MINUTE);
    expect(await act('anna')).toMatchObject({ ok: true, value: { state: 'acknowledged', version: 2 } });
    expect(here.timerOf('escalation.ack-reminder')).toMatchObject({ dueAt: START + 50 * MINUTE, epoch: 3 });
  });

  test('and does not confirm, has it no more: the chain goes on, and anybody told may take it', async () => {
    await started();
    await act('anna');
    await here.deliver();
    expect((await here.tick('escalation.ack-reminder')).decision).toBe('escalation-resumed');
    await here.deliver();
    expect(here.run()).toMatchObject({ state: 'running', version: 3 });
    expect(here.told()).toContain('bruno queued -');
    expect(await act('emil')).toMatchObject({ ok: true });
    expect(here.run()).toMatchObject({ state: 'acknowledged', acknowledgedBy: 'emil' });
    await here.deliver();
    expect(here.told()).toContain('bruno done acknowledged-by-other');
  });

  test('and does not confirm while the others are being settled, leaves them open', async () => {
    await started();
    await act('anna');
    const [changed] = here.emitted('escalation.changed').slice(-1);
    const { table } = here;
    let wove = false;
    const weaving = {
      ...here.ports,
      table: {
        ...table,
        commit: async (set: Parameters<typeof table.commit>[0]) => {
          if (!wove) {
            wove = true;
            await here.tick('escalation.ack-reminder');
          }
          return table.commit(set);
        },
      },
    };
    if (changed) await answerFact(weaving, changed);
    expect([wove, here.run().state]).toEqual([true, 'running']);
    expect(here.told()).toContain('emil queued -');
  });

  test('keeps what is on its way from being told or pushed, before the others are settled', async () => {
    await putSubscription(here.ports, 'emil', browser('emil').subscription);
    await answerFact(here.ports, wantedEscalation());
    for (const wanted of here.emitted('notification.wanted')) await answerFact(here.ports, wanted);
    await here.tick('escalation.step');
    const [bruno] = here.emitted('notification.wanted').slice(-1);
    await act('anna');
    for (const queued of here.emitted('notification.queued')) await pushNotification(here.ports, queued);
    if (bruno) await answerFact(here.ports, bruno);
    expect(here.pushes).toEqual([]);
    expect(here.told()).toEqual([
      'anna acknowledged acknowledged',
      'bruno done escalation-over',
      'emil done acknowledged-by-other',
    ]);
  });

  test('keeps the mails of the others from going out, before they are settled', async () => {
    await started();
    const tick = here.tickOf(here.notificationOf('emil'), 'notification.mail-fallback');
    await act('anna');
    here.pass(30 * SECOND);
    expect((await answerTick(here.ports, tick)).decision).toBe('not-needed');
    expect(here.mails).toEqual([]);
    expect(here.told()).toContain('emil done acknowledged-by-other');
  });
});

describe('when the subject is solved', () => {
  test('the chain stops and everything told of it is done, but for what somebody took on', async () => {
    await started();
    await act('anna');
    await here.deliver();
    await here.tick('escalation.ack-reminder');
    await here.deliver();
    expect((await answerFact(here.ports, endedEscalation())).decision).toBe('escalation-ended');
    await answerFact(here.ports, endedEscalation('e2'));
    await here.deliver();
    expect(here.run()).toMatchObject({ state: 'resolved', version: 4 });
    expect(here.told()).toEqual([
      'anna acknowledged acknowledged',
      'bruno done resolved',
      'emil done acknowledged-by-other',
    ]);
    expect(here.rowsOf('timer')).toEqual([]);
    expect(await mendPromises(here.ports)).toMatchObject({ unguarded: 0, mended: 0 });
  });
});

describe('somebody off duty whom a step does not wake', () => {
  const office = { mon: [['11:00', '17:00']] };

  test('finds it in the inbox, gets the mail, and the push when their hours begin', async () => {
    await putSubscription(here.ports, 'anna', browser('anna').subscription);
    await here.setAgent('anna', { hours: office });
    await started();
    const id = here.notificationOf('anna');
    expect(here.peek(notificationKey(id))).toMatchObject({ heldUntil: START + HOUR });
    expect(here.pushes).toEqual([]);
    here.pass(20 * SECOND);
    await answerTick(here.ports, here.tickOf(id, 'notification.mail-fallback'));
    expect(here.mails).toHaveLength(1);
    here.moveTo(START + HOUR);
    const due = here.rowsOf('timer').find(({ kind }) => kind === 'bundle.due');
    await answerTick(here.ports, due as unknown as Tick);
    await here.deliver();
    expect(here.pushes).toHaveLength(1);
  });

  test('is woken by a step that wakes', async () => {
    await putSubscription(here.ports, 'anna', browser('anna').subscription);
    await here.setAgent('anna', { hours: office });
    await here.setChain(aChain(notify({ agent: 'anna' }, { wake: true }), wait(5)));
    await started();
    expect(here.pushes).toHaveLength(1);
    expect(here.rowsOf('notification')[0]).not.toHaveProperty('heldUntil');
  });
});
