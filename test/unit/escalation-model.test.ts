import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Advance } from '../../shared/domain/notifications/advance-escalation.ts';
import {
  acknowledge,
  type Logged,
  type Run,
  remind,
  resolve,
} from '../../shared/domain/notifications/escalation.ts';
import { snoozeRun, unsnoozeRun, wakeRun } from '../../shared/domain/notifications/escalation-snooze.ts';
import { type Agent, absenceAt, isOnDuty } from '../../shared/domain/team/agent.ts';
import { MINUTE, SECOND } from '../../shared/kernel/instant.ts';
import { advanced, aRun } from '../support/escalation.ts';
import { chains, ids, rosters } from '../support/escalation-chains.ts';
import { NOW } from '../support/facts.ts';

const acting = fc.constantFrom('acknowledge' as const, 'snooze' as const, 'unsnooze' as const);
const deeds = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: fc.record({ do: fc.constant('tick' as const), late: fc.nat({ max: 120 }) }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('early' as const), late: fc.constant(0) }) },
    {
      weight: 3,
      arbitrary: fc.record({ do: acting, by: fc.constantFrom(...ids), late: fc.nat({ max: 900 }) }),
    },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('resolve' as const), late: fc.nat({ max: 60 }) }) },
  ),
  { maxLength: 25 },
);

const histories = fc.record({ chain: chains, roster: rosters, done: deeds, fixIn: fc.nat({ max: 600 }) });

const placeOf = ({ cycle, step }: Logged) => cycle * 1_000 + step;
const ofSteps = ({ log }: Run) =>
  log.filter(({ why }) => why === 'told' || why === 'nobody-on-duty' || why === 'gate-closed');

/** What is wrong after a step that was taken. */
function complaints(
  before: Run,
  { run, tell, alarms }: Advance,
  given: { agents: readonly Agent[]; now: number },
) {
  const places = ofSteps(run).map(placeOf);
  const fresh = ofSteps(run).slice(ofSteps(before).length);
  const due = before.nextAt ?? before.confirmBy;
  const held = new Set(fresh.flatMap(entry => entry.held ?? []));
  const mayHear = ({ agentId, wake }: (typeof tell)[number]) => {
    const agent = given.agents.find(({ id }) => id === agentId);
    if (!agent?.active) return false;
    return isOnDuty(agent, given.now) || (wake ? !absenceAt(agent, given.now) : held.has(agentId));
  };
  const rules: Record<string, boolean> = {
    'levels only rise, each at most once per round': places.every(
      (place, at) => place > (places[at - 1] ?? -1),
    ),
    'a run that goes on, or will, has a next step':
      (run.nextAt !== undefined) === ['running', 'snoozed'].includes(run.state),
    'one that somebody has is confirmed or resumed':
      (run.confirmBy !== undefined) === (run.state === 'acknowledged'),
    'the top is reached with an alarm':
      alarms.includes('escalation-exhausted') === (run.state === 'exhausted' && before.state !== 'exhausted'),
    'nothing happens before its time, or once somebody has it':
      (due !== undefined && given.now >= due) || (tell.length === 0 && run === before),
    'the chain is the one it started with': run.chain === before.chain,
    'nobody is waited for who was not told':
      run.state !== 'running' ||
      run.step === 0 ||
      fresh.length === 0 ||
      fresh.some(({ why }) => why === 'told'),
    'nobody on duty rings':
      fresh.every(({ why }) => why !== 'nobody-on-duty') || alarms.includes('nobody-on-duty'),
    'whoever is told is on duty, woken, or held': tell.every(mayHear),
  };
  return Object.keys(rules).filter(rule => !rules[rule]);
}

type Deed = { readonly do: 'acknowledge' | 'snooze' | 'unsnooze'; readonly by: string };
const AWAY = 45 * MINUTE;

/** The run after what somebody did, or undefined when they are refused. */
function acted(run: Run, { do: what, by }: Deed, now: number): Run | undefined {
  if (what === 'unsnooze') return unsnoozeRun(run, { by, now });
  const done = what === 'snooze' ? snoozeRun(run, { by, until: now + AWAY, now }) : acknowledge(run, by, now);
  return done.ok ? done.value : undefined;
}

/** Whether somebody may do it: one person has a run at a time, and nobody one that is solved. */
function mayAct(run: Run, { do: what, by }: Deed, now: number): boolean {
  if (what === 'unsnooze') return true;
  const late = what === 'snooze' && run.fixBy !== undefined && run.fixBy <= now;
  return !late && run.state !== 'resolved' && (run.acknowledgedBy ?? run.snoozedBy ?? by) === by;
}

test('whatever happens in whatever order, the seven rules of an escalation hold', () => {
  const seen = new Map<string, number>();
  fc.assert(
    fc.property(histories, ({ chain, roster, done, fixIn }) => {
      const wrong: string[] = [];
      let now = NOW;
      let run = aRun(chain, { fixBy: NOW + fixIn * MINUTE });
      const take = () => {
        const answer = advanced(wakeRun(remind(run, now), now), { agents: roster, now });
        wrong.push(...complaints(run, answer, { agents: roster, now }));
        run = answer.run;
      };
      take();
      for (const deed of done) {
        const due = run.nextAt ?? run.confirmBy;
        if (deed.do === 'early') now = Math.max(now, (due ?? now) - 1);
        else if (deed.do === 'tick') now = Math.max(now, due ?? now) + deed.late * SECOND;
        else now += deed.late * SECOND;
        if (deed.do === 'tick' || deed.do === 'early') take();
        else if (deed.do === 'resolve') run = resolve(run, now);
        else {
          const after = acted(run, deed, now);
          if ((after !== undefined) !== mayAct(run, deed, now))
            wrong.push('one person has it, the others are refused');
          run = after ?? run;
          if (run.state === 'snoozed' && (run.nextAt ?? 0) > (run.fixBy ?? 0))
            wrong.push('put away for too long');
        }
      }
      seen.set(run.state, (seen.get(run.state) ?? 0) + 1);
      for (let ticks = 0; run.state === 'running' || run.state === 'snoozed'; ticks++) {
        if (ticks > chain.steps.length * 5) throw new Error('left alone, it does not come to its end');
        now = Math.max(now, run.nextAt ?? now);
        take();
      }
      expect(wrong).toEqual([]);
    }),
    { numRuns: 10_000 },
  );
  const states = ['running', 'acknowledged', 'snoozed', 'resolved', 'exhausted'];
  expect(Math.min(...states.map(state => seen.get(state) ?? 0))).toBeGreaterThan(100);
}, 120_000);
