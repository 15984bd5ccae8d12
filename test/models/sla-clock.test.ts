import * as bugs from './sla-clock-bugs.ts';
import { slaModel } from './sla-clock-model.ts';
import { prove } from './support/prove.ts';

prove({
  model: slaModel(),
  runs: 20,
  planted: [
    {
      bug: 'a clock that runs while it should stand',
      breaks: /sla-clock 1/,
      model: slaModel({ product: bugs.restless }),
    },
    {
      bug: 'a pause that leaves the end where it was',
      breaks: /sla-clock 3:/,
      model: slaModel({ product: bugs.steadfast }),
    },
    {
      bug: 'a pause that moves the end by the time on the wall',
      breaks: /sla-clock 3:/,
      model: slaModel({ product: bugs.onTheWall }),
    },
    {
      bug: 'a pause that is forgotten when it is over',
      breaks: /sla-clock 4: what was heard/,
      model: slaModel({ sabotage: bugs.tidy }),
    },
    {
      bug: 'a fact that counts again when it comes again',
      breaks: /sla-clock 4: marks/,
      model: slaModel({ product: bugs.echoing }),
    },
    {
      bug: 'a warning at every look',
      breaks: /sla-clock 5: each/,
      model: slaModel({ product: bugs.nagging }),
    },
    {
      bug: 'a late warning that nobody records',
      breaks: /sla-clock 5: whatever/,
      model: slaModel({ product: bugs.tactful }),
    },
    {
      bug: 'a late fact that erases a breach',
      breaks: /sla-clock 7:/,
      model: slaModel({ sabotage: bugs.forgiving }),
    },
    {
      bug: 'a clock that is looked at when it stands',
      breaks: /sla-clock 8: what stands/,
      model: slaModel({ product: bugs.restive }),
    },
    {
      bug: 'a clock that nobody looks at after another was late',
      breaks: /sla-clock 8: what runs/,
      model: slaModel({ product: bugs.weary }),
    },
    {
      bug: 'a promise that was changed and is looked at as before',
      breaks: /sla-clock 9: the next look/,
      model: slaModel({ product: bugs.faithful }),
    },
    {
      bug: 'a breach that a longer promise takes back',
      breaks: /sla-clock 9: a breach/,
      model: slaModel({ product: bugs.forgetful }),
    },
    {
      bug: 'time in no leg that is in no sum',
      breaks: /sla-clock 10: legs make/,
      model: slaModel({ product: bugs.nameless }),
    },
    {
      bug: 'a leg that does not end',
      breaks: /sla-clock 10: each leg/,
      model: slaModel({ product: bugs.endless }),
    },
    {
      bug: 'a leg that answers for the next one',
      breaks: /sla-clock 10: each leg/,
      model: slaModel({ product: bugs.behind }),
    },
    {
      bug: 'a case that is written without a look at its version',
      breaks: /sla-clock [457]:/,
      model: slaModel({ sabotage: bugs.careless }),
      among: 'actors',
    },
  ],
});
