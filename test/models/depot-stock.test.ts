import * as bugs from './depot-stock-bugs.ts';
import { stockModel } from './depot-stock-model.ts';
import { prove } from './support/prove.ts';

prove({
  model: stockModel(),
  runs: 60,
  planted: [
    {
      bug: 'a stock that is written without a look at its version',
      breaks: /depot-stock [1347]:/,
      among: 'actors',
      model: stockModel(bugs.careless),
    },
    {
      bug: 'a handover that no book counts',
      breaks: /depot-stock 1: what came in is somewhere/,
      model: stockModel(bugs.unbooked),
    },
    {
      bug: 'a return that is booked as a new unit',
      breaks: /depot-stock 1: what customers have/,
      model: stockModel(bugs.asNew),
    },
    {
      bug: 'a move that arrives nowhere',
      breaks: /depot-stock 1: what devices say/,
      model: stockModel(bugs.swallowed),
    },
    {
      bug: 'a unit that stays where it was moved from',
      breaks: /depot-stock 3: a serial/,
      model: stockModel(bugs.stays),
    },
    {
      bug: 'a device that is not told of its case',
      breaks: /depot-stock 3: a device/,
      model: stockModel(bugs.unknowing),
    },
    {
      bug: 'a reservation that takes two units',
      breaks: /depot-stock 4: a case has one/,
      model: stockModel(bugs.twofold),
    },
    {
      bug: 'a unit that stays reserved when its case gives it up',
      breaks: /depot-stock 4: case and stock/,
      model: stockModel(bugs.clinging),
    },
    {
      bug: 'a reservation that returns twice',
      breaks: /depot-stock 4: case and stock/,
      model: stockModel(bugs.twice),
    },
    {
      bug: 'a case that takes its unit to be kept for longer',
      breaks: /depot-stock 4: none outlives/,
      model: stockModel(bugs.overdue),
    },
    {
      bug: 'a reservation of a unit that somebody else got meanwhile',
      breaks: /depot-stock 7: of two/,
      among: 'actors',
      model: stockModel(bugs.greedy),
    },
    {
      bug: 'a loss that is booked twice',
      breaks: /depot-stock 2:/,
      model: stockModel(bugs.upsideDown),
    },
    {
      bug: 'a case that closes before the old unit is settled',
      breaks: /depot-stock 5:/,
      model: stockModel(bugs.hurried),
    },
    {
      bug: 'an old unit that nobody asks for',
      breaks: /depot-stock 5:/,
      model: stockModel(bugs.generous),
    },
    {
      bug: 'a stock that moves without an entry',
      breaks: /depot-stock 6: an adjustment has an entry/,
      model: stockModel(bugs.silent),
    },
    {
      bug: 'a count without its reason',
      breaks: /depot-stock 6: an adjustment has its reason/,
      model: stockModel(bugs.wordless),
    },
    {
      bug: 'a history that is not kept',
      breaks: /depot-stock 6: its history/,
      model: stockModel(bugs.shortLived),
    },
  ],
});
