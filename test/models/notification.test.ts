import fc from 'fast-check';
import { DAY, HOUR, MINUTE } from '../../shared/kernel/instant.ts';
import {
  crowding,
  dropped,
  endless,
  forgotten,
  fridays,
  hasty,
  impatient,
  leaseless,
  mute,
  outright,
  reopened,
  sleepless,
  unasked,
  unending,
  unlimited,
} from './notification-bugs.ts';
import { formerDeeds, type NotificationDeed, notificationDeeds, perform } from './notification-deeds.ts';
import { notificationAlways, notificationAtRest } from './notification-rules.ts';
import { type Broken, earsOf, type NotificationWorld, notificationWorld } from './notification-world.ts';
import { comesAgain } from './support/comes-again.ts';
import type { Model } from './support/model.ts';
import { prove } from './support/prove.ts';
import { comeIn, passWithTicks } from './support/table-world.ts';

const notificationModel = (broken: Broken = {}): Model<NotificationWorld, NotificationDeed> => ({
  name: 'notification',
  setup: () => notificationWorld(broken),
  deeds: notificationDeeds,
  formerDeeds,
  perform,
  pass: (world, ms, table) => passWithTicks(world, ms, { ...earsOf(world), table }),
  steps: fc.oneof(
    fc.integer({ min: 0, max: 90 }).map(n => n * 1_000),
    fc.integer({ min: 1, max: 90 }).map(n => n * MINUTE),
    fc.integer({ min: 1, max: 80 }).map(n => n * HOUR),
  ),
  always: notificationAlways,
  atRest: notificationAtRest,
  settle: async world => {
    const ears = earsOf(world);
    world.answers = 'well';
    for (let days = 0; days < 5; days++) {
      await comeIn(world, { hear: ears.insist, tick: ears.tick });
      await passWithTicks(world, DAY, { ...ears, table: world.table });
    }
    await comeIn(world, { hear: ears.insist, tick: ears.tick });
  },
  mayFail: comesAgain,
});

const planted = (bug: string, breaks: RegExp, broken: Broken) => ({
  ...{ bug, breaks, model: notificationModel(broken) },
});

prove({
  model: notificationModel(),
  runs: 20,
  planted: [
    planted('an end that is not asked for before the next one', /notification 1: what ended/, {
      sabotage: reopened,
    }),
    planted('an answer of a channel that is set over what was seen', /notification 1: open states/, {
      sabotage: outright,
    }),
    planted('what never ends by itself', /notification 2: exactly one outcome/, { sabotage: endless }),
    planted('a limit of its kind that nobody asks for', /notification 2: nothing is open/, {
      sabotage: unlimited,
    }),
    planted('hours that nobody asks for', /notification 8: quiet hours are kept/, { sabotage: sleepless }),
    planted('hours that are read in part', /notification 8: what waits for the hours waits/, {
      sabotage: fridays,
    }),
    planted('what waits for the hours and is not brought', /notification 8: what waits for the hours comes/, {
      sabotage: forgotten,
    }),
    planted('what is dropped for the hour it came at', /notification 8: what waits for the hours comes/, {
      sabotage: dropped,
    }),
    {
      ...planted('an attempt that is taken without a look whose it is', /notification 3:/, {
        sabotage: leaseless,
      }),
      among: 'actors',
    },
    planted('an attempt that comes too soon after the last', /notification 4: attempts/, { sabotage: hasty }),
    planted('a mail that does not wait for the push', /notification 5: no mail/, { sabotage: impatient }),
    {
      ...planted('a mail that does not wait for the push among several', /notification 5: no mail/, {
        sabotage: impatient,
      }),
      among: 'actors',
    },
    planted('a mail that nobody remembers', /notification 5: before that/, { sabotage: mute }),
    planted('people who hear of nobody whom nothing reached', /notification 5: where/, { deaf: true }),
    planted(
      'a wish not to be told that nobody asks for',
      /notification 6: no (mail|push) to whoever wants none/,
      { sabotage: unasked },
    ),
    planted('a push of what ended', /notification 6: no push of what ended/, { hear: unending }),
    planted('a push that takes the place of another matter', /notification 7: all pushes/, {
      push: crowding,
    }),
  ],
});
