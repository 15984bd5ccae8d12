import * as bugs from './outreach-bugs.ts';
import { outreachModel } from './outreach-model.ts';
import { prove } from './support/prove.ts';

prove({
  model: outreachModel(),
  runs: 40,
  planted: [
    {
      bug: 'a look that is committed without a look at what changed',
      breaks: /outreach [13]:/,
      model: outreachModel(bugs.careless),
      among: 'actors',
    },
    {
      bug: 'an outreach that begins while its cause rests',
      breaks: /outreach 1: the cool-down/,
      model: outreachModel(bugs.restless),
    },
    {
      bug: 'an outreach that begins beside the one that is open',
      breaks: /outreach 1: at most one/,
      model: outreachModel(bugs.oblivious),
    },
    {
      bug: 'a recovery that is said and closes nothing',
      breaks: /outreach 3: opened once/,
      model: outreachModel(bugs.unended),
    },
    {
      bug: 'a recovery that no look sees',
      breaks: /outreach 3: what lost/,
      model: outreachModel(bugs.unseeing),
    },
    {
      bug: 'news that opens again what had ended',
      breaks: /outreach 3: what ended/,
      model: outreachModel(bugs.reopening),
    },
    {
      bug: 'an end that closes its neighbour without a word',
      breaks: /outreach 3: what recovered/,
      model: outreachModel(bugs.sweepingUp),
    },
    {
      bug: 'an end that closes the claims beside it',
      breaks: /outreach 3: what has its reason/,
      model: outreachModel(bugs.sweepingAway),
    },
    {
      bug: 'an outreach that waits and is not looked at again',
      breaks: /outreach 4: what is open/,
      model: outreachModel(bugs.shelved),
    },
    {
      bug: 'a call that is made without asking for consent',
      breaks: /outreach 5: nobody is called/,
      model: outreachModel(bugs.deafCaller),
    },
    {
      bug: 'an outreach to whoever objected',
      breaks: /outreach 5: nothing is open/,
      model: outreachModel(bugs.deafLook),
    },
  ],
});
