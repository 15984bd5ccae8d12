import { beforeEach, describe, expect, test } from '@jest/globals';
import { answerFact } from '../../functions/notifications/answer-fact.ts';
import { takeOn } from '../../functions/notifications/take-on-escalation.ts';
import { mendPromises } from '../../functions/upkeep/mend-promises.ts';
import { acknowledge, type Run, resolve } from '../../shared/domain/notifications/escalation.ts';
import { snoozeRun, unsnoozeRun, wakeRun } from '../../shared/domain/notifications/escalation-snooze.ts';
import { HOUR, MINUTE } from '../../shared/kernel/instant.ts';
import { escalationPk, lists, timerKey } from '../../shared/store/keys.ts';
import {
  aChain,
  advanced,
  aRun,
  endedEscalation,
  escalationRoom,
  notify,
  repeat,
  told,
  wait,
  wantedEscalation,
} from '../support/escalation.ts';
import { putAway, putBack } from '../support/escalation-snooze.ts';
import { NOW } from '../support/facts.ts';
import { factOf, START } from '../support/notifications.ts';

const snoozedBy = (run: Run, by: string, given: { until?: number; now?: number } = {}): Run => {
  const { now = NOW + MINUTE, until = NOW + HOUR } = given;
  const done = snoozeRun(run, { by, until, now });
  if (!done.ok) throw new Error(done.refusal);
  return done.value;
};
const takenBy = (run: Run, by: string, now: number): Run => {
  const done = acknowledge(run, by, now);
  if (!done.ok) throw new Error(done.refusal);
  return done.value;
};

describe('a run that is put away', () => {
  const chain = aChain(notify('owner'), wait(5), notify('lead'), wait(5), repeat(1));
  const { run } = advanced(aRun(chain));

  test('takes no step until its time is over, then begins anew in a round of its own', () => {
    const away = snoozedBy(run, 'anna');
    expect(away).toMatchObject({ state: 'snoozed', snoozedBy: 'anna', nextAt: NOW + HOUR });
    expect(advanced(away, { now: NOW + HOUR })).toMatchObject({ run: away, tell: [] });
    expect(wakeRun(away, NOW + HOUR - 1)).toBe(away);
    const begun = advanced(wakeRun(away, NOW + HOUR), { now: NOW + HOUR });
    expect(told(begun)).toEqual(['anna owner-on-duty']);
    expect(begun.run).toMatchObject({ state: 'running', cycle: 1, nextAt: NOW + HOUR + 5 * MINUTE });
    expect(begun.run).not.toHaveProperty('snoozedBy');
    expect(begun.run.log.map(({ why, by = '-' }) => `${why} ${by}`)).toEqual([
      ...['told -', 'snoozed anna', 'snooze-over anna', 'told -'],
    ]);
  });

  test('has all its rounds before it again, however many it had used', () => {
    let used = run;
    while (used.nextAt !== undefined) used = advanced(used, { now: used.nextAt }).run;
    expect(used).toMatchObject({ state: 'exhausted', cycle: 1 });
    let left = wakeRun(snoozedBy(used, 'anna'), NOW + HOUR);
    const tells: string[] = [];
    while (left.nextAt !== undefined) {
      const next = advanced(left, { now: left.nextAt });
      tells.push(...told(next));
      left = next.run;
    }
    expect(tells).toEqual(['anna owner-on-duty', 'lena lead', 'anna owner-on-duty', 'lena lead']);
    expect(left).toMatchObject({ state: 'exhausted', cycle: 3 });
  });

  test('is put away until its fix-by instant at the latest, and shares count from when it begins anew', () => {
    const shares = aChain(notify('owner'), wait(20, 0.5), notify('lead'));
    const fixBy = NOW + 100 * MINUTE;
    const first = advanced(aRun(shares, { fixBy })).run;
    expect(snoozedBy(first, 'anna', { until: NOW + 3 * HOUR }).nextAt).toBe(fixBy);
    expect(snoozeRun(first, { by: 'anna', until: fixBy + HOUR, now: fixBy })).toMatchObject({
      refusal: 'promise-too-close',
    });
    const begun = wakeRun(snoozedBy(first, 'anna'), NOW + HOUR);
    expect(advanced(begun, { now: NOW + HOUR }).run.nextAt).toBe(NOW + HOUR + 20 * MINUTE);
  });

  test('is one person’s: nobody else may take it on or put it away, they may do both', () => {
    const away = snoozedBy(run, 'anna');
    const late = { ok: false, refusal: 'already-acknowledged', detail: { by: 'anna', at: NOW + MINUTE } };
    expect(acknowledge(away, 'bert', NOW + 2 * MINUTE)).toEqual(late);
    expect(snoozeRun(away, { by: 'bert', until: NOW + HOUR, now: NOW + 2 * MINUTE })).toEqual(late);
    expect(snoozedBy(away, 'anna', { until: NOW + 2 * HOUR }).nextAt).toBe(NOW + 2 * HOUR);
    const taken = takenBy(away, 'anna', NOW + 2 * MINUTE);
    expect(taken).toMatchObject({ state: 'acknowledged', acknowledgedBy: 'anna' });
    expect([taken.nextAt, taken.snoozedBy]).toEqual([undefined, undefined]);
    const again = snoozedBy(taken, 'anna', { now: NOW + 3 * MINUTE });
    expect([again.state, again.acknowledgedBy, again.confirmBy]).toEqual(['snoozed', undefined, undefined]);
    expect(snoozeRun(taken, { by: 'bert', until: NOW + HOUR, now: NOW + 3 * MINUTE })).toMatchObject({
      refusal: 'already-acknowledged',
      detail: { by: 'anna' },
    });
  });

  test('begins anew at once when it is brought back, and ends when its subject is solved', () => {
    const away = snoozedBy(run, 'anna');
    const back = unsnoozeRun(away, { by: 'lena', now: NOW + 10 * MINUTE });
    expect(back).toMatchObject({ state: 'running', step: 0, nextAt: NOW + 10 * MINUTE });
    expect(back.log.at(-1)).toMatchObject({ why: 'snooze-over', by: 'lena' });
    expect(unsnoozeRun(run, { by: 'lena', now: NOW })).toBe(run);
    const over = resolve(away, NOW + 10 * MINUTE);
    expect([over.state, over.nextAt, over.snoozedBy]).toEqual(['resolved', undefined, undefined]);
    expect(snoozeRun(over, { by: 'anna', until: NOW + HOUR, now: NOW })).toEqual({
      ok: false,
      refusal: 'escalation-over',
    });
  });
});

describe('whoever puts a notification of an escalation away', () => {
  const chain = aChain(
    notify('owner'),
    notify({ agent: 'anna' }),
    wait(5),
    notify({ agent: 'bruno' }),
    wait(5),
  );
  let here: Awaited<ReturnType<typeof escalationRoom>>;
  beforeEach(async () => {
    here = await escalationRoom(chain);
    await answerFact(here.ports, wantedEscalation());
    await here.deliver();
  });
  const taking = (by: string) =>
    takeOn(here.ports, 'esc_1', {
      notificationId: here.notificationOf(by),
      command: { do: 'acknowledge', by },
      at: here.ports.clock.now(),
      cause: () => factOf({ name: 'x', version: 1, data: {} } as never, { id: `taken by ${by}` }),
    });

  test('has the whole of it: the others’ are done, their own stays, and nobody is told meanwhile', async () => {
    expect(await putAway(here, 'anna', START + HOUR)).toMatchObject({ ok: true });
    expect(here.run()).toMatchObject({
      state: 'snoozed',
      list: lists.snoozedEscalations,
      version: 2,
      unanswered: 0,
    });
    expect(here.timerOf('escalation.step')).toMatchObject({ dueAt: START + HOUR, epoch: 2 });
    const [wanted] = here.emitted('notification.wanted');
    const data = { ...(wanted?.data as object), recipientId: 'carmen' };
    if (wanted) await answerFact(here.ports, { ...wanted, data, id: 'evt_late' as typeof wanted.id });
    await here.deliver();
    expect(here.told()).toEqual([
      'anna queued -',
      'carmen done escalation-over',
      'emil done snoozed-by-other',
    ]);
    expect(here.emitted('escalation.changed').at(-1)?.data).toMatchObject({ state: 'snoozed' });
    expect(await taking('emil')).toMatchObject({
      refusal: 'already-settled',
      detail: { by: 'anna', problem: 'anna put it away first.' },
    });
  });

  test('has the chain begin anew when the time is over, for everybody', async () => {
    await putAway(here, 'anna', START + HOUR);
    await here.deliver();
    expect((await here.tick('escalation.step')).decision).toBe('escalation-resumed');
    await here.deliver();
    expect(here.run()).toMatchObject({ state: 'running', step: 3, cycle: 1, list: lists.escalations });
    expect(here.told().filter(line => /^emil (queued|sent)/.test(line))).toHaveLength(1);
    expect(here.emitted('notification.wanted')).toHaveLength(4);
  });

  test('brings it back at once by hand, and only once', async () => {
    await putAway(here, 'anna', START + HOUR);
    here.pass(10 * MINUTE);
    expect(await putBack(here, 'anna')).toMatchObject({ ok: true });
    expect(here.run()).toMatchObject({ state: 'running', step: 0 });
    expect(here.timerOf('escalation.step')).toMatchObject({ dueAt: START + 10 * MINUTE, epoch: 3 });
    expect((await putBack(here, 'anna')).ok).toBe(true);
    expect(here.run().version).toBe(3);
    await here.tick('escalation.step');
    expect(here.run()).toMatchObject({ step: 3, nextAt: START + 15 * MINUTE });
  });

  test('may be somebody else next time; what the first one still has put away is done then', async () => {
    await putAway(here, 'anna', START + HOUR);
    await here.deliver();
    await here.tick('escalation.step');
    await here.deliver();
    expect((await putAway(here, 'emil', START + 2 * HOUR)).ok).toBe(true);
    await here.deliver();
    expect(here.run()).toMatchObject({ state: 'snoozed', snoozedBy: 'emil' });
    expect(here.told()).toEqual([
      'anna done snoozed-by-other',
      'emil done snoozed-by-other',
      expect.stringMatching(/^emil (queued|sent) -$/),
    ]);
  });

  test('may take it on meanwhile, and it may be solved', async () => {
    await putAway(here, 'anna', START + HOUR);
    expect(await taking('anna')).toMatchObject({ ok: true });
    expect(here.run()).toMatchObject({ state: 'acknowledged', acknowledgedBy: 'anna' });
    expect(here.timerOf('escalation.step')).toBeUndefined();
    await putAway(here, 'anna', START + HOUR);
    await answerFact(here.ports, endedEscalation());
    await here.deliver();
    expect(here.run().state).toBe('resolved');
    expect(here.rowsOf('timer').filter(({ kind }) => /^escalation/.test(String(kind)))).toEqual([]);
    expect(here.told()).toContain('emil done resolved');
  });

  test('has a lost timer given back by the audit', async () => {
    await putAway(here, 'anna', START + HOUR);
    const key = timerKey(escalationPk('esc_1'), 'escalation.step');
    await here.table.commit({ commitId: 'x', writes: [{ do: 'delete', key }] });
    expect(await mendPromises(here.ports)).toMatchObject({ mended: 1 });
    expect((await here.tick('escalation.step')).decision).toBe('escalation-resumed');
  });
});
