import { describe, expect, test } from '@jest/globals';
import { acknowledge, type Run, remind, resolve } from '../../shared/domain/notifications/escalation.ts';
import { DAY, HOUR, MINUTE } from '../../shared/kernel/instant.ts';
import { aChain, advanced, aRun, asleep, notify, repeat, team, told, wait } from '../support/escalation.ts';
import { NOW } from '../support/facts.ts';
import { anAgent } from '../support/team.ts';

const chain = aChain(notify('owner'), wait(5), notify('cover'), wait(10), notify('lead'));
const nobody = team.map(({ id, roles }) => anAgent(id, { roles, ...asleep }));
const whyOf = ({ log }: Run) => log.map(({ why }) => why);
const takenBy = (run: Run, by: string, at: number) => {
  const taken = acknowledge(run, by, at);
  if (!taken.ok) throw new Error(taken.refusal);
  return taken.value;
};

describe('a run', () => {
  test('tells one level after the other, each when the wait before it is over', () => {
    const first = advanced(aRun(chain));
    expect(told(first)).toEqual(['anna owner-on-duty']);
    expect(first.run).toMatchObject({ state: 'running', nextAt: NOW + 5 * MINUTE });
    const second = advanced(first.run, { now: NOW + 5 * MINUTE });
    expect(told(second)).toEqual(['bert cover-on-duty']);
    expect(second.run.nextAt).toBe(NOW + 15 * MINUTE);
    const third = advanced(second.run, { now: NOW + 15 * MINUTE });
    expect(told(third)).toEqual(['lena lead']);
    expect(third).toMatchObject({ run: { state: 'exhausted', step: 5 }, alarms: ['escalation-exhausted'] });
    expect(third.run).not.toHaveProperty('nextAt');
  });

  test('does nothing before its next step is due, or when it does not run', () => {
    const { run } = advanced(aRun(chain));
    for (const still of [run, takenBy(run, 'anna', NOW), resolve(run, NOW)]) {
      const now = still === run ? NOW + 5 * MINUTE - 1 : NOW + DAY;
      expect(advanced(still, { now })).toEqual({ run: still, tell: [], alarms: [] });
    }
  });

  test('waits from when it told somebody, so that a late tick does not tell everybody at once', () => {
    const { run } = advanced(aRun(chain));
    const late = advanced(run, { now: NOW + 3 * HOUR });
    expect(told(late)).toEqual(['bert cover-on-duty']);
    expect(late.run.nextAt).toBe(NOW + 3 * HOUR + 10 * MINUTE);
  });

  test('that reaches nobody goes to the next level at once, without the wait, and rings', () => {
    const awake = [...nobody.slice(0, 2), anAgent('lena', { roles: ['lead'] })];
    const { run, alarms, ...answer } = advanced(aRun(chain), { agents: awake });
    expect(told({ run, alarms, ...answer })).toEqual(['anna nobody-on-duty', 'lena lead']);
    expect(alarms).toEqual(['nobody-on-duty', 'escalation-exhausted']);
    expect(whyOf(run)).toEqual(['nobody-on-duty', 'nobody-on-duty', 'told', 'exhausted']);
    expect(run.log[0]).toMatchObject({ told: [], held: ['anna'], step: 0, at: NOW });
  });

  test('waits where the step before reached somebody, although the next one did not', () => {
    const two = aChain(notify('owner'), notify({ agent: 'gone' }), wait(5), notify('lead'));
    expect(advanced(aRun(two))).toMatchObject({
      run: { nextAt: NOW + 5 * MINUTE },
      alarms: ['nobody-on-duty'],
    });
  });

  test('skips a step behind a closed gate with its wait, and does not ring for it', () => {
    const weekend = aChain(notify('owner', { when: { days: ['sun'] } }), wait(5), notify('lead'), wait(5));
    const { run, alarms, tell } = advanced(aRun(weekend));
    expect(tell.map(({ agentId }) => agentId)).toEqual(['lena']);
    expect(whyOf(run)).toEqual(['gate-closed', 'told']);
    expect(alarms).toEqual([]);
  });

  test('tells a person once who is meant twice at the same moment, and wakes them when either step does', () => {
    const twice = aChain(notify('owner'), notify({ agent: 'anna' }, { wake: true }), wait(5));
    expect(advanced(aRun(twice)).tell).toEqual([{ agentId: 'anna', reason: 'named', wake: true }]);
  });

  test('waits before its first step when the chain begins so', () => {
    const { run, tell } = advanced(aRun(aChain(wait(7), notify('lead'))));
    expect([tell, run.nextAt]).toEqual([[], NOW + 7 * MINUTE]);
  });
});

describe('rounds', () => {
  const round = aChain(notify('owner'), wait(5), repeat(2));

  test('are as many as the chain says and one', () => {
    let { run } = advanced(aRun(round));
    const tells: number[] = [];
    while (run.nextAt !== undefined) {
      const next = advanced(run, { now: run.nextAt });
      tells.push(next.tell.length);
      run = next.run;
    }
    expect(tells).toEqual([1, 1, 0]);
    expect(run).toMatchObject({ state: 'exhausted', cycle: 2 });
  });

  test('are waited for although nobody was reached, since the same nobody would be found', () => {
    const { run } = advanced(aRun(round), { agents: nobody });
    expect(run).toMatchObject({ state: 'running', cycle: 1, step: 0, nextAt: NOW + 5 * MINUTE });
    const gated = aChain(notify('lead', { when: { days: ['sun'] } }), wait(5), wait(2), repeat(1));
    expect(advanced(aRun(gated)).run.nextAt).toBe(NOW + 7 * MINUTE);
  });
});

describe('a wait for a share', () => {
  const shares = aChain(notify('owner'), wait(20, 0.25), notify('cover'), wait(20, 0.5), notify('lead'));

  test('is one of the time that was left when the run started, so a late start is a shorter chain', () => {
    const early = advanced(aRun(shares, { fixBy: NOW + 2 * HOUR }));
    expect(early.run.nextAt).toBe(NOW + 30 * MINUTE);
    const next = advanced(early.run, { now: NOW + 30 * MINUTE });
    expect(next.run.nextAt).toBe(NOW + 90 * MINUTE);
    expect(advanced(aRun(shares, { fixBy: NOW + 20 * MINUTE })).run.nextAt).toBe(NOW + 5 * MINUTE);
  });

  test('is a minute at least, also when the instant is over, and its minutes where there is none', () => {
    expect(advanced(aRun(shares, { fixBy: NOW - HOUR })).run.nextAt).toBe(NOW + MINUTE);
    expect(advanced(aRun(shares)).run.nextAt).toBe(NOW + 20 * MINUTE);
  });
});

describe('an acknowledgement', () => {
  const { run } = advanced(aRun(chain));

  test('stops the chain, names who has it, and is to be confirmed', () => {
    const taken = takenBy(run, 'bert', NOW + MINUTE);
    expect(taken).toMatchObject({
      state: 'acknowledged',
      acknowledgedBy: 'bert',
      acknowledgedAt: NOW + MINUTE,
      confirmBy: NOW + 31 * MINUTE,
    });
    expect(taken).not.toHaveProperty('nextAt');
  });

  test('by a second person is refused with the first, by the same person it confirms', () => {
    const taken = takenBy(run, 'bert', NOW + MINUTE);
    expect(acknowledge(taken, 'anna', NOW + 2 * MINUTE)).toEqual({
      ok: false,
      refusal: 'already-acknowledged',
      detail: { by: 'bert', at: NOW + MINUTE },
    });
    expect(takenBy(taken, 'bert', NOW + 20 * MINUTE)).toEqual({ ...taken, confirmBy: NOW + 50 * MINUTE });
  });

  test('is taken when the chain is through, and refused when the subject is solved', () => {
    const { run: through } = advanced(aRun(aChain(notify('lead'))));
    expect(takenBy(through, 'lena', NOW).state).toBe('acknowledged');
    expect(acknowledge(resolve(run, NOW), 'anna', NOW)).toEqual({ ok: false, refusal: 'escalation-over' });
  });

  test('that nobody confirms lets the chain go on where it stood', () => {
    const taken = takenBy(run, 'anna', NOW + MINUTE);
    expect(remind(taken, NOW + 31 * MINUTE - 1)).toBe(taken);
    const open = remind(taken, NOW + 31 * MINUTE);
    expect(open).not.toHaveProperty('acknowledgedBy');
    const resumed = advanced(open, { now: NOW + 31 * MINUTE });
    expect(told(resumed)).toEqual(['bert cover-on-duty']);
    expect(whyOf(resumed.run)).toEqual(['told', 'acknowledged', 'not-confirmed', 'told']);
  });

  test('that nobody confirms tells the last level again when there is no other', () => {
    const top = aChain(notify('owner'), wait(5), notify('lead'), notify('cover'), wait(5));
    const atTop = advanced(advanced(aRun(top)).run, { now: NOW + 5 * MINUTE }).run;
    const open = remind(takenBy(atTop, 'lena', NOW + 6 * MINUTE), NOW + HOUR);
    expect(told(advanced(open, { now: NOW + HOUR }))).toEqual(['lena lead', 'bert cover-on-duty']);
  });
});

test('a subject that is solved ends its run once, whatever it was doing', () => {
  const { run } = advanced(aRun(chain));
  for (const before of [run, takenBy(run, 'anna', NOW), advanced(aRun(aChain(notify('lead')))).run]) {
    const over = resolve(before, NOW + MINUTE);
    expect(over).toMatchObject({ state: 'resolved', resolvedAt: NOW + MINUTE });
    expect([over.nextAt, over.confirmBy]).toEqual([undefined, undefined]);
    expect(resolve(over, NOW + HOUR)).toBe(over);
  }
});
