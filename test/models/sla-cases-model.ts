import { answerTick } from '../../functions/devices/answer-tick.ts';
import type { MemoryTable } from '../../tools/memory/memory-table.ts';
import { deviceDeeds } from './device-deeds.ts';
import { deviceWorld } from './device-world.ts';
import { type CaseDeed, caseDeeds, performOnCases } from './sla-cases-deeds.ts';
import { type CasesWorld, caseEars, casesAlways, casesAtRest, watchCases } from './sla-cases-rules.ts';
import { comesAgain } from './support/comes-again.ts';
import type { Model } from './support/model.ts';
import { comeIn, passWithTicks } from './support/table-world.ts';

type Broken = {
  readonly sabotage?: (table: MemoryTable) => MemoryTable;
  readonly tick?: typeof answerTick;
};

export const casesModel = ({ sabotage, tick = answerTick }: Broken = {}): Model<CasesWorld, CaseDeed> => ({
  name: 'sla-cases',
  setup: () => watchCases(deviceWorld(sabotage)),
  deeds: caseDeeds,
  formerDeeds: deviceDeeds,
  perform: async (world, deed, hands) => {
    // Nobody does two things with a case in one millisecond: which came first could not be told.
    world.clock.set(world.clock.now() + 1);
    await performOnCases(world, deed, { hands, ears: caseEars(world, tick) });
  },
  pass: (world, ms, table) => passWithTicks(world, ms, { ...caseEars(world, tick), table }),
  always: casesAlways,
  atRest: casesAtRest,
  settle: world => comeIn(world, caseEars(world, tick)),
  mayFail: comesAgain,
});
