import * as bugs from './sla-cases-bugs.ts';
import { casesModel } from './sla-cases-model.ts';
import { prove } from './support/prove.ts';

prove({
  model: casesModel(),
  runs: 20,
  planted: [
    {
      bug: 'what was noticed and is recorded twice',
      breaks: /sla-cases 5: each/,
      model: casesModel({ sabotage: bugs.nagging }),
    },
    {
      bug: 'a breach that is forgotten',
      breaks: /sla-cases 7:/,
      model: casesModel({ sabotage: bugs.forgiving }),
    },
    {
      bug: 'a ring of an old epoch that is answered',
      breaks: /sla-cases 6:/,
      model: casesModel({ tick: bugs.eager }),
    },
    {
      bug: 'a clock that is not set again',
      breaks: /sla-cases 8: what is open/,
      model: casesModel({ sabotage: bugs.unwatched }),
    },
    {
      bug: 'a clock that goes on when its case is over',
      breaks: /sla-cases 8: a case/,
      model: casesModel({ sabotage: bugs.undying }),
    },
    {
      bug: 'a promise that changes and is not written down',
      breaks: /sla-cases 9: what is promised/,
      model: casesModel({ sabotage: bugs.silent }),
    },
    {
      bug: 'a promise that changes and moves nothing',
      breaks: /sla-cases 9: due/,
      model: casesModel({ sabotage: bugs.settled }),
    },
    {
      bug: 'a case that is written without a look at its version',
      breaks: /sla-cases [5-8]:/,
      model: casesModel({ sabotage: bugs.careless }),
      among: 'actors',
    },
  ],
});
