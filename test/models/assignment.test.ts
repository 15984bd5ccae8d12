import * as bugs from './assignment-bugs.ts';
import { assignmentModel } from './assignment-model.ts';
import { prove } from './support/prove.ts';

prove({
  model: assignmentModel(),
  runs: 60,
  planted: [
    {
      bug: 'a book whose limit is not looked at in the commit',
      breaks: /assignment 3:/,
      model: assignmentModel(bugs.bottomless),
      among: 'actors',
    },
  ],
});
