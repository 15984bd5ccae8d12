import fc from 'fast-check';
import * as bugs from './assignment-bugs.ts';
import { assignmentModel, type Deed, deedsAbout, SKILLS } from './assignment-model.ts';
import { looked } from './assignment-watch.ts';
import { AGENTS, MANY, type TeamGiven } from './assignment-world.ts';
import { prove } from './support/prove.ts';

const deeds: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 8, arbitrary: deedsAbout(MANY.length) },
  {
    weight: 1,
    arbitrary: fc.record({
      is: fc.constant('edit' as const),
      agent: fc.nat({ max: AGENTS.length - 1 }),
      as: fc.nat({ max: SKILLS.length - 1 }),
    }),
  },
);

/** One history in two is of four equals to whom nothing happens; in the others languages, skills and roles change. */
const model = (sabotage?: TeamGiven['sabotage'], kind?: TeamGiven['kind'], few?: fc.Arbitrary<Deed>) =>
  assignmentModel(sabotage, {
    name: 'assignment-team',
    deeds: few ?? deeds,
    world: which => ({ kind: kind ?? (which % 2 === 0 ? 'equals' : 'mixed') }),
  });

/** What is enough to find one bug soon. */
const [agent, account] = [fc.nat({ max: AGENTS.length - 1 }), fc.nat({ max: 5 })];
const changing = fc.record({ is: fc.constant('change' as const), account, moment: fc.constant('signed-up') });
const claiming: fc.Arbitrary<Deed> = fc.oneof(
  changing,
  fc.record({ is: fc.constant('claim' as const), account, agent }),
);
const editing: fc.Arbitrary<Deed> = fc.oneof(
  changing,
  fc.record({ is: fc.constant('edit' as const), agent, as: fc.constant(SKILLS.length - 1) }),
);

prove({
  model: model(),
  runs: 15,
  looked,
  planted: [
    {
      bug: 'a place in a book that is not given back',
      breaks: /assignment-team 1:/,
      model: model(bugs.keepsPlaces, 'mixed'),
    },
    {
      bug: 'a roster that is believed without another look',
      breaks: /assignment-team 2:/,
      model: model(bugs.believed, 'mixed', editing),
    },
    {
      among: 'actors',
      bug: 'an account that goes to whoever claims it last',
      breaks: /assignment-team [14]:/,
      model: model(bugs.lastWins, 'strangers', claiming),
    },
    {
      bug: 'a former owner who keeps what they were told',
      breaks: /assignment-team 5:/,
      model: model(bugs.keepsTold, 'mixed'),
    },
    {
      bug: 'accounts of a leaver that nobody looks for',
      breaks: /assignment-team 6:/,
      model: model(bugs.unseen, 'mixed'),
    },
    {
      bug: 'books that look empty to whoever chooses',
      breaks: /assignment-team 7:/,
      model: model(bugs.blind, 'equals'),
    },
  ],
});
