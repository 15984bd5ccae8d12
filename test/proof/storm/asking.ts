import type { World } from '../../simulation/world.ts';
import { type Asked, askRoute, type Told } from '../api.ts';

/** How often somebody asks who gets no answer. */
const PATIENCE = 40;
/** So many come again although they were answered: to them the answer was lost. */
const AGAIN = 0.1;
const SECOND = 1_000;

/** Answers that say the same however often they are asked for with one key. */
const SAYS_THE_SAME: ReadonlySet<string> = new Set(['ask-callback', 'change-callback']);

export type Ask = ReturnType<typeof asking>['ask'];

/** People and systems that ask the API as it is served, and ask again with the same key until they are answered. */
export function asking({ clock, random, act }: World) {
  const tally = new Map<string, number>();
  const wrong: string[] = [];
  let n = 0;
  const pause = (milliseconds: number) => new Promise<void>(done => clock.after(milliseconds, done));

  const once = async (route: string, asked: Asked): Promise<Told | undefined> => {
    const done = await act(`ask ${route}`, ports => askRoute(ports, route, asked));
    return done.ended === 'well' && done.value.status < 500 ? done.value : undefined;
  };
  const insist = async (route: string, asked: Asked): Promise<Told | undefined> => {
    for (let tries = 0; tries < PATIENCE; tries++) {
      const told = await once(route, asked);
      if (told) return told;
      await pause(random.int(SECOND / 5, 4 * SECOND));
    }
    wrong.push(`nobody answers ${route}`);
    return undefined;
  };
  return {
    pause,
    /** How often each route, and each action of it, got each answer. */
    tally,
    /** Requests that were never answered, and those that were answered twice and not alike. */
    wrong,
    ask: async (route: string, asked: Asked): Promise<Told | undefined> => {
      const keyed = { ...asked, headers: { 'idempotency-key': `storm-${++n}`, ...asked.headers } };
      const told = await insist(route, keyed);
      const what = (asked.body as { do?: string } | undefined)?.do;
      const name = [route, what, told?.status ?? 'never'].filter(Boolean).join(' ');
      tally.set(name, (tally.get(name) ?? 0) + 1);
      if (!told || !random.chance(AGAIN)) return told;
      await pause(random.int(0, 2 * SECOND));
      const again = await insist(route, keyed);
      const isOther = JSON.stringify(again?.body) !== JSON.stringify(told.body);
      if (told.status < 300 && SAYS_THE_SAME.has(route) && isOther)
        wrong.push(`${route} with one key was answered ${told.status} and ${again?.status}, not alike`);
      return told;
    },
  };
}
