import type { Logged } from '../../shared/domain/notifications/escalation.ts';
import type { Step } from '../../shared/domain/notifications/escalation-chain.ts';
import { MINUTE, SECOND } from '../../shared/kernel/instant.ts';
import { escalationPk } from '../../shared/store/keys.ts';
import { rulesBroken } from '../support/escalation-race.ts';
import { START } from '../support/notifications.ts';
import { chain, type EscalationWorld, LEADS } from './escalation-world.ts';
import type { Rules } from './support/model.ts';

/** The invariants, each with the rules of a race that make it. */
const RULES: readonly (readonly [string, readonly string[]])[] = [
  ['1: levels only rise', ['levels only rise']],
  ['2: each level comes at most once a round', ['each level comes at most once per round']],
  ['3: never stuck', ['it goes on, waits for somebody, or has rung']],
  [
    '4: acknowledged before due, the step is not done',
    [
      'nobody is told while somebody has it, or once it is solved',
      'one person has it at a time',
      'what is solved stays so',
    ],
  ],
  ['5: no step before it is due', ['no step comes before it is due']],
  ['6: an edit does not touch what runs', ['the chain is the one it started with']],
  ['7: an absent target is passed at once', ['where nobody is, the next one comes at once']],
];
const rule = (names: readonly string[]) => (world: EscalationWorld) =>
  rulesBroken(world.race).find(broken => names.includes(broken));

/** Whom a step means, by hand; the one who is gone as well. */
function meantBy(step: Step | undefined): readonly string[] {
  if (step?.do !== 'notify') return [];
  return typeof step.who === 'object' && 'agent' in step.who ? [step.who.agent] : LEADS;
}
const GONE = chain.steps.findIndex(step => meantBy(step).includes('gone'));

/** A line of the log that the chain, as it was at the start, has no room for. */
const strange = ({ why, step, told }: Logged): boolean => {
  if (why === 'exhausted') return step !== chain.steps.length;
  return why === 'told' && told.toSorted().join() !== meantBy(chain.steps[step]).toSorted().join();
};

export const escalationAlways: Rules<EscalationWorld> = {
  ...Object.fromEntries(RULES.map(([name, names]) => [name, rule(names)])),
  '6: whom it tells and how long it waits for a word is of the chain that it started with': ({ run }) => {
    const { log, confirmBy = Number.POSITIVE_INFINITY, acknowledgedAt = 0 } = run();
    if (confirmBy < acknowledgedAt + chain.ackMinutes * MINUTE) return `asked again at ${confirmBy}`;
    const line = log.find(strange);
    return line && JSON.stringify(line);
  },
  '7: whoever is not there is passed, and a word of it is left': ({ run }) => {
    const { log } = run();
    const next = (n: number) => log[n - 1]?.step === GONE && log[n - 1]?.at === log[n]?.at;
    const line = log.find(({ step, told, why }, n) =>
      step === GONE ? told.length > 0 : step === GONE + 2 && why === 'told' && n > 0 && !next(n),
    );
    return line && JSON.stringify(line);
  },
  '5: a step is done within 120 s of its instant': ({ race, outages }) => {
    const late = race.history.flatMap(({ before: { nextAt: due }, at, told }, n) => {
      if (told === 0 || due === undefined) return [];
      // It cannot be done before it was decided that it is to come, nor while nothing rings or something else rings again.
      const decidedAt = race.history[n - 1]?.at ?? START;
      const endings = outages.flatMap(({ to, but }) =>
        but !== escalationPk('esc_1') && to >= due && to <= at ? to : [],
      );
      return at - Math.max(due, decidedAt, ...endings);
    });
    const most = Math.max(0, ...late);
    return most > 120 * SECOND ? `${most} ms late` : undefined;
  },
};
export const escalationAtRest: Rules<EscalationWorld> = {
  '4: whatever else was told of it is done': world => rulesBroken(world.race)[0],
};
