import { answerTick } from '../../functions/devices/answer-tick.ts';
import type { DeviceCase } from '../../shared/domain/devices/device-case.ts';
import { keyOfWrite } from '../../shared/store/commit.ts';
import type { Write } from '../../shared/store/table.ts';
import type { MemoryTable } from '../../tools/memory/memory-table.ts';
import { deviceDeeds } from './device-deeds.ts';
import { deviceWorld } from './device-world.ts';
import { type CaseDeed, caseDeeds, performOnCases } from './sla-cases-deeds.ts';
import { type CasesWorld, caseEars, casesAlways, casesAtRest, watchCases } from './sla-cases-rules.ts';
import { comesAgain } from './support/comes-again.ts';
import type { Model } from './support/model.ts';
import { prove } from './support/prove.ts';
import { comeIn, passWithTicks } from './support/table-world.ts';

type Broken = {
  readonly sabotage?: (table: MemoryTable) => MemoryTable;
  readonly tick?: typeof answerTick;
};

const casesModel = ({ sabotage, tick = answerTick }: Broken = {}): Model<CasesWorld, CaseDeed> => ({
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

/** A table that is given other writes than were meant. */
const written =
  (change: (write: Write, table: MemoryTable) => readonly Write[]) =>
  (table: MemoryTable): MemoryTable => ({
    ...table,
    commit: set => table.commit({ ...set, writes: set.writes.flatMap(write => change(write, table)) }),
  });
const typeOf = (write: Write) => (write.do === 'put' ? write.row['type'] : undefined);

/** A clock that is not set again. */
const unwatched = written(write =>
  write.do === 'put' && typeOf(write) === 'timer' && Number(write.row['epoch']) > 2 ? [] : [write],
);

/** The clock of what is over stays where it is. */
const undying = written(write =>
  write.do === 'delete' && write.key.sk.includes('device.due') ? [] : [write],
);

/** Whoever comes last wins a case. */
const careless = written(write =>
  write.do === 'put' && typeOf(write) === 'device-case' ? [{ do: 'put', row: write.row }] : [write],
);

/** Nobody writes down that something else is promised now. */
const silent = written(write => (write.do === 'put' && write.row['decision'] === 'rematch' ? [] : [write]));

/** Something else is promised, and the case stays due when it was. */
const settled = written((write, table) => {
  if (write.do !== 'put' || typeOf(write) !== 'device-case') return [write];
  const before = table.peek(keyOfWrite(write));
  const promised = (row: object | undefined) => JSON.stringify((row as DeviceCase | undefined)?.policy);
  const isSame = !before || promised(before) === promised(write.row);
  return [isSame ? write : { ...write, row: { ...write.row, listKey: String(before['listKey']) } }];
});

/** Whatever rings is believed: nobody looks whether its clock stands as it was set. */
const eager: typeof answerTick = (ports, tick) => {
  const get: typeof ports.table.get = async key => {
    const row = await ports.table.get(key);
    return row && key.sk === tick.sk ? { ...row, epoch: tick.epoch, dueAt: tick.dueAt } : row;
  };
  return answerTick({ ...ports, table: { ...ports.table, get } }, tick);
};

prove({
  model: casesModel(),
  runs: 20,
  planted: [
    {
      bug: 'a ring of an old epoch that is answered',
      breaks: /sla-cases 6:/,
      model: casesModel({ tick: eager }),
    },
    {
      bug: 'a clock that is not set again',
      breaks: /sla-cases 8: what is open/,
      model: casesModel({ sabotage: unwatched }),
    },
    {
      bug: 'a clock that goes on when its case is over',
      breaks: /sla-cases 8: a case/,
      model: casesModel({ sabotage: undying }),
    },
    {
      bug: 'a promise that changes and is not written down',
      breaks: /sla-cases 9: what is promised/,
      model: casesModel({ sabotage: silent }),
    },
    {
      bug: 'a promise that changes and moves nothing',
      breaks: /sla-cases 9: due/,
      model: casesModel({ sabotage: settled }),
    },
    {
      bug: 'a case that is written without a look at its version',
      breaks: /sla-cases [578]:/,
      model: casesModel({ sabotage: careless }),
      among: 'actors',
    },
  ],
});
