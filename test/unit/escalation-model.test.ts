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
import { type Chain, checkChain, type Step } from '../../shared/domain/notifications/escalation-chain.ts';
import { type Agent, absenceAt, isOnDuty } from '../../shared/domain/team/agent.ts';
import { DAY, MINUTE, SECOND } from '../../shared/kernel/instant.ts';
import { advanced, aRun, asleep } from '../support/escalation.ts';
import { NOW } from '../support/facts.ts';
import { anAgent } from '../support/team.ts';

const ids = ['anna', 'bert', 'carl', 'lena'] as const;
const who = fc.constantFrom(
  ...(['owner', 'cover', 'owner-or-cover', 'lead', 'on-duty', 'everyone-on-duty'] as const),
  ...[{ agent: 'carl' }, { agent: 'gone' }, { role: 'lead' }],
);
const gates = [undefined, undefined, { days: ['sat', 'sun'] as const }, { from: '08:00', to: '20:00' }];
const notifying = fc.record({
  do: fc.constant('notify' as const),
  who,
  wake: fc.boolean(),
  when: fc.constantFrom(...gates),
});
const waiting = fc.record({
  do: fc.constant('wait' as const),
  minutes: fc.integer({ min: 1, max: 90 }),
  share: fc.constantFrom(undefined, 0.05, 0.1),
});
const chains = fc
  .tuple(
    fc.array(fc.oneof<fc.Arbitrary<Step>[]>(notifying, notifying, waiting), { minLength: 1, maxLength: 7 }),
    fc.integer({ min: 0, max: 3 }),
  )
  .map(
    ([steps, times]): Chain => ({
      steps: times === 0 ? steps : [...steps, { do: 'repeat', times }],
      ackMinutes: 30,
    }),
  )
  .filter(chain => checkChain(chain).ok);
const office = [['09:00', '17:00']] as const;
const agents = fc
  .tuple(...ids.map(() => fc.constantFrom('always', 'office', 'never', 'absent', 'gone')))
  .map(duties =>
    ids.map((id, at): Agent => {
      const duty = duties[at];
      return anAgent(id, {
        roles: id === 'lena' ? ['lead'] : ['agent'],
        ...(duty === 'never' ? asleep : {}),
        ...(duty === 'office' ? { hours: { mon: office, tue: office } } : {}),
        ...(duty === 'absent'
          ? { absences: { a: { from: NOW - DAY, to: NOW + DAY, coverId: 'bert' } } }
          : {}),
        active: duty !== 'gone',
      });
    }),
  );
const deeds = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: fc.record({ do: fc.constant('tick' as const), late: fc.nat({ max: 120 }) }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('early' as const), late: fc.constant(0) }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constantFrom(...ids), late: fc.nat({ max: 900 }) }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('resolve' as const), late: fc.nat({ max: 60 }) }) },
  ),
  { maxLength: 25 },
);

const histories = fc.record({ chain: chains, roster: agents, done: deeds, fixIn: fc.nat({ max: 600 }) });

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
    'a run that goes on has a next step': (run.nextAt !== undefined) === (run.state === 'running'),
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

test('whatever happens in whatever order, the seven rules of an escalation hold', () => {
  const seen = new Map<string, number>();
  fc.assert(
    fc.property(histories, ({ chain, roster, done, fixIn }) => {
      const wrong: string[] = [];
      let now = NOW;
      let run = aRun(chain, { fixBy: NOW + fixIn * MINUTE });
      const take = (next: Run) => {
        const answer = advanced(next, { agents: roster, now });
        wrong.push(...complaints(run, answer, { agents: roster, now }));
        run = answer.run;
      };
      take(run);
      for (const deed of done) {
        const due = run.nextAt ?? run.confirmBy;
        if (deed.do === 'early') now = Math.max(now, (due ?? now) - 1);
        else if (deed.do === 'tick') now = Math.max(now, due ?? now) + deed.late * SECOND;
        else now += deed.late * SECOND;
        if (deed.do === 'tick' || deed.do === 'early') take(remind(run, now));
        else if (deed.do === 'resolve') run = resolve(run, now);
        else {
          const taken = acknowledge(run, deed.do, now);
          if (taken.ok !== (run.state !== 'resolved' && (run.acknowledgedBy ?? deed.do) === deed.do))
            wrong.push('one person has it, the others are refused');
          if (taken.ok) run = taken.value;
        }
      }
      seen.set(run.state, (seen.get(run.state) ?? 0) + 1);
      for (let ticks = 0; run.state === 'running'; ticks++) {
        if (ticks > chain.steps.length * 5) throw new Error('left alone, it does not come to its end');
        now = run.nextAt ?? now;
        take(run);
      }
      expect(wrong).toEqual([]);
    }),
    { numRuns: 10_000 },
  );
  expect(
    Math.min(...['running', 'acknowledged', 'resolved', 'exhausted'].map(state => seen.get(state) ?? 0)),
  ).toBeGreaterThan(100);
}, 120_000);
