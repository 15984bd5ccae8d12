import type { World } from '../../simulation/world.ts';
import { type Day, dayOf } from './day.ts';
import { mindTheStore } from './people-at-the-counter.ts';
import { answerPhones } from './people-at-the-phone.ts';
import { keepAccounts } from './people-of-accounts.ts';
import { books, type Customer, comesIn, customersOf, visits } from './people-of-calls.ts';
import { runTheTeam } from './people-of-the-team.ts';

/** What customers, agents, leads and clerks do on a day, beside what systems say. */
export function peopleAtWork(world: World, given: { facts: number; within: number }) {
  const day = dayOf(world, given);
  const customers = customersOf(day);
  const known: Customer[] = [];
  /** Somebody who came in; before the first did, somebody of whom nobody has heard. */
  const anyone = () => world.random.pick(known.length > 0 ? known : customers);
  const all = [
    ...customers.map(async who => {
      await day.sometime();
      await comesIn(day, who);
      known.push(who);
      await books(day, who);
    }),
    ...Array.from({ length: day.oneFor(100) }, (_, n) => visits(day, n)),
    ...answerPhones(day, anyone),
    ...runTheTeam(day),
    ...keepAccounts(day, anyone),
    ...mindTheStore(day),
  ];
  const busy = { left: all.length };
  for (const one of all) void one.finally(() => busy.left--).catch(() => undefined);
  const ended = Promise.all(all);
  return {
    day,
    /** Until everybody has done what they had to do. */
    goHome: async (): Promise<Day> => {
      while (busy.left > 0 && (await world.clock.step()));
      await ended;
      return day;
    },
  };
}
