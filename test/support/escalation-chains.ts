import fc from 'fast-check';
import { type Chain, checkChain, type Step } from '../../shared/domain/notifications/escalation-chain.ts';
import type { Agent } from '../../shared/domain/team/agent.ts';
import { DAY } from '../../shared/kernel/instant.ts';
import { NOW } from './facts.ts';
import { anAgent } from './team.ts';

export const ids = ['anna', 'bert', 'carl', 'lena'] as const;
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
/** Chains that can be run to their end. */
export const chains = fc
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
/** Four people, each always on duty, in office hours, never, absent or gone. */
export const rosters = fc
  .tuple(...ids.map(() => fc.constantFrom('always', 'office', 'never', 'absent', 'gone')))
  .map(duties =>
    ids.map((id, at): Agent => {
      const duty = duties[at];
      return anAgent(id, {
        roles: id === 'lena' ? ['lead'] : ['agent'],
        ...(duty === 'never' ? { hours: {} } : {}),
        ...(duty === 'office' ? { hours: { mon: office, tue: office } } : {}),
        ...(duty === 'absent'
          ? { absences: { a: { from: NOW - DAY, to: NOW + DAY, coverId: 'bert' } } }
          : {}),
        active: duty !== 'gone',
      });
    }),
  );
