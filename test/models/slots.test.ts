import fc from 'fast-check';
import { MINUTE } from '../../shared/kernel/instant.ts';
import * as bugs from './slots-bugs.ts';
import { fewDeeds, slotsModel } from './slots-model.ts';
import { prove } from './support/prove.ts';

prove({
  model: slotsModel(),
  runs: 40,
  planted: [
    {
      bug: 'a day that is written without a look at its version',
      breaks: /slots [124]:/,
      model: slotsModel({ sabotage: bugs.careless }),
      among: 'actors',
    },
    {
      bug: 'a hold that is over and counts',
      breaks: /slots 3:/,
      model: slotsModel({
        sabotage: bugs.endlessHolds,
        deeds: fewDeeds.asking('hold', 'ask'),
        steps: fc.constantFrom(6 * MINUTE, 20 * MINUTE),
      }),
    },
    {
      bug: 'a time that stays taken when its call is cancelled',
      breaks: /slots 5:/,
      model: slotsModel({ sabotage: bugs.unfreed }),
    },
    {
      bug: 'a request that is done again after its answer was lost',
      breaks: /slots 6:/,
      model: slotsModel({ sabotage: bugs.forgetful }),
    },
    {
      bug: 'an absence that came in between and is not looked at',
      breaks: /slots 7:/,
      model: slotsModel({
        sabotage: bugs.unchecked,
        deeds: fc.oneof(fewDeeds.asking('ask', 'cancel'), fewDeeds.away),
        steps: fc.constant(MINUTE),
      }),
    },
    {
      bug: 'an end that is reckoned on the wall',
      breaks: /slots 8:/,
      model: slotsModel({
        sabotage: bugs.onTheWall,
        deeds: fc.oneof(fewDeeds.asking('ask'), fewDeeds.night),
        steps: fc.constant(MINUTE),
      }),
    },
    {
      bug: 'an absence whose bookings stand as if nothing were in their way',
      breaks: /slots 9:/,
      model: slotsModel({
        sabotage: bugs.silent,
        deeds: fc.oneof(fewDeeds.asking('ask'), fewDeeds.away, fewDeeds.hearing),
        steps: fc.constant(MINUTE),
      }),
    },
  ],
});
