import { digest } from '../kernel/id.ts';
import { MINUTE } from '../kernel/instant.ts';
import { triesKey } from './keys.ts';
import type { Ports } from './ports.ts';

/** Tries are counted in windows of this length. */
export const TRIES_WINDOW = 15 * MINUTE;

export type Tried = { readonly of: 'email' | 'source'; readonly subject: string; readonly cap: number };

/** Gives a try back that led to where it should: only those that failed are to be few. */
export async function forgiveTry(
  { table, clock, ids }: Ports,
  { of, subject }: Omit<Tried, 'cap'>,
): Promise<void> {
  const key = triesKey(of, digest(subject), Math.floor(clock.now() / TRIES_WINDOW));
  const writes = [
    { do: 'change', key, add: { tries: -1 }, when: { is: 'present' }, orElse: 'gone' } as const,
  ];
  await table.commit({ commitId: ids.random('cmt'), writes });
}

/** Counts one try; false when the window already has as many as it may have. Parallel tries never exceed the cap. */
export async function countTry({ table, clock, ids }: Ports, { of, subject, cap }: Tried): Promise<boolean> {
  const window = Math.floor(clock.now() / TRIES_WINDOW);
  const answer = await table.commit({
    commitId: ids.random('cmt'),
    writes: [
      {
        do: 'change',
        key: triesKey(of, digest(subject), window),
        add: { tries: 1 },
        set: { type: 'tries', expiresAt: Math.ceil(((window + 2) * TRIES_WINDOW) / 1000) },
        when: { is: 'below', field: 'tries', cap },
        orElse: 'too-many',
      },
    ],
  });
  return answer.done;
}
